"""What a visitor may ask, and what of it reaches a database."""

from __future__ import annotations

import re

import pytest

from articles.search import fts5, tsvector
from articles.search.query import LONGEST, MOST_WORDS, Needle, NotSearchable, read_query

HOSTILE = (
    '"', '""', '"""', 'a"b', '"a', "NEAR(a b)", "NEAR/2", "a AND", "OR", "NOT a", "AND OR NOT", "title:secret", "a:*",
    "^a", "a*", "***", "-a", "+a", "(a", "a)", "()", "{title}: a", "a' OR 1=1 --", "'; DROP TABLE x;--", "a\\", "\\'",
    "a & b | !c", "a <-> b", "a:A", "<b>", "%s", "%(a)s", "{0}", "{{7*7}}", "$1", "?", "a\tb\nc", "_", "a__b", "''",
    "\u202ea", "e\u0301" * 50, "😀", "東京", "١", "½", "ſ", "ẞ", "ﷺ", "İ", "\u0345", "\u3099", "ʼn", "a\u00adb",
)  # fmt: skip


def form(text, locale="en"):
    return read_query(text).form(locale)


def test_all_words_must_be_there_and_the_last_may_be_a_beginning():
    assert form("Cities governm") == ((Needle(("citi",)),), (Needle(("governm",), is_prefix=True),))


def test_a_last_word_is_found_by_its_stem_too():
    assert form("running") == ((Needle(("run",)), Needle(("running",), is_prefix=True)),)


@pytest.mark.parametrize("text", ["running ", "running, ", "running.", "running ?"])
def test_a_last_word_that_is_finished_is_no_beginning(text):
    assert form(text) == ((Needle(("run",)),),)


def test_a_single_letter_is_no_beginning():
    assert form("a") == ((Needle(("a",)),),)


def test_what_is_quoted_is_found_as_it_stands():
    assert form('"Night Buses" run') == ((Needle(("night", "buses")),), (Needle(("run",), is_prefix=True),))
    assert form("„Night Buses“") == form("“Night Buses”") == form('"Night Buses"')


def test_a_word_of_several_parts_is_a_phrase():
    assert form("right-to-left") == ((Needle(("right", "to", "left"), is_prefix=True),),)
    assert form("東京都") == ((Needle(("東", "京", "都")),),)


def test_a_quotation_mark_without_a_partner_is_none():
    assert form('"night buses') == form("night buses")
    assert form('one "two three" "four') == form('one "two three" four')


def test_locales_that_read_a_query_alike_make_one_form():
    assert len(read_query("2026").forms(["en", "de"])) == 1
    assert len(read_query("governments now").forms(["en", "de"])) == 2


@pytest.mark.parametrize("text", ["?", "…", '"', '" "', "*:^()", "😀", "_"])
def test_what_has_no_word_is_refused(text):
    with pytest.raises(NotSearchable) as refusal:
        read_query(text)

    assert refusal.value.code == "no_words"


def test_what_is_too_long_is_refused():
    assert read_query("x" * LONGEST)
    with pytest.raises(NotSearchable) as refusal:
        read_query("x" * (LONGEST + 1))

    assert refusal.value.code == "too_long"


def test_too_many_words_are_refused():
    assert read_query("a " * MOST_WORDS)
    for text in ("a " * (MOST_WORDS + 1), "-".join("a" * (MOST_WORDS + 1)), "東" * (MOST_WORDS + 1)):
        with pytest.raises(NotSearchable) as refusal:
            read_query(text)
        assert refusal.value.code == "too_many"


@pytest.mark.parametrize("text", HOSTILE)
def test_only_quoted_letters_and_digits_reach_a_database(text):
    try:
        forms = read_query(text + " word").forms(["en", "de", "fr"])
    except NotSearchable:
        return

    in_fts5, in_tsquery = fts5.expression(forms), tsvector.expression(forms)

    words = r"[^\W_]+(?: [^\W_]+)*"
    assert (
        re.sub(rf'"{words}"( \*)?', "w", in_fts5)
        .translate(str.maketrans("", "", "w() "))
        .replace("AND", "")
        .replace("OR", "")
        == ""
    )
    assert re.sub(r"'[^\W_]+'(:\*)?", "w", in_tsquery).translate(str.maketrans("", "", "w() &|<->")) == ""
