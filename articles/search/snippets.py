"""Show where a text was found: as escaped HTML with `<mark>` around what matches, the same on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Final, NamedTuple

from articles.search.query import Form, Needle
from articles.search.words import Word, stem, words_in

LENGTH: Final = 240
"""Characters of a snippet, about."""
BEFORE: Final = 60
"""Characters ahead of its first hit."""
SCANNED: Final = 50_000
"""Characters of a text that are looked through."""
HITS: Final = 50
"""Places of a text among which the best is chosen."""
_BLANKS: Final = re.compile(r"\s+")


class Hit(NamedTuple):
    """A place in a text (code points), and which group of the form it answers."""

    start: int
    end: int
    group: int


@dataclass(frozen=True)
class Highlighter:
    """Marks what a form finds in texts of a locale."""

    form: Form
    locale: str

    def mark(self, text: str) -> str:
        """All of the text, marked."""
        return _marked(text, 0, len(text), self._hits(text))

    def snippet(self, texts: Iterable[str]) -> str:
        """The part of the texts that answers most of the form, the first of equal ones; "" where none does."""
        best, most = "", 0
        for text in texts:
            text = _BLANKS.sub(" ", text[:SCANNED]).strip()
            hits = list(islice(self._hits(text), HITS))
            for first in hits:
                answered = len({hit.group for hit in hits if first.start <= hit.start and hit.end <= _end(first, text)})
                if answered > most:
                    best, most = _cut(text, first, hits), answered
            if most == len(self.form):
                break
        return best

    def _hits(self, text: str) -> Iterable[Hit]:
        words = list(words_in(text, self.locale))
        place = 0
        while place < len(words):
            hit = self._hit_at(words, place)
            if hit is None:
                place += 1
                continue
            group, length = hit
            yield Hit(words[place].start, words[place + length - 1].end, group)
            place += length

    def _hit_at(self, words: Sequence[Word], place: int) -> tuple[int, int] | None:
        """Group and number of words of the longest match that begins there."""
        found = [
            (group, length)
            for group, needles in enumerate(self.form)
            for needle in needles
            if (length := self._length_at(needle, words, place))
        ]
        return max(found, key=lambda one: one[1], default=None)

    def _length_at(self, needle: Needle, words: Sequence[Word], place: int) -> int:
        """How many words from `place` on the needle covers; 0: it does not match there."""
        sought = list(needle.words)
        for length, word in enumerate(words[place : place + len(sought)], start=1):
            for part in word.folded:
                if not sought or not self._is_same(part, sought.pop(0), needle, is_last=not sought):
                    return 0
            if not sought:
                return length
        return 0

    def _is_same(self, part: str, sought: str, needle: Needle, *, is_last: bool) -> bool:
        if part == sought or (is_last and needle.is_prefix and part.startswith(sought)):
            return True
        return not needle.is_phrase and not needle.is_prefix and stem(part, self.locale) == sought


def _cut(text: str, first: Hit, hits: Iterable[Hit]) -> str:
    """From some words ahead of the first hit on, between words where there are blanks."""
    start, end = max(0, first.start - BEFORE), _end(first, text)
    if start:
        start = text.find(" ", start, first.start) + 1 or start
    if end < len(text):
        blank = text.rfind(" ", first.end, end)
        end = end if blank < 0 else blank
    return ("…" if start else "") + _marked(text, start, end, hits) + ("…" if end < len(text) else "")


def _end(first: Hit, text: str) -> int:
    return min(len(text), max(first.end, max(0, first.start - BEFORE) + LENGTH))


def _marked(text: str, start: int, end: int, hits: Iterable[Hit]) -> str:
    """That part of the text as HTML. Hits are in order, and none overlaps another."""
    parts, at = [], start
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            parts += [escape(text[at : hit.start]), "<mark>", escape(text[hit.start : hit.end]), "</mark>"]
            at = hit.end
    return "".join([*parts, escape(text[at:end])])
