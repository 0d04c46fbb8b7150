"""Four readers that others wrote, subscribed to RSS and Atom: they read what the API says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any, Final

import atoma
import fastfeedparser
import feedparser
import pytest
from django.test import Client
from reader import make_reader

from articles.editing.translations import start_translation
from articles.snapshot import Byline, Cover
from tests.api.conftest import make_live
from tests.factories import (
    edit,
    make_author,
    make_category,
    make_image,
    make_section,
    make_tag,
    publish_now,
    with_figure,
    withdraw_now,
)
from tests.feeds.reading import Subscription, ask

pytestmark = pytest.mark.django_db
FILES: Final = ("rss.xml", "atom.xml")
NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Read:
    """What a reader made of an entry; None where it does not tell."""

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime | None
    authors: list[str] | None
    summary: str | None
    html: str

    @property
    def images(self) -> list[str]:
        return re.findall(r'<img [^>]*?src="([^"]+)"', self.html)


def by_feedparser(content: bytes) -> list[Read]:
    parsed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [
        Read(
            id=one.id,
            title=one.title,
            url=one.link,
            published=moment(one.published_parsed),
            updated=moment(one.updated_parsed),
            authors=[author.name for author in one.authors],
            summary=one.summary,
            html=one.content[0].value,
        )
        for one in parsed.entries
    ]


def by_reader(content: bytes, folder: Path) -> list[Read]:
    (folder / "feed.xml").write_bytes(content)
    with make_reader(":memory:", feed_root=str(folder)) as reader:
        reader.add_feed("feed.xml")
        reader.update_feed("feed.xml")
        return [
            Read(
                id=one.id,
                title=unescape(one.title or ""),  # RSS does not say whether `AT&T <b>` is HTML: feedparser thinks so
                url=one.link or "",
                published=one.published or NEVER,
                updated=one.updated,
                authors=None,  # the first alone
                summary=one.summary,
                html=one.content[0].value,
            )
            for one in reader.get_entries()
        ]


def by_atoma(content: bytes) -> list[Read]:
    if b"<rss" in content:
        return [
            Read(
                id=one.guid or "",
                title=one.title or "",
                url=one.link or "",
                published=one.pub_date or NEVER,
                updated=None,
                authors=None,
                summary=one.description,
                html=one.content_encoded or "",
            )
            for one in atoma.parse_rss_bytes(content).items
        ]
    return [
        Read(
            id=one.id_,
            title=one.title.value,
            url=next(link.href for link in one.links if link.rel == "alternate"),
            published=one.published or NEVER,
            updated=one.updated,
            authors=[author.name for author in one.authors],
            summary=one.summary.value if one.summary else None,
            html=one.content.value if one.content else "",
        )
        for one in atoma.parse_atom_bytes(content).entries
    ]


def by_fastfeedparser(content: bytes) -> list[Read]:
    return [
        Read(
            id=one["id"],
            title=one["title"],
            url=one["link"],
            published=datetime.fromisoformat(one["published"]),
            updated=datetime.fromisoformat(one["updated"]) if "updated" in one else None,
            authors=None,
            summary=one["description"],
            html=one["content"][0]["value"],
        )
        for one in fastfeedparser.parse(content)["entries"]
    ]


def moment(parsed: Any) -> datetime:
    return datetime(*parsed[:6], tzinfo=UTC)


@pytest.fixture(params=["feedparser", "reader", "atoma", "fastfeedparser"])
def read(request: Any, tmp_path: Path) -> Callable[[bytes], list[Read]]:
    """What that reader makes of a feed, the newest first."""
    readers: dict[str, Callable[[bytes], list[Read]]] = {
        "feedparser": by_feedparser,
        "reader": lambda content: by_reader(content, tmp_path),
        "atoma": by_atoma,
        "fastfeedparser": by_fastfeedparser,
    }
    made = readers[request.param]
    return lambda content: sorted(made(content), key=lambda one: one.published, reverse=True)


@pytest.fixture
def shelf(clock: Any) -> list[dict[str, Any]]:
    """Three articles, one of them updated and one translated, as the API tells of them; the newest first."""
    cover = make_image(size=(40, 30), alt="A bridge", caption="Seen <from> afar & near", creator="Ada")
    figure = make_image(size=(40, 30), alt="A river")
    authors = tuple(Byline(str(make_author(name).uuid)) for name in ("Ada Penrose", "Bo & Co"))
    rich = make_live(
        "AT&T <b> & the 👩‍🚀",
        "rich",
        lead_html="The <strong>lead</strong> & more.",
        authors=authors,
        cover=Cover(str(cover.uuid)),
        category=str(make_category("Cities").uuid),
        tags=(str(make_tag("rivers & lakes").uuid),),
        sections=(make_section("A part", with_figure(figure, "A caption")),),
    )
    translation = start_translation(rich, locale="de", by=rich.owner)
    edit(translation, title="Ein Titel", slug="ein-titel")
    publish_now(translation)
    clock.shift(3600)
    make_live("שלום English", "hebrew", authors=authors[:1])
    clock.shift(3600)
    updated = make_live("Before", "updated", authors=authors[1:])
    clock.shift(3600)
    edit(updated, title="After", lead_html="New words.")
    publish_now(updated)
    slugs = [card["slug"] for card in Client().get("/api/v1/articles/").json()["results"]]
    return [Client().get(f"/api/v1/articles/{slug}/").json() for slug in slugs]


@pytest.mark.parametrize("name", FILES)
def test_a_reader_reads_what_the_api_says(name: str, read: Callable[[bytes], list[Read]], shelf: list[Any]) -> None:
    entries = read(ask(name).content)

    assert [one.id for one in entries] == [f"urn:uuid:{article['id']}" for article in shelf]
    for one, article in zip(entries, shelf, strict=True):
        assert (one.title, one.url) == (article["title"], article["url"])
        assert one.published == whole_second(article["published_at"])
        assert one.updated in (None, whole_second(article["updated_at"]))
        assert one.summary in (None, article["lead"])
        assert one.authors in (None, [author["name"] for author in article["authors"]])
        assert one.images == [image["url"] for image in [article["cover"], *article["images"]] if image]
        assert f"<p>{article['lead_html']}</p>" in one.html
        assert all(f"<h2>{section['heading']}</h2>" in one.html for section in article["sections"])


@pytest.mark.parametrize("name", FILES)
def test_pictures_words_are_not_taken_for_the_articles(name: str, shelf: list[Any]) -> None:
    """feedparser knows one title and one description an entry, and pictures in Media RSS have some too."""
    entry = by_feedparser(ask(name).content)[-1]

    assert (entry.title, entry.summary) == (shelf[-1]["title"], shelf[-1]["lead"])


def test_feedparser_reads_all_sizes_of_a_picture(shelf: list[Any]) -> None:
    entry = feedparser.parse(ask("rss.xml").content).entries[-1]

    assert [one["url"] for one in entry.media_content] == [shelf[-1]["cover"]["url"]]
    assert entry.media_thumbnail[0]["url"] == shelf[-1]["cover"]["crops"]["1:1"]["url"]


@pytest.fixture(params=FILES)
def subscription(request: Any, tmp_path: Path) -> Subscription:
    return Subscription(request.param, tmp_path)


class TestSubscribed:
    def test_the_same_again_is_nothing_new(self, subscription: Subscription) -> None:
        make_live()

        assert subscription.pull() == (1, 0)
        assert subscription.pull() == (0, 0)

    def test_an_update_is_an_update_and_no_double(self, subscription: Subscription, clock: Any) -> None:
        article = make_live("Before")
        subscription.pull()
        clock.shift(60)
        edit(article, title="After")
        publish_now(article)

        assert subscription.pull() == (0, 1)
        assert subscription.titles() == ["After"]

    def test_a_correction_is_an_update_and_no_double(self, subscription: Subscription, clock: Any) -> None:
        article = make_live()
        subscription.pull()
        clock.shift(60)
        edit(article, lead_html="It was five.")
        publish_now(article, kind="correction", note="Not four.")

        assert subscription.pull() == (0, 1)
        (entry,) = subscription.reader.get_entries()
        assert "Not four." in entry.content[0].value

    def test_a_new_slug_is_no_double(self, subscription: Subscription, clock: Any) -> None:
        article = make_live(slug="before")
        subscription.pull()
        clock.shift(60)
        edit(article, slug="after")
        publish_now(article)

        assert subscription.pull() == (0, 1)
        (entry,) = subscription.reader.get_entries()
        assert (entry.link or "").endswith("/articles/after/")

    def test_published_again_it_is_no_double(self, subscription: Subscription, clock: Any) -> None:
        article = make_live()
        subscription.pull()
        clock.shift(60)
        withdraw_now(article)
        clock.shift(60)
        publish_now(article)
        subscription.pull()

        assert len(subscription.ids()) == 1

    def test_withdrawn_is_gone_from_the_feed_and_others_are_left_as_they_were(
        self, subscription: Subscription, clock: Any
    ) -> None:
        article, other = make_live(slug="gone"), make_live(slug="stays")
        subscription.pull()
        clock.shift(60)
        withdraw_now(article)

        assert subscription.pull() == (0, 0)
        assert str(article.uuid).encode() not in entries_of(subscription.file.read_bytes())
        assert str(other.uuid).encode() in entries_of(subscription.file.read_bytes())

    def test_a_new_article_is_one_new_entry(self, subscription: Subscription, clock: Any) -> None:
        make_live(slug="one")
        subscription.pull()
        clock.shift(60)
        make_live(slug="two")

        assert subscription.pull() == (1, 0)


def entries_of(content: bytes) -> bytes:
    return re.sub(rb"<at:deleted-entry[^>]*>", b"", content)


def whole_second(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(microsecond=0)
