"""The newsroom, built once for all tests of a file that look at it: it takes longer than most of them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.conftest import settings_of_tests
from tests.leaks.newsroom import Newsroom, build_newsroom


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, media: Path) -> Iterator[Newsroom]:
    """In a transaction that is never committed. That of each test (`db`) is a savepoint in it."""
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]  # as Django's own around a test: the domain looks for it
    with django_db_blocker.unblock(), around:
        with override_settings(**settings_of_tests(media)):
            room = build_newsroom()
        yield room
        transaction.set_rollback(True)


@pytest.fixture
def newsroom(built: Newsroom, db: None) -> Newsroom:
    """As it was built, whatever the tests before did to it."""
    return deepcopy(built)
