"""`fields`, `include`, `body`: as much of a document as is asked for."""

from __future__ import annotations

import pytest

from articles.snapshot import Byline, Cover, Related
from tests.api.conftest import make_live
from tests.factories import edit, make_author, make_category, make_image, make_section, make_tag, publish_now

MARKED = '<p>Some <mark data-highlight-id="habcdef0123">marked</mark> text.</p>'
PARTS = "lead_html,sections,images,highlights,related,translations,seo,json_ld,corrections,rights,ai_use"


def make_full(slug: str, *targets: str, **fields):
    return make_live(
        slug.title(),
        slug,
        lead_html="A <em>lead</em>.",
        sections=(make_section("Heading", MARKED),),
        related=tuple(Related(article=target) for target in targets),
        cover=Cover(str(make_image().uuid)),
        authors=(Byline(str(make_author().uuid)),),
        category=str(make_category().uuid),
        tags=(str(make_tag().uuid),),
        **fields,
    )


def test_a_document_with_some_fields_has_these_and_no_others(api, clock):
    make_full("a-title")

    answer = api.get("articles/a-title/", "fields=title,authors.name,sections.heading,cover.focal_point.x")

    assert answer.json() == {
        "title": "A-Title",
        "cover": {"focal_point": {"x": 0.5}},
        "authors": [{"name": "Ada Penrose"}],
        "sections": [{"heading": "Heading"}],
    }


def test_a_whole_wins_over_a_part_of_it_whatever_the_order(api, clock):
    make_full("a-title")

    answers = [api.get("articles/a-title/", f"fields={fields}").json() for fields in ("seo,seo.title", "seo.title,seo")]

    assert [set(answer["seo"]) for answer in answers] == [{"title", "description", "canonical_url", "noindex"}] * 2


def test_a_list_with_some_fields_may_name_what_is_beyond_the_card(api, clock):
    make_full("a-title")

    answer = api.get("articles/", "fields=slug,related,sections.id").json()

    (listed,) = answer["results"]
    assert list(listed) == ["slug", "sections", "related"]
    assert answer["count"] == 1


def test_what_a_list_includes_is_what_the_document_says(api, clock):
    target = make_full("target")
    article = make_full("a-title", str(target.uuid))
    clock.shift(60)
    edit(article, title="Better")
    publish_now(article, kind="correction", note="It was wrong.")
    document = api.get("articles/a-title/").json()

    listed = api.get("articles/", f"include={PARTS}&slug__in=a-title").json()["results"][0]

    assert {name: listed[name] for name in PARTS.split(",")} == {name: document[name] for name in PARTS.split(",")}
    assert set(listed) == set(document)
    assert "renditions" not in listed["cover"]


def test_include_adds_to_fields(api, clock):
    make_full("a-title")

    (listed,) = api.get("articles/", "fields=title&include=seo").json()["results"]

    assert set(listed) == {"title", "seo"}


def test_the_related_of_each_article_in_a_list_speak_its_own_language(api, clock):
    """Neither of the two that are named is live: a third of their set is."""
    hidden = make_live("Hidden", "hidden", locale="de")
    first = make_full("first", str(hidden.uuid))
    second = make_full("second", str(first.uuid), str(hidden.uuid))

    listed = api.get("articles/", "include=related&ordering=title").json()["results"]

    assert [[one["title"] for one in article["related"]] for article in listed] == [["Hidden"], ["First", "Hidden"]]
    assert second.pk > first.pk


@pytest.mark.parametrize(
    ("query", "section", "has_lead_html"),
    [
        ("body=html", {"id", "position", "anchor", "heading", "html"}, True),
        ("body=text", {"id", "position", "anchor", "heading", "text"}, False),
        ("", {"id", "position", "anchor", "heading", "html", "text"}, True),
    ],
)
def test_the_text_comes_in_the_form_that_is_asked_for(api, clock, query, section, has_lead_html):
    make_full("a-title")

    document = api.get("articles/a-title/", query).json()
    (listed,) = api.get("articles/", f"include=sections,lead_html&{query}").json()["results"]

    for one in (document, listed):
        assert set(one["sections"][0]) == section
        assert ("lead_html" in one) == has_lead_html


def test_highlights_in_a_list_come_as_asked(api, clock):
    make_full("a-title")

    (inline,) = api.get("articles/", "include=sections,highlights&highlights=inline").json()["results"]
    (off,) = api.get("articles/", "include=sections,highlights&highlights=off").json()["results"]

    assert (
        inline["sections"][0]["html"]
        == '<p>Some <mark id="habcdef0123" data-highlight-id="habcdef0123">marked</mark> text.</p>'
    )
    assert [one["exact"] for one in inline["highlights"]] == ["marked"]
    assert (off["sections"][0]["html"], off["highlights"]) == ("<p>Some marked text.</p>", [])


@pytest.mark.parametrize("path", ["categories", "tags", "authors"])
def test_terms_come_with_some_fields_too(api, clock, path):
    make_full("a-title")
    (slug,) = (one["slug"] for one in api.get(f"{path}/").json()["results"])

    listed = api.get(f"{path}/", "fields=name,article_count").json()["results"]
    alone = api.get(f"{path}/{slug}/", "fields=name").json()

    assert [set(one) for one in listed] == [{"name", "article_count"}]
    assert set(alone) == {"name"}


@pytest.mark.parametrize(
    ("path", "query", "parameter", "code"),
    [
        ("articles/", "fields=author.user.email", "fields", "invalid_choice"),
        ("articles/", "fields=title,", "fields", "empty_item"),
        ("articles/", "fields=cover.renditions", "fields", "invalid_choice"),
        ("articles/", "include=revisions", "include", "invalid_choice"),
        ("articles/", "include=title", "include", "invalid_choice"),
        ("articles/", "body=markdown", "body", "invalid_choice"),
        ("articles/", "body=html", "body", "contradictory"),
        ("articles/", "highlights=off", "highlights", "contradictory"),
        ("articles/a-title/", "fields=sections.html&body=text", "body", "contradictory"),
        ("articles/a-title/", "body=text&highlights=inline", "highlights", "contradictory"),
        ("articles/a-title/", "include=seo", "include", "unknown"),
        ("articles/a-title/", f"fields={','.join(['title'] * 65)}", "fields", "too_many"),
        ("tags/", "fields=description", "fields", "invalid_choice"),
    ],
)
def test_what_cannot_be_shown_is_refused_by_name(api, clock, path, query, parameter, code):
    make_full("a-title")

    answer = api.get(path, query)

    assert answer.status_code == 400
    assert [(fault["parameter"], fault["code"]) for fault in answer.json()["errors"]] == [(parameter, code)]


@pytest.mark.parametrize("items", [1, 3])
def test_a_list_with_everything_takes_twelve_queries_however_long_it_is(api, clock, items, django_assert_num_queries):
    target = make_full("target")
    for number in range(items):
        make_full(f"number-{number}", str(target.uuid))

    with django_assert_num_queries(12):
        answer = api.get("articles/", f"include={PARTS}")

    assert len(answer.json()["results"]) == items + 1
