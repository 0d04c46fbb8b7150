"""The newsroom, built once for all tests of a file that look at it: it takes longer than most of them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.asking import asked
from tests.leaks.newsroom import Newsroom, build_newsroom


@pytest.fixture(autouse=True)
def counted(record_property: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with asked("leak tests", record_property, monkeypatch):
        yield


@pytest.fixture(scope="module")
def built(building: None) -> Newsroom:
    return build_newsroom()


@pytest.fixture
def newsroom(built: Newsroom, db: None) -> Newsroom:
    """As it was built, whatever the tests before did to it."""
    return deepcopy(built)
