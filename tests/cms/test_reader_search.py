"""The reader's search page: what the API finds, as a page that works without a script."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from articles.snapshot import Byline
from tests.cms.reading import Page, make_live, meta, parsed, text_of, texts
from tests.factories import make_article, make_author, make_category, make_section

HOSTILE = '"><script>alert(1)</script>'


def test_it_is_a_form_until_something_is_asked(page: Page) -> None:
    answer = page("/search/")
    shown = parsed(answer)

    form = shown.find(".//form[@role='search']")
    assert form is not None
    assert (answer.status_code, form.get("action"), form.get("method")) == (200, "/search/", None)
    assert text_of(shown.find(".//label[@for='search_words']")) == "Words to look for"
    assert text_of(shown.find(".//title")) == "Search | Standfirst"
    assert meta(shown, "robots") == "noindex"
    assert text_of(shown.find(".//*[@role='status']")) == ""


def test_every_page_leads_to_it(page: Page) -> None:
    make_live(slug="english")
    make_live(slug="deutsch", locale="de")

    for path, search in (("/", "/search/"), ("/articles/english/", "/search/"), ("/de/", "/de/search/")):
        assert [link.get("href") for link in parsed(page(path)).findall(".//nav[@class='to-search']//a")] == [search]


def test_hits_are_shown_with_marks_and_links(page: Page) -> None:
    make_live(
        "The <slow> river",
        "river",
        sections=(make_section("", "<p>Rivers & more.</p>"),),
        category=str(make_category().uuid),
        authors=(Byline(str(make_author().uuid)),),
    )

    shown = parsed(page("/search/", {"q": "river"}))

    (hit,) = shown.findall(".//main//article")
    assert text_of(hit.find("h2")) == "The <slow> river"
    assert [text_of(mark) for mark in hit.findall(".//mark")] == ["river", "Rivers"]
    assert text_of(hit.find("p[@class='teaser']")) == "Rivers & more."
    assert [link.get("href") for link in hit.findall(".//a")] == [
        "/categories/cities/",
        "/articles/river/",
        "/authors/ada-penrose/",
    ]
    assert text_of(shown.find(".//*[@role='status']")) == "1 article"


def test_what_was_asked_stays_in_the_form_and_does_no_harm(page: Page) -> None:
    make_live(HOSTILE, lead_html="")

    answer = page("/search/", {"q": HOSTILE})

    field = parsed(answer).find(".//input[@name='q']")
    assert field is not None and field.get("value") == HOSTILE
    assert b"<script>" not in answer.content
    assert texts(parsed(answer), ".//main//article/h2") == [HOSTILE]


def test_it_says_when_nothing_was_found(page: Page) -> None:
    shown = parsed(page("/search/", {"q": "river"}))

    assert text_of(shown.find(".//*[@role='status']")) == "Nothing was found. Fewer or other words may help."


@pytest.mark.parametrize("asked", ["?", "x" * 201, "a " * 21])
def test_it_says_what_cannot_be_asked(page: Page, asked: str) -> None:
    answer = page("/search/", {"q": asked})

    field = parsed(answer).find(".//input[@name='q']")
    assert answer.status_code == 400
    assert field is not None
    assert (field.get("value"), field.get("aria-invalid")) == (asked.strip(), "true")
    assert text_of(parsed(answer).find(".//*[@role='status']")) == (
        "Ask with words of letters or digits, twenty at most."
    )


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=river&page=x", 400),
        ("q=river&page=2", 404),
        ("q=%00", 200),  # nothing that could be typed: the form
        ("q=river%00", 200),
        ("q=%ff", 400),
        ("q=%20", 200),
        ("page=x", 200),
    ],
)
def test_odd_addresses_have_a_page_too(page: Page, query: str, status: int) -> None:
    make_live("The river")

    answer = page(f"/search/?{query}")

    assert answer.status_code == status
    assert parsed(answer).find(".//h1") is not None


def test_pages_lead_to_each_other(page: Page, clock: time_machine.Coordinates) -> None:
    for number in range(13):
        make_live("The & river", f"river-{number}")
        clock.shift(timedelta(minutes=1))

    first, second = (parsed(page("/search/", {"q": "& river", "page": number})) for number in (1, 2))

    assert [len(one.findall(".//main//article")) for one in (first, second)] == [12, 1]
    assert [link.get("href") for link in first.findall(".//nav[@class='more']/a")] == ["?q=%26+river&page=2"]
    assert [link.get("href") for link in second.findall(".//nav[@class='more']/a")] == ["?q=%26+river&page=1"]
    assert text_of(first.find(".//*[@role='status']")) == "13 articles"


def test_each_locale_has_a_page_that_finds_its_own(page: Page) -> None:
    make_live("Das Haus", "haus", locale="de")

    shown = parsed(page("/de/search/", {"q": "Häuser"}))

    assert texts(shown, ".//main//article/h2") == ["Das Haus"]
    assert text_of(shown.find(".//h1")) == "Suche"
    assert text_of(shown.find(".//*[@role='status']")) == "1 Artikel"
    assert texts(parsed(page("/search/", {"q": "Haus"})), ".//main//article") == []


def test_drafts_are_not_found_and_it_is_kept_like_other_pages(page: Page) -> None:
    make_article(title="Hidden river")

    answer = page("/search/", {"q": "hidden"})

    assert b"Hidden river" not in answer.content
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert page("/search/", {"q": "hidden"}, headers={"If-None-Match": answer["ETag"]}).status_code == 304
