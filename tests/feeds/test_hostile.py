"""Feeds of the articles that break feeds (tests/feeds/hostile.py): each format in XML survives each case."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import atoma
import fastfeedparser
import feedparser
import html5lib
import pytest
from lxml import etree

from api.feeds import atom, rss
from api.feeds.body import ATTRIBUTES, ELEMENTS
from api.feeds.building import build_feed
from api.feeds.selection import Scope
from articles.models import Article
from tests.feeds.hostile import UNCLEAN
from tests.feeds.reading import NAMES, Subscription, ask, pull

pytestmark = pytest.mark.django_db
FILES: Final = ("rss.xml", "atom.xml")
FORMATS: Final = {"rss.xml": rss, "atom.xml": atom}
ENTRIES: Final = {"rss.xml": "//item", "atom.xml": "//atom:entry"}
IDS: Final = {"rss.xml": "guid", "atom.xml": "atom:id"}
TITLES: Final = {"rss.xml": "title", "atom.xml": "atom:title"}
TEXTS: Final = {"rss.xml": "content:encoded", "atom.xml": "atom:content"}
DATES: Final = {"rss.xml": "pubDate", "atom.xml": "atom:published"}
NEVER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Shelf:
    """A feed and its entries by the name of their case."""

    def __init__(self, name: str, hostile: dict[str, Article]) -> None:
        self.name, self.feed = name, pull(name)
        cases = {f"urn:uuid:{article.uuid}": case for case, article in hostile.items()}
        self.entries = {cases[self._text(one, IDS[name])]: one for one in self.feed.all(ENTRIES[name])}

    def title(self, case: str) -> str:
        return self._text(self.entries[case], TITLES[self.name])

    def html(self, case: str) -> str:
        return self._text(self.entries[case], TEXTS[self.name])

    def date(self, case: str) -> str:
        return self._text(self.entries[case], DATES[self.name])

    def _text(self, entry: Any, path: str) -> str:
        (found,) = entry.xpath(path, namespaces=NAMES)
        return str(found.text)


@pytest.fixture(params=FILES)
def shelf(request: Any, hostile: dict[str, Article]) -> Shelf:
    return Shelf(request.param, hostile)


def test_each_is_in_it_and_it_is_well_formed(shelf: Shelf, hostile: dict[str, Article]) -> None:
    assert set(shelf.entries) == set(hostile)


def test_no_character_is_outside_xml_or_a_control(shelf: Shelf) -> None:
    """XML 1.0, 2.2."""
    assert not NEVER.search(shelf.feed.content.decode())
    assert not re.search(rb"&#x?[0-9a-fA-F]+;(?<!&#13;)", shelf.feed.content)


def test_what_an_older_release_let_through_is_left_out(shelf: Shelf) -> None:
    assert not any(one in shelf.feed.content.decode() for one in UNCLEAN)
    assert shelf.title("unclean") == "Unclean"


def test_titles_are_those_of_the_api_escaped_once(shelf: Shelf, client: Any, hostile: dict[str, Article]) -> None:
    cards = client.get("/api/v1/articles/?page_size=100").json()["results"]
    expected = {card["id"]: card["title"].rstrip(UNCLEAN) for card in cards}

    assert {str(hostile[case].uuid): shelf.title(case) for case in shelf.entries} == expected


def test_each_text_parses_without_repair(shelf: Shelf) -> None:
    """As HTML by the standard's parser in its strictest mood."""
    parser = html5lib.HTMLParser(strict=True)
    for case in shelf.entries.keys() - {"a-megabyte", "no-text"}:
        parser.parseFragment(shelf.html(case))


def test_of_html_only_what_readers_accept_stands_in_it(shelf: Shelf) -> None:
    for case in shelf.entries.keys() - {"a-megabyte", "no-text"}:
        for element in elements(shelf.html(case)):
            assert element.tag in ELEMENTS, case
            assert set(element.attrib) <= set(ATTRIBUTES.get(element.tag, ())), case


def test_every_address_is_absolute(shelf: Shelf) -> None:
    addresses = [
        element.get(name)
        for case in ("links", "figures", "a-foreign-picture", "text-markup")
        for element in elements(shelf.html(case))
        for name in ("href", "src")
        if element.get(name)
    ]

    assert addresses
    assert all(re.match(r"https?://[^/\s]+/|mailto:[^\s]+@", one) for one in addresses), addresses
    assert all(one.isascii() and " " not in one for one in addresses)


def test_every_picture_has_alt_and_size(shelf: Shelf) -> None:
    pictures = [one for one in elements(shelf.html("figures")) if one.tag == "img"]

    assert len(pictures) == 4
    for one in pictures:
        assert one.get("alt", "").startswith("Picture")
        assert (one.get("width"), one.get("height")) == ("40", "30")


def test_a_picture_from_elsewhere_is_not_shown(shelf: Shelf) -> None:
    assert "img" not in shelf.html("a-foreign-picture")


def test_marks_of_cdata_are_text(shelf: Shelf) -> None:
    assert shelf.title("text-the-end-of-cdata") == "]]>"
    assert "<p>]]&gt;</p>" in shelf.html("text-the-end-of-cdata")
    assert "<p>&lt;![CDATA[</p>" in shelf.html("text-the-start-of-cdata")


def test_long_texts_are_whole(shelf: Shelf) -> None:
    assert shelf.html("a-megabyte").count("many words") == 90_000
    assert shelf.html("a-hundred-sections").count("<h2>") == 100


def test_dates_are_in_utc_whatever_the_clocks_do(shelf: Shelf) -> None:
    written = {case: shelf.date(case) for case in ("old", "to-summer-time", "to-winter-time", "far-east")}

    assert (
        list(written.values())
        == {
            "rss.xml": [
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "Sun, 29 Mar 2026 01:00:00 GMT",
                "Sun, 25 Oct 2026 00:59:59 GMT",
                "Sat, 31 Jan 2026 10:30:00 GMT",
            ],
            "atom.xml": [
                "1970-01-01T00:00:00Z",
                "2026-03-29T01:00:00Z",
                "2026-10-25T00:59:59Z",
                "2026-01-31T10:30:00Z",
            ],
        }[shelf.name]
    )


def test_of_two_in_one_second_the_later_comes_first(shelf: Shelf) -> None:
    order = list(shelf.entries)

    assert order.index("its-twin") + 1 == order.index("a-twin")


@pytest.mark.parametrize("name", FILES)
def test_entries_joined_are_a_full_render_byte_for_byte(name: str, hostile: dict[str, Article]) -> None:
    """One tree, written at once, has the same bytes: no entry declares anything, none depends on its neighbours."""
    content = pull(name).content
    parser = etree.XMLParser(strip_cdata=False, huge_tree=True, resolve_entities=False)

    whole = etree.tostring(etree.fromstring(content, parser), encoding="utf-8")

    assert content == b'<?xml version="1.0" encoding="utf-8"?>\n' + whole


@pytest.mark.parametrize("name", FILES)
def test_an_entry_has_the_same_bytes_in_every_feed(name: str, hostile: dict[str, Article]) -> None:
    from django.utils import timezone

    feed = build_feed(Scope("en"), name, at=timezone.now())
    assert feed is not None
    write = FORMATS[name].item

    fragments = [write(entry) for entry in feed.entries]

    content = pull(name).content
    assert b"".join(fragments) in content
    category = hostile["text-markup"].category
    narrow = pull(f"category/{category.slug}/{name}").content
    assert any(fragment in narrow for fragment in fragments)


@pytest.mark.parametrize("name", FILES)
def test_every_reader_survives_the_hostile_articles(name: str, hostile: dict[str, Article], tmp_path: Path) -> None:
    content = ask(name).content
    ids = {f"urn:uuid:{article.uuid}" for article in hostile.values()}

    assert {one.id for one in feedparser.parse(content).entries} == ids
    assert {one["id"] for one in fastfeedparser.parse(content)["entries"]} == ids
    if name == "rss.xml":
        assert {one.guid for one in atoma.parse_rss_bytes(content).items} == ids
    else:
        assert {one.id_ for one in atoma.parse_atom_bytes(content).entries} == ids
    subscription = Subscription(name, tmp_path)
    assert subscription.pull() == (len(ids), 0)
    assert subscription.ids() == ids


def elements(html: str) -> list[Any]:
    tree = html5lib.parseFragment(html, treebuilder="lxml", namespaceHTMLElements=False)
    return [element for top in tree if not isinstance(top, str) for element in top.iter()]
