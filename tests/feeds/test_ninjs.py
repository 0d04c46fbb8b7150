"""`/feeds/ninjs.json`: items of the IPTC's ninjs 3.1 (https://iptc.org/std/ninjs/)."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
import time_machine
from django.test import Client

from articles.snapshot import Byline, Cover, Highlight, Related, Rights
from articles.text.plain import count_words
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
from tests.feeds.schemas import ninjs_errors

pytestmark = pytest.mark.django_db
PLAIN = "text/plain"


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.PUBLIC_URL = SITE


def read(client: Client, path: str = "/feeds/ninjs.json") -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    return orjson.loads(answer.content)


def only_item(client: Client) -> Any:
    (item,) = read(client)["items"]
    return item


def told(item: Any, what: str) -> list[tuple[str, str]]:
    return [(one["role"], one["value"]) for one in item.get(what, [])]


def test_it_is_json_without_a_type_of_its_own(client: Client) -> None:
    assert client.get("/feeds/ninjs.json").headers["Content-Type"] == "application/json"


def test_a_list_of_items_says_where_it_goes_on(client: Client, settings: Any) -> None:
    settings.FEED_ITEMS = 1
    for number in range(2):
        make_live(slug=f"article-{number}")

    first = read(client)
    second = read(client, first["next"].removeprefix(SITE))

    assert (len(first["items"]), len(second["items"]), second["next"]) == (1, 1, None)
    assert first["items"][0]["uri"] != second["items"][0]["uri"]


def test_an_empty_list_is_one(client: Client) -> None:
    assert read(client) == {"next": None, "items": []}


def test_an_article_is_an_item(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        article = make_live("A title", kicker="A kicker", priority=3, genre="opinion")

    item = only_item(client)

    assert {name: item.get(name) for name in item if name not in ("bodies", "headlines", "descriptions")} == {
        "standard": {
            "name": "ninjs",
            "version": "3.1",
            "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
        },
        "uri": f"urn:uuid:{article.uuid}",
        "type": "text",
        "representationType": "full",
        "profile": "text-only",
        "version": "1",
        "firstCreated": "2026-03-02T09:30:00Z",
        "versionCreated": "2026-03-02T09:30:00Z",
        "pubStatus": "usable",
        "language": "en",
        "urgency": 3,
        "altIds": [{"role": "slug", "value": "a-title"}, {"role": "url", "value": f"{SITE}/articles/a-title/"}],
        "genres": [{"name": "opinion", "uri": "http://cv.iptc.org/newscodes/genre/Opinion"}],
    }
    assert told(item, "headlines") == [("main", "A title"), ("kicker", "A kicker")]
    assert told(item, "descriptions") == [("lead", "The lead."), ("teaser", "The lead.")]


def test_a_genre_without_a_word_of_the_iptc_has_ours(client: Client) -> None:
    make_live(genre="sponsored")

    assert only_item(client)["genres"] == [{"name": "sponsored"}]


def test_the_text_is_told_as_html_and_plain_with_its_length(client: Client) -> None:
    make_live(sections=(make_section("A heading", "<p>Some <em>text</em>.</p><ul><li>One</li><li>two</li></ul>"),))

    html, plain = only_item(client)["bodies"]

    length = {"wordCount": 8, "charCount": len("The lead.\n\nA heading\n\nSome text.\n\nOne\ntwo")}
    assert html == {
        "role": "main",
        "contentType": "text/html",
        "value": "<p>The lead.</p><h2>A heading</h2><p>Some <em>text</em>.</p><ul><li>One</li><li>two</li></ul>",
        **length,
    }
    assert plain == {
        "role": "plain",
        "contentType": PLAIN,
        "value": "The lead.\n\nA heading\n\nSome text.\n\nOne\ntwo",
        **length,
    }


def test_captions_of_figures_do_not_count(client: Client) -> None:
    section = make_section("", with_figure(make_image(creator="Ada"), "A long caption"))
    make_live(lead_html="", sections=(section,))

    html, _ = only_item(client)["bodies"]

    assert (html["wordCount"], html["charCount"]) == (2, len("Before.\n\nAfter."))


def test_every_paragraph_of_a_correction_counts(client: Client) -> None:
    article = make_live(lead_html="", sections=(make_section("", "<p>Some text.</p>"),))
    edit(article, sections=(make_section("", "<p>Better text.</p>"),))
    publish_now(article, kind="correction", note="It was bad.\n\nNow it is not.")

    _, plain = only_item(client)["bodies"]

    assert plain["wordCount"] == count_words(plain["value"])


def test_highlights_are_a_body_as_the_api_has_them(client: Client) -> None:
    section = make_section("A heading", '<p>Some <mark data-highlight-id="h0000000001">marked</mark> text.</p>')
    make_live(sections=(section,), highlights=(Highlight("h0000000001", section.id),))

    (body,) = [one for one in only_item(client)["bodies"] if one["role"] == "highlights"]

    assert body["contentType"] == "application/json"
    assert orjson.loads(body["value"]) == client.get("/api/v1/articles/a-title/").json()["highlights"]


def test_people_and_subjects_have_ids_that_outlive_their_names(client: Client) -> None:
    ada, bo, category, tag = make_author("Ada"), make_author("Bo"), make_category(), make_tag()
    make_live(
        authors=(Byline(str(ada.uuid)), Byline(str(bo.uuid), "photographer")),
        category=str(category.uuid),
        tags=(str(tag.uuid),),
    )

    item = only_item(client)

    assert item["by"] == "Ada, Bo"
    assert item["people"] == [
        {"name": "Ada", "rel": "author", "uri": f"urn:uuid:{ada.uuid}", "literal": "ada"},
        {"name": "Bo", "rel": "photographer", "uri": f"urn:uuid:{bo.uuid}", "literal": "bo"},
    ]
    assert item["subjects"] == [
        {"name": "Cities", "rel": "category", "uri": f"urn:uuid:{category.uuid}", "literal": "cities"},
        {"name": "rivers", "rel": "keyword", "uri": f"urn:uuid:{tag.uuid}", "literal": "rivers"},
    ]


def test_pictures_are_associated_once_with_words_and_rights(client: Client) -> None:
    cover, figure = make_image(creator="Ada", credit="Agency", copyright_notice="© Ada"), make_image()
    make_live(
        cover=Cover(str(cover.uuid), "An alternative", "A caption"),
        sections=(make_section("", with_figure(cover) + with_figure(figure)),),
    )

    item = only_item(client)

    first, second = item["associations"]
    assert item["profile"] == "text-photo"
    assert {name: first[name] for name in first if name != "renditions"} == {
        "name": "An alternative",
        "uri": f"urn:uuid:{cover.uuid}",
        "rel": "picture",
        "type": "picture",
        "pubStatus": "usable",
        "by": "Ada / Agency",
        "copyrightNotice": "© Ada",
        "descriptions": [
            {"role": "caption", "contentType": PLAIN, "value": "A caption"},
            {"role": "alt", "contentType": PLAIN, "value": "An alternative"},
        ],
    }
    assert second["uri"] == f"urn:uuid:{figure.uuid}"


def test_renditions_are_jpegs_with_their_real_sizes(client: Client) -> None:
    image = make_image(size=(700, 350))
    make_live(cover=Cover(str(image.uuid)))

    made = only_item(client)["associations"][0]["renditions"]

    assert {one["name"] for one in made} == {"as_is-320", "as_is-640", "16:9-320", "4:3-320", "1:1-320"}
    for one in made:
        row = image.renditions.get(name=one["href"].rpartition("/")[2])
        assert (one["width"], one["height"], one["sizeInBytes"]) == (row.width, row.height, row.byte_size)
        assert one["contentType"] == "image/jpeg"
        assert one.get("aspectRatio", "as_is") == row.crop


@pytest.mark.parametrize(
    ("focal", "crop", "poi"),
    [
        ((0.25, 0.5), "as_is", {"x": 160, "y": 160}),
        ((0.25, 0.5), "1:1", {"x": 160, "y": 160}),  # it shows 0 to 320 of 640: the point is in its middle
        ((0.0, 1.0), "1:1", {"x": 0, "y": 319}),
        ((1.0, 0.0), "1:1", {"x": 319, "y": 0}),
        ((1.0, 1.0), "as_is", {"x": 639, "y": 319}),  # no pixel stands beyond the edge
    ],
)
def test_the_point_of_interest_is_told_in_pixels_of_each_file(
    client: Client, focal: tuple[float, float], crop: str, poi: dict[str, int]
) -> None:
    image = make_image(size=(640, 320), focal_x=focal[0], focal_y=focal[1])
    make_live(cover=Cover(str(image.uuid)))

    made = only_item(client)["associations"][0]["renditions"]

    largest = max((one for one in made if one.get("aspectRatio", "as_is") == crop), key=lambda one: one["width"])
    scale = largest["height"] / 320
    expected = {"x": poi["x"] * scale, "y": poi["y"] * scale}
    assert largest["poi"] == pytest.approx(expected, abs=1)
    assert largest["poi"]["x"] < largest["width"] and largest["poi"]["y"] < largest["height"]


def test_related_articles_are_partial_texts(client: Client) -> None:
    other = make_live("Another", "another")
    withdrawn = make_live("Withdrawn", "withdrawn")
    make_live(
        "A title",
        related=(
            Related(article=str(other.uuid)),
            Related(article=str(withdrawn.uuid)),
            Related("Elsewhere", "A teaser", "https://bücher.example/straße?a=1&b=2"),
            Related("Without an address"),
        ),
    )
    withdraw_now(withdrawn)

    (item,) = [one for one in read(client)["items"] if one["headlines"][0]["value"] == "A title"]

    ours, elsewhere = item["associations"]
    assert (ours["uri"], ours["name"], ours["language"]) == (f"urn:uuid:{other.uuid}", "Another", "en")
    assert (ours["type"], ours["representationType"], ours["rel"]) == ("text", "partial", "related")
    assert elsewhere["uri"] == "https://xn--bcher-kva.example/stra%C3%9Fe?a=1&b=2"
    assert told(elsewhere, "descriptions") == [("teaser", "A teaser")]


def test_rights_are_told(client: Client) -> None:
    make_live(rights=Rights("https://licence.example/", "Not for resale.", "The Holder", "© The Holder"))

    item = only_item(client)

    assert item["copyrightHolder"] == "The Holder"
    assert item["copyrightNotice"] == "© The Holder"
    assert item["usageTerms"] == "Not for resale."
    assert item["rightsInfo"] == {"linkedRights": "https://licence.example/"}


def test_what_machines_had_to_do_with_it_is_told(client: Client) -> None:
    make_live(ai_use="assisted", ai_note="Translated by a machine.")

    word = "compositeWithTrainedAlgorithmicMedia"
    assert only_item(client)["digitalSourceType"] == {
        "name": word,
        "uri": f"http://cv.iptc.org/newscodes/digitalsourcetype/{word}",
    }


def test_an_update_is_a_new_version_of_the_same_item(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        article = make_live()
    first = only_item(client)
    with time_machine.travel(NOW.replace(hour=11), tick=False):
        edit(article, title="A better title", slug="a-better-title")
        publish_now(article)

    second = only_item(client)

    assert (second["uri"], second["firstCreated"]) == (first["uri"], first["firstCreated"])
    assert (first["version"], second["version"]) == ("1", "2")
    assert second["versionCreated"] == "2026-03-02T11:30:00Z"


def test_a_correction_is_told_to_desks_and_to_readers(client: Client) -> None:
    article = make_live()
    edit(article, lead_html="Put right.")
    publish_now(article, kind="correction", note="The year was wrong.")

    item = only_item(client)

    assert item["edNote"] == "CORRECTION: The year was wrong."
    assert ("correction", "The year was wrong.") in told(item, "descriptions")
    assert item["pubStatus"] == "usable"


def test_what_is_withdrawn_is_gone(client: Client) -> None:
    withdraw_now(make_live())

    assert read(client)["items"] == []


def test_where_the_text_is_not_for_all_the_item_is_partial(client: Client) -> None:
    section = make_section("Secret heading", f"<p>secret</p>{with_figure(make_image(alt='secret'))}")
    make_live(lead_html="The lead.", access="subscribers", sections=(section,))

    item = only_item(client)

    assert item["representationType"] == "partial"
    assert "bodies" not in item and "associations" not in item
    assert b"ecret" not in orjson.dumps(item)


@pytest.mark.needs_shared
def test_each_item_is_valid_by_the_schema(client: Client, settings: Any) -> None:
    image = make_image(creator="Ada", rights_url="https://licence.example/", digital_source_type="digitalCapture")
    make_live("Bare", "bare", lead_html="", sections=())
    make_live("For some", "for-some", access="subscribers")
    article = make_live(
        kicker="A kicker",
        authors=(Byline(str(make_author().uuid)),),
        category=str(make_category().uuid),
        tags=(str(make_tag().uuid),),
        cover=Cover(str(image.uuid)),
        sections=(make_section("", '<p><mark data-highlight-id="h0000000001">marked</mark></p>' + with_figure(image)),),
        related=(Related("Elsewhere", "", "https://elsewhere.example/ü"),),
        rights=Rights("https://licence.example/ü", "Terms", "Holder", "Notice"),
        ai_use="generated",
    )
    edit(article, lead_html="Put right.")
    publish_now(article, kind="retraction", note="Wrong.")

    items = read(client)["items"]

    assert [ninjs_errors(item) for item in items] == [[], [], []]


@pytest.mark.needs_shared
def test_the_schema_is_as_strict_as_we_think(client: Client) -> None:
    """Formats are checked, and names of older versions fail: else what is above proves little."""
    make_live()
    item = only_item(client)

    assert ninjs_errors({**item, "uri": "no uri"})
    assert ninjs_errors({**item, "firstCreated": "yesterday"})
    assert ninjs_errors({**item, "ednote": "a word of 2.x"})
    assert ninjs_errors({**item, "places": [{"name": "Here", "geoJSON": {"type": "nothing"}}]})
