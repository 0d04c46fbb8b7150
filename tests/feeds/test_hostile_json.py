"""Feeds in JSON of the articles that break feeds (tests/feeds/hostile.py), and what feedsmith makes of every format."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

import orjson
import pytest
from django.test import Client
from django.utils import timezone

from api.feeds import json_feed, ninjs
from api.feeds.building import build_feed
from api.feeds.json import written
from api.feeds.selection import Scope
from articles.models import Article
from tests.feeds.schemas import json_feed_errors, ninjs_errors
from tests.feeds.test_feedsmith import read, whole_second

pytestmark = pytest.mark.django_db
FORMATS: Final = {"feed.json": json_feed, "ninjs.json": ninjs}
IDS: Final = {"feed.json": "id", "ninjs.json": "uri"}
ESCAPED: Final = ("\b", "\f", "\x01", "\x7f", "\x85", "\ufdd0", "\uffff", "\ud800")
"""Which JSON writes in several ways."""
NEVER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@pytest.fixture(params=FORMATS)
def name(request: Any) -> str:
    return str(request.param)


def get(client: Client, name: str) -> bytes:
    answer = client.get(f"/feeds/{name}")
    assert answer.status_code == 200, answer.content
    return answer.content


def ids(hostile: dict[str, Article]) -> set[str]:
    return {f"urn:uuid:{article.uuid}" for article in hostile.values()}


def texts(value: Any) -> list[str]:
    """Every text in a document."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


def test_each_is_in_it(name: str, client: Client, hostile: dict[str, Article]) -> None:
    assert {item[IDS[name]] for item in orjson.loads(get(client, name))["items"]} == ids(hostile)


def test_no_text_holds_what_nobody_can_show(name: str, client: Client, hostile: dict[str, Article]) -> None:
    assert not [text for text in texts(orjson.loads(get(client, name))) if NEVER.search(text)]


def test_items_joined_are_a_full_render_byte_for_byte(name: str, hostile: dict[str, Article]) -> None:
    feed = build_feed(Scope("en"), name, at=timezone.now())
    assert feed is not None

    whole = FORMATS[name].render(feed)

    assert orjson.dumps(orjson.loads(whole)) == whole
    assert b"[" + b",".join(map(FORMATS[name].item, feed.entries)) + b"]" in whole


@pytest.mark.needs_shared
def test_every_feed_is_valid_by_its_schema(client: Client, hostile: dict[str, Article]) -> None:
    items = orjson.loads(get(client, "ninjs.json"))["items"]

    assert [error for item in items for error in ninjs_errors(item)] == []
    assert json_feed_errors(orjson.loads(get(client, "feed.json"))) == []


def test_feedsmith_reads_the_same_in_every_format(client: Client, hostile: dict[str, Article]) -> None:
    """Ids, titles and dates as the API has them, and one HTML."""
    cards = {f"urn:uuid:{card['id']}": card for card in client.get("/api/v1/articles/?page_size=100").json()["results"]}
    expected = {id_: told(NEVER.sub("", card["title"]), card) for id_, card in cards.items()}
    feeds = read(client)

    for name, feed in feeds.items():
        assert {one["id"]: told(one["title"], one) for one in feed["entries"]} == expected, name
    first, *others = [{one["id"]: " ".join(one["html"].split()) for one in feed["entries"]} for feed in feeds.values()]
    assert others and all(one == first for one in others)


def told(title: str, of: dict[str, Any]) -> tuple[str, datetime, datetime]:
    """Of an entry or a card."""
    published, updated = of.get("published") or of["published_at"], of.get("updated") or of["updated_at"]
    return title, whole_second(published), whole_second(updated)


@pytest.mark.parametrize("sign", ESCAPED)
def test_whatever_way_json_writes_a_sign_that_none_may_hold_it_is_left_out(sign: str) -> None:
    assert written({"title": [f"a{sign}b"]}) == b'{"title":["ab"]}'
