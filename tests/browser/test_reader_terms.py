"""Pages of terms, the bar and its links before a reader's eyes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page

from articles.editing.bios import save_bio
from articles.snapshot import Byline
from tests.browser.looking import spills, violations
from tests.factories import make_article, make_author, make_category, make_tag, publish_now

pytestmark = pytest.mark.browser

PATHS = ("/", "/articles/article-0/", "/categories/cities/", "/tags/rivers/", "/authors/ada-penrose/")


def make_magazine(articles: int = 1) -> None:
    """Each article has an author, a tag and a category; the last are the most recent."""
    author, tag = make_author("Ada Penrose"), make_tag("rivers")
    save_bio(author, locale="en", text="Writes about rivers. " * 10)
    cities = make_category("Cities", description="Where people live.")
    below = make_category("Unbreakable" * 9, parent=cities)
    for number in range(articles):
        with time_machine.travel(datetime(2026, 3, 2, tzinfo=UTC) - timedelta(days=number), tick=False):
            fields: dict[str, Any] = {"authors": (Byline(str(author.uuid)),), "tags": (str(tag.uuid),)}
            category = str((below, cities)[number % 2].uuid)
            article = make_article(title=f"Article {number}", slug=f"article-{number}", category=category, **fields)
            publish_now(article)


def test_no_page_with_terms_scrolls_sideways(page: Page) -> None:
    make_magazine()

    for path in PATHS:
        page.goto(path)
        assert spills(page, 360, 768, 1440, 1920) == [], path


def test_axe_finds_nothing_in_terms_light_or_dark(page: Page) -> None:
    make_magazine()

    for path in PATHS:
        page.goto(path)
        assert violations(page) == [], path


def test_more_articles_of_an_author_come_with_links_to_their_names(page: Page) -> None:
    make_magazine(14)
    page.goto("/authors/ada-penrose/")

    page.get_by_role("link", name="More articles").click()
    page.get_by_role("link", name="Article 13").wait_for()

    served, fetched = (page.locator("#card_list > article").nth(number) for number in (11, 13))
    for card in (served, fetched):
        assert card.locator(".names").inner_text() == "Ada Penrose"
        assert card.locator(".kicker").inner_text() == "CITIES"
    fetched.locator(".kicker a").click()
    assert page.evaluate("location.pathname") == "/categories/cities/"
    page.locator("#card_list > article").first.get_by_role("link", name="Ada Penrose").click()
    assert page.evaluate("location.pathname") == "/authors/ada-penrose/"
