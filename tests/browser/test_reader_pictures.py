"""Pictures of the reader before a reader's eyes: nothing jumps, nothing spills, axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import Browser, Page

from articles.models import Article
from articles.snapshot import Cover
from tests.browser.conftest import Console, Site
from tests.browser.looking import MEASURE_SHIFT, violations
from tests.factories import finish_renditions, make_article, make_image, make_section, publish_now, with_figure

pytestmark = pytest.mark.browser

# Pictures for which another candidate is the least that has a pixel for each that is shown.
MISFITS = """() => [...document.querySelectorAll("picture img")].map((img) => {
    const candidates = img.srcset.split(", ").map((one) => parseInt(one.split(" ")[1]));
    const sets = [img, ...img.parentElement.querySelectorAll("source")].flatMap((each) => each.srcset.split(", "));
    const taken = parseInt(sets.find((one) => one.startsWith(img.currentSrc + " ")).split(" ")[1]);
    const needed = img.getBoundingClientRect().width * devicePixelRatio;
    const right = candidates.find((one) => one >= needed - 2) ?? Math.max(...candidates);
    return [Math.round(needed), taken, right];
}).filter(([, taken, right]) => taken !== right)"""


def make_illustrated(title: str = "The gull", slug: str = "the-gull") -> Article:
    cover = make_image(size=(1600, 1000), alt="A gull", caption="A gull " * 40, creator="Unbreakable" * 12)
    tall = make_image(size=(500, 900), alt="A lighthouse")
    small = make_image(size=(200, 100), alt="A stamp", caption="As it is.")
    html = with_figure(tall, "A lighthouse.") + with_figure(small)
    sections = (make_section("By day", html),)
    article = make_article(title=title, slug=slug, cover=Cover(str(cover.uuid)), sections=sections)
    publish_now(article)
    return article


def scroll_through(page: Page) -> None:
    """So that whatever comes late has come."""
    page.evaluate("""() => Promise.all([...document.images].map((img) => {
        img.loading = "eager";
        return img.complete || new Promise((done) => (img.onload = img.onerror = done));
    }))""")


def test_pictures_load_in_their_shape_nothing_spills_or_jumps_and_the_smallest_file_that_fits_is_taken(
    page: Page, browser: Browser, site: Site
) -> None:
    """One test for all windows: the pictures take longer to make than to look at."""
    make_illustrated()
    finish_renditions()

    for view, width, density in windows(browser, site):
        for path in ("/", "/articles/the-gull/"):
            where = f"{path} at {width}, {density} pixels each"
            view.goto(path)
            scroll_through(view)

            assert view.evaluate("document.documentElement.scrollWidth") <= width, where
            assert view.evaluate("[...document.images].every((img) => img.complete && img.naturalWidth)"), where
            assert view.evaluate(MISFITS) == [], where
            if density == 1:
                assert view.evaluate(MEASURE_SHIFT) == 0, where

    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/articles/the-gull/")
    scroll_through(page)
    taken, widths = page.evaluate(
        """() => {
            const source = document.querySelector("figure source");
            const img = document.querySelector("figure picture img");
            return [[source.type, source.srcset.split(", ").find((one) => one.startsWith(img.currentSrc + " "))],
                    source.srcset.split(", ").map((one) => one.split(" ")[1])];
        }"""
    )
    assert taken[0] == "image/avif"  # the best format
    assert taken[1].split(" ")[1] == widths[1]  # 640: the least that is wider than 359 CSS pixels


def windows(browser: Browser, site: Site) -> Iterator[tuple[Page, int, int]]:
    """A page in each, its width, and the pixels for each of CSS."""
    widths = (360, 768, 1024, 1280, 1440, 1920)
    for width in widths:
        # Of that size from the start: one that is resized may still be moving while the page loads.
        with browser.new_context(base_url=site.url, viewport={"width": width, "height": 800}) as context:
            yield context.new_page(), width, 1
    with browser.new_context(base_url=site.url, device_scale_factor=2) as context:
        page = context.new_page()
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            yield page, width, 2


def test_axe_finds_nothing_in_pictures_light_or_dark(page: Page) -> None:
    make_illustrated()

    for path in ("/", "/articles/the-gull/"):
        page.goto(path)
        assert violations(page) == [], path


def test_cards_that_come_later_have_their_covers(page: Page, console: Console) -> None:
    began = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    covers = [Cover(str(make_image(alt=f"Picture {number}").uuid)) if number != 13 else None for number in range(15)]
    finish_renditions()
    for number, cover in enumerate(covers):
        with time_machine.travel(began - timedelta(days=number), tick=False):
            publish_now(make_article(title=f"Article {number}", slug=f"article-{number}", cover=cover))
    page.goto("/")

    page.get_by_role("link", name="More articles").click()
    page.get_by_role("link", name="Article 14").wait_for()
    scroll_through(page)

    cards = page.locator("#card_list > article")
    assert [cards.nth(number).locator("picture img").count() for number in (11, 12, 13, 14)] == [1, 1, 0, 1]
    served, fetched = (cards.nth(number).locator(".cover") for number in (11, 14))
    assert page.get_by_role("img", name="Picture 14").count() == 1
    for frame in (served, fetched):
        assert frame.locator("source").evaluate_all("all => all.map((each) => each.type)") == [
            "image/avif",
            "image/webp",
        ]
        assert frame.locator("picture img").evaluate("img => [img.width > 0, img.naturalWidth > 0]") == [True, True]
        assert frame.evaluate("frame => frame.querySelector('.blur').src.slice(0, 11)") == "data:image/"
