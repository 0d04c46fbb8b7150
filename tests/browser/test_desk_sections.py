"""Headings of sections in the editor: which keeps its id, which gets a new one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.writing import (
    FIRST,
    SECOND,
    drafted,
    heading_ids,
    open_article,
    press,
    put_cursor,
    save,
    two_sections,
)
from tests.factories import make_article, make_section

pytestmark = pytest.mark.browser

THIRD = "33333333-3333-4333-8333-333333333333"


def test_a_heading_keeps_its_id_when_it_is_edited_pushed_down_by_enter_or_a_paragraph_for_a_while(desk: Page) -> None:
    ids = {"First": FIRST, "Second": SECOND, "Third": THIRD}
    article = make_article(sections=[make_section(heading, "<p>Text.</p>", one) for heading, one in ids.items()])

    open_article(desk, article)
    put_cursor(desk, "First")
    desk.keyboard.type(" of all")
    put_cursor(desk, "Second", at="Home")
    press(desk, "Enter")
    put_cursor(desk, "Third")
    press(desk, "Control+Alt+2")
    expect(desk.get_by_role("heading", name="Third", exact=True)).to_have_count(0)
    press(desk, "Control+Alt+2")
    save(desk)

    assert heading_ids(drafted(article)) == [("First of all", FIRST), ("Second", SECOND), ("Third", THIRD)]


def test_of_a_split_heading_the_part_that_stays_keeps_the_id(desk: Page) -> None:
    article = two_sections()

    open_article(desk, article)
    put_cursor(desk, "Second")
    press(desk, "ArrowLeft", "ArrowLeft", "ArrowLeft", "Enter")
    save(desk)

    (_, first), (sec, second), (ond, new) = heading_ids(drafted(article))
    assert (first, sec, second, ond) == (FIRST, "Sec", SECOND, "ond")
    assert new not in {FIRST, SECOND}


def test_a_copied_section_gets_a_new_id_even_above_the_original(desk: Page) -> None:
    article = two_sections()

    open_article(desk, article)
    put_cursor(desk, "Second", at="Home")
    press(desk, "Shift+ArrowDown", "Shift+End", "Control+c")
    put_cursor(desk, "One two three.")
    press(desk, "Enter", "Control+v")
    save(desk)

    after = heading_ids(drafted(article))
    assert [heading for heading, _ in after] == ["First", "Second", "Second"]
    assert (after[0][1], after[2][1]) == (FIRST, SECOND)
    assert after[1][1] not in {FIRST, SECOND}


def test_a_section_that_is_cut_and_pasted_keeps_its_id(desk: Page) -> None:
    article = two_sections()

    open_article(desk, article)
    put_cursor(desk, "Second", at="Home")
    press(desk, "Shift+ArrowDown", "Shift+End", "Control+x")
    put_cursor(desk, "First", at="Home")
    press(desk, "Control+v")
    save(desk)

    assert heading_ids(drafted(article)) == [("Second", SECOND), ("First", FIRST)]
