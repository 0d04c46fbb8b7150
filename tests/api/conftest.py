"""A frontend: a client without cookies, and a site whose address is not the one that the client happens to use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from articles.models import Article
from tests.asking import asked
from tests.factories import make_article, publish_now

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SITE = "https://magazine.example"


class Frontend:
    def __init__(self) -> None:
        self.client = Client()

    def get(self, path: str, query: str = "", **headers: str) -> HttpResponse:
        """`path` below /api/v1/; `query` as it stands in the address."""
        return self.client.get(f"/api/v1/{path}", QUERY_STRING=query, headers=headers)

    def slugs(self, query: str = "") -> list[str]:
        """What a list shows, in order."""
        answer = self.get("articles/", query)
        assert answer.status_code == 200, answer.content
        return [card["slug"] for card in answer.json()["results"]]


@pytest.fixture
def api(db: None, settings: Any) -> Frontend:
    settings.PUBLIC_URL = SITE
    return Frontend()


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """Stands still at NOW until it is moved."""
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def hostile(record_property: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, int]]]:
    """What is asked is made to break something. Gives what broke: nothing may, unless the test takes it out."""
    with asked("hostile tests", record_property, monkeypatch) as faults:
        yield faults


def make_live(
    title: str = "A title", slug: str = "a-title", *, publish: dict[str, Any] | None = None, **fields: Any
) -> Article:
    """An article that is public from now on."""
    article = make_article(title=title, slug=slug, **fields)
    publish_now(article, **publish or {})
    return article


def feeds_of(place: str) -> dict[str, str]:
    """As documents name the feeds of `tag/rivers`."""
    files = {"rss": "rss.xml", "atom": "atom.xml", "json_feed": "feed.json", "ninjs": "ninjs.json"}
    return {format: f"{SITE}/feeds/{place}/{file}" for format, file in files.items()}
