"""The writing page in a real browser: typing, headings, highlights, links, publishing."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from articles.editing.freezing import freeze
from articles.models import Article, PublishedVersion, User
from articles.text.document import SectionText, compose
from tests.factories import PASSWORD, edit, make_article, make_author, make_section, publish_now

pytestmark = pytest.mark.browser

FIRST, SECOND = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
MARK = "h0123456789"

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


def open_article(page: Page, article: Article) -> Locator:
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    return opened(page)


def opened(page: Page) -> Locator:
    """The editor of the text, once it can be written in."""
    page.wait_for_selector("#article_form[data-ready]")
    return page.locator('[data-writing-editor="document"]')


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision")
    page.wait_for_selector("#article_form[data-ready]")


def press(page: Page, *keys: str) -> None:
    """One after the other, at a speed that a hand could have: a selection reaches the editor a moment after its key."""
    for key in keys:
        page.keyboard.press(key)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def put_cursor(page: Page, text: str, *, at: str = "End") -> None:
    """Into the block with this text: to its End, or Home."""
    page.locator('[data-writing-editor="document"]').get_by_text(text, exact=True).click()
    press(page, at)


def drafted(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def heading_ids(article: Article) -> list[tuple[str, str]]:
    return [(section.heading, str(section.uuid)) for section in article.sections.all()]


def two_sections() -> Article:
    return make_article(
        sections=(
            make_section("First", "<p>One two three.</p>", FIRST),
            make_section("Second", "<p>Four five six.</p>", SECOND),
        )
    )


def composed(article: Article) -> str:
    return compose(SectionText(one.id, one.heading, one.html) for one in freeze(article).sections)


def test_an_article_of_three_sections_two_highlights_and_three_links_is_written_and_published(
    desk: Page, publisher: User
) -> None:
    make_author("Ada Penrose")
    other = make_article(publisher, title="Winter ferry", slug="winter-ferry")
    publish_now(other)
    keys = desk.keyboard

    desk.goto("/admin/articles/article/add/")
    opened(desk)
    desk.locator("#id_title").click()
    keys.type("The river under the car park")
    press(desk, "Enter")
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
    desk.get_by_role("toolbar", name="Formatting of Text").get_by_role("button", name="Highlight").click()
    press(desk, "End")
    press(desk, "Enter")
    press(desk, "Control+Alt+2")
    keys.type("Where it comes out")
    press(desk, "Enter")
    keys.type("It comes out at the sea.")
    desk.get_by_label("Note on “It rises in a field.”").fill("Seen in May.")

    desk.get_by_role("button", name="Add link").click()
    desk.locator("#id_related-0-target + .select2").click()
    desk.locator(".select2-dropdown .select2-search__field").fill("ferry")
    desk.get_by_role("option", name="Winter ferry · en · live").click()
    for number, title in ((1, "A map"), (2, "A walk")):
        desk.get_by_role("button", name="Add link").click()
        desk.locator(f"#id_related-{number}-url").fill(f"https://example.org/{number}")
        desk.locator(f"#id_related-{number}-title").fill(title)
    desk.get_by_role("button", name="Up", exact=True).last.click()
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


def test_an_untouched_article_saves_to_the_same_rows(desk: Page) -> None:
    article = make_article(
        lead_html=f'A <em>lead</em> <mark data-highlight-id="{MARK[:-1]}a">marked</mark><br>in two lines.',
        sections=(make_section("", "<p>An opening.</p>"), make_section("All there is", EVERYTHING)),
    )
    before = freeze(article)

    open_article(desk, article)
    save(desk)

    after = drafted(article)
    assert after.head == 2
    assert freeze(after) == before


def test_an_edit_leaves_every_other_block_as_it_was(desk: Page) -> None:
    article = make_article(
        sections=(make_section("All there is", EVERYTHING, FIRST), make_section("Last", "<p>End.</p>", SECOND))
    )
    before = composed(article)

    open_article(desk, article)
    put_cursor(desk, "End.")
    desk.keyboard.type(" Now it ends.")
    save(desk)

    assert composed(drafted(article)) == before.replace("<p>End.</p>", "<p>End. Now it ends.</p>")


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


def test_a_heading_keeps_its_id_when_it_is_edited(desk: Page) -> None:
    article = two_sections()

    open_article(desk, article)
    put_cursor(desk, "First")
    desk.keyboard.type(" of all")
    save(desk)

    assert heading_ids(drafted(article)) == [("First of all", FIRST), ("Second", SECOND)]


def test_of_a_split_heading_the_part_that_stays_keeps_the_id(desk: Page) -> None:
    article = two_sections()

    open_article(desk, article)
    put_cursor(desk, "Second")
    press(desk, "ArrowLeft", "ArrowLeft", "ArrowLeft", "Enter")
    save(desk)

    (_, first), (sec, second), (ond, new) = heading_ids(drafted(article))
    assert (first, sec, second, ond) == (FIRST, "Sec", SECOND, "ond")
    assert new not in {FIRST, SECOND}


def test_a_heading_pushed_down_by_enter_at_its_start_keeps_its_id(desk: Page) -> None:
    article = two_sections()

    open_article(desk, article)
    put_cursor(desk, "Second", at="Home")
    press(desk, "Enter")
    save(desk)

    assert heading_ids(drafted(article)) == [("First", FIRST), ("Second", SECOND)]


def test_a_copied_section_gets_a_new_id_even_above_the_original(desk: Page) -> None:
    article = two_sections()

    open_article(desk, article)
    put_cursor(desk, "Second", at="Home")
    press(desk, "Shift+ArrowDown", "Shift+End", "Control+c")
    put_cursor(desk, "One two three.")
    press(desk, "Enter", "Control+v")
    save(desk)

    after = heading_ids(drafted(article))
    assert [heading for heading, _ in after] == ["First", "Second", "Second"]
    assert (after[0][1], after[2][1]) == (FIRST, SECOND)
    assert after[1][1] not in {FIRST, SECOND}


def test_a_section_that_is_cut_and_pasted_keeps_its_id(desk: Page) -> None:
    article = two_sections()

    open_article(desk, article)
    put_cursor(desk, "Second", at="Home")
    press(desk, "Shift+ArrowDown", "Shift+End", "Control+x")
    put_cursor(desk, "First", at="Home")
    press(desk, "Control+v")
    save(desk)

    assert heading_ids(drafted(article)) == [("Second", SECOND), ("First", FIRST)]


def test_a_heading_that_was_a_paragraph_for_a_while_gets_its_id_back(desk: Page) -> None:
    article = two_sections()

    open_article(desk, article)
    put_cursor(desk, "Second")
    press(desk, "Control+Alt+2")
    press(desk, "Control+Alt+2")
    save(desk)

    assert heading_ids(drafted(article)) == [("First", FIRST), ("Second", SECOND)]


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


def test_one_highlight_runs_over_several_paragraphs_and_is_switched_off_in_all(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>First words.</p><p>Last words.</p>"),))

    text = open_article(desk, article)
    put_cursor(desk, "First words.", at="Home")
    press(desk, "Shift+ArrowDown", "Shift+End", "Control+Shift+h")
    expect(text.locator("mark")).to_have_count(2)
    save(desk)
    (row,) = drafted(article).highlights.all()
    assert row.exact == "First words.\n\nLast words."

    put_cursor(desk, "Last words.")
    press(desk, "ArrowLeft")
    press(desk, "Control+Shift+h")
    expect(text.locator("mark")).to_have_count(0)
    save(desk)
    assert drafted(article).highlights.count() == 0


def test_a_copied_highlight_gets_a_new_id_and_the_first_keeps_its_note(desk: Page) -> None:
    marked = f'<p><mark data-highlight-id="{MARK}">Marked words.</mark></p><p>Plain words.</p>'
    article = make_article(sections=(make_section("One", marked),))

    open_article(desk, article)
    desk.get_by_label("Note on “Marked words.”").fill("Mine.")
    put_cursor(desk, "Marked words.")
    press(desk, "Shift+Home", "Control+c")
    put_cursor(desk, "Plain words.")
    press(desk, "Enter", "Control+v")
    save(desk)

    first, second = drafted(article).highlights.all()
    assert (first.identifier, first.note, first.exact) == (MARK, "Mine.", "Marked words.")
    assert second.identifier != MARK
    assert (second.note, second.exact) == ("", "Marked words.")


def test_a_highlight_in_the_lead_and_its_removal_from_the_list(desk: Page) -> None:
    article = make_article(lead_html="A lead to mark.")

    open_article(desk, article)
    desk.locator('[data-writing-editor="lead"]').click()
    press(desk, "Control+a", "Control+Shift+h")
    save(desk)
    assert [(row.section, row.exact) for row in drafted(article).highlights.all()] == [(None, "A lead to mark.")]

    desk.get_by_role("button", name="Remove the highlight “A lead to mark.”").click()
    save(desk)
    assert drafted(article).highlights.count() == 0


def paste(page: Page, html: str) -> None:
    """As the system's clipboard would give it: a paste event with HTML."""
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        html,
    )


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
    press(desk, "Alt+F10", "ArrowRight", "ArrowRight", "ArrowRight", "Enter")
    expect(desk.locator('[data-writing-editor="document"] li')).to_have_text("Words")
    save(desk)

    assert drafted(article).sections.get().body == "<ul><li>Words</li></ul>"


def test_a_table_is_put_in_and_written_with_its_head(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Words</p>"),))
    bar = desk.get_by_role("toolbar", name="Formatting of Text")

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


PAGES = [
    "",
    "articles/article/",
    "articles/article/add/",
    "articles/article/{pk}/change/",
    "articles/article/{pk}/publish/",
    "articles/article/{pk}/schedule/",
    "articles/article/{pk}/unschedule/",
    "articles/article/{pk}/withdraw/",
    "articles/article/{pk}/expire/",
    "articles/article/{pk}/delete/",
    "articles/article/{pk}/history/",
    "articles/article/{pk}/history/1/",
    "articles/article/{pk}/history/1/restore/",
    "articles/author/",
    "articles/author/add/",
    "articles/category/",
    "articles/category/add/",
    "articles/tag/",
    "articles/tag/add/",
    "password_change/",
]


def test_no_page_of_the_desk_breaks_its_policy_or_complains(desk: Page) -> None:
    """What the console says fails the test when the page closes."""
    article = make_article(title="A long walk")
    publish_now(article)
    edit(article, title="A longer walk")

    titles = []
    for path in PAGES:
        answer = desk.goto("/admin/" + path.format(pk=article.pk))
        assert answer is not None
        assert (path, answer.status) == (path, 200)
        policy = answer.headers["content-security-policy"]
        assert "style-src 'self'" in policy.split("; ")
        assert "unsafe" not in policy
        desk.wait_for_load_state("networkidle")
        titles.append(desk.title())
    assert all(titles)


def test_signing_in_by_the_form_leads_to_the_desk(page: Page, publisher: User, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["cms.passwords.Argon2Hasher"]  # as the site has it
    publisher.set_password(PASSWORD)
    publisher.save()

    page.goto("/admin/")
    page.get_by_label("Username").fill(publisher.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_role("heading", name="The desk")).to_be_visible()
