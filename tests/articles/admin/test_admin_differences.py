"""What differs between two contents of an article, in words."""

from __future__ import annotations

from dataclasses import replace

from articles.admin.differences import SHOWN, Difference, differences
from articles.snapshot import Byline, Highlight, Seo, Snapshot
from articles.text.diff import Piece
from tests.factories import make_section

ONE, TWO = make_section("One", "<p>First words.</p>"), make_section("", "<p>No heading.</p>")
BEFORE = Snapshot(locale="en", title="The tide", slug="the-tide", sections=(ONE, TWO), tags=("b", "a"))


def names(after: Snapshot) -> list[str]:
    return [one.name for one in differences(BEFORE, after)]


def test_the_same_has_no_difference_even_if_it_is_derived_anew() -> None:
    after = replace(BEFORE, word_count=7, lead_text="?", tags=("a", "b"), sections=(replace(ONE, text="?"), TWO))

    assert differences(BEFORE, after) == []


def test_words_that_went_and_came_stand_in_their_place() -> None:
    assert differences(BEFORE, replace(BEFORE, title="The ebb")) == [
        Difference("Title", (Piece("equal", "The "), Piece("delete", "tide"), Piece("insert", "ebb")))
    ]


def test_sections_are_found_by_what_they_are_and_not_by_their_place() -> None:
    new = make_section("New", "<p>Words.</p>")

    assert names(replace(BEFORE, sections=(TWO, ONE))) == ["Order of the sections"]
    assert differences(BEFORE, replace(BEFORE, sections=(new, ONE))) == [
        Difference("Section “New”", (Piece("insert", "Words."),), "A new section."),
        Difference("Opening", (Piece("delete", "No heading."),), "The section is gone."),
    ]
    assert names(replace(BEFORE, sections=(replace(ONE, heading="Two"), TWO))) == ["Section “Two”"]


def test_what_no_word_tells_is_told_all_the_same() -> None:
    bold = replace(ONE, html="<p>First <strong>words</strong>.</p>")
    (difference,) = differences(BEFORE, replace(BEFORE, sections=(bold, TWO)))

    assert (difference.name, difference.pieces) == ("Section “One”", ())
    assert difference.note.startswith("The words are the same")
    assert names(replace(BEFORE, highlights=(Highlight("h0123456789", None, note="Why"),))) == ["Highlights"]
    assert names(replace(BEFORE, authors=(Byline("x"),), genre="news", seo=Seo("Title"))) == [
        "Authors",
        "Genre",
        "Search engines",
    ]


def test_of_long_stretches_that_stayed_only_the_ends_are_shown() -> None:
    long = "word " * 500
    before = replace(BEFORE, lead_html=f"{long}end")

    (difference,) = differences(before, replace(before, lead_html=f"{long}start"))

    stayed, *changed = difference.pieces
    assert stayed.text.startswith(" … ")
    assert len(stayed.text) == SHOWN + 3
    assert [piece.op for piece in changed] == ["delete", "insert"]
