"""`search/`, and `search=` on lists."""

from __future__ import annotations

import pytest

from articles.models import Article
from articles.search import finding, tsvector
from articles.snapshot import Byline, Cover
from tests.api.conftest import SITE, make_live
from tests.articles.search.test_search_query import HOSTILE
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_image,
    make_section,
    make_tag,
    publish_now,
    withdraw_now,
)

PROBLEM = "application/problem+json"


def search(api, query, status=200):
    answer = api.get("search/", query)
    assert answer.status_code == status, answer.content
    return answer.json()


def slugs(api, query):
    return [hit["slug"] for hit in search(api, query)["results"]]


def faults(api, path, query):
    answer = api.get(path, query)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    return [(fault["parameter"], fault["code"]) for fault in answer.json()["errors"]]


def test_hits_are_cards_with_the_place_where_they_were_found(api, clock):
    make_live("The <slow> river", "river", lead_html="A lead.", sections=(make_section("", "<p>Rivers & more.</p>"),))
    (card,) = api.get("articles/").json()["results"]

    answer = search(api, "q=river")

    snippet = {
        "title": "The &lt;slow&gt; <mark>river</mark>",
        "text": "<mark>Rivers</mark> &amp; more.",
    }
    assert answer == {
        "count": 1,
        "count_capped": False,
        "next": None,
        "previous": None,
        "results": [card | {"snippet": snippet}],
    }


def test_a_hit_in_the_title_alone_shows_the_teaser(api, clock):
    make_live("The river", lead_html="A lead & more.")

    (hit,) = search(api, "q=river")["results"]

    assert hit["snippet"] == {"title": "The <mark>river</mark>", "text": "A lead &amp; more."}


def test_title_over_lead_over_text(api, clock):
    make_live("One", "in-text", sections=(make_section("", "<p>The river.</p>"),))
    make_live("Two", "in-lead", lead_html="The river.")
    make_live("The river", "in-title")

    assert slugs(api, "q=river") == ["in-title", "in-lead", "in-text"]


def test_nothing_is_found_by_an_empty_page(api):
    assert search(api, "q=river") == {
        "count": 0, "count_capped": False, "next": None, "previous": None, "results": []
    }  # fmt: skip


def test_every_locale_is_searched_in_its_own_way(api, clock):
    make_live("Governments", "english")
    make_live("Häuser in der Straße", "deutsch", locale="de")

    assert slugs(api, "q=government") == ["english"]
    for asked in ("hauser", "H%C3%A4user", "Haeuser", "STRASSE", "stra%C3%9Fen"):
        assert slugs(api, f"q={asked}&locale=de") == slugs(api, f"q={asked}&locale=*") == ["deutsch"]
        assert slugs(api, f"q={asked}&fallback=de") == ["deutsch"]
        assert slugs(api, f"q={asked}") == []
    assert [
        api.get("search/", f"q=stra&{query}")["Content-Language"] for query in ("locale=de", "locale=*", "page=1")
    ] == [
        "de",
        "de",
        "en",
    ]


def test_it_is_narrowed_like_a_list(api, clock):
    category, tag, author = make_category(), make_tag(), make_author()
    make_live(
        "A river",
        "one",
        category=str(category.uuid),
        tags=(str(tag.uuid),),
        authors=(Byline(str(author.uuid)),),
        genre="news",
        priority=1,
    )
    clock.shift(60)
    make_live("B river", "other")

    assert slugs(api, "q=river") == ["other", "one"]
    for query in (
        "category=cities",
        "tag=rivers",
        "author=ada-penrose",
        "genre=news",
        "priority__lte=2",
        "slug__in=one",
    ):
        assert slugs(api, f"q=river&{query}") == ["one"]
    assert slugs(api, "q=river&published_at__gte=2026-03-02T09:31:00Z") == ["other"]
    assert slugs(api, "q=river&category=nowhere") == []
    assert search(api, "q=river&category=nowhere")["count"] == 0


def test_pages_name_each_other(api, clock):
    for number in range(3):
        make_live("The river", f"river-{number}")
        clock.shift(60)

    first, second = (search(api, f"q=%22the+river%22&page_size=2&page={page}") for page in (1, 2))

    assert [hit["slug"] for page in (first, second) for hit in page["results"]] == ["river-2", "river-1", "river-0"]
    assert (first["count"], second["count"]) == (3, 3)
    assert first["next"] == f"{SITE}/api/v1/search/?q=%22the%20river%22&page_size=2&page=2"
    assert second["previous"] == f"{SITE}/api/v1/search/?q=%22the%20river%22&page_size=2&page=1"
    assert search(api, "q=river&page_size=2&page=3", status=404)["status"] == 404


def test_counts_stop_somewhere_and_say_so(api, clock, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    for number in range(3):
        make_live("The river", f"river-{number}")

    answer = search(api, "q=river&page_size=1&page=2")

    assert (answer["count"], answer["count_capped"], answer["next"]) == (2, True, None)


# --- As a narrowing of lists ------------------------------------------------------------------------------------------


def test_a_list_is_narrowed_and_keeps_its_order(api, clock):
    make_live("B river", "b")
    clock.shift(60)
    make_live("A river", "a")
    make_live("Other", "other")

    assert api.slugs("search=rivers") == ["a", "b"]
    assert api.slugs("search=rivers&ordering=-title") == ["b", "a"]
    assert api.slugs("search=rivers&slug__in=b,other") == ["b"]
    assert api.get("articles/", "search=rivers").json()["count"] == 2
    assert api.slugs("search=nothing") == api.slugs("search=nothing&locale=*") == []


@pytest.mark.parametrize(
    ("narrowing", "count"), [("", 2), ("&fallback=de", 3), ("&locale=*", 3), ("&locale=de", 1), ("&genre=news", 2)]
)
def test_a_broad_word_gives_the_list_that_a_narrow_one_does(api, clock, monkeypatch, narrowing, count):
    rivers(clock, 2, genre="news")
    make_live("River, auf Deutsch", "fluss", locale="de")
    make_live("Other", "other")
    make_live("A river", "withdrawn")
    withdraw_now(Article.objects.get(slug="withdrawn"))
    orders = ("-published_at", "published_at", "-title", "priority,title")
    queries = [f"search=river&ordering={order}{narrowing}" for order in orders]
    few = [api.get("articles/", query) for query in queries]

    for name, value in (("FEW", 0), ("MOST", 100)):
        monkeypatch.setattr(finding, name, value)
    for broad in (-1, 1_000):
        monkeypatch.setattr(tsvector, "_BROAD", broad)
        assert [api.get("articles/", query).content for query in queries] == [one.content for one in few]
    assert [one.json()["count"] for one in few] == [count] * len(orders)


def test_a_list_is_narrowed_by_a_broad_word_alike(api, clock, monkeypatch):
    monkeypatch.setattr(finding, "FEW", 1)
    for slug in ("one", "two", "three"):
        make_live("The river", slug)
        clock.shift(60)
    make_live("Other", "other")

    assert api.slugs("search=river") == ["three", "two", "one"]
    assert api.slugs("search=river&slug__in=one,other&locale=*") == ["one"]
    assert api.slugs("search=river&fallback=de") == ["three", "two", "one"]


def test_a_list_counts_so_far_has_so_many_pages_and_says_so(api, clock, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    rivers(clock, 3)

    first, second = (api.get("articles/", f"search=river&page_size=1&page={page}").json() for page in (1, 2))

    assert [(one["count"], one["count_capped"]) for one in (first, second)] == [(2, True), (2, True)]
    assert [hit["slug"] for one in (first, second) for hit in one["results"]] == ["river-2", "river-1"]
    assert second["next"] is None
    assert api.get("articles/", "search=river&page_size=1&page=3").status_code == 404
    assert api.get("articles/", "search=river&slug__in=river-0,river-1").json()["count_capped"] is False


def test_a_list_that_is_not_searched_is_counted_to_its_end(api, clock, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    rivers(clock, 3)

    answer = api.get("articles/").json()

    assert list(answer) == ["count", "next", "previous", "results"]
    assert answer["count"] == 3


@pytest.mark.parametrize("few", [1, 1_000])
@pytest.mark.parametrize("ordering", ["published_at", "-published_at"])
def test_a_cursor_walks_through_all_that_is_found(api, clock, monkeypatch, few, ordering):
    monkeypatch.setattr(finding, "FEW", few)
    monkeypatch.setattr(finding, "MOST", 2)
    rivers(clock, 5)
    make_live("Other", "other")

    answer = api.get("articles/", f"search=river&page_size=2&ordering={ordering}&cursor=start").json()
    walked = answer["results"]
    while answer["next"]:
        answer = api.client.get(answer["next"].removeprefix(SITE)).json()
        walked += answer["results"]

    assert "count" not in answer
    expected = [f"river-{number}" for number in range(5)]
    assert [one["slug"] for one in walked] == (expected if ordering == "published_at" else expected[::-1])


@pytest.mark.parametrize("few", [1, 1_000])
def test_pages_filters_and_fallback_go_together(api, clock, monkeypatch, few):
    monkeypatch.setattr(finding, "FEW", few)
    rivers(clock, 2, genre="news")
    make_live("River, auf Deutsch", "fluss", locale="de", genre="news")
    rivers(clock, 1, start=2, genre="feature")
    query = "genre=news&fallback=de&page_size=1&page=2"

    best = search(api, f"q=river&{query}")
    listed = api.get("articles/", f"search=river&ordering=published_at&{query}").json()

    assert (best["count"], listed["count"], len(best["results"])) == (3, 3, 1)
    assert [one["slug"] for one in listed["results"]] == ["river-1"]
    assert api.slugs("search=river&genre=news&locale=*&ordering=-title") == ["river-1", "river-0", "fluss"]
    assert api.slugs("search=river&genre=news&locale=de") == ["fluss"]


@pytest.mark.parametrize("path", ["search/?q=river", "articles/?search=river"])
def test_what_was_just_published_can_be_waited_for(api, clock, path):
    make_live("The river")

    assert api.get(path + "&min_sequence=1").json()["count"] == 1
    assert api.get(path + "&min_sequence=2").status_code == 503


def rivers(clock, number, start=0, **fields):
    """Live articles about the river, a minute apart."""
    for one in range(start, start + number):
        make_live("The river", f"river-{one}", **fields)
        clock.shift(60)


# --- What is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("", ("q", "missing")),
        ("q=", ("q", "empty")),
        ("q=a&q=b", ("q", "repeated")),
        ("q=%22", ("q", "no_words")),
        ("q=***", ("q", "no_words")),
        ("q=%20", ("q", "no_words")),
        (f"q={'x' * 201}", ("q", "too_long")),
        (f"q={'x' * 10_000}", ("q", "too_long")),
        (f"q={'%22' * 5_000}", ("q", "too_long")),
        (f"q={'a+' * 21}", ("q", "too_many")),
        ("q=%00", ("q", "encoding")),
        ("q=a%00b", ("q", "encoding")),
        ("q=%ff", ("q", "encoding")),
        ("q=%ED%A0%80", ("q", "encoding")),
        ("q=a&search=a", ("search", "unknown")),
        ("q=a&ordering=title", ("ordering", "unknown")),
        ("q=a&page_size=101", ("page_size", "out_of_range")),
        ("q=a&locale=fr", ("locale", "invalid_choice")),
        ("q=a&locale=*&fallback=de", ("fallback", "contradictory")),
        (
            "q=a&updated_at__lt=2026-01-01T00:00:00Z&updated_at__gte=2026-01-02T00:00:00Z",
            ("updated_at__lt", "contradictory"),
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(api, query, fault):
    assert faults(api, "search/", query) == [fault]


@pytest.mark.parametrize(
    ("query", "code"),
    [("search=", "empty"), ("search=%22", "no_words"), (f"search={'x' * 201}", "too_long"), ("search=%00", "encoding")],
)
def test_a_list_refuses_the_same(api, query, code):
    assert faults(api, "articles/", query) == [("search", code)]


@pytest.mark.parametrize("as_of", ["2026-03-01T00:00:00Z", "2030-01-01T00:00:00Z"])
@pytest.mark.parametrize("more", ["", "&cursor=start"])
def test_the_search_knows_the_present_alone_and_says_so(api, clock, as_of, more):
    answer = api.get("articles/", f"search=river&as_of={as_of}{more}")

    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {
            "parameter": "as_of",
            "code": "contradictory",
            "detail": "The search knows what is public now. Leave one of the two out.",
        }
    ]
    assert faults(api, "search/", f"q=river&as_of={as_of}") == [("as_of", "unknown")]


def test_hostile_words_are_never_a_fault_of_ours(api, clock, hostile):
    make_live("a b near and or not title secret")

    for text in HOSTILE:
        for path, data in (("search/", {"q": text, "locale": "*"}), ("articles/", {"search": text})):
            answer = api.client.get(f"/api/v1/{path}", data)
            assert answer.status_code in {200, 400}, (text, answer.content)


# --- How it is kept ---------------------------------------------------------------------------------------------------


def test_it_is_kept_and_asked_for_like_a_list(api, clock):
    make_live("The river")

    answer = api.get("search/", "q=river")
    again = api.get("search/", "q=river", **{"If-None-Match": answer["ETag"]})

    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert (answer["Content-Sequence"], answer["Content-Language"]) == ("1", "en")
    assert (again.status_code, again.content) == (304, b"")


def test_a_draft_moves_nothing(api, clock):
    article = make_live("The river")
    before = api.get("search/", "q=river")

    edit(article, title="The river, again")
    make_article(title="Another river", slug="another")

    after = api.get("search/", "q=river")
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])


def test_an_article_is_found_from_publish_to_withdrawal(api, clock):
    article = make_article(title="The river", slug="river")
    assert slugs(api, "q=river") == []

    publish_now(article)
    assert slugs(api, "q=river") == ["river"]

    withdraw_now(article, "withdrawn", "A river of a note.")
    assert slugs(api, "q=river") == []


@pytest.mark.parametrize("items", [1, 3])
def test_it_takes_eight_queries_however_much_is_found(api, clock, items, django_assert_num_queries, on_postgresql):
    for number in range(items):
        terms = {
            "authors": (Byline(str(make_author(f"Author {number}").uuid)),),
            "category": str(make_category(f"Category {number}").uuid),
            "tags": (str(make_tag(f"tag {number}").uuid),),
            "cover": Cover(str(make_image().uuid)),
        }
        make_live("The river", f"river-{number}", **terms)

    with django_assert_num_queries(8 + on_postgresql):
        answer = api.get("search/", "q=river")

    assert answer.json()["count"] == items


@pytest.mark.parametrize("query", ["search=river", "search=river&priority__lte=9", "search=river&ordering=title"])
@pytest.mark.parametrize("items", [1, 3])
def test_a_list_takes_one_query_more_and_on_postgresql_two(
    api, clock, items, query, django_assert_num_queries, on_postgresql
):
    rivers(clock, items)
    with django_assert_num_queries(3):
        api.get("articles/")

    with django_assert_num_queries(4 + on_postgresql):
        answer = api.get("articles/", query)

    assert answer.json()["count"] == items
