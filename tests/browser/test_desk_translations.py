"""The languages of an article, and the desk's own language, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Dialog, Locator, Page, expect

from articles.editing.translations import start_translation
from articles.models import Article, User
from tests.browser.conftest import sign_in
from tests.browser.writing import open_article, opened, press, put_cursor
from tests.factories import edit, make_article, make_section

pytestmark = pytest.mark.browser

SECTIONS = (make_section("One", "<p>The first part.</p>" * 6), make_section("Two", "<p>The second part.</p>"))


def bilingual() -> tuple[Article, Article]:
    english = make_article(title="The river", sections=SECTIONS)
    german = start_translation(english, locale="de", by=english.owner)
    edit(german, title="Der Fluss", sections=(make_section("Eins", "<p>Kurz.</p>"), make_section("Zwei")))
    return english, german


def corners(cells: Locator) -> list[tuple[float, float]]:
    boxes: list[Any] = [cell.bounding_box() for cell in cells.all()]
    return [(box["x"], box["y"]) for box in boxes]


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_a_version_is_started_from_the_writing_page_and_shown_beside_its_original(desk: Page) -> None:
    article = make_article(title="The river", sections=SECTIONS)
    open_article(desk, article)

    desk.get_by_role("button", name="Start the German version").click()
    opened(desk)

    german = Article.objects.get(locale="de")
    expect(desk).to_have_url(f"{desk.url.partition('/admin/')[0]}/admin/articles/article/{german.pk}/change/")
    expect(desk.locator("#id_locale")).to_have_value("de")
    desk.get_by_role("link", name="Side by side with English").click()
    expect(desk.get_by_role("heading", name="German (de): draft")).to_be_visible()
    expect(desk.get_by_role("heading", name="English (en): draft")).to_be_visible()


def test_a_start_asks_before_it_leaves_what_was_not_saved(desk: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    article = make_article(title="The river", sections=SECTIONS)
    open_article(desk, article)
    put_cursor(desk, "The second part.")
    press(desk, "!")
    desk.on("dialog", stay)

    desk.get_by_role("button", name="Start the German version").click()
    expect(desk.locator('[data-writing-editor="document"]')).to_contain_text("The second part.!")

    assert asked == ["beforeunload"]
    assert Article.objects.count() == 1


def test_parts_stand_in_line_on_a_wide_screen_and_below_each_other_on_a_narrow_one(desk: Page) -> None:
    english, _german = bilingual()
    parts = desk.locator(".side-part")

    desk.goto(f"/admin/articles/article/{english.pk}/translations/")
    for part in parts.all():
        (left, top), (right, beside) = corners(part.locator(".side-cell"))
        assert (left < right, top) == (True, beside)
    assert is_too_wide(desk) is False

    desk.set_viewport_size({"width": 390, "height": 800})
    for part in parts.all():
        (left, top), (below_left, below) = corners(part.locator(".side-cell"))
        assert (left, top < below) == (below_left, True)
        expect(part.locator(".side-locale").first).to_be_visible()
    assert is_too_wide(desk) is False


def test_the_desk_speaks_german_once_it_is_chosen(desk: Page) -> None:
    english, _german = bilingual()

    desk.goto("/admin/")
    desk.get_by_role("button", name="Paula").click()
    desk.get_by_role("button", name="Deutsch").press("Enter")
    expect(desk.get_by_role("heading", name="Schreibtisch")).to_be_visible()
    open_article(desk, english)

    expect(desk.locator("html")).to_have_attribute("lang", "de")
    expect(desk.get_by_role("toolbar", name="Formatierung")).to_be_visible()
    expect(desk.get_by_role("button", name="Pull quote")).to_have_count(0)
    expect(desk.get_by_role("button", name="Auszug")).to_be_visible()
    desk.get_by_role("button", name="Bild auswählen …").click()
    expect(desk.get_by_role("dialog").get_by_text("Kein Bild gefunden.")).to_be_visible()
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog").get_by_text("Strg+Umschalt+Eingabe")).to_be_visible()


def test_a_german_browser_finds_the_library_in_german(
    browser: Any, site: Any, context: BrowserContext, publisher: User
) -> None:
    with browser.new_context(base_url=site.url, locale="de-DE") as german:
        page = german.new_page()
        sign_in(page, publisher)

        page.goto("/admin/articles/image/")

        expect(page.get_by_text("Bilder hier ablegen oder Dateien auswählen")).to_be_visible()
