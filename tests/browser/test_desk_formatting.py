"""Paste, links, toolbar and tables of the editor."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from articles.models import User
from tests.browser.writing import FIRST, drafted, heading_ids, open_article, paste, press, put_cursor, save
from tests.factories import make_article, make_image, make_section

pytestmark = pytest.mark.browser


def test_title_lead_and_text_are_one_flow_for_enter_and_arrows(desk: Page) -> None:
    article = make_article(title="Title", lead_html="Lead.", sections=(make_section("", "<p>Text.</p>"),))

    open_article(desk, article)
    desk.locator("#id_title").click()
    press(desk, "End", "Enter")
    desk.keyboard.type(" 1")
    press(desk, "Enter")
    desk.keyboard.type("2 ")
    press(desk, "ArrowUp")
    desk.keyboard.type(" 3")
    press(desk, "ArrowUp")
    desk.keyboard.type(" 4")
    press(desk, "ArrowDown", "ArrowDown")
    desk.keyboard.type("5 ")
    save(desk)

    after = drafted(article)
    assert (after.title, after.lead, after.sections.get().body) == ("Title 4", "Lead. 1 3", "<p>5 2 Text.</p>")


def test_foreign_text_is_pasted_as_if_it_had_been_written_here_and_into_the_lead_as_one_paragraph(desk: Page) -> None:
    article = make_article(lead_html="Start.", sections=(make_section("One", "<p>Here: </p>"),))

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
        '<p><i style="font-weight:400">Leaning</i>, <b style="font-weight:normal">plain</b><br>'
        '<b style="font-weight:400;font-style:italic">leaning alone</b>.<br></p><br>'
        '<img src="https://example.org/pixel.gif"></b>',
    )
    desk.locator('[data-writing-editor="lead"]').click()
    press(desk, "End")
    desk.keyboard.type(" ")
    paste(desk, "<p>One.</p><h2>Two.</h2><ul><li>Three.</li></ul>")
    save(desk)

    (one, _), (pasted, identity) = heading_ids(drafted(article))
    assert (one, pasted) == ("One", "Pasted")
    assert identity != FIRST
    body = drafted(article).sections.get(heading="Pasted").body
    assert body == (
        "<p>A <strong>bold</strong> <em>word</em>, marked, <strong>Word</strong>.</p>"
        "<p><em>Leaning</em>, plain<br><em>leaning alone</em>.</p>"
    )
    assert drafted(article).lead == "Start. One. Two. Three."


def test_a_link_is_set_on_what_is_selected_on_the_word_at_the_cursor_or_of_the_address_itself(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Words</p><p>Some words</p>"),))
    dialog = desk.get_by_role("dialog", name="Address of the link")
    address = desk.get_by_role("textbox", name="Address of the link")

    open_article(desk, article)
    put_cursor(desk, "Words")
    press(desk, "Shift+Home", "Control+k")
    address.fill("/about/")
    press(desk, "Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Give a whole address")  # what could not be kept is refused
    expect(address).to_have_attribute("aria-invalid", "true")
    expect(address).to_have_accessible_description("Give a whole address: https://…, mailto:…, tel:… or #place.")
    expect(address).to_be_focused()
    press(desk, "Escape")
    expect(desk.locator('[data-writing-editor="document"]')).to_be_focused()
    press(desk, "Control+k")
    expect(dialog).to_be_visible()
    address.fill("example.org/about")
    press(desk, "Enter")

    put_cursor(desk, "Some words")
    press(desk, "Control+k")
    expect(dialog).to_contain_text("For “words”")
    expect(address).to_be_focused()
    desk.keyboard.type("example.org/words")
    press(desk, "Enter")
    desk.keyboard.type(" and ")
    press(desk, "Control+k")
    expect(dialog).to_contain_text("Nothing is selected: the address itself is put in.")
    expect(address).to_be_focused()
    desk.keyboard.type("example.org/more")
    press(desk, "Enter")
    desk.keyboard.type(".")
    save(desk)

    assert drafted(article).sections.get().body == (
        '<p><a href="https://example.org/about">Words</a></p>'
        '<p>Some <a href="https://example.org/words">words</a> and '
        '<a href="https://example.org/more">example.org/more</a>.</p>'
    )


def test_the_toolbar_is_one_stop_and_is_walked_with_arrows(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Words</p>"),))
    bar = desk.get_by_role("toolbar", name="Formatting")

    open_article(desk, article)
    put_cursor(desk, "Words")
    press(desk, "Shift+Home")
    press(desk, "Alt+F10", *["ArrowRight"] * 6, "Enter")
    expect(desk.locator('[data-writing-editor="document"] li')).to_have_text("Words")
    bar.get_by_role("button", name="More").click()
    press(desk, "Alt+F10", "End")
    expect(bar.get_by_role("button", name="Code block")).to_be_focused()
    press(desk, "Escape")
    bar.get_by_role("button", name="More").click()
    press(desk, "Alt+F10")
    expect(bar.get_by_role("button", name="Section")).to_be_focused()  # "Code block" is hidden
    save(desk)

    assert drafted(article).sections.get().body == "<ul><li>Words</li></ul>"


def test_a_table_is_written_grown_and_left_by_keys_alone(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Words</p>"),))
    bar = desk.get_by_role("toolbar", name="Formatting")

    open_article(desk, article)
    put_cursor(desk, "Words")
    press(desk, "Enter", "Alt+F10", *["ArrowRight"] * 12)
    expect(bar.get_by_role("button", name="Table", exact=True)).to_be_focused()
    press(desk, "Enter", "Alt+F10")
    expect(bar.get_by_role("button", name="Section")).to_be_focused()  # in a table there is no "Table"
    press(desk, "Escape")
    places = [button.bounding_box()["y"] for button in bar.get_by_role("button").all()]  # type: ignore[index]
    assert len(set(places)) == 1  # one row, though there is more in it
    expect(bar.get_by_role("button", name="Picture")).to_be_hidden()
    desk.set_viewport_size({"width": 390, "height": 900})
    expect(bar.get_by_role("button", name="Delete table")).to_be_hidden()
    bar.get_by_role("button", name="More").click()
    for name in ("Section", "Find and replace", "Picture", "Delete table", "Code block"):
        edges = bar.get_by_role("button", name=name).bounding_box()
        assert edges and 0 <= edges["x"] <= 390 - edges["width"]
    bar.get_by_role("button", name="More").click()
    desk.set_viewport_size({"width": 1440, "height": 900})
    for word in ("Month", "Rain", "Sun", "May", "40", "60"):
        desk.keyboard.type(word)
        press(desk, "Tab")
    bar.get_by_role("button", name="Delete row").click()
    press(desk, "Alt+Shift+Delete")
    press(desk, "Alt+Shift+ArrowDown", "Tab")
    desk.keyboard.type("June")
    press(desk, "Alt+Shift+ArrowDown", "Tab", "Tab", "Alt+Shift+Backspace")
    desk.get_by_label("Caption of the table").fill("Rain in millimetres")
    press(desk, "Enter", "Alt+Enter")
    desk.keyboard.type("After it.")
    save(desk)

    assert drafted(article).sections.get().body == (
        "<p>Words</p><table><caption>Rain in millimetres</caption><thead><tr><th>Month</th><th>Rain</th></tr></thead>"
        "<tbody><tr><td>May</td><td>40</td></tr><tr><td>June</td><td></td></tr></tbody></table><p>After it.</p>"
    )


def test_what_is_written_in_a_field_among_the_text_is_one_undo_which_shows_at_once(desk: Page, publisher: User) -> None:
    figure = f'<figure data-image="{make_image(publisher).uuid}"></figure>'
    table = "<table><tbody><tr><td>May</td><td>40</td></tr></tbody></table>"
    bar = desk.get_by_role("toolbar", name="Formatting")

    open_article(desk, make_article(sections=(make_section("One", f"<p>Words</p>{figure}{table}"),)))
    for label in ("Alt text here", "Caption of the table"):
        field = desk.get_by_label(label)
        field.click()
        desk.keyboard.type("Rain")
        bar.get_by_role("button", name="Undo").click()
        expect(field).to_have_value("")
        bar.get_by_role("button", name="Redo").click()
        expect(field).to_have_value("Rain")


def test_signs_of_markdown_become_what_they_mean_while_they_are_typed(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Words</p>"),))
    bar = desk.get_by_role("toolbar", name="Formatting")

    open_article(desk, article)
    put_cursor(desk, "Words")
    press(desk, "Enter")
    desk.keyboard.type("### Three\n- A\nB\n\n1. One\n\n> Said\n\n--- ")
    desk.keyboard.type("**bold** _italic_ `code` [link](https://example.org/a_(b)) on\nPulled")
    bar.get_by_role("button", name="Pull quote").click()
    press(desk, "Enter", "Enter")
    desk.keyboard.type("## Two\n5 * 3 * 2 and _ a _ b ** c ** d\n")
    paste(desk, "<p>5 * 3 * 2 and __ c __ d, *so* it is</p>")
    save(desk)

    one, two = drafted(article).sections.all()
    assert one.body == (
        "<p>Words</p><h3>Three</h3><ul><li>A</li><li>B</li></ul><ol><li>One</li></ol>"
        "<blockquote><p>Said</p></blockquote><hr>"
        "<p><strong>bold</strong> <em>italic</em> <code>code</code> "
        '<a href="https://example.org/a_(b)">link</a> on</p>'
        '<blockquote data-kind="pull"><p>Pulled</p></blockquote>'
    )
    assert two.heading == "Two"
    assert two.body == ("<p>5 * 3 * 2 and _ a _ b ** c ** d</p><p>5 * 3 * 2 and __ c __ d, <em>so</em> it is</p>")


def test_plain_text_is_pasted_as_its_signs_of_markdown_mean_it_and_without_them_as_paragraphs(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Here: </p>"),))

    open_article(desk, article)
    put_cursor(desk, "Here:")
    desk.keyboard.type(" ")
    paste(desk, "2*3*4 in file_name_1\n3. May, https://example.org/may\nEnd", kind="text/plain")
    press(desk, "Enter")
    paste(desk, MARKDOWN, kind="text/plain")
    save(desk)

    (_, first), (two, identity) = heading_ids(drafted(article))
    assert two == "Two"
    assert identity not in ("", first)
    one, pasted = drafted(article).sections.all()
    assert one.body == (
        "<p>Here: 2*3*4 in file_name_1</p>"
        '<p>3. May, <a href="https://example.org/may">https://example.org/may</a></p><p>End</p>'
    )
    assert pasted.body == (
        "<p>A <strong>bold <em>and italic</em></strong> word, wrapped, "
        'and <a href="https://example.org/a?b=1&amp;c=2">a link</a> &lt;b&gt; [no](link).</p>'
        "<ul><li>One<ul><li>Within</li></ul></li><li>Two</li></ul>"
        '<ol start="3"><li>Three</li><li>Four</li></ol><h3>Deeper</h3>'
        "<blockquote><p>Said</p></blockquote><hr><pre>a  &lt; *b*</pre><p>End</p>"
    )


MARKDOWN = """## Two

A **bold _and italic_** word,
wrapped, and [a link](https://example.org/a?b=1&c=2) <b> [no](link).

- One
  - Within
- Two

3. Three
4. Four

### Deeper
> Said

---
```
a  < *b*
```
End"""


def test_lists_and_tables_of_word_and_google_docs_come_in_as_lists_and_tables(desk: Page) -> None:
    article = make_article(sections=(make_section("One", "<p>Here: </p>"),))

    open_article(desk, article)
    put_cursor(desk, "Here:")
    press(desk, "Enter")
    paste(desk, WORD)
    paste(desk, DOCS)
    save(desk)

    _, word, docs = drafted(article).sections.all()
    assert (word.heading, word.body) == (
        "Of Word",
        "<p>A <strong>bold</strong> and an <em>italic</em> word<sup>2</sup>.</p>"
        "<ul><li>First<ul><li>Within</li></ul></li><li>Second</li></ul>"
        '<ol start="3"><li>Three</li><li>Four</li></ol><h3>Numbered</h3>'
        "<table><tbody><tr><td>May</td><td><strong>40</strong></td></tr></tbody></table><p>No link.</p>",
    )
    assert (docs.heading, docs.body) == (
        "Of Docs",
        "<p><strong>Bold</strong> <em>italic</em></p>"
        "<ul><li>One<ul><li>Within</li></ul></li><li>Two</li></ul>"
        "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
    )


def word_item(style: str, sign: str, words: str) -> str:
    return (
        f"<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:{style}'><![if !supportLists]>"
        f"<span style='font-family:Symbol'><span style='mso-list:Ignore'>{sign}"
        f"<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span></span><![endif]>{words}<o:p></o:p></p>"
    )


WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style><!-- p {margin:0cm} --></style></head><body>"
    "<h1>Of Word<o:p></o:p></h1>"
    "<p class=MsoNormal>A <b style='mso-bidi-font-weight:normal'>bold</b> and an <i\n"
    "style='mso-bidi-font-style:normal'>italic</i> word<span style='vertical-align:super'>2</span>.<o:p></o:p></p>"
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    + word_item("l0 level1 lfo1", "·", "First")
    + word_item("l0 level2 lfo1", "o", "Within")
    + word_item("l0 level1 lfo1", "·", "Second")
    + word_item("l1 level1 lfo2", "3.", "Three")
    + word_item("l1 level1 lfo2", "4.", "Four")
    + "<h3 style='mso-list:l2 level3 lfo3'><span style='mso-list:Ignore'>1.1 </span><b>Numbered</b></h3>"
    "<table class=MsoTableGrid style='border-collapse:collapse'><tr style='mso-yfti-irow:0'>"
    "<td style='width:2pt'><p class=MsoNormal>May<o:p></o:p></p></td><td><p><b>40</b></p></td></tr></table>"
    '<p class=MsoNormal><img src="file:///C:/x.png"><a href="#_Toc1">No</a> <a name="_Toc1">link</a>.</p></body></html>'
)
DOCS = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">'
    '<h2 dir="ltr" style="line-height:1.3"><span style="font-weight:400">Of Docs</span></h2>'
    '<p dir="ltr" style="margin:0"><span style="font-weight:700">Bold</span> '
    '<span style="font-weight:400;font-style:italic">italic</span></p><br>'
    '<ul><li dir="ltr" aria-level="1"><p role="presentation"><span style="font-weight:400">One</span></p></li>'
    '<ul><li aria-level="2"><p>Within</p></li></ul><li><p>Two</p></li></ul><br>'
    '<div align="left"><table style="border:none"><colgroup><col width="301"><col></colgroup><tbody>'
    '<tr style="height:0pt"><td style="x"><p><span>a</span></p></td><td><p>b</p></td></tr></tbody></table></div>'
    '<p><img src="https://example.org/pixel.gif"></p></b><br class="Apple-interchange-newline">'
)
