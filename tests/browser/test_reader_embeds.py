"""Embeds before a reader's eyes: nobody else hears of the visit before the click, and nothing moves after it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import Console, Site
from tests.browser.looking import MEASURE_SHIFT, violations
from tests.factories import make_article, make_section, publish_now

pytestmark = pytest.mark.browser

PATH = "/articles/a-film/"
VIDEO = "https://youtu.be/a_b-c0D1e2F"
PLAYER = "https://www.youtube-nocookie.com/embed/a_b-c0D1e2F?autoplay=1"


@pytest.fixture
def asked(page: Page, console: Console) -> list[str]:
    """Addresses elsewhere that the page asks for. None of them is reached."""
    addresses: list[str] = []

    def stay_here(route: Route) -> None:
        address = route.request.url
        if address.startswith(("http://127.0.0.1:", "data:")):
            return route.continue_()
        addresses.append(address)
        return route.abort()

    page.context.route("**/*", stay_here)
    console.allow("ERR_FAILED")
    return addresses


@pytest.fixture
def film(page: Page) -> None:
    html = f'<p>Before.</p><figure data-embed="{VIDEO}"><figcaption>A film.</figcaption></figure><p>After.</p>'
    publish_now(make_article(title="A film", slug="a-film", sections=(make_section("", html),)))


@pytest.mark.parametrize("width", [360, 1280])
def test_player_is_asked_for_after_the_click_alone_and_nothing_moves(
    page: Page, asked: list[str], film: None, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(PATH)
    page.wait_for_load_state("networkidle")
    box = page.locator(".player")
    box.scroll_into_view_if_needed()
    before, place = list(asked), box.bounding_box()

    with page.expect_event("requestfailed"):  # the abort of `asked`
        page.get_by_role("button", name="Load video from YouTube").press("Enter")
    frame = page.locator("iframe")
    frame.wait_for()

    assert (before, asked) == ([], [PLAYER])
    assert box.bounding_box() == place
    assert page.evaluate(MEASURE_SHIFT) == 0
    assert frame.evaluate("frame => [frame.title, frame.src, frame.referrerPolicy, frame.loading]") == [
        "Video: A film.",
        PLAYER,
        "strict-origin",
        "lazy",
    ]
    assert "allow-top-navigation" not in (frame.get_attribute("sandbox") or "allow-top-navigation")
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_there_is_a_link(browser: Browser, site: Site, page: Page, film: None) -> None:
    with browser.new_context(base_url=site.url, java_script_enabled=False) as context:
        bare = context.new_page()
        bare.goto(PATH)

        assert bare.get_by_role("link", name="Open at YouTube").get_attribute("href") == VIDEO
        assert bare.get_by_role("button").count() == 0


def test_axe_finds_nothing_in_embeds_light_or_dark(page: Page, asked: list[str], film: None) -> None:
    page.goto(PATH)

    assert violations(page) == []
