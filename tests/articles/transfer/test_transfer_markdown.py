"""Markdown as an article: what becomes what, and what is told."""

from __future__ import annotations

from itertools import count

import pytest

from articles.transfer.article_file import read_article
from articles.transfer.manuscript import ArticleFile, FileLink, FileSection, Kind, NotReadable, Unplaced


def read(text: str) -> ArticleFile:
    """With highlights numbered from 1."""
    numbers = count(1)
    return read_article(text, kind=Kind.MARKDOWN, new_id=lambda: f"h{next(numbers):010x}")


def told(file: ArticleFile) -> list[tuple[int, str]]:
    return [(each.line_number, each.text) for each in file.unplaced]


def test_title_lead_and_sections_are_found_by_their_headings() -> None:
    file = read("# A *Title*\n\nThe lead.\n\n## First\n\nOne.\n\nTwo.\n\n## Second\n\n- a\n- b\n")

    assert (file.title, file.lead_html) == ("A Title", "The lead.")
    assert file.sections == (
        FileSection("First", "<p>One.</p><p>Two.</p>"),
        FileSection("Second", "<ul><li>a</li><li>b</li></ul>"),
    )
    assert file.unplaced == ()


def test_what_follows_the_lead_is_an_opening_without_a_heading() -> None:
    file = read("# T\n\nThe lead.\n\nAnd more.\n\n## First\n\nOne.\n")

    assert file.lead_html == "The lead."
    assert file.sections == (FileSection("", "<p>And more.</p>"), FileSection("First", "<p>One.</p>"))


def test_an_article_that_begins_with_a_list_has_no_lead() -> None:
    file = read("# T\n\n1. one\n2. two\n")

    assert (file.lead_html, file.sections) == ("", (FileSection("", "<ol><li>one</li><li>two</li></ol>"),))


def test_a_second_title_is_a_section_and_deep_headings_are_raised() -> None:
    file = read("# T\n\nLead.\n\n# Also\n\n### three\n\n##### five\n\n###### six\n")

    assert file.sections == (FileSection("Also", "<h3>three</h3><h4>five</h4><h4>six</h4>"),)


def test_a_title_in_front_matter_is_the_title_and_is_not_repeated() -> None:
    file = read("---\ntitle: T\n---\n# T\n\nLead.\n\n# Part\n\nText.\n")

    assert (file.title, file.lead_html) == ("T", "Lead.")
    assert file.sections == (FileSection("Part", "<p>Text.</p>"),)


def test_passages_between_double_equals_signs_are_highlights() -> None:
    file = read('# T\n\nA ==lead== here.\n\n## S\n\n=="So it *is*," he said.== And `a == b` is code.\n')

    assert file.lead_html == 'A <mark data-highlight-id="h0000000001">lead</mark> here.'
    assert file.sections[0].html == (
        '<p><mark data-highlight-id="h0000000002">"So it <em>is</em>," he said.</mark> '
        "And <code>a == b</code> is code.</p>"
    )
    assert file.unplaced == ()


def test_equals_signs_without_a_partner_stay_and_are_told() -> None:
    file = read("# T\n\nLead ==half.\n\n## S\n\na === b\n")

    assert (file.lead_html, file.sections[0].html) == ("Lead ==half.", "<p>a === b</p>")
    assert told(file) == [(3, "Lead ==half."), (7, "a === b")]


def test_a_pull_quote_is_told_from_a_quotation() -> None:
    file = read("# T\n\nLead.\n\n## S\n\n> [!pull] Pulled.\n\n> Quoted.\n")

    assert file.sections[0].html == (
        '<blockquote data-kind="pull"><p>Pulled.</p></blockquote><blockquote><p>Quoted.</p></blockquote>'
    )


def test_tables_come_over() -> None:
    file = read("# T\n\nLead.\n\n## S\n\n| A | B |\n|---|--:|\n| 1 | 2 |\n")

    assert file.sections[0].html == (
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )


def test_pictures_html_and_dead_links_are_told_line_by_line() -> None:
    file = read(
        "# T\n\nLead ![a cat](cat.png)\nand <b>bold</b>.\n\n## S\n\n"
        "[a](https://example.org/), [b](notes.html) and\n[c](javascript:alert(1)).\n\n<div>\nraw\n</div>\n"
    )

    assert file.lead_html == "Lead and bold."
    assert file.sections[0].html == '<p><a href="https://example.org/">a</a>, b and c.</p>'
    assert told(file) == [
        (3, "a cat"), (4, "<b>"), (4, "</b>"), (8, "notes.html"), (9, "javascript:alert(1)"),
        (11, "<div>"), (12, "raw"), (13, "</div>"),
    ]  # fmt: skip


def test_what_stands_in_a_table_is_told_with_the_line_of_its_row() -> None:
    file = read("# T\n\nLead.\n\n## S\n\n| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | ![x](y.png) |\n")

    assert told(file) == [(10, "x")]


def test_a_heading_keeps_its_words_only_and_says_so() -> None:
    file = read("# T\n\nLead.\n\n## A [linked](https://example.org/) ==word==\n\nText.\n")

    assert file.sections[0].heading == "A linked word"
    assert told(file) == [(5, "A linked word")]


def test_a_heading_that_is_too_long_stays_in_the_text() -> None:
    file = read(f"# T\n\nLead.\n\n## {'x' * 301}\n\nText.\n")

    assert file.sections == (FileSection("", f"<h3>{'x' * 301}</h3><p>Text.</p>"),)
    assert [each.line_number for each in file.unplaced] == [5]


def test_explore_more_takes_links_of_every_kind() -> None:
    file = read(
        "# T\n\nLead.\n\n## Explore More\n\n"
        "- [Ours](article:ours)\n"
        "- [Theirs](https://example.org/a): What it is about.\n"
        "- **No address**: A teaser\n  over two lines.\n"
        "- Only a title: with a colon\n"
    )

    assert file.related == (
        FileLink("Ours", target="ours", line_number=7),
        FileLink("Theirs", "What it is about.", "https://example.org/a", line_number=8),
        FileLink("No address", "A teaser over two lines.", line_number=9),
        FileLink("Only a title: with a colon", line_number=11),
    )
    assert (file.sections, file.unplaced) == ((), ())


def test_explore_more_takes_plain_lines_and_tells_what_is_no_entry() -> None:
    file = read(
        "# T\n\nLead.\n\n## Explore more\n\nOne title\nAnother title\n\n"
        "[Bad](ftp://example.org/): teaser\n\n```\ncode\n```\n"
    )

    assert file.related == (
        FileLink("One title", line_number=7),
        FileLink("Another title", line_number=8),
        FileLink("Bad", "teaser", line_number=10),
    )
    assert told(file) == [(10, "ftp://example.org/"), (13, "code")]


def test_a_section_may_follow_explore_more() -> None:
    file = read("# T\n\nLead.\n\n## Explore more\n\n- One\n\n## After\n\nText.\n")

    assert file.related == (FileLink("One", line_number=7),)
    assert file.sections == (FileSection("After", "<p>Text.</p>"),)


LONG_TITLE = "long " * 50


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "The file has no title."),
        ("\n \n", "The file has no title."),
        ("Text only.\n", "The file has no title."),
        ("# \n\nText.\n", "The file has no title."),
        (
            f"# {LONG_TITLE}\n",
            f"“{LONG_TITLE[:59]}…” is no title: it has 249 characters, 200 are the most.",
        ),
        (
            f"# T\n\n{'> ' * 40}deep\n",
            "This text has elements nested more than 32 deep, or as many that are never closed.",
        ),
    ],
)
def test_a_file_without_a_title_or_beyond_measure_is_refused(text: str, reason: str) -> None:
    with pytest.raises(NotReadable) as refused:
        read(text)

    assert refused.value.reason == reason


def test_what_was_not_placed_is_one_line_with_its_number_and_beginning() -> None:
    assert str(Unplaced(12, "word " * 40, "too much")) == f"line 12: “{('word ' * 12).strip()}…”: too much"
    assert str(Unplaced(0, "Rivers", "unknown")) == "“Rivers”: unknown"
