"""The front page: what a card says, and page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from articles.snapshot import Byline
from tests.cms.reading import SITE, Page, canonical, make_live, parsed, text_of, texts
from tests.factories import (
    make_author,
)


def test_list_shows_newest_first_with_what_a_card_says(page: Page, clock: time_machine.Coordinates) -> None:
    ada, ben = make_author("Ada Penrose"), make_author("Ben Okri")
    make_live("Older", "older")
    clock.shift(timedelta(days=1))
    make_live(
        "Newer",
        "newer",
        kicker="Rivers",
        lead_html="A river <em>rose</em>.",
        authors=(Byline(str(ada.uuid)), Byline(str(ben.uuid))),
    )

    front = parsed(page("/"))

    cards = front.findall(".//main//article")[:2]  # the third is the template that more.js fills in
    assert [text_of(card) for card in cards] == [
        "Rivers Newer A river rose. Ada Penrose, Ben Okri 3 March 2026 1 min",
        "Older The lead. 2 March 2026 1 min",
    ]
    assert [card.find(".//a").get("href") for card in cards] == [  # type: ignore[union-attr]
        "/articles/newer/",
        "/articles/older/",
    ]


def test_list_goes_on_by_page_without_scripts(page: Page, clock: time_machine.Coordinates) -> None:
    for number in range(13):
        make_live(f"Article {number}", f"article-{number}")
        clock.shift(timedelta(minutes=1))

    first, second = parsed(page("/")), parsed(page("/?page=2"))

    assert first.find(".//a[@rel='next']").get("href") == "?page=2"  # type: ignore[union-attr]
    assert texts(second, ".//main//h2") == ["Article 0"]
    assert canonical(second) == f"{SITE}/?page=2"
    assert second.find(".//a[@rel='next']") is None


def test_empty_list_says_so(page: Page) -> None:
    front = page("/")

    assert front.status_code == 200
    assert texts(parsed(front), ".//main//h2") == ["Nothing has been published yet"]


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_however_long(
    page: Page, django_assert_num_queries: Callable[[int], Any], number: int
) -> None:
    for each in range(number):
        author = make_author(f"Author {each}")
        make_live(f"Article {each}", f"article-{each}", authors=(Byline(str(author.uuid)),))
    page("/")

    with django_assert_num_queries(5):
        page("/")
