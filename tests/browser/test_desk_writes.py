"""The writing page in a real browser: write, save, publish; what is not touched stays as it was."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.editing.freezing import freeze
from articles.models import PublishedVersion, User
from tests.browser.writing import (
    FIRST,
    MARK,
    SECOND,
    composed,
    drafted,
    heading_ids,
    open_article,
    opened,
    press,
    put_cursor,
    save,
    two_sections,
)
from tests.factories import edit, make_article, make_author, make_section, publish_now

pytestmark = pytest.mark.browser

EVERYTHING = (
    "<p>Plain, <strong>strong</strong>, <strong>and <em>both</em></strong>, H<sub>2</sub>O, x<sup>2</sup>,"
    ' <code>code</code>, <cite>a source</cite>, <a href="https://example.org/a?b=1&amp;c=2">a link</a>.<br>New.</p>'
    f'<p>A <mark data-highlight-id="{MARK}">passage with <code>code</code> in it</mark></p>'
    f'<p><mark data-highlight-id="{MARK}">that goes on</mark> here, 10\u00a0%.</p>'
    "<h3>Three</h3><h4>Four</h4>"
    "<ul><li>One<ul><li>Below</li></ul></li><li>Two</li></ul>"
    '<ol start="4"><li>Four</li><li>Five</li></ol>'
    "<blockquote><p>Quoted.</p></blockquote>"
    '<blockquote data-kind="pull"><p>Pulled.</p></blockquote>'
    "<pre>a\n  b <em>c</em></pre><pre><code>x = 1</code></pre><hr>"
    "<table><caption>Rain</caption><thead><tr><th>Month</th><th>mm</th></tr></thead>"
    '<tbody><tr><td colspan="2">Nothing &lt; 1</td></tr><tr><td>May</td><td>40</td></tr></tbody></table>'
    '<figure data-embed="https://example.org/film"><figcaption>A film</figcaption></figure>'
)


def test_an_article_of_three_sections_two_highlights_and_three_links_is_written_and_published(
    desk: Page, publisher: User
) -> None:
    make_author("Ada Penrose")
    other = make_article(publisher, title="Winter ferry", slug="winter-ferry")
    publish_now(other)
    keys = desk.keyboard

    desk.goto("/admin/articles/article/add/")
    expect(desk.locator("#id_title")).to_be_focused()  # with the first picture of the page, which may be late
    keys.type("The river under the car park")
    keys.press("Enter")
    opened(desk)
    expect(desk).to_have_url(re.compile(r"/change/$"))  # else each save led back to the lead
    keys.type("It is still there.")
    press(desk, "Enter")
    keys.type("## Where it rises")
    press(desk, "Enter")
    keys.type("It rises in a field.")
    press(desk, "Shift+Home")
    press(desk, "Control+Shift+h")
    press(desk, "End")
    press(desk, "Enter")
    keys.type("## Where it goes under")
    press(desk, "Enter")
    keys.type("It goes under at the mill.")
    press(desk, "Shift+Home")
    desk.get_by_role("toolbar", name="Formatting").get_by_role("button", name="Highlight").click()
    press(desk, "End")
    press(desk, "Enter")
    press(desk, "Control+Alt+2")
    keys.type("Where it comes out")
    press(desk, "Enter")
    keys.type("It comes out at the sea.")
    desk.get_by_label("Note on “It rises in a field.”").fill("Seen in May.")

    desk.get_by_label("Search an article, or paste its address").fill("ferry")
    desk.get_by_role("option", name="Winter ferry en · live since").click()
    for number, title in ((2, "A map"), (3, "A walk")):  # 0 is the row of a browser without scripts
        desk.get_by_role("button", name="Add an address outside").click()
        desk.locator(f"#id_related-{number}-url").fill(f"https://example.org/{number - 1}")
        desk.locator(f"#id_related-{number}-title").fill(title)
    desk.get_by_role("button", name="Move up: A walk").click()
    desk.get_by_role("button", name="Add author").click()
    desk.locator("#id_authors-0-author + .select2").click()
    desk.locator(".select2-dropdown .select2-search__field").fill("Ada")
    desk.get_by_role("option", name="Ada Penrose").click()

    desk.get_by_role("button", name="Save and publish …").click()
    desk.get_by_role("button", name="Publish now").click()
    expect(desk.locator(".messagelist .success").last).to_contain_text("Published: live since")

    live = PublishedVersion.objects.live(at=timezone.now()).get(slug="the-river-under-the-car-park").content
    assert live.title == "The river under the car park"
    assert live.lead_html == "It is still there."
    assert [(section.heading, section.text) for section in live.sections] == [
        ("Where it rises", "It rises in a field."),
        ("Where it goes under", "It goes under at the mill."),
        ("Where it comes out", "It comes out at the sea."),
    ]
    assert [(one.exact, one.note) for one in live.highlights] == [
        ("It rises in a field.", "Seen in May."),
        ("It goes under at the mill.", ""),
    ]
    assert [(link.title, link.url, link.article) for link in live.related] == [
        ("", "", str(other.uuid)),
        ("A walk", "https://example.org/2", None),
        ("A map", "https://example.org/1", None),
    ]
    assert len(live.authors) == 1


def test_an_untouched_article_saves_to_the_same_rows_and_an_edit_leaves_every_other_block_as_it_was(
    desk: Page,
) -> None:
    article = make_article(
        lead_html=f'A <em>lead</em> <mark data-highlight-id="{MARK[:-1]}a">marked</mark><br>in two lines.',
        sections=(
            make_section("", "<p>An opening.</p>"),
            make_section("All there is", EVERYTHING, FIRST),
            make_section("Last", "<p>End.</p>", SECOND),
        ),
    )
    before, text = freeze(article), composed(article)

    open_article(desk, article)
    save(desk)
    after = drafted(article)
    assert after.head == 2
    assert freeze(after) == before

    put_cursor(desk, "End.")
    desk.keyboard.type(" Now it ends.")
    save(desk)
    assert composed(drafted(article)) == text.replace("<p>End.</p>", "<p>End. Now it ends.</p>")


def test_what_the_editor_writes_anew_is_what_the_cleaner_keeps(desk: Page) -> None:
    """All blocks cut and pasted within the page: none comes back from the record of what was loaded."""
    article = make_article(sections=(make_section("All there is", EVERYTHING, FIRST),))
    before = composed(article)

    text = open_article(desk, article)
    text.click()
    press(desk, "Control+a", "Control+x", "Control+v")
    expect(text.locator("figcaption")).to_have_text("A film")
    save(desk)

    after = drafted(article)
    assert composed(after) == before
    assert heading_ids(after) == [("All there is", FIRST)]
    assert [row.identifier for row in after.highlights.all()] == [MARK]


def test_undo_gives_back_the_very_same_text(desk: Page) -> None:
    article = two_sections()
    before = composed(article)

    open_article(desk, article)
    put_cursor(desk, "Second")
    press(desk, "Control+Alt+2")
    press(desk, "ArrowLeft", "ArrowLeft", "Enter")
    for _ in range(4):
        press(desk, "Control+z")
    save(desk)

    assert composed(drafted(article)) == before


def test_a_stale_save_keeps_the_text_and_the_next_one_goes_through(desk: Page) -> None:
    article = two_sections()
    before = composed(article)

    open_article(desk, article)
    edit(article, title="Changed meanwhile")
    put_cursor(desk, "One two three.")
    desk.keyboard.type(" Mine.")
    desk.get_by_role("button", name="Save", exact=True).click()
    opened(desk)
    expect(desk.get_by_role("link", name="Read revision 2")).to_be_visible()
    expect(desk.locator('[data-writing-editor="document"]')).to_contain_text("One two three. Mine.")
    save(desk)

    after = drafted(article)
    assert (after.head, after.title) == (3, "A title")
    assert composed(after) == before.replace("three.", "three. Mine.")
    assert heading_ids(after) == [("First", FIRST), ("Second", SECOND)]
