"""What a visitor asks for: words that must all be there, "phrases", and the last word as its beginning.

There is no other syntax: AND, NEAR, colons, stars and parentheses are words or nothing. What reaches a database are
folded words, letters and digits alone, each of them quoted (fts5.py, tsvector.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from unicodedata import category

from articles.search.words import fold, stem

LONGEST: Final = 200
"""Characters of what is asked."""
MOST_WORDS: Final = 20
SHORTEST_PREFIX: Final = 2
"""Letters from which the last word is taken for the beginning of others."""
_QUOTES: Final = re.compile("[“”„‟«»＂]")


class NotSearchable(ValueError):
    """What cannot be asked for. `code` is for programs, the text says the remedy."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True)
class Needle:
    """Words that follow each other. `is_prefix`: of the last one only the beginning is given."""

    words: tuple[str, ...]
    is_prefix: bool = False

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1


Form = tuple[tuple[Needle, ...], ...]
"""Of each group one needle must be there."""


@dataclass(frozen=True)
class Term:
    """As it was typed, without its quotation marks."""

    text: str
    is_quoted: bool = False
    is_last: bool = False

    def needles(self, locale: str) -> tuple[Needle, ...]:
        """Any of these will do; none where there is no word in it.

        A word is found by its stem. What is quoted, or falls into several words, is found as it stands.
        """
        words = fold(self.text, locale)
        if not words:
            return ()
        is_prefix = self.is_last and len(words[-1]) >= SHORTEST_PREFIX
        if self.is_quoted or len(words) > 1:
            return (Needle(words, is_prefix),)
        root = stem(words[0], locale)
        if not is_prefix:
            return (Needle((root,)),)
        beginning = Needle(words, is_prefix=True)
        return (beginning,) if root.startswith(words[0]) else (Needle((root,)), beginning)


@dataclass(frozen=True)
class Query:
    terms: tuple[Term, ...]

    def form(self, locale: str) -> Form:
        """What texts of that locale must have."""
        return tuple(needles for term in self.terms if (needles := term.needles(locale)))

    def forms(self, locales: Iterable[str]) -> tuple[Form, ...]:
        """One for each way in which these locales fold and stem it: any of them will do."""
        return tuple(dict.fromkeys(self.form(locale) for locale in locales))


def read_query(text: str) -> Query:
    """Raises NotSearchable. A quotation mark without a partner is none."""
    if len(text) > LONGEST:
        raise NotSearchable("too_long", f"It is too long. Ask with {LONGEST} characters at most.")
    terms = [term for term in _terms(_QUOTES.sub('"', text)) if fold(term.text, "")]
    if not terms:
        raise NotSearchable("no_words", "There is no word in it. Give a letter or a digit at least.")
    if sum(len(fold(term.text, "")) for term in terms) > MOST_WORDS:
        raise NotSearchable("too_many", f"It has too many words. Give {MOST_WORDS} at most.")
    last = terms[-1]
    is_unfinished = not last.is_quoted and category(text[-1])[0] in "LNM"  # a letter, a digit, an accent
    return Query((*terms[:-1], Term(last.text, last.is_quoted, is_last=is_unfinished)))


def _terms(text: str) -> Iterable[Term]:
    pieces = text.split('"')
    for place, piece in enumerate(pieces):
        if place % 2 == 1 and place < len(pieces) - 1:
            yield Term(piece, is_quoted=True)
        else:
            yield from (Term(word) for word in piece.split())
