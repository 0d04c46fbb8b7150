"""Pages of the desk in a real browser: signing in, names of fields, what is asked of who leaves."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles.models import User
from tests.browser.writing import open_article, press, put_cursor, unfold
from tests.factories import PASSWORD, make_article, make_section

pytestmark = pytest.mark.browser


def test_signing_in_by_the_form_leads_to_the_desk(page: Page, publisher: User, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["cms.passwords.Argon2Hasher"]  # as the site has it
    publisher.set_password(PASSWORD)
    publisher.save()

    page.goto("/admin/")
    page.get_by_label("Username").fill(publisher.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_role("heading", name="The desk")).to_be_visible()


def test_every_field_of_the_writing_page_has_a_name(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Words.</p>"),))

    open_article(desk, article)
    unfold(desk)
    desk.get_by_role("button", name="Add author").click()
    desk.get_by_role("button", name="Add an address outside").click()

    for role, name in (
        ("textbox", "Kicker"),
        ("textbox", "Lead"),
        ("textbox", "SEO title"),
        ("combobox", "Tags"),
        ("combobox", "Category"),
        ("combobox", "Author:"),
        ("combobox", "Search an article, or paste its address"),
        ("textbox", "Address outside"),
        ("textbox", "Teaser"),
        ("checkbox", "Keep out of search engines"),
    ):
        expect(desk.get_by_role(role, name=name)).to_have_count(1)  # type: ignore[arg-type]
    unnamed = """() => [...document.querySelector("#article_form").elements]
        .filter(field => field.matches("input, select, textarea"))
        .filter(field => field.type != "hidden" && field.type != "submit" && !field.labels?.length
            && !field.ariaLabel && !field.hasAttribute("aria-labelledby"))
        .map(field => field.outerHTML)"""
    assert desk.evaluate(unnamed) == []


def test_who_leaves_with_unsaved_text_is_asked(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Words.</p>"),))
    asked: list[str] = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    open_article(desk, article)
    desk.get_by_role("link", name="History").click()
    assert asked == []

    open_article(desk, article)
    put_cursor(desk, "Words.")
    press(desk, "!")
    desk.get_by_role("link", name="History").click()
    expect(desk.get_by_role("heading", name="History")).to_be_visible()
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_feeds_of_the_site_stand_below_all_else_of_the_start_page(desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto("/admin/")

    above = desk.locator(".start-columns").bounding_box()
    heading = desk.locator("#feeds-heading").bounding_box()

    assert above and heading
    assert heading["y"] >= above["y"] + above["height"]
