"""People and what is refused before a reader's eyes: portraits, faces, pages of refusal; and rows that are straight."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from articles.editing.bios import save_bio
from articles.snapshot import Byline, Cover
from tests.browser.conftest import Console
from tests.browser.looking import spills, violations
from tests.factories import make_article, make_author, make_category, make_image, make_tag, publish_now

pytestmark = pytest.mark.browser

PATHS = (
    "/authors/ada-penrose/",
    "/articles/article-0/",
    "/categories/cities/",
    "/tags/rivers/",
    "/articles/never/",
)


def make_signed(articles: int = 1) -> None:
    """By two with portraits, one of whom has a bio and links."""
    links = [{"label": "Notebook", "url": "https://example.org/ada"}, {"label": "Write", "url": "mailto:ada@a.example"}]
    ada = make_author("Ada Penrose", portrait=make_image(alt="Ada", creator="Cleo Marsh"), links=links)
    ben = make_author("Benedict Ferdinand Okri", portrait=make_image())
    save_bio(ada, locale="en", text="Writes about rivers. " * 10)
    terms: dict[str, Any] = {"category": str(make_category("Cities").uuid), "tags": (str(make_tag("rivers").uuid),)}
    signed = (Byline(str(ada.uuid)), Byline(str(ben.uuid)))
    for number in range(articles):
        cover = Cover(str(make_image().uuid))
        article = make_article(
            title=f"Article {number}", slug=f"article-{number}", authors=signed, cover=cover, **terms
        )
        publish_now(article)


def refuse_a_form(page: Page) -> None:
    """Send the form of the login without its cookie."""
    page.goto("/admin/login/")
    page.get_by_role("textbox").first.fill("somebody")
    page.locator("[type=password]").fill("of no use")
    page.context.clear_cookies()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="This form was not accepted").wait_for()


def test_axe_finds_nothing_in_people_and_refusals_light_or_dark(page: Page, console: Console) -> None:
    make_signed()
    console.allow("404")
    console.allow("403")

    found = {}
    for path in PATHS:
        page.goto(path)
        found[path] = violations(page)
    refuse_a_form(page)
    found["a refused form"] = violations(page)

    assert found == {where: [] for where in found}


def test_no_page_of_people_scrolls_sideways(page: Page, console: Console) -> None:
    make_signed()
    console.allow("404")

    for path in PATHS:
        page.goto(path)
        assert spills(page, 360, 1920) == [], path


def test_refused_form_is_not_lost(page: Page, console: Console) -> None:
    console.allow("403")
    refuse_a_form(page)

    page.go_back()

    assert page.get_by_role("textbox").first.input_value() == "somebody"


@pytest.mark.parametrize(("width", "abreast"), [(768, 2), (1280, 3)])
def test_first_row_of_a_list_stands_on_one_line(page: Page, width: int, abreast: int) -> None:
    make_signed(4)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/authors/ada-penrose/")

    pictures = page.locator("#card_list .cover").all()
    tops = [box["y"] for box in (picture.bounding_box() for picture in pictures) if box]

    assert [top == tops[0] for top in tops] == [True] * abreast + [False] * (4 - abreast)


def test_printed_article_has_names_without_faces(page: Page) -> None:
    make_signed()
    page.goto("/articles/article-0/")
    on_screen = page.locator(".faces").is_visible()

    page.emulate_media(media="print")

    assert (on_screen, page.locator(".faces").is_visible()) == (True, False)
    assert page.get_by_text("By Ada Penrose and Benedict Ferdinand Okri").is_visible()
    assert page.locator("figure.scene img").last.is_visible()
