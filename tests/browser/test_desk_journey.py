"""What an article costs beside its text: the presses of a mouse, and the keys that put no character of it in.

The browser counts by itself, so that no way of pressing goes uncounted.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from articles.models import PublishedVersion, User
from tests.browser.writing import opened, press
from tests.factories import make_article, make_author, make_category, make_image, make_tag, publish_now

pytestmark = pytest.mark.browser

EDITORS = Path(__file__).resolve().parent.parent.parent / "docs" / "editors.md"
MOST = {"clicks": 15, "keystrokes": 40}
COUNTER = """
    const isOfText = ({key, ctrlKey, metaKey, altKey, target}) => key.length === 1 && !ctrlKey && !metaKey && !altKey
        && target.matches("#id_title, [data-writing-editor]");
    addEventListener("pointerdown", event => event.isTrusted && counted("clicks"), true);
    addEventListener("keydown", event => {
        if (!["Shift", "Control", "Alt", "Meta"].includes(event.key) && !isOfText(event)) counted("keystrokes");
    }, true);
"""
"""A drag is one press, a chord one key; what is typed into title, lead and text is text, `## ` too."""

SECTIONS = [
    ("Where it rises", "It rises in a field behind the school."),
    ("The first bridge", "The first bridge was made for sheep."),
    ("Where it goes under", "It goes under at the mill."),
    ("Who paid for the pipe", "Nobody could say who paid for the pipe."),
    ("What lives down there", "Eels live down there, and they are old."),
    ("The flood of June", "In June the water came up through the floor."),
    ("Two ways to open it", "It can be opened from the car park or not at all."),
    ("Where it comes out", "It comes out at the sea."),
]


class Hand:
    """Mouse and keyboard of a person at the page; `spent` is what the browser counted of them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.spent: Counter[str] = Counter()
        page.expose_function("counted", lambda kind: self.spent.update([kind]))
        page.add_init_script(COUNTER)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def press(self, *keys: str) -> None:
        press(self.page, *keys)

    def leave(self, key: str) -> None:
        """Press what leads to another page."""
        self.page.keyboard.press(key)

    def click(self, target: Locator) -> None:
        target.click()

    def drag_over(self, text: str) -> None:
        """From the beginning of these words to their end."""
        place = self.page.locator('[data-writing-editor="document"]').get_by_text(text)
        place.scroll_into_view_if_needed()
        box = place.evaluate(
            """(block, words) => {
                const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
                while (walker.nextNode() && !walker.currentNode.data.includes(words));
                const range = document.createRange(), at = walker.currentNode.data.indexOf(words);
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length);
                const {left, right, top, bottom} = range.getBoundingClientRect();
                return {left, right, height: (top + bottom) / 2};
            }""",
            text,
        )
        mouse = self.page.mouse
        mouse.move(box["left"], box["height"])
        mouse.down()
        mouse.move(box["right"], box["height"], steps=5)
        mouse.up()


def test_a_whole_article_costs_fifteen_clicks_and_forty_keystrokes_at_the_most(
    desk: Page, publisher: User, request: pytest.FixtureRequest
) -> None:
    publisher.writes_as = make_author("Paula Penrose")
    publisher.save()
    make_image(publisher, alt="A mill by a river.")
    make_category("Cities")
    make_tag("rivers")
    make_tag("ferries")
    for number in range(1, 7):
        publish_now(make_article(publisher, title=f"Tram {number}", slug=f"tram-{number}"))
    hand = Hand(desk)
    desk.goto("/admin/")

    hand.leave("n")
    expect(desk.locator("#id_title")).to_be_focused()
    hand.type("The river under the car park")
    hand.leave("Enter")
    opened(desk)
    hand.type("It is still there, and it has a name.")
    hand.press("Enter")
    for number, (heading, text) in enumerate(SECTIONS, start=1):
        hand.type(f"## {heading}")
        hand.press("Enter")
        hand.type(text)
        if number < len(SECTIONS):
            hand.press("Enter")
    for passage in ("made for sheep", "they are old", "through the floor"):
        hand.drag_over(passage)
        hand.press("Control+Shift+h")

    hand.click(desk.get_by_role("button", name="Choose a picture …"))
    hand.click(desk.get_by_role("button", name="A mill by a river."))
    hand.click(desk.get_by_text("Category:"))
    hand.type("ci")
    hand.click(desk.get_by_role("combobox", name="Tags"))
    for letters, tag in (("ri", "rivers"), ("fe", "ferries")):
        hand.type(letters)
        expect(desk.get_by_role("option", name=tag)).to_be_visible()
        hand.press("ArrowDown", "Enter")
    hand.click(desk.get_by_role("combobox", name="Search an article, or paste its address"))
    hand.type("tra")
    for number in range(1, 6):
        hand.click(desk.get_by_role("option", name=f"Tram {number}"))

    hand.leave("Control+Enter")
    expect(desk.get_by_role("button", name="Publish now")).to_be_focused()
    hand.leave("Enter")
    expect(desk.locator(".messagelist .success").last).to_contain_text("Published: live since")

    live = PublishedVersion.objects.live(at=timezone.now()).get(slug="the-river-under-the-car-park").content
    assert live.lead_html == "It is still there, and it has a name."
    assert [(one.heading, one.text) for one in live.sections] == SECTIONS
    assert [one.exact for one in live.highlights] == ["made for sheep", "they are old", "through the floor"]
    assert (live.cover is not None, live.category is not None) == (True, True)
    assert (len(live.authors), len(live.tags), len(live.related)) == (1, 2, 5)

    assert all(0 < hand.spent[kind] <= most for kind, most in MOST.items()), hand.spent
    told = "{clicks} clicks, {keystrokes} keystrokes beside the text".format_map(hand.spent)
    request.node.user_properties.append(("told", told))  # for the summary of tests/run.py
    assert told in " ".join(EDITORS.read_text().split())
