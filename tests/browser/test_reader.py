"""The reader before a reader's eyes: mouse, keyboard, light and dark, narrow and wide, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser, Page

from articles.models import Article
from articles.snapshot import Byline, Highlight, Related, Rights
from tests.browser.conftest import Console, Site
from tests.browser.looking import MEASURE_SHIFT, spills, violations
from tests.factories import make_article, make_author, make_section, publish_now, withdraw_now

pytestmark = pytest.mark.browser

TEXT = (
    '<p>It rained. <mark data-highlight-id="h0123456789">The river rose by a hand in one hour, and then by another'
    ", which nobody had seen before.</mark> Then it stopped.</p>"
    '<blockquote data-kind="pull"><p>Nobody had seen it before.</p></blockquote>'
    "<table><thead><tr>" + "<th>Unbreakablecolumn</th>" * 9 + "</tr></thead>"
    "<tbody><tr>" + "<td>1,234,567</td>" * 9 + "</tr></tbody></table>"
    "<pre>" + "a very long line of code " * 12 + "</pre>"
    '<figure data-embed="https://video.example.org/watch"><figcaption>A film.</figcaption></figure>'
)
LONG_TITLE = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft meets the river"

Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: Site, console: Console, transactional_db: None) -> Iterator[Visit]:
    """Open a page of the reader in a browser without memory; options are those of a browser context."""
    with ExitStack() as contexts:

        def open_page(path: str, **options: Any) -> Page:
            context = contexts.enter_context(browser.new_context(base_url=site.url, **options))
            context.set_default_timeout(10_000)  # milliseconds
            page = context.new_page()
            console.watch(page)
            page.goto(path)
            return page

        yield open_page
    assert console.unexpected() == []


def make_live(title: str = "The river rose", slug: str = "the-river-rose", **fields: Any) -> Article:
    article = make_article(title=title, slug=slug, **fields)
    publish_now(article)
    return article


def make_full(title: str = "The river rose", slug: str = "the-river-rose", **fields: Any) -> Article:
    """With one of each thing that a page can show."""
    section = make_section("At night", TEXT)
    values: dict[str, Any] = {
        "kicker": "Rivers",
        "sections": (section, make_section("By day"), make_section("Afterwards")),
        "highlights": (Highlight("h0123456789", section.id, note="As measured at the bridge."),),
        "related": (
            Related(title="Without an address", teaser="A teaser."),
            Related("Out", "", "https://example.org/"),
        ),
        "rights": Rights(copyright_notice="© 2026", licence="https://example.org/licence"),
        "ai_use": "assisted",
    }
    return make_live(title, slug, **values | fields)


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("getComputedStyle(document.querySelector('mark')).backgroundColor != 'rgba(0, 0, 0, 0)'"))


def settled(page: Page) -> None:
    """Wait for the end of what moves."""
    page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")


def tab_to(page: Page, selector: str) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


# --- List -------------------------------------------------------------------------------------------------------------


def test_list_leads_to_an_article_and_back(visit: Visit) -> None:
    make_live()
    page = visit("/")

    page.get_by_role("link", name="The river rose").click()

    assert page.get_by_role("heading", level=1).inner_text() == "The river rose"
    page.get_by_role("banner").get_by_role("link").click()
    assert page.evaluate("location.pathname") == "/"


def test_more_articles_are_fetched_from_the_api_and_look_like_the_others(visit: Visit) -> None:
    began = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    author = make_author("Ada Penrose")
    for number in range(14):
        with time_machine.travel(began - timedelta(days=number), tick=False):
            make_live(f"Article {number}", f"article-{number}", authors=(Byline(str(author.uuid)),))
    page = visit("/", timezone_id="Pacific/Auckland")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url) if "/static/" not in request.url else None)

    page.get_by_role("link", name="More articles").click()
    page.get_by_role("link", name="Article 13").wait_for()

    assert [address.split("/", 3)[3] for address in requests if "/media/" not in address] == [
        "api/v1/articles/?locale=en&ordering=priority%2C-published_at&page_size=12&page=2"
    ]
    cards = [" ".join(card.split()) for card in page.locator("#card_list > article").all_inner_texts()]
    assert cards[11] == "Article 11 The lead. Ada Penrose 19 February 2026 1 min"
    assert cards[13] == "Article 13 The lead. Ada Penrose 17 February 2026 1 min"
    assert page.evaluate("document.activeElement.textContent") == "Article 12"
    assert page.get_by_role("status").inner_text() == "14 of 14 articles"
    assert page.get_by_role("link", name="More articles").count() == 0
    page.get_by_role("link", name="Article 13").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Article 13"


# --- The switch -------------------------------------------------------------------------------------------------------


def test_highlights_are_off_until_switched_on_and_then_remembered_everywhere(visit: Visit) -> None:
    make_full()
    make_full("Another", "another")
    page = visit("/articles/the-river-rose/")
    note = page.get_by_text("As measured at the bridge.")
    assert (is_marked(page), note.is_visible()) == (False, False)

    page.get_by_role("radio", name="On").click()
    settled(page)
    assert (is_marked(page), note.is_visible()) == (True, True)

    page.goto("/articles/another/")
    assert is_marked(page)
    assert page.get_by_role("radio", name="On").is_checked()

    page.get_by_role("radio", name="Off").click()
    page.reload()
    settled(page)
    assert not is_marked(page)
    assert page.context.cookies() == []


def test_switch_works_by_keyboard_and_shows_where_it_is(visit: Visit) -> None:
    make_full()
    page = visit("/articles/the-river-rose/")

    tab_to(page, "#highlights_off")
    ring = "getComputedStyle(document.activeElement.nextElementSibling).outlineStyle"
    assert page.evaluate(ring) == "solid"
    page.keyboard.press("ArrowRight")

    assert page.get_by_role("radio", name="On").is_checked()
    settled(page)
    assert is_marked(page)
    page.keyboard.press("Enter")  # a form would be sent
    assert page.evaluate("location.search") == ""
    page.keyboard.press("ArrowLeft")
    settled(page)
    assert not is_marked(page)


def test_switch_has_a_name_and_tells_what_it_does(visit: Visit) -> None:
    make_full()
    page = visit("/articles/the-river-rose/")

    radios = page.get_by_role("radiogroup", name="Article highlights").get_by_role("radio")

    assert [radios.nth(0).get_attribute("id"), radios.nth(1).get_attribute("id")] == ["highlights_off", "highlights_on"]
    assert page.get_by_role("radio", name="Off").is_checked()
    assert page.get_by_role("mark").count() == 0
    page.get_by_role("radio", name="On").click()
    assert page.get_by_role("mark").count() == 1


def test_note_is_found_from_its_passage_and_leads_back(visit: Visit) -> None:
    make_full()
    page = visit("/articles/the-river-rose/")
    page.get_by_role("radio", name="On").click()

    page.get_by_role("link", name="Note 1").click()
    assert page.evaluate("document.querySelector(':target').textContent").startswith("As measured at the bridge.")
    page.get_by_role("link", name="Back to passage 1").click()

    assert page.evaluate("document.querySelector(':target').textContent") == "1"


def test_article_and_its_switch_work_without_scripts(visit: Visit) -> None:
    make_full()
    page = visit("/articles/the-river-rose/", java_script_enabled=False)

    page.get_by_role("radio", name="On").click()

    assert page.get_by_text("As measured at the bridge.").is_visible()
    assert page.get_by_text("It rained.").is_visible()


# --- Looks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_follow_the_system_and_can_be_read(visit: Visit, scheme: Any) -> None:
    make_full()
    page = visit("/articles/the-river-rose/", color_scheme=scheme)
    page.get_by_role("radio", name="On").click()
    settled(page)

    lightness = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]")

    assert lightness == {"light": 255, "dark": 19}[scheme]
    assert is_marked(page)


def test_axe_finds_nothing_light_or_dark(visit: Visit, console: Console) -> None:
    make_full()
    gone = make_live("Gone", "gone")
    withdraw_now(gone, "withdrawn", "We were wrong.")
    console.allow("410")

    page = visit("/articles/the-river-rose/", reduced_motion="reduce")
    page.get_by_role("radio", name="On").click()

    assert violations(page) == []
    for path in ("/", "/articles/gone/"):
        page.goto(path)
        assert violations(page) == [], path


def test_no_page_scrolls_sideways(visit: Visit, console: Console) -> None:
    make_full(
        LONG_TITLE, "long", kicker=LONG_TITLE[:80], related=(Related(LONG_TITLE, LONG_TITLE, "https://example.org/"),)
    )
    withdraw_now(make_live("Gone", "gone"), "withdrawn", LONG_TITLE)
    console.allow("410")

    page = visit("/")
    for path in ("/", "/articles/long/", "/articles/gone/"):
        page.goto(path)
        assert spills(page, 360, 390, 768, 1024, 1440, 1920) == [], path


def test_nothing_moves_while_a_page_loads(visit: Visit) -> None:
    make_full()
    page = visit("/articles/the-river-rose/", viewport={"width": 390, "height": 844})
    page.get_by_role("radio", name="On").click()

    for path in ("/articles/the-river-rose/", "/"):
        page.goto(path)
        assert page.evaluate(MEASURE_SHIFT) == 0, path


def test_line_of_text_is_comfortable(visit: Visit) -> None:
    """45 to 75 characters on a desk, at least 30 on the narrowest phone."""
    words = "<p>" + "It rained and the river rose by a hand in one hour. " * 30 + "</p>"
    make_live(sections=(make_section("", words), make_section("", words)))

    for width, fewest, most in ((1440, 45, 75), (360, 30, 45)):
        page = visit("/articles/the-river-rose/", viewport={"width": width, "height": 800})
        lines = page.evaluate(
            """() => {
                const paragraph = document.querySelector(".text section:nth-child(2) p");
                return paragraph.getBoundingClientRect().height / parseFloat(getComputedStyle(paragraph).lineHeight);
            }"""
        )

        assert fewest <= len(words) / lines <= most, width


def test_whoever_wants_no_motion_gets_none(visit: Visit) -> None:
    make_full()
    page = visit("/articles/the-river-rose/", reduced_motion="reduce")

    moving = page.evaluate(
        """[...document.querySelectorAll("*")].filter((each) => {
            const style = getComputedStyle(each);
            const still = style.transitionDuration === "0s" && style.animationName === "none";
            return !still || style.scrollBehavior === "smooth";
        }).length"""
    )

    assert moving == 0


def test_printed_page_is_the_article_alone(visit: Visit) -> None:
    make_full()
    page = visit("/articles/the-river-rose/")
    page.emulate_media(media="print")

    shown = {
        name: page.locator(selector).is_visible()
        for name, selector in {
            "title": "h1",
            "text": ".text",
            "byline": ".byline",
            "switch": ".switch",
            "contents": ".contents",
            "explore": ".explore",
        }.items()
    }

    assert shown == {
        "title": True,
        "text": True,
        "byline": True,
        "switch": False,
        "contents": False,
        "explore": False,
    }
