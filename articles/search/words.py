"""Words as the index knows them: found, folded and stemmed here, so that both databases find the same.

Neither database sees a text: what it is given are words of letters and digits with blanks between them.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import Stemmer

LONGEST: Final = 64
"""Characters of a word; what is longer is cut, in the index as in what is asked."""
ALGORITHMS: Final = {"en": "english", "de": "german"}
"""Snowball's, by language. Words of other languages are folded, not stemmed. German knows "ae" for "ä"."""
_CACHED = 50_000  # words: a few megabytes

# Written without blanks between words: each sign is a word, and a row of them is sought as a phrase.
_CJK: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER: Final = rf"[^\W_{_CJK}]"
# What may stand within a word: accents, Hebrew and Arabic points, hyphens and joiners that are not seen.
_WITHIN: Final = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060"
_WORD: Final = re.compile(rf"[{_CJK}]|{_LETTER}(?:{_LETTER}|[{_WITHIN}]|['’](?={_LETTER}))*")
_PART: Final = re.compile(r"[^\W_]+")
_VOICED: Final = "\u3099\u309a"  # of kana: another sound, no accent
# What Unicode does not take apart, and what is not there to be read.
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "’": "'"}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060", "")
)


class Word(NamedTuple):
    """Where it stands in a text (code points), and what it is in the index: rarely none or several."""

    start: int
    end: int
    folded: tuple[str, ...]


def words_in(text: str, locale: str) -> Iterator[Word]:
    """The words of a text, in order."""
    return (read_word(span, locale) for span in spans_of_words(text))


def spans_of_words(text: str) -> Iterator[re.Match[str]]:
    """Where the words of a text stand, in order; read_word says what they are in the index."""
    return _WORD.finditer(text)


def read_word(span: re.Match[str], locale: str) -> Word:
    return Word(span.start(), span.end(), _fold(span[0], language_of(locale)))


def fold(text: str, locale: str) -> tuple[str, ...]:
    """The words of a text without case and accents: "Straße" is "strasse", "Café" is "cafe"."""
    language = language_of(locale)
    return tuple(part for word in _WORD.findall(text) for part in _fold(word, language))


def stem(word: str, locale: str) -> str:
    """The stem of a folded word."""
    return _stem(word, language_of(locale))


def language_of(locale: str) -> str:
    return locale.partition("-")[0].lower()


@lru_cache(_CACHED)
def _fold(word: str, language: str) -> tuple[str, ...]:
    apart = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign) or sign in _VOICED)
    plain = unicodedata.normalize("NFC", bare).translate(_LETTERS)
    if language == "en":  # elsewhere an apostrophe parts words: l'amour
        plain = plain.removesuffix("'s").replace("'", "")
    return tuple(part[:LONGEST] for part in _PART.findall(plain))


@lru_cache(_CACHED)
def _stem(word: str, language: str) -> str:
    if language not in ALGORITHMS:
        return word
    return _stemmers.of(language).stemWord(word)


class _Stemmers(threading.local):
    """A stemmer of Snowball's serves one thread."""

    def __init__(self) -> None:
        self._made: dict[str, Stemmer.Stemmer] = {}

    def of(self, language: str) -> Stemmer.Stemmer:
        if language not in self._made:
            self._made[language] = Stemmer.Stemmer(ALGORITHMS[language], 0)  # it needs no cache of its own
        return self._made[language]


_stemmers = _Stemmers()
