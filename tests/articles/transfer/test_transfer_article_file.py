"""From bytes to text to an article: whatever they are, there is an answer or the one declared error."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.cleaning import clean, clean_inline
from articles.text.inline import scrub
from articles.transfer.article_file import MAX_BYTES, decode, guess_kind, read_article
from articles.transfer.manuscript import Kind, NotReadable


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode(b"\xef\xbb\xbf# T\n") == "# T\n"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
@pytest.mark.parametrize("kind", Kind)
def test_lines_may_end_in_any_way(end: str, kind: Kind) -> None:
    title = "<title>T</title>" if kind is Kind.HTML else "# T"
    lines = [title, "", "Lead is here.", "", "## Part", "", "Text is here.", ""]

    assert read_article(end.join(lines), kind=kind) == read_article("\n".join(lines), kind=kind)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"# T\n\ncaf\xe9\n", "Line 3 is not UTF-8 (byte 0xE9)."),
        (b"# T\n\xed\xa0\x80", "Line 2 is not UTF-8 (byte 0xED)."),  # a lone surrogate
        ("# T".encode("utf-16"), "The file is UTF-16."),
        (b"# T\n\n\0", "Line 3 holds a NUL character: this is no text file."),
        (b"x" * (MAX_BYTES + 1), "The file is larger than 1,000,000 bytes."),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(data: bytes, reason: str) -> None:
    with pytest.raises(NotReadable) as refused:
        decode(data)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Text", "a.md", Kind.MARKDOWN),
        ("# T", "a.TXT", Kind.TEXT),
        ("---\nslug: a\n---\n", "", Kind.MARKDOWN),
        ("Text\n\n## Part\n", "a", Kind.MARKDOWN),
        ("See [this](https://example.org/)", "a.article", Kind.MARKDOWN),
        ("Title\n\nText #1 (of two)\n", "", Kind.TEXT),
    ],
)
def test_the_kind_is_guessed_by_the_name_then_by_the_text(text: str, name: str, kind: Kind) -> None:
    assert guess_kind(text, name=name) == kind


PIECES = st.sampled_from([
    "# ", "## ", "== ", "==", "**", "*", "[", "](", ")", "![", "<b>", "</b>", "<!--", "-->", "`", "```\n", "\n", "\n\n",
    "> ", "> [!pull] ", "- ", "1. ", "|a|b|\n|-|-|\n", "|![x](y)|c|\n", "---\n", "slug: a\n", "tags: [a\n",
    "Explore more\n", "## Explore more\n\n", "article:x", "https://example.org/", "word ", "Word. ", "javascript:x",
    ":", "\\", "&amp;", "&#0;", "\t", "    ", "Article Highlights\n", "Off On\n", "\r\n", "\u2028", "\ufeff", "\ud800",
])  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join))


@settings(deadline=None)
@given(TEXTS, st.sampled_from(Kind))
def test_any_text_is_read_into_clean_html_or_refused(text: str, kind: Kind) -> None:
    with suppress(NotReadable):
        file = read_article(text, kind=kind)

        assert clean_inline(file.lead_html) == file.lead_html
        assert [clean(section.html) for section in file.sections] == [section.html for section in file.sections]
        assert all(link.title for link in file.related)
        assert all(1 <= each.line_number <= scrub(text).count("\n") + 1 for each in file.unplaced)


@settings(deadline=None)
@given(TEXTS)
def test_any_front_matter_is_read_or_refused(text: str) -> None:
    with suppress(NotReadable):
        assert read_article(f"---\n{text}\n---\n# T\n", kind=Kind.MARKDOWN).title != ""


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    with suppress(NotReadable):
        assert "\0" not in decode(data)
