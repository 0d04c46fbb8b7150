"""The hostile articles, built once for all tests of a file: it takes longer than most of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from articles.models import Article
from tests.conftest import settings_of_tests
from tests.feeds.hostile import make_hostile, make_unclean


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, media: Path) -> Iterator[dict[str, Article]]:
    """In a transaction that is never committed. That of each test (`db`) is a savepoint in it."""
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]  # as Django's own around a test: the domain looks for it
    with django_db_blocker.unblock(), around:
        with override_settings(**settings_of_tests(media)):
            made = make_hostile() | {"unclean": make_unclean()}
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def hostile(built: dict[str, Article], db: None) -> dict[str, Article]:
    """All live, by name of their case (tests/feeds/hostile.py)."""
    return built
