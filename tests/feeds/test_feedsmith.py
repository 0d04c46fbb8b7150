"""What npm's feedsmith reads out of each format is what the API says."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import pytest
from django.test import Client

from api.feeds.views import FORMATS
from articles.snapshot import Byline, Cover
from tests.api.conftest import make_live
from tests.factories import edit, make_author, make_image, make_section, publish_now
from tests.feeds import feedsmith

pytestmark = pytest.mark.django_db
FILES: Final = [name for name in ("rss.xml", "atom.xml", "feed.json") if name in FORMATS]


def read(client: Client) -> dict[str, Any]:
    """By the file of each format."""
    return feedsmith.read({name: client.get(f"/feeds/{name}").content for name in FILES})


def whole_second(written: str) -> datetime:
    """RFC 822 or 3339."""
    parse = parsedate_to_datetime if "," in written else datetime.fromisoformat
    return parse(written).replace(microsecond=0)


def cards_of(client: Client) -> list[dict[str, Any]]:
    query = {"page_size": 100, "include": "sections"}
    return list(client.get("/api/v1/articles/", query).json()["results"])


def test_it_reads_what_the_api_says(client: Client) -> None:
    cover = make_image(creator="Ada & Co")
    authors = tuple(Byline(str(make_author(name).uuid)) for name in ("Ada <A>", "Bo & Co"))
    first = make_live(
        "A <title> & more",
        authors=authors,
        cover=Cover(str(cover.uuid)),
        sections=(make_section("A heading", "<p>Some <em>text</em> ]]&gt; &amp; more.</p>"),),
    )
    make_live("Unsigned", "unsigned", lead_html="")
    edit(first, lead_html="The <strong>lead</strong>, put right.")
    publish_now(first, kind="correction", note="It was wrong.")

    cards = cards_of(client)

    assert len(cards) == 2
    for name, feed in read(client).items():
        assert [one["id"] for one in feed["entries"]] == [f"urn:uuid:{card['id']}" for card in cards], name
        for entry, card in zip(feed["entries"], cards, strict=True):
            told = {key: entry[key] for key in ("title", "url", "summary", "authors")}
            assert told == {
                "title": card["title"],
                "url": card["url"],
                "summary": card["lead"],
                "authors": [one["name"] for one in card["authors"]],
            }, name
            assert whole_second(entry["published"]) == whole_second(card["published_at"])
            assert whole_second(entry["updated"]) == whole_second(card["updated_at"])
            image = card["cover"] and card["cover"]["url"]
            assert entry.get("image", image) == image, name  # in Atom it stands in the text alone
            assert (image or "") in entry["html"], name
            assert all(section["html"] in entry["html"] for section in card["sections"]), name
