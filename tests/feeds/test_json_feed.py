"""`/feeds/feed.json`: JSON Feed 1.1 by its specification (https://www.jsonfeed.org/version/1.1/), and what we add."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
import time_machine
from django.test import Client

from articles.models import PublishedVersion
from articles.snapshot import Byline, Cover, Highlight, Related, Rights
from tests.api.conftest import NOW, SITE, make_live
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
from tests.feeds.schemas import json_feed_errors

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.PUBLIC_URL = SITE
    settings.PUBLISHER_NAME = "The Publisher"


def read(client: Client, path: str = "/feeds/feed.json") -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    return orjson.loads(answer.content)


def only_item(client: Client, path: str = "/feeds/feed.json") -> Any:
    (item,) = read(client, path)["items"]
    return item


def test_it_comes_as_its_own_media_type(client: Client) -> None:
    assert client.get("/feeds/feed.json").headers["Content-Type"] == "application/feed+json"


def test_the_head_says_what_feed_it_is(client: Client) -> None:
    feed = read(client)

    publisher = {"name": "The Publisher", "url": f"{SITE}/"}
    assert {name: value for name, value in feed.items() if name not in ("title", "description")} == {
        "version": "https://jsonfeed.org/version/1.1",
        "home_page_url": f"{SITE}/",
        "feed_url": f"{SITE}/feeds/feed.json",
        "authors": [publisher],
        "author": publisher,  # what readers of version 1 know
        "language": "en",
        "items": [],
    }


def test_next_url_leads_on_to_the_last_page(client: Client, settings: Any) -> None:
    settings.FEED_ITEMS = 1
    for number in range(3):
        make_live(slug=f"article-{number}")

    urls = [f"{SITE}/feeds/feed.json"]
    while following := read(client, urls[-1].removeprefix(SITE)).get("next_url"):
        assert following not in urls
        urls.append(following)

    assert urls == [f"{SITE}/feeds/feed.json{query}" for query in ("", "?page=2", "?page=3")]


def test_every_page_names_the_one_feed(client: Client, settings: Any) -> None:
    settings.FEED_ITEMS = 1
    for number in range(2):
        make_live(slug=f"article-{number}")

    assert read(client, "/feeds/feed.json?page=2")["feed_url"] == f"{SITE}/feeds/feed.json"


def test_an_article_stands_in_it_whole(client: Client) -> None:
    author, category, tag = make_author(), make_category(), make_tag()
    cover = make_image(size=(400, 300))
    with time_machine.travel(NOW, tick=False):
        article = make_live(
            "A title",
            lead_html="The <em>lead</em>.",
            sections=(make_section("A heading", "<p>Some text.</p>"),),
            authors=(Byline(str(author.uuid)),),
            category=str(category.uuid),
            tags=(str(tag.uuid),),
            cover=Cover(str(cover.uuid)),
        )

    item = only_item(client)

    content, ours, image = item.pop("content_html"), item.pop("_standfirst"), item.pop("image")
    assert item == {
        "id": f"urn:uuid:{article.uuid}",
        "url": f"{SITE}/articles/a-title/",
        "title": "A title",
        "summary": "The lead.",
        "date_published": "2026-03-02T09:30:00Z",
        "date_modified": "2026-03-02T09:30:00Z",
        "authors": [{"name": "Ada Penrose", "url": f"{SITE}/authors/ada-penrose/"}],
        "tags": ["Cities", "rivers"],
        "language": "en",
    }
    assert content.endswith("<p>The <em>lead</em>.</p><h2>A heading</h2><p>Some text.</p>")
    assert f'<img src="{image}" alt="A plain surface" width="320" height="240">' in content
    assert ours["version"] == 1


def test_who_signed_twice_is_named_once_in_the_order_of_the_byline(client: Client) -> None:
    ada, bo = str(make_author("Ada").uuid), str(make_author("Bo").uuid)
    make_live(authors=(Byline(ada), Byline(bo), Byline(ada, "photographer")))

    assert [one["name"] for one in only_item(client)["authors"]] == ["Ada", "Bo"]


def test_an_author_has_a_square_portrait(client: Client) -> None:
    portrait = make_image(size=(400, 300))
    make_live(authors=(Byline(str(make_author(portrait=portrait).uuid)),))

    name = portrait.renditions.get(crop="1:1", format="jpeg").name
    assert only_item(client)["authors"][0]["avatar"] == f"{SITE}/media/{name}"


def test_an_article_that_nobody_signed_has_the_authors_of_the_feed(client: Client) -> None:
    make_live()

    assert "authors" not in only_item(client)


def test_pictures_are_no_attachments(client: Client) -> None:
    make_live(cover=Cover(str(make_image().uuid)))

    assert "attachments" not in only_item(client)


def test_an_update_keeps_the_id_and_moves_the_date(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        article = make_live()
    first = only_item(client)
    with time_machine.travel(NOW.replace(hour=11), tick=False):
        edit(article, title="A better title", slug="a-better-title")
        publish_now(article)

    second = only_item(client)

    assert (second["id"], second["date_published"]) == (first["id"], first["date_published"])
    assert (second["title"], second["date_modified"]) == ("A better title", "2026-03-02T11:30:00Z")


def test_what_is_withdrawn_is_gone(client: Client) -> None:
    withdraw_now(make_live())

    assert read(client)["items"] == []


@pytest.mark.parametrize(("content", "access"), [("teaser", "free"), ("full", "subscribers"), ("full", "metered")])
def test_where_the_text_is_not_for_all_only_the_lead_is_told(
    client: Client, settings: Any, content: str, access: str
) -> None:
    settings.FEED_CONTENT = content
    section = make_section("Secret heading", '<p>A <mark data-highlight-id="h0000000001">secret</mark>.</p>')
    highlights = (Highlight("h0000000001", section.id),)
    make_live(lead_html="The lead.", access=access, sections=(section,), highlights=highlights)

    item = only_item(client)

    assert (item["content_text"], item.get("content_html")) == ("The lead.", None)
    assert b"ecret" not in orjson.dumps(item)


def test_an_article_without_any_text_has_an_empty_one(client: Client) -> None:
    make_live(lead_html="", sections=())

    assert only_item(client)["content_text"] == ""


def test_the_extension_says_what_it_is_about_and_speaks_as_the_api_does(client: Client) -> None:
    section = make_section("A heading", '<p>Some <mark data-highlight-id="h0000000001">marked</mark> text.</p>')
    make_live(
        sections=(section,),
        highlights=(Highlight("h0000000001", section.id, note="A note"),),
        related=(Related("Elsewhere", "A teaser", "https://elsewhere.example/"),),
        rights=Rights(licence="https://licence.example/", copyright_notice="© Us"),
        cover=Cover(str(make_image(creator="Ada").uuid), "An alternative", "A caption"),
    )

    ours = only_item(client)["_standfirst"]
    api = client.get("/api/v1/articles/a-title/").json()

    assert ours["about"] == f"{SITE}/api/v1/docs/"
    for name in ("locale", "genre", "access", "highlights", "related", "rights"):
        assert ours[name] == api[name], name
    assert api["highlights"] and api["related"]
    assert ours["version"] == api["revision"]
    assert ours["sections"] == [
        {name: one[name] for name in ("id", "position", "anchor", "heading")} for one in api["sections"]
    ]
    assert ours["cover"] == {name: api["cover"][name] for name in ours["cover"]}
    assert (ours["cover"]["alt"], ours["cover"]["credit_line"]) == ("An alternative", "Ada")


def test_a_correction_stands_in_the_text_and_beside_it(client: Client) -> None:
    article = make_live()
    edit(article, lead_html="Put right.")
    publish_now(article, kind="correction", note="The year was wrong.")

    item = only_item(client)

    assert "The year was wrong." in item["content_html"]
    assert [(one["kind"], one["note"]) for one in item["_standfirst"]["corrections"]] == [
        ("correction", "The year was wrong.")
    ]


def test_corrections_have_a_feed_of_their_own(client: Client) -> None:
    make_live("Untouched", "untouched")
    with time_machine.travel(NOW, tick=False):
        article = make_live()
    with time_machine.travel(NOW.replace(hour=11), tick=False):
        edit(article, lead_html="Put right.")
        publish_now(article, kind="clarification", note="The year was 1999.")

    item = only_item(client, "/feeds/corrections.json")

    assert item["title"] == "Clarification: A title"
    assert item["content_text"].endswith("2026: The year was 1999.")
    assert "content_html" not in item
    assert item["date_modified"] == "2026-03-02T11:30:00Z"
    assert item["_standfirst"]["kind"] == "clarification"


def test_what_nobody_can_show_is_left_out(client: Client) -> None:
    """What an older release let through."""
    make_live()
    version = PublishedVersion.objects.get()
    version.snapshot["title"] = "A \x00\x0b\ufffetitle"
    PublishedVersion.objects.filter(pk=version.pk).update(snapshot=version.snapshot)

    assert only_item(client)["title"] == "A title"


@pytest.mark.needs_shared
def test_it_is_valid_by_the_schema(client: Client, settings: Any) -> None:
    settings.FEED_ITEMS = 1
    image = make_image(creator="Ada")
    for number in range(2):
        article = make_live(
            slug=f"article-{number}",
            authors=(Byline(str(make_author(portrait=image).uuid)),),
            category=str(make_category(f"Category {number}").uuid),
            sections=(make_section("A heading", with_figure(image)),),
            cover=Cover(str(image.uuid)),
        )
        edit(article, lead_html="Put right.")
        publish_now(article, kind="correction", note="Wrong.")

    for path in ("/feeds/feed.json", "/feeds/feed.json?page=2", "/feeds/corrections.json", "/feeds/de/feed.json"):
        assert json_feed_errors(read(client, path)) == [], path
