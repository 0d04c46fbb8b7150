"""Paste, links, toolbar and tables of the editor."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.writing import FIRST, drafted, heading_ids, open_article, paste, press, put_cursor, save
from tests.factories import make_article, make_section

pytestmark = pytest.mark.browser


def test_foreign_text_is_pasted_as_if_it_had_been_written_here(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Here: </p>"),))

    open_article(desk, article)
    put_cursor(desk, "Here:")
    press(desk, "Enter")
    paste(
        desk,
        '<style>p { color: red }</style><b style="font-weight:normal" id="docs-internal">'
        f'<h1 data-section-id="{FIRST}" style="color: red">Pasted</h1>'
        '<p style="margin: 0">A <span style="font-weight:700">bold</span> '
        '<span style="font-style:italic">word</span>, <mark>marked</mark>, '
        '<b style="mso-bidi-font-weight:normal">Word</b>.</p>'
        '<img src="https://example.org/pixel.gif"></b>',
    )
    save(desk)

    (one, _), (pasted, identity) = heading_ids(drafted(article))
    assert (one, pasted) == ("One", "Pasted")
    assert identity != FIRST
    body = drafted(article).sections.get(heading="Pasted").body
    assert body == "<p>A <strong>bold</strong> <em>word</em>, marked, <strong>Word</strong>.</p>"


def test_paragraphs_pasted_into_the_lead_become_one(desk: Page) -> None:
    article = make_article(lead_html="Start.")

    open_article(desk, article)
    desk.locator('[data-writing-editor="lead"]').click()
    press(desk, "End")
    desk.keyboard.type(" ")
    paste(desk, "<p>One.</p><h2>Two.</h2><ul><li>Three.</li></ul>")
    save(desk)

    assert drafted(article).lead == "Start. One. Two. Three."


def test_a_link_is_set_by_the_dialog_which_refuses_what_could_not_be_kept(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Words</p>"),))

    open_article(desk, article)
    put_cursor(desk, "Words")
    press(desk, "Shift+Home", "Control+k")
    address = desk.get_by_label("Address of the link")
    address.fill("/about/")
    press(desk, "Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Give a whole address")
    address.fill("example.org/about")
    press(desk, "Enter")
    save(desk)

    assert drafted(article).sections.get().body == '<p><a href="https://example.org/about">Words</a></p>'


def test_the_toolbar_is_one_stop_and_is_walked_with_arrows(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Words</p>"),))

    open_article(desk, article)
    put_cursor(desk, "Words")
    press(desk, "Shift+Home")
    press(desk, "Alt+F10", *["ArrowRight"] * 6, "Enter")
    expect(desk.locator('[data-writing-editor="document"] li')).to_have_text("Words")
    save(desk)

    assert drafted(article).sections.get().body == "<ul><li>Words</li></ul>"


def test_a_table_is_put_in_and_written_with_its_head(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Words</p>"),))
    bar = desk.get_by_role("toolbar", name="Formatting")

    open_article(desk, article)
    put_cursor(desk, "Words")
    press(desk, "Enter")
    bar.get_by_role("button", name="Table", exact=True).click()
    for word in ("Month", "Rain", "Sun", "May", "40", "60"):
        desk.keyboard.type(word)
        press(desk, "Tab")
    bar.get_by_role("button", name="Delete row").click()
    bar.get_by_role("button", name="Delete column").click()
    save(desk)

    assert drafted(article).sections.get().body == (
        "<p>Words</p><table><thead><tr><th>Month</th><th>Rain</th></tr></thead>"
        "<tbody><tr><td>May</td><td>40</td></tr></tbody></table>"
    )
