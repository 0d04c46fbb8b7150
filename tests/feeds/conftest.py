"""The hostile articles, built once for all tests of a file: it takes longer than most of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from articles.models import Article
from tests.api.conftest import NOW, SITE
from tests.feeds.hostile import make_hostile, make_unclean


@pytest.fixture(scope="module")
def built(building: None) -> dict[str, Article]:
    return make_hostile() | {"unclean": make_unclean()}


@pytest.fixture
def hostile(built: dict[str, Article], db: None) -> dict[str, Article]:
    """All live, by name of their case (tests/feeds/hostile.py)."""
    return built


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.PUBLIC_URL = SITE
    settings.SITE_NAME = settings.PUBLISHER_NAME = "The Magazine & Co"


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """Stands still at NOW until it is moved."""
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved
