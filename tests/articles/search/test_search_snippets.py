"""Where a text was found, as HTML that can hold nothing but marks."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import NotSearchable, read_query
from articles.search.snippets import LENGTH, Highlighter


def mark(asked: str, text: str, locale: str = "en") -> str:
    return Highlighter(read_query(asked).form(locale), locale).mark(text)


def snippet(asked: str, *texts: str, locale: str = "en") -> str:
    return Highlighter(read_query(asked).form(locale), locale).snippet(texts)


@pytest.mark.parametrize(
    ("asked", "text", "marked"),
    [
        ("river", "A River, two rivers.", "A <mark>River</mark>, two <mark>rivers</mark>."),
        ("running ", "He runs, she ran.", "He <mark>runs</mark>, she ran."),
        ("gov", "Governments agog", "<mark>Governments</mark> agog"),
        ("cafe", "The Café", "The <mark>Café</mark>"),
        ("cafe", "The Cafe\u0301!", "The <mark>Cafe\u0301</mark>!"),
        ('"night buses"', "Night buses by night", "<mark>Night buses</mark> by night"),
        ('"night buses" night', "Night buses by night", "<mark>Night buses</mark> by <mark>night</mark>"),
        ("right-to-left", "From right-to-left", "From <mark>right-to-left</mark>"),
        ("city", "The city’s walls", "The <mark>city’s</mark> walls"),
        ("東京", "私は東京都に", "私は<mark>東京</mark>都に"),
        ("amp", "A & B <amp> &amp;", "A &amp; B &lt;<mark>amp</mark>&gt; &amp;<mark>amp</mark>;"),
        ("none", "Nothing <b>here</b>", "Nothing &lt;b&gt;here&lt;/b&gt;"),
        ("a", "", ""),
    ],
)
def test_what_was_found_is_marked_and_the_rest_escaped(asked, text, marked):
    assert mark(asked, text) == marked


@pytest.mark.parametrize("asked", ["hauser", "Häuser", "Haeuser", "HAUS"])
def test_german_words_are_marked_in_any_form(asked):
    assert mark(f"{asked} ", "Häuser, ein Haus", "de") == "<mark>Häuser</mark>, ein <mark>Haus</mark>"


def test_of_a_long_text_the_part_that_answers_most_is_shown():
    text = f"{'Some words. ' * 40}A river. {'Some words. ' * 40}A slow river ends here. {'Some words. ' * 40}"

    shown = snippet("slow river", text)

    assert "A <mark>slow</mark> <mark>river</mark> ends here." in shown
    assert shown.startswith("…") and shown.endswith("…")
    assert len(re.sub("</?mark>", "", shown)) <= LENGTH + 2


def test_it_is_cut_between_words():
    text = f"{'abcdefgh ' * 50}river {'abcdefgh ' * 50}"

    words = re.sub("</?mark>|…", "", snippet("river", text)).split()

    assert set(words) == {"abcdefgh", "river"}


def test_a_short_text_is_shown_whole_on_one_line():
    assert snippet("river", "The\n\nriver\tis  slow.") == "The <mark>river</mark> is slow."


def test_the_first_of_texts_that_answer_alike_is_shown():
    assert snippet("river", "Nothing.", "One river.", "Another river.") == "One <mark>river</mark>."
    assert snippet("slow river", "One river.", "A slow river.") == "A <mark>slow</mark> <mark>river</mark>."


def test_where_nothing_is_found_there_is_no_snippet():
    assert snippet("river", "Nothing.", "") == ""


@given(st.text(max_size=40), st.text(max_size=600))
def test_it_is_the_text_again_with_marks_and_nothing_else(asked, text):
    try:
        highlighter = Highlighter(read_query(asked).form("en"), "en")
    except NotSearchable:
        return

    marked, cut = highlighter.mark(text), highlighter.snippet([text])

    assert re.sub("</?mark>", "", marked) == escape(text)
    for html in (marked, cut):
        bare = html.replace("<mark>", "").replace("</mark>", "")
        assert not set(bare) & set("<>\"'")
        assert html.count("<mark>") == html.count("</mark>")
        assert "<mark></mark>" not in html
