"""Highlights in the editor: made, copied, removed; one id is one passage."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.writing import MARK, drafted, open_article, press, put_cursor, save
from tests.factories import make_article, make_section

pytestmark = pytest.mark.browser


def test_one_highlight_runs_over_several_paragraphs_and_is_switched_off_in_all(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>First words.</p><p>Last words.</p>"),))

    text = open_article(desk, article)
    put_cursor(desk, "First words.", at="Home")
    press(desk, "Shift+ArrowDown", "Shift+End", "Control+Shift+h")
    expect(text.locator("mark")).to_have_count(2)
    save(desk)
    (row,) = drafted(article).highlights.all()
    assert row.exact == "First words.\n\nLast words."

    put_cursor(desk, "Last words.")
    press(desk, "ArrowLeft")
    press(desk, "Control+Shift+h")
    expect(text.locator("mark")).to_have_count(0)
    save(desk)
    assert drafted(article).highlights.count() == 0


def test_a_copied_highlight_gets_a_new_id_and_the_first_keeps_its_note(desk: Page) -> None:
    marked = f'<p><mark data-highlight-id="{MARK}">Marked words.</mark></p><p>Plain words.</p>'
    article = make_article(sections=(make_section("One", marked),))

    open_article(desk, article)
    desk.get_by_label("Note on “Marked words.”").fill("Mine.")
    put_cursor(desk, "Marked words.")
    press(desk, "Shift+Home", "Control+c")
    put_cursor(desk, "Plain words.")
    press(desk, "Enter", "Control+v")
    save(desk)

    first, second = drafted(article).highlights.all()
    assert (first.identifier, first.note, first.exact) == (MARK, "Mine.", "Marked words.")
    assert second.identifier != MARK
    assert (second.note, second.exact) == ("", "Marked words.")


def test_a_highlight_in_the_lead_and_its_removal_from_the_list(desk: Page) -> None:
    article = make_article(lead_html="A lead to mark.")

    open_article(desk, article)
    desk.locator('[data-writing-editor="lead"]').click()
    press(desk, "Control+a", "Control+Shift+h")
    save(desk)
    assert [(row.section, row.exact) for row in drafted(article).highlights.all()] == [(None, "A lead to mark.")]

    desk.get_by_role("button", name="Remove the highlight “A lead to mark.”").click()
    save(desk)
    assert drafted(article).highlights.count() == 0


def test_who_writes_a_note_goes_on_while_highlights_come_and_move_and_go(desk: Page) -> None:
    marked = f'<p>Plain words.</p><p><mark data-highlight-id="{MARK}">Marked words.</mark></p>'
    article = make_article(sections=(make_section("", marked),))
    note = desk.get_by_label("Note on “Marked words.”")
    quotes = desk.locator("[data-highlights] q")

    text = open_article(desk, article)
    note.fill("Mine")
    press(desk, "Home")
    mark_plain_words(text)
    expect(quotes).to_have_text(["Plain words.", "Marked words."])
    text.evaluate("text => text.editor.commands.cut({ from: 14, to: 29 }, 0)")  # the second paragraph to the top
    expect(quotes).to_have_text(["Marked words.", "Plain words."])
    expect(note).to_be_focused()
    desk.keyboard.type("All ")
    expect(note).to_have_value("All Mine")

    desk.evaluate(
        """() => {
            document.querySelector('[data-writing-editor="document"]').editor.commands.clearContent();
            for (const button of document.querySelectorAll("[data-highlights] button")) button.click();
        }"""
    )
    expect(quotes).to_have_count(0)


def mark_plain_words(text: Locator) -> None:
    """While the focus stays in the note."""
    text.evaluate("text => text.editor.chain().setTextSelection({ from: 1, to: 13 }).toggleHighlightPassage().run()")
