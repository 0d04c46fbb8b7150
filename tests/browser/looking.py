"""How tests look at a page: in a size and a scheme, with axe's eyes, and at what jumps."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

# As the Layout Instability API defines it: what follows a click, a key or a new size of the window does not count.
MEASURE_SHIFT = """() => new Promise((resolve) => {
    let sum = 0;
    const add = (list) => list.getEntries().forEach((entry) => (sum += entry.hadRecentInput ? 0 : entry.value));
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 300);
})"""

OF_ALL = {"resultTypes": ["violations"]}
OF_COLOURS = OF_ALL | {"runOnly": ["color-contrast", "link-in-text-block"]}
"""Rules of axe that look at colours: no other finds in the dark what it does not find in the light."""
RUN_AXE = """rules => axe.run(document, rules).then(({violations}) => violations.flatMap(
    ({id, nodes}) => nodes.map(({html, any}) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ""}`)))"""


def look_at(page: Page, *, size: Any = None, scheme: Any = None) -> None:
    """Bring it into that size and scheme, and wait until it is drawn."""
    if size is not None:
        page.set_viewport_size(size)
    if scheme is not None:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(DRAWN)


def violations(page: Page) -> list[str]:
    """What axe finds in the light and in the dark, each with its rule."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for scheme, rules in (("light", OF_ALL), ("dark", OF_COLOURS)):
        look_at(page, scheme=scheme)
        found += [f"{scheme}: {one}" for one in page.evaluate(RUN_AXE, rules)]
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    return found


def spills(page: Page, *widths: int) -> list[int]:
    """Those of the windows' widths in which the page scrolls sideways."""
    found = []
    for width in widths:
        look_at(page, size={"width": width, "height": 800})
        found += [width] if page.evaluate("document.documentElement.scrollWidth") > width else []
    return found
