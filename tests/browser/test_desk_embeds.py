"""Embeds by their address: asked for, pasted, captioned; what is no such address is told in words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.writing import drafted, open_article, press, put_cursor, save
from tests.factories import make_article, make_section

pytestmark = pytest.mark.browser


def test_an_embed_is_put_in_by_its_address_or_by_pasting_it_alone(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Words</p>"),))
    dialog = desk.get_by_role("dialog")

    text = open_article(desk, article)
    put_cursor(desk, "Words")
    desk.get_by_role("toolbar", name="Formatting").get_by_role("button", name="Embed").click()
    dialog.get_by_label("Address of the film or sound").fill("example")
    press(desk, "Enter")
    expect(dialog.get_by_role("alert")).to_have_text("Give the whole address of the page: https://…")
    dialog.get_by_label("Address of the film or sound").fill("https://www.youtube.com/feed/library")
    press(desk, "Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("There is no player for this page of www.youtube.com")
    dialog.get_by_label("Address of the film or sound").fill("vimeo.com/76979871")
    press(desk, "Enter")
    expect(text.locator(".figure-embed")).to_contain_text("Vimeo")
    desk.keyboard.type("A caption.")
    press(desk, "Enter")
    paste_plain(desk, "https://youtu.be/dQw4w9WgXcQ")
    expect(text.locator(".figure-embed").last).to_contain_text("YouTube")
    press(desk, "Enter")
    desk.keyboard.type("See ")
    paste_plain(desk, "https://youtu.be/dQw4w9WgXcQ")
    save(desk)

    assert drafted(article).sections.get().body == (
        '<p>Words</p><figure data-embed="https://vimeo.com/76979871"><figcaption>A caption.</figcaption></figure>'
        '<figure data-embed="https://youtu.be/dQw4w9WgXcQ"></figure>'
        '<p>See <a href="https://youtu.be/dQw4w9WgXcQ">https://youtu.be/dQw4w9WgXcQ</a></p>'
    )

    text.get_by_role("button", name="Remove embed").first.click()
    expect(text.locator(".figure-embed")).to_have_count(1)
    press(desk, "Control+z")
    expect(text.locator(".figure-embed")).to_have_count(2)


def paste_plain(page: Page, words: str) -> None:
    page.evaluate(
        """words => {
            const data = new DataTransfer();
            data.setData("text/plain", words);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        words,
    )
