"""Highlights in the editor: made, copied, removed; one id is one passage."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

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
