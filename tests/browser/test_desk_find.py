"""Find and replace over lead and text: what is found, what is kept of it, how it ends."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.writing import FIRST, MARK, drafted, heading_ids, open_article, press, put_cursor, save
from tests.factories import make_article, make_section

pytestmark = pytest.mark.browser


def test_words_are_replaced_in_lead_and_text_with_ids_and_marks_kept_and_taken_back_in_both(desk: Page) -> None:
    marked = f'<p>A <strong>tide</strong> and <mark data-highlight-id="{MARK}">a Tide</mark> (tide.)</p>'
    article = make_article(lead_html="The tide.", sections=(make_section("On the tide", marked, FIRST),))
    bar = desk.get_by_role("search", name="Find and replace")

    text = open_article(desk, article)
    put_cursor(desk, "On the tide")
    press(desk, *["Shift+ArrowLeft"] * 4, "Control+f")
    expect(bar.get_by_label("Find")).to_have_value("tide")
    expect(bar.get_by_role("status")).to_have_text("2 of 5")
    press(desk, "Shift+Enter", "Shift+Enter")
    expect(bar.get_by_role("status")).to_have_text("5 of 5")
    bar.get_by_role("button", name="Match capitals").click()
    expect(bar.get_by_role("status")).to_contain_text("of 4")
    bar.get_by_role("button", name="Whole words").click()
    bar.get_by_label("Find").fill("tid")
    expect(bar.get_by_role("status")).to_have_text("Not found")
    bar.get_by_label("Find").fill("tide")
    expect(bar.get_by_role("status")).to_contain_text("of 4")
    bar.get_by_label("Find").fill("(tide.)")
    expect(bar.get_by_role("status")).to_have_text("1 of 1")
    bar.get_by_label("Find").fill("nowhere")
    expect(bar.get_by_role("status")).to_have_text("Not found")

    bar.get_by_label("Find").fill("Tide")
    bar.get_by_label("Replace with").fill("wave")
    press(desk, "Enter")
    expect(text.locator("mark")).to_have_text("a wave")
    bar.get_by_label("Find").fill("tide")
    bar.get_by_role("button", name="Replace all").click()
    expect(bar.get_by_role("status")).to_have_text("4 replaced")
    press(desk, "Escape")
    expect(bar).to_be_hidden()
    expect(text.locator(".find-hit")).to_have_count(0)
    lead = desk.locator('[data-writing-editor="lead"]')
    press(desk, "Control+z")
    expect(lead).to_have_text("The tide.")
    expect(text.locator("h2")).to_have_text("On the tide")
    press(desk, "Control+Shift+z")
    expect(lead).to_have_text("The wave.")
    expect(text.locator("h2")).to_have_text("On the wave")
    save(desk)

    after = drafted(article)
    assert after.lead == "The wave."
    assert heading_ids(after) == [("On the wave", FIRST)]
    assert after.sections.get().body == (
        f'<p>A <strong>wave</strong> and <mark data-highlight-id="{MARK}">a wave</mark> (wave.)</p>'
    )


def test_the_current_hit_stays_current_while_somebody_writes_and_no_other_is_replaced(desk: Page) -> None:
    article = make_article(sections=(make_section("", "<p>A tide, a tide, a tide.</p>"),))
    bar = desk.get_by_role("search", name="Find and replace")
    status = bar.get_by_role("status")

    text = open_article(desk, article)
    put_cursor(desk, "A tide, a tide, a tide.", at="Home")
    press(desk, "Control+f")
    bar.get_by_label("Find").fill("tide")
    press(desk, "Enter")
    expect(status).to_have_text("2 of 3")
    text.click()
    press(desk, "Control+Home")
    desk.keyboard.type("One tide. ")
    expect(status).to_have_text("3 of 4")
    bar.get_by_label("Replace with").fill("wave")
    press(desk, "Enter")
    expect(text).to_have_text("One tide. A tide, a wave, a tide.")
    expect(status).to_have_text("3 of 3")

    text.click()
    press(desk, "Control+End", "ArrowLeft", "Backspace")
    expect(status).to_have_text("2 hits")
    bar.get_by_role("button", name="Replace", exact=True).click()
    expect(text).to_have_text("One tide. A tide, a wave, a tid.")
    expect(status).to_have_text("1 of 2")
    bar.get_by_role("button", name="Previous (Shift+Enter)").click()
    expect(status).to_have_text("2 of 2")
