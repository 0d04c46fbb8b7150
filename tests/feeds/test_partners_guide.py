"""What docs/partners.md says is so: its addresses answer, what its table names is in the feeds, its recipes are run
against a real server. (Its curl examples: tests/house/test_docs_examples.py.)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.request import urlopen
from uuid import uuid4

import orjson
import pytest
import time_machine
from django.test import Client

from articles.editing.taxonomy import save_term
from articles.models import Article
from articles.snapshot import Byline, Cover, Highlight, Related, Rights
from tests.api.conftest import NOW, make_live
from tests.factories import (
    edit,
    make_author,
    make_category,
    make_image,
    make_section,
    make_tag,
    publish_now,
    withdraw_now,
)
from tests.feeds.reading import ask

GUIDE: Final = Path(__file__).resolve().parent.parent.parent / "docs" / "partners.md"
FILES: Final = ("rss.xml", "atom.xml", "feed.json", "ninjs.json")
"""In the order of the columns of the guide's tables."""
OF_THE_FEED: Final = ("language", "at:deleted-entry")
"""What stands in RSS and Atom beside the entries."""


@cache
def prose() -> str:
    return re.sub(r"```.*?```", "", GUIDE.read_text(), flags=re.DOTALL)


def addresses() -> list[str]:
    found = re.findall(r"`(/(?:feeds|sitemap|robots|api)[^`]*)`", prose())
    return sorted({one for one in found if not one.endswith("-2.xml")})


def cells() -> Iterator[tuple[str, str]]:
    """File of a format, and a name that the guide says to be in it."""
    table = prose().partition("## What each format carries")[2].strip().partition("\n\n")[0]
    for row in table.splitlines()[2:]:
        for file, cell in zip(FILES, row.strip("|").split("|")[1:], strict=True):
            for name in re.findall(r"`([^`]+)`", cell):
                yield file, name


def recipe(name: str) -> dict[str, Any]:
    """What the code of the guide that defines this name makes."""
    codes = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    source = next(code for code in codes if re.search(rf"^(?:class|def) {name}\b", code, re.MULTILINE))
    names: dict[str, Any] = {}
    exec(compile(source, str(GUIDE), "exec"), names)  # noqa: S102  # what the guide says, word by word
    return names


@pytest.fixture
def magazine(db: None) -> Iterator[Article]:
    """An article with all that feeds carry, one in German, and one that is gone."""
    image = make_image(caption="At noon.", creator="Maren Oduya")
    english, german = make_category("Cities"), make_category("Städte", locale="de")
    section = make_section("Noon", '<p><mark data-highlight-id="h0000000001">It is late</mark>.</p>')
    with time_machine.travel(NOW, tick=False) as clock:
        withdraw_now(make_live("Gone", "gone"))
        article = make_live(
            category=str(english.uuid),
            tags=(str(make_tag("Clocks").uuid),),
            authors=(Byline(str(make_author("Ada").uuid)),),
            cover=Cover(str(image.uuid)),
            sections=(section,),
            highlights=(Highlight("h0000000001", section.id),),
            related=(Related("Elsewhere", url="https://example.org/"),),
            rights=Rights("https://licence.example/", "Ask us.", "The Magazine", "© The Magazine"),
        )
        clock.shift(60)
        edit(article, lead_html="Five, not four.")
        publish_now(article, kind="correction", note="It was five.")
        make_live("Ein Titel", "ein-titel", locale="de", category=str(german.uuid))
        clock.shift(60)
        yield article


def test_every_address_of_the_guide_answers(magazine: Article) -> None:
    slugs = {"category": "cities", "tag": "clocks", "author": "ada"}
    asked = [address.replace("de/category/{slug}", "de/category/staedte") for address in addresses()]
    asked = [re.sub(r"(\w+)/\{slug\}", lambda found: f"{found[1]}/{slugs[found[1]]}", one) for one in asked]

    refused = [one for one in asked if Client().get(one).status_code != 200]

    assert len(asked) > 20
    assert refused == []


def test_each_name_of_the_table_is_in_the_feed_of_that_format(magazine: Article) -> None:
    read = {file: ask(file).content for file in FILES}
    told = list(cells())

    missing = [(file, name) for file, name in told if not is_in(name, read[file])]

    assert len(told) > 60
    assert missing == []


def is_in(name: str, content: bytes) -> bool:
    if content.startswith(b"{"):
        return any(values_at(orjson.loads(content)["items"], name.split(".")))
    head, *entries = re.split(r"(?=<item>|<entry )", content.decode())
    text = head if name in OF_THE_FEED else "".join(entries)
    return name in text if "=" in name else re.search(rf"<{name}[ >/]| {name}=", text) is not None


def values_at(value: Any, path: list[str]) -> Iterator[Any]:
    """All that stand at these names, in whatever list."""
    if isinstance(value, list):
        for one in value:
            yield from values_at(one, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from values_at(value[path[0]], path[1:])


@pytest.fixture
def served(live_server: Any, settings: Any) -> str:
    settings.PUBLIC_URL = live_server.url
    return str(live_server.url)


@pytest.mark.django_db(transaction=True)
def test_a_subscription_sees_what_is_new_changed_moved_and_gone(served: str) -> None:
    names, asked = recipe("Subscription"), []

    def noting(request: Any, timeout: float) -> Any:
        asked.append(request.get_header("If-none-match"))
        return urlopen(request, timeout=timeout)  # noqa: S310  (our own site)

    names["urlopen"] = noting
    category = make_category("Cities")
    article = make_live(category=str(category.uuid))
    id = f"urn:uuid:{article.uuid}"
    copy = names["Subscription"](f"{served}/feeds/category/cities/atom.xml")

    assert copy.pull() == ([id], [], [])
    etag = copy.etag
    assert copy.pull() == ([], [], [])
    assert asked == [None, etag]

    edit(article, title="Another")
    publish_now(article)
    assert copy.pull() == ([], [id], [])
    assert copy.entries[id].title == "Another"

    category.slug = "towns"
    save_term(category)
    copy.pull()
    assert copy.url == f"{served}/feeds/category/towns/atom.xml"
    assert list(copy.entries) == [id]

    withdraw_now(article)
    assert copy.pull() == ([], [], [id])
    assert (copy.entries, copy.pull()) == ({}, ([], [], []))


@pytest.mark.django_db(transaction=True)
def test_a_feed_is_read_to_its_end_and_what_is_gone_is_known(served: str, settings: Any) -> None:
    settings.FEED_ITEMS = 1
    articles = [make_live(slug, slug) for slug in ("one", "two", "three")]
    german = make_live("Vier", "vier", locale="de")
    is_public = recipe("is_public")["is_public"]

    items = list(recipe("every_item")["every_item"](f"{served}/feeds/feed.json"))

    assert [one["title"] for one in items] == ["three", "two", "one"]
    withdraw_now(articles[0])
    asked = [one["id"] for one in items] + [f"urn:uuid:{one}" for one in (german.uuid, uuid4())]
    assert [is_public(served, id) for id in asked] == [True, True, False, True, False]


@pytest.mark.django_db
def test_pictures_of_a_ninjs_item_come_in_the_width_that_is_wanted() -> None:
    image = make_image(size=(1300, 1000), caption="At noon.", creator="Maren Oduya")
    make_live(cover=Cover(str(image.uuid)), related=(Related("Elsewhere", url="https://example.org/"),))
    (item,) = orjson.loads(ask("ninjs.json").content)["items"]
    sizes = {
        one["href"]: (one["name"], one["width"])
        for picture in item["associations"]
        for one in picture.get("renditions", ())
    }
    pictures = recipe("pictures")["pictures"]

    ((wide, *words),) = pictures(item, "16:9", 600)
    ((largest, *_),) = pictures(item, "as_is", 9_999)

    assert words == ["A plain surface", "At noon.", "Maren Oduya"]
    assert sizes[wide][1] == min(width for name, width in sizes.values() if name.startswith("16:9") and width >= 600)
    assert sizes[largest][1] == max(width for name, width in sizes.values() if name.startswith("as_is"))
