"""The start page: what an editor was at, what is coming, what readers got lately."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.editing.autosaves import keep
from articles.models import User
from tests.articles.admin.pages import address, signed_in, soup
from tests.factories import edit, make_article, publish_now, schedule_for


def entries(client: Client) -> dict[str, list[list[str]]]:
    """By the list, what its lines say: title and state."""
    page = soup(client.get("/admin/"))
    return {
        str(part["aria-labelledby"]).removesuffix("-heading"): [
            [" ".join(words.text.split()) for words in line.select("a, li > span:not(.quiet), .state-badge")]
            for line in part.select("li")
        ]
        for part in page.select(".start-page section")
    }


def test_the_desk_opens_with_ones_own_drafts_what_is_coming_and_what_is_live(publisher: User, editor: User) -> None:
    make_article(publisher, title="Begun", slug="begun")
    make_article(editor, title="Of somebody else", slug="else")
    live = make_article(publisher, title="Live", slug="live")
    publish_now(live)
    edit(live, title="Live, and changed")
    schedule_for(make_article(publisher, title="Soon", slug="soon"), timezone.now() + timedelta(days=1))

    assert entries(signed_in(publisher)) == {
        "drafts": [["Live, and changed", "live, newer draft"], ["Begun", "draft"]],
        "coming": [["Soon", "scheduled"]],
        "live": [["Live", "live"]],
    }


def test_what_another_one_began_and_oneself_saved_last_is_ones_draft(publisher: User, editor: User) -> None:
    article = make_article(publisher, title="Taken over")
    edit(article, by=editor, title="Taken over")

    assert entries(signed_in(editor))["drafts"] == [["Taken over", "draft"]]


def test_text_that_is_not_saved_stands_first(publisher: User) -> None:
    article = make_article(publisher, title="A walk")
    keep(article, {"title": ["A long walk"]}, base=1, by=publisher)

    assert next(iter(entries(signed_in(publisher)).items())) == ("unsaved", [["A walk"]])


def test_authors_see_what_is_coming_and_open_their_own(author_user: User, publisher: User) -> None:
    soon = timezone.now() + timedelta(days=1)
    theirs = make_article(author_user, title="Mine", slug="mine")
    schedule_for(theirs, soon, by=publisher)
    schedule_for(make_article(publisher, title="Not mine", slug="not-mine"), soon + timedelta(hours=1))

    lines = soup(signed_in(author_user).get("/admin/")).select("[aria-labelledby=coming-heading] li")

    assert [line.select_one("a") and line.select_one("a")["href"] for line in lines] == [  # type: ignore[index]
        address("change", theirs.pk),
        None,
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_start_page_takes_the_same_number_of_queries(
    publisher: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        keep(make_article(publisher, slug=f"draft-{number}"), {}, base=1, by=publisher)
        publish_now(make_article(publisher, slug=f"live-{number}"))
        schedule_for(make_article(publisher, slug=f"soon-{number}"), timezone.now() + timedelta(days=1))
    client = signed_in(publisher)

    with django_assert_num_queries(9):
        client.get("/admin/")


def test_who_may_see_nothing_is_told_so(stranger: User) -> None:
    stranger.is_staff = True
    stranger.save()

    page = soup(signed_in(stranger).get("/admin/"))

    assert "You don’t have permission to view or edit anything." in page.text
    assert page.select("#desk-ways a, .start-columns") == []


def test_the_ways_begin_with_what_editors_need(publisher: User) -> None:
    ways = soup(signed_in(publisher).get("/admin/")).select("#desk-ways a")

    assert [way.text for way in ways] == ["Articles", "Pictures", "Authors", "Categories", "Tags"]
