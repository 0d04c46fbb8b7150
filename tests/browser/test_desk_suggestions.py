"""Suggested from the text in the browser: add and dismiss by keyboard, ask again with what was just written."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article, User
from tests.browser.test_desk_related import row, saved
from tests.browser.writing import open_article, press, put_cursor, save
from tests.factories import make_article, make_section, publish_now

pytestmark = pytest.mark.browser

TEXT = "Trams climb to the depot."


def make_text(by: User, title: str, text: str) -> Article:
    section = make_section("", f"<p>{text}</p>")
    return make_article(by, title=title, slug=title.lower().replace(" ", "-"), lead_html="", sections=(section,))


@pytest.fixture
def own(publisher: User) -> Article:
    """An article that two live ones are similar to, and a third one to what is not yet written."""
    for title, text in [("Near", "The tram depot."), ("Nearer", TEXT), ("On ferries", "Ferries leave the quay.")]:
        publish_now(make_text(publisher, title, text))
    return make_text(publisher, "Own", TEXT)


def suggestions(page: Page) -> Locator:
    return page.locator(".suggestions-list > li:visible")


def test_suggestions_are_added_dismissed_brought_back_and_sought_anew(desk: Page, own: Article) -> None:
    open_article(desk, own)
    expect(suggestions(desk)).to_have_count(2)
    expect(suggestions(desk).first.locator(".shared-words > li")).to_have_text(["climb", "depot", "Trams"])
    note = desk.locator("[data-suggestions-note]")

    desk.get_by_role("button", name="Add: Nearer").focus()
    press(desk, "Enter")
    expect(row(desk, "Nearer")).to_contain_text("live since")
    expect(note).to_have_text("Added: Nearer")
    expect(desk.get_by_role("button", name="Add: Near", exact=True)).to_be_focused()

    press(desk, "Tab", "Enter")
    expect(note).to_have_text("Dismissed: Near")
    expect(desk.get_by_role("button", name="Undo, bring back: Near")).to_be_focused()
    press(desk, "Enter")
    expect(note).to_have_text("Back again: Near")
    expect(desk.get_by_role("button", name="Dismiss: Near", exact=True)).to_be_focused()
    press(desk, "Enter")
    expect(note).to_have_text("Dismissed: Near")

    put_cursor(desk, TEXT)
    desk.keyboard.type(" Ferries leave the quay.")
    desk.get_by_role("button", name="Suggest again").click()
    expect(note).to_have_text("1 similar article.")
    expect(suggestions(desk).locator("strong")).to_have_text(["On ferries"])

    save(desk)
    assert saved(own) == ["Nearer"]
    expect(suggestions(desk).locator("strong")).to_have_text(["On ferries"])
    assert [one.target.title for one in own.dismissed_suggestions.all()] == ["Near"]
