"""What became of a text, in words."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.diff import COMPARED, compare

TEXTS = st.text(alphabet="ab ,.\n é😀", max_size=60)


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.op, piece.text) for piece in compare(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("Same.", "Same.", [("equal", "Same.")]),
        ("", "New.", [("insert", "New.")]),
        ("Old.", "", [("delete", "Old.")]),
        ("One two", "One three", [("equal", "One "), ("delete", "two"), ("insert", "three")]),
        ("One two three", "Four five six", [("delete", "One two three"), ("insert", "Four five six")]),
        ("It’s well-known", "It’s unknown", [("equal", "It’s "), ("delete", "well-known"), ("insert", "unknown")]),
        (
            "First.\nLast.",
            "First.\nBetween.\nLast.",
            [("equal", "First.\n"), ("insert", "Between.\n"), ("equal", "Last.")],
        ),
    ],
)
def test_words_that_went_stand_before_those_that_came(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert told(before, after) == pieces


@given(TEXTS, TEXTS)
def test_both_texts_are_in_it_whole(before: str, after: str) -> None:
    pieces = compare(before, after)

    assert "".join(piece.text for piece in pieces if piece.op != "insert") == before
    assert "".join(piece.text for piece in pieces if piece.op != "delete") == after
    assert all(piece.text for piece in pieces)
    assert all(one.op != other.op for one, other in pairwise(pieces))


def test_a_passage_too_long_to_be_compared_went_and_came_as_a_whole() -> None:
    before, after = "a " * COMPARED, "a b " * COMPARED

    assert told(before, after) == [("delete", before), ("insert", after)]


@pytest.mark.parametrize("line", ["the a\n", "x\n", "the a "])
def test_a_long_text_of_few_words_is_compared_in_time(line: str) -> None:
    began = time.perf_counter()

    compare(line * 20_000, line[::-1] * 20_000)

    assert time.perf_counter() - began < 2
