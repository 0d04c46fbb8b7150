"""Show where a text was found: as escaped HTML with `<mark>` around what matches, the same on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import Final, NamedTuple

from articles.search.query import Form, Needle
from articles.search.words import Word, fold, read_word, spans_of_words, stem

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


Place = tuple[int, Needle]
"""A needle, and which group of the form it belongs to."""


class Highlighter:
    """Marks what a form finds in texts of a locale. It learns words, so one serves many texts best."""

    def __init__(self, form: Form, locale: str) -> None:
        self.groups = len(form)
        self.locale = locale
        self._needles = [(group, needle) for group, needles in enumerate(form) for needle in needles]
        self._longest = max((len(needle.words) for _, needle in self._needles), default=1)
        self._initials = {needle.words[0][0] for _, needle in self._needles}
        self._beginning: dict[str, list[Place]] = {}

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
            if most == self.groups:
                break
        return best

    def _hits(self, text: str) -> Iterator[Hit]:
        spans = list(spans_of_words(text))
        free = 0
        for place, span in enumerate(spans):
            if place < free or not (beginning := self._begin_with(span[0])):
                continue
            words = [read_word(one, self.locale) for one in spans[place : place + self._longest]]
            lengths = [(self._length(needle, words), -group) for group, needle in beginning]
            length, group = max(lengths)
            if length:
                free = place + length
                yield Hit(words[0].start, words[length - 1].end, -group)

    def _begin_with(self, word: str) -> list[Place]:
        """The needles that may begin with that word: of nearly all words none, so that only few are looked at.

        Neither folding nor stemming changes a first letter of ASCII, which is quicker to compare.
        """
        if word[0].isascii() and word[0].lower() not in self._initials:
            return []
        if word not in self._beginning:
            folded = fold(word, self.locale)
            self._beginning[word] = [
                (group, needle) for group, needle in self._needles if folded and self._is_same(folded[0], needle, 0)
            ]
        return self._beginning[word]

    def _length(self, needle: Needle, words: Sequence[Word]) -> int:
        """How many of the words, from the first on, the needle covers; 0: it does not match there."""
        sought = 0
        for length, word in enumerate(words[: len(needle.words)], start=1):
            for part in word.folded:
                if sought == len(needle.words) or not self._is_same(part, needle, sought):
                    return 0
                sought += 1
            if sought == len(needle.words):
                return length
        return 0

    def _is_same(self, part: str, needle: Needle, place: int) -> bool:
        sought = needle.words[place]
        if part == sought:
            return True
        if needle.is_prefix:
            return place == len(needle.words) - 1 and part.startswith(sought)
        return not needle.is_phrase and stem(part, self.locale) == sought


def _cut(text: str, first: Hit, hits: Iterable[Hit]) -> str:
    """From some words ahead of the first hit on, between words where there are blanks."""
    start, end = max(0, first.start - BEFORE), _end(first, text)
    if start:
        start = text.find(" ", start, first.start) + 1 or start
    if end < len(text):
        blank = text.rfind(" ", first.end, end)
        end = end if blank < 0 else blank
    rest = "" if end == len(text) else " …" if text[end - 1] in ".!?" else "…"
    return ("…" if start else "") + _marked(text, start, end, hits) + rest


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
