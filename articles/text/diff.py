"""What became of a text: words that went, words that came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Op = Literal["equal", "delete", "insert"]

LINE = re.compile(r"[^\n]*\n|[^\n]+")
WORD = re.compile(r"\w+(?:['’\-]\w+)*|\s+|[^\w\s]")
COMPARED = 4_000
"""Words of a changed passage that are compared one by one; a longer one went and came as a whole. Comparing takes
time that grows with the square."""


@dataclass(frozen=True)
class Piece:
    op: Op
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """Pieces that, without the inserted ones, are `before`, and without the deleted ones `after`. None is empty, and no
    two of a kind follow each other.

    Lines are compared first, then the words of those that differ.
    """
    pieces = [
        piece
        for op, old, new in _steps(LINE.findall(before), LINE.findall(after))
        for piece in ([Piece("equal", old)] if op == "equal" else _compare_words(old, new))
    ]
    return _joined(pieces)


def _compare_words(before: str, after: str) -> list[Piece]:
    old, new = WORD.findall(before), WORD.findall(after)
    if max(len(old), len(new)) > COMPARED:
        return [Piece("delete", before), Piece("insert", after)]
    pieces = []
    for op, gone, come in _steps(old, new):
        pieces += [Piece("equal", gone)] if op == "equal" else [Piece("delete", gone), Piece("insert", come)]
    return pieces


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    # Blanks are no anchor: else each word of a new sentence would be a change of its own, between blanks that stayed.
    matcher = SequenceMatcher(str.isspace, before, after)
    for op, start, end, from_, to in matcher.get_opcodes():
        yield op, "".join(before[start:end]), "".join(after[from_:to])


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Of what follows each other one piece a kind; what went stands before what came in its place."""
    joined = []
    for is_equal, group in groupby(pieces, lambda piece: piece.op == "equal"):
        some = list(group)
        kinds: tuple[Op, ...] = ("equal",) if is_equal else ("delete", "insert")
        for op in kinds:
            text = "".join(piece.text for piece in some if piece.op == op)
            if text:
                joined.append(Piece(op, text))
    return joined
