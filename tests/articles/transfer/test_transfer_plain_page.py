"""The plain text of a page, as it was copied."""

from __future__ import annotations

import textwrap

import pytest

from articles.transfer.article_file import read_article
from articles.transfer.manuscript import ArticleFile, FileLink, FileSection, Kind, NotReadable

LONG = "This is a sentence that goes on for a while. It is followed by another, so that nobody takes it for a heading."


def read(text: str) -> ArticleFile:
    return read_article(text, kind=Kind.TEXT)


def headings(text: str) -> list[str]:
    return [section.heading for section in read(f"Title\n\nThe lead is here.\n\n{text}").sections]


@pytest.mark.parametrize(
    "switch",
    [
        "Article Highlights\nOff On",
        "article  highlights:\n\nOFF\nON",
        "Article Highlights Off / On",
        "Article highlight\non|off",
    ],
)
def test_the_highlights_switch_is_left_out_and_told(switch: str) -> None:
    file = read(f"Title\n\n{switch}\n\nThe lead is here.\n")

    assert (file.title, file.lead_html, file.sections) == ("Title", "The lead is here.", ())
    assert [(each.line_number, each.text) for each in file.unplaced] == [(3, " ".join(switch.split()))]


def test_a_heading_of_the_same_words_stays() -> None:
    assert headings(f"Article Highlights\n\n{LONG}\n") == ["Article Highlights"]


@pytest.mark.parametrize(
    "heading",
    [
        "The “Moment”",
        "Who was it",
        "Why Do Bridges Hum?",
        "“Quoted Title”",
        "00:40, Corn Square",
        "Über Flüsse",
        "川の下",
    ],
)
def test_a_short_line_that_no_sentence_ends_in_begins_a_section(heading: str) -> None:
    assert headings(f"{heading}\n\n{LONG}\n") == [heading]


@pytest.mark.parametrize(
    "line",
    [
        "It was over.",
        "“It was over,”",
        "And then:",
        "Stop!",
        "and so on",
        "Why do they hum?",
        "- An item",
        "A line of very many words which goes on and on and never ends at all",
        "x" * 101,
        "—",
    ],
)
def test_any_other_line_is_text(line: str) -> None:
    assert headings(f"{line}\n\n{LONG}\n") == [""]


def test_a_heading_needs_text_below_it() -> None:
    assert headings("The End\n") == [""]
    assert headings(f"Part One\n\nA Beginning\n\n{LONG}\n") == ["", "A Beginning"]


def test_lines_wrapped_by_hand_are_joined_and_long_ones_are_paragraphs() -> None:
    wrapped = read("Title\n\nThe lead\nis wrapped.\n")
    one_a_line = read(f"Title\n\n{LONG * 2}\nShort.\n{LONG}\n")

    assert wrapped.lead_html == "The lead is wrapped."
    assert one_a_line.lead_html == LONG * 2
    assert one_a_line.sections == (FileSection("", f"<p>Short.</p><p>{LONG}</p>"),)


def test_lists_come_over() -> None:
    file = read("Title\n\nLead.\n\n- one\n- two\n\n1. first\n2) second\n")

    assert file.sections == (
        FileSection("", "<ul><li>one</li><li>two</li></ul><ol><li>first</li><li>second</li></ol>"),
    )


def test_text_is_never_markup() -> None:
    file = read("A <b>Title</b>\n\nLead ==& <script>alert(1)</script>.\n\n**Bold**, all of it.\n")

    assert (file.title, file.lead_html) == ("A <b>Title</b>", "Lead ==&amp; &lt;script&gt;alert(1)&lt;/script&gt;.")
    assert file.sections == (FileSection("", "<p>**Bold**, all of it.</p>"),)


def test_a_no_break_space_holds_what_it_holds_together() -> None:
    assert read("Title\n\n About  10\u00a0% of\tit. \n").lead_html == "About 10\u00a0% of it."


def test_a_byline_is_told() -> None:
    file = read("Title\nBy Ada Penrose\n\nThe lead is here.\n")

    assert (file.lead_html, file.sections) == ("The lead is here.", ())
    assert [(each.line_number, each.text) for each in file.unplaced] == [(2, "By Ada Penrose")]


def test_explore_more_pairs_titles_with_teasers_that_may_be_cut_off() -> None:
    cut_off = f"{LONG} And then it breaks off in the middle of the"
    file = read(
        f"Title\n\nLead.\n\nEXPLORE MORE:\n\nOne Title?\n\n{cut_off}\n\nA Title Alone\n\n"
        f"Another One\n{LONG}\n\nhttps://example.org/b\n\nWith a short one\n\nShort.\n"
    )

    assert file.related == (
        FileLink("One Title?", cut_off, line_number=7),
        FileLink("A Title Alone", line_number=11),
        FileLink("Another One", LONG, "https://example.org/b", line_number=13),
        FileLink("With a short one", "Short.", line_number=18),
    )
    assert file.unplaced == ()


def test_teasers_wrapped_by_hand_are_joined_and_strays_are_told() -> None:
    half = LONG[: LONG.index(" It is")]
    wrapped = textwrap.fill(f"{LONG} {half}", 40)
    file = read(f"Title\n\nExplore more\n\n{half}\n\nOne Title\n\n{wrapped}\n")

    assert file.related == (FileLink("One Title", f"{LONG} {half}", line_number=7),)
    assert [(each.line_number, each.text) for each in file.unplaced] == [(5, half)]


@pytest.mark.parametrize("text", ["", "\n\t\n", "x" * 201])
def test_a_page_without_a_title_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        read(text)
