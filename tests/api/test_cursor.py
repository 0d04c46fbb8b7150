"""`cursor`: a list walked from end to end, whatever happens meanwhile."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from api.http.keyset import CURSOR
from articles.models import Article
from tests.api.conftest import NOW, make_live
from tests.factories import edit, make_category, publish_now, withdraw_now


def slugs_of(pages: list[list[str]]) -> list[str]:
    return [slug for page in pages for slug in page]


def walk(api, query: str, way: str = "next") -> list[list[str]]:
    """The slugs of each page."""
    pages = []
    while query:
        answer = api.get("articles/", query)
        assert answer.status_code == 200, answer.content
        pages.append([one["slug"] for one in answer.json()["results"]])
        query = urlsplit(answer.json()[way] or "").query
    return pages


@pytest.fixture(scope="module")
def published(building) -> list[str]:
    """Two moments: four articles of one and three of the other."""
    with time_machine.travel(NOW, tick=False) as clock:
        slugs = [make_live(f"Title {number}", f"title-{number}").slug for number in range(4)]
        clock.shift(60)
        return slugs + [make_live(f"Title {number}", f"title-{number}").slug for number in range(4, 7)]


@pytest.fixture
def seven(published, api, clock) -> list[str]:
    clock.shift(60)
    return published


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_every_article_comes_once_newest_first_though_many_are_of_one_moment(api, seven, size):
    pages = walk(api, f"cursor=start&page_size={size}")

    assert slugs_of(pages) == seven[::-1]
    assert {len(page) for page in pages[:-1]} <= {size}


def test_oldest_first_where_asked_for(api, seven):
    assert slugs_of(walk(api, "cursor=start&page_size=2&ordering=published_at")) == seven


def test_back_again_page_by_page(api, seven):
    first = api.get("articles/", "cursor=start&page_size=3").json()
    second = api.get("articles/", urlsplit(first["next"]).query).json()
    last = api.get("articles/", urlsplit(second["next"]).query).json()

    back = walk(api, urlsplit(last["previous"]).query, "previous")

    assert back == [seven[::-1][3:6], seven[::-1][:3]]
    assert (first["previous"], last["next"]) == (None, None)


def test_a_list_with_a_cursor_has_no_count_but_links(api, seven):
    answer = api.get("articles/", "cursor=start&page_size=3")

    assert set(answer.json()) == {"next", "previous", "results"}
    assert answer["Link"] == f'<{answer.json()["next"]}>; rel="next"'


def test_what_is_published_meanwhile_neither_doubles_nor_hides_anything(api, clock, seven):
    first = api.get("articles/", "cursor=start&page_size=3").json()
    clock.shift(60)
    make_live("New", "new")

    rest = walk(api, urlsplit(first["next"]).query)

    assert slugs_of(rest) == seven[::-1][3:]


@pytest.mark.parametrize("act", ["withdrawn", "updated", "killed"])
def test_a_cursor_stands_though_the_article_that_it_names_changed(api, clock, seven, act):
    first = api.get("articles/", "cursor=start&page_size=2").json()
    named = Article.objects.get(slug=first["results"][-1]["slug"])
    clock.shift(60)
    if act == "updated":
        edit(named, title="Newer")
        publish_now(named)
    else:
        withdraw_now(named, act)

    rest = slugs_of(walk(api, urlsplit(first["next"]).query))

    assert rest == seven[::-1][2:]


def test_filters_and_form_stay_from_page_to_page(seven, api, clock):
    category = make_category()
    for number in range(3):
        make_live(f"Title {number}", f"in-{number}", category=str(category.uuid))
        make_live(f"Title {number}", f"out-{number}")

    assert walk(api, f"cursor=start&page_size=2&category={category.slug}&fields=slug") == [["in-2", "in-1"], ["in-0"]]


def test_a_cursor_does_not_tell_how_many_versions_there_are(api, seven):
    query = urlsplit(api.get("articles/", "cursor=start&page_size=1").json()["next"]).query
    place = CURSOR.parse(parse_qs(query)["cursor"][0])

    assert [type(one) for one in place.position] == [str, str, str]


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("cursor=x", "cursor", "invalid"),
        ("cursor=" + "A" * 3000, "cursor", "invalid"),
        ("cursor=start&page=1", "page", "contradictory"),
        ("cursor=start&ordering=title", "ordering", "contradictory"),
        ("cursor=start&ordering=-published_at,title", "ordering", "contradictory"),
    ],
)
def test_what_is_no_cursor_or_contradicts_it_is_refused(api, seven, query, parameter, code):
    answer = api.get("articles/", query)

    assert answer.status_code == 400
    assert [(one["parameter"], one["code"]) for one in answer.json()["errors"]] == [(parameter, code)]


def test_a_cursor_of_another_list_or_changed_by_one_sign_is_refused(api, seven):
    query = urlsplit(api.get("articles/", "cursor=start&page_size=2").json()["next"]).query
    token = query.partition("cursor=")[2].partition("&")[0]
    changed = query.replace(token, ("A" if token[0] != "A" else "B") + token[1:])

    other = api.get("articles/", query + "&genre=news")
    forged = api.get("articles/", changed)

    assert [answer.json()["errors"][0]["code"] for answer in (other, forged)] == ["contradictory", "invalid"]


def test_a_page_by_cursor_takes_one_query_more_than_the_first(api, seven, django_assert_num_queries):
    with django_assert_num_queries(2):  # state, rows
        first = api.get("articles/", "cursor=start&page_size=2").json()
    with django_assert_num_queries(3):
        api.get("articles/", urlsplit(first["next"]).query)
