"""The outline beside the text: sections with their words, gone to and moved; how many words there are."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.editing.freezing import freeze
from articles.models import Article
from tests.browser.writing import (
    FIRST,
    MARK,
    SECOND,
    composed,
    drafted,
    heading_ids,
    lose_pointer,
    open_article,
    press,
    put_cursor,
    save,
)
from tests.factories import make_article, make_section

pytestmark = pytest.mark.browser

THIRD = "33333333-3333-4333-8333-333333333333"
OPENING = make_section("", "<p>An opening of five words.</p>")


def test_sections_are_gone_to_and_moved_by_keys_and_by_a_drag_and_back_to_the_same_bytes(desk: Page) -> None:
    article = three_sections()
    before = composed(article)

    open_article(desk, article)
    outline = desk.get_by_role("region", name="Outline")
    expect(rows(outline)).to_have_text(["Opening 5", "First 4", "Second 6", "Third 2"])
    expect(outline.locator("[data-count]")).to_have_text("19 words · 1 min")  # two of them in the lead
    assert freeze(article).word_count == 19

    row(outline, "Second").click()
    desk.keyboard.type("The ")
    save(desk)
    assert heading_ids(drafted(article))[2] == ("The Second", SECOND)

    row(outline, "The Second").focus()
    press(desk, "Alt+ArrowUp")
    expect(rows(outline)).to_have_text(["Opening 5", "The Second 7", "First 4", "Third 2"])
    expect(row(outline, "The Second")).to_be_focused()
    expect(outline.get_by_role("status")).to_have_text("Now section 1 of 3: The Second")
    press(desk, "Alt+ArrowUp")
    expect(outline.get_by_role("status")).to_have_text("Already the first section: The Second")
    press(desk, "ArrowUp", "Alt+ArrowDown")
    expect(outline.get_by_role("status")).to_have_text("The opening stays first.")
    drag(desk, row(outline, "First"), onto=row(outline, "Third"))
    expect(rows(outline)).to_have_text(["Opening 5", "The Second 7", "Third 2", "First 4"])
    begin_drag(desk, row(outline, "Third"), onto=row(outline, "First"))
    expect(rows(outline)).to_have_text(["Opening 5", "The Second 7", "First 4", "Third 2"])
    lose_pointer(desk)
    expect(rows(outline)).to_have_text(["Opening 5", "The Second 7", "Third 2", "First 4"])
    desk.mouse.up()
    save(desk)
    assert [one for _, one in heading_ids(drafted(article))][1:] == [SECOND, THIRD, FIRST]
    assert [highlight.identifier for highlight in drafted(article).highlights.all()] == [MARK]

    row(outline, "First").focus()
    press(desk, "Alt+ArrowUp", "Alt+ArrowUp")
    put_cursor(desk, "The Second", at="Home")
    press(desk, "Delete", "Delete", "Delete", "Delete")
    save(desk)
    assert composed(drafted(article)) == before


def test_the_outline_follows_what_is_typed_and_counts_what_is_selected(desk: Page) -> None:
    article = make_article(lead_html="Two words.", sections=(OPENING,))

    text = open_article(desk, article)
    outline = desk.get_by_role("region", name="Outline")
    expect(outline.get_by_text("A heading 2 starts a section")).to_be_visible()
    put_cursor(desk, "An opening of five words.")
    press(desk, "Enter")
    desk.keyboard.type("## Later\nThree more words")
    expect(rows(outline)).to_have_text(["Opening 5", "Later 4"])
    expect(row(outline, "Later")).to_have_attribute("aria-current", "true")
    expect(outline.locator("[data-count]")).to_have_text("11 words · 1 min")
    press(desk, "Shift+Home")
    expect(outline.locator("[data-count]")).to_have_text("3 of 11 words")
    save(desk)
    expect(text.locator("h2")).to_have_text("Later")


@pytest.mark.parametrize("is_moved", [False, True])
def test_a_section_that_was_deleted_a_moment_ago_is_neither_gone_to_nor_moved(desk: Page, is_moved: bool) -> None:
    text = open_article(desk, three_sections())
    desk.evaluate(
        """isMoved => {
            const [, , row] = document.querySelectorAll("[data-sections] button");
            document.querySelector('[data-writing-editor="document"]').editor.commands.clearContent();
            const key = new KeyboardEvent("keydown", { key: "ArrowDown", altKey: true, bubbles: true });
            if (isMoved) row.dispatchEvent(key);
            else row.click();
        }""",
        is_moved,
    )
    expect(rows(desk.get_by_role("region", name="Outline"))).to_have_count(0)
    expect(text).to_have_text("")


def test_below_the_width_for_three_columns_the_outline_stands_closed_above_the_text(desk: Page) -> None:
    article = three_sections()

    desk.set_viewport_size({"width": 390, "height": 800})
    open_article(desk, article)
    outline = desk.get_by_role("region", name="Outline")
    expect(outline.locator("[data-count]")).to_be_visible()
    expect(row(outline, "First")).to_be_hidden()
    assert desk.evaluate("document.documentElement.scrollWidth") == 390
    outline.locator("summary").click()
    row(outline, "Third").click()
    expect(desk.get_by_role("heading", name="Third")).to_be_in_viewport()


def three_sections() -> Article:
    marked = f'<p>One two <mark data-highlight-id="{MARK}">three.</mark></p>'
    return make_article(
        lead_html="Two words.",
        sections=(
            OPENING,
            make_section("First", marked, FIRST),
            make_section("Second", "<ul><li>Four</li><li>five six.</li></ul><h3>Nine ten</h3>", SECOND),
            make_section("Third", "<blockquote><p>Seven.</p></blockquote>", THIRD),
        ),
    )


def rows(outline: Locator) -> Locator:
    return outline.get_by_role("list", name="Sections").get_by_role("button")


def row(outline: Locator, heading: str) -> Locator:
    return rows(outline).filter(has_text=heading).first


def drag(page: Page, row: Locator, *, onto: Locator) -> None:
    """By the mouse: past the middle of the other row."""
    begin_drag(page, row, onto=onto)
    page.mouse.up()


def begin_drag(page: Page, row: Locator, *, onto: Locator) -> None:
    start, end = row.bounding_box(), onto.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 30, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + end["height"] - 2, steps=6)
