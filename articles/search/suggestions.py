"""Articles that a text may lead on to: those that share its telling words (BM25). The door is the caller's queryset.

In three steps, each of which is bounded, however many texts are live: which of the text's words tell most, by how few
texts have them; which texts have most of these, by the index alone; and of the first of them, how often they have each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final, NamedTuple

from django.db import connection

from articles.models.published_version import PublishedVersionQuerySet
from articles.models.search_document import SearchDocument
from articles.search.finding import BACKENDS, find_heaviest
from articles.search.stop_words import stop_words
from articles.search.words import fold, spans_of_words, stem

MOST: Final = 10
"""Suggestions."""
SHOWN: Final = 5
"""Words that are told of each."""
SHARED: Final = 2
"""So many words must be shared: one alone is chance."""
CONSIDERED: Final = 40
"""Words of the text that are counted in the index."""
BROAD: Final = 2_000
"""A word in more texts than that tells nothing; nor does one in more than half of them, unless there are but a few."""
FEW_TEXTS: Final = 5
ROOM: Final = 5_000
"""Texts that may be weighed, each as often as it has one of the words."""
READ: Final = 50
"""Texts whose words are read."""
WEIGHTS: Final = {"title": 8, "lead": 3, "text": 1}
"""Of a word by where it stands: those of the search (migration 0006)."""
K1, B = 1.2, 0.75
"""BM25: how soon more of a word tells no more; how much a long text must have more of it."""
_NOT_SEEN: Final = re.compile("[\u00ad\u200b-\u200d\u2060]|['’][sS]$")


@dataclass(frozen=True)
class Text:
    """What suggestions are sought for, in plain text."""

    locale: str
    title: str
    lead: str
    text: str


class Suggestion(NamedTuple):
    article: int
    """Primary key."""
    words: tuple[str, ...]
    """Shared ones as they stand in the text that was asked with, the most telling first."""


@dataclass(frozen=True)
class Telling:
    """A word of the text that may be shared."""

    root: str
    word: str
    """As readers know it: the form that the text has most."""
    weight: float
    texts: int
    """That have it."""


@dataclass(frozen=True)
class Scored:
    version: int
    article: int
    by_word: Mapping[str, float]
    """What each shared word adds to the score, as readers know it."""

    @property
    def score(self) -> float:
        return sum(self.by_word.values())

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(sorted(self.by_word, key=self.by_word.__getitem__, reverse=True)[:SHOWN])


def suggest(text: Text, versions: PublishedVersionQuerySet) -> list[Suggestion]:
    """The most similar of `versions` (live, in the text's locale), the best first. Four queries; none for no words."""
    telling = telling_words(text)
    if not telling:
        return []
    found = find_heaviest(_seeds(telling), versions, most=READ)
    scored = [one for one in _scored(found, telling) if len(one.by_word) >= SHARED]
    best = sorted(scored, key=lambda one: (one.score, one.version), reverse=True)[:MOST]
    return [Suggestion(one.article, one.words) for one in best]


def telling_words(text: Text) -> list[Telling]:
    """Of the words that the text has most, those that tell the more the fewer texts have them; the most telling first.

    Two queries; none for no words."""
    frequent = _frequent_words(text)
    if not frequent:
        return []
    total = SearchDocument.objects.count()
    counts = BACKENDS[connection.vendor].counts(list(frequent), BROAD + 1)
    most = min(BROAD, max(FEW_TEXTS, total // 2))
    telling = [
        Telling(root, word, _saturated(often) * _rarity(count, total), count)
        for (root, (word, often)), count in zip(frequent.items(), counts, strict=True)
        if 0 < count <= most
    ]
    return sorted(telling, key=lambda one: one.weight, reverse=True)


def _frequent_words(text: Text) -> dict[str, tuple[str, float]]:
    """By its stem each word that may tell something, with how often it stands there, by weight; longer ones first."""
    often: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for name, weight in WEIGHTS.items():
        for word, count in Counter(span[0] for span in spans_of_words(getattr(text, name))).items():
            for root, form in _roots(word, text.locale):
                often[root] += weight * count
                forms[root][form] += count
    ranked = sorted(often, key=lambda root: (often[root], len(root)), reverse=True)[:CONSIDERED]
    return {root: (_commonest(forms[root]), often[root]) for root in ranked}


def _roots(word: str, locale: str) -> Iterator[tuple[str, str]]:
    """Stem and readable form: none for stop words, numbers and single letters, rarely several."""
    folded = fold(word, locale)
    for part in folded:
        if len(part) > 1 and not part.isdecimal() and part not in stop_words(locale):
            yield stem(part, locale), _NOT_SEEN.sub("", word) if len(folded) == 1 else part


def _commonest(forms: Counter[str]) -> str:
    """Of equal ones that which no beginning of a sentence has made large."""
    return max(forms, key=lambda form: (forms[form], form.islower()))


def _rarity(count: int, total: int) -> float:
    """BM25's inverse document frequency, never below zero."""
    return log(1 + (max(total - count, 0) + 0.5) / (count + 0.5))


def _saturated(often: float, length: float = 1) -> float:
    """`length`: of the text that has it, by the average."""
    return often * (K1 + 1) / (often + K1 * (1 - B + B * length))


def _seeds(telling: Sequence[Telling]) -> dict[str, float]:
    """The most telling words, as many as there is room for their texts; the first in any case."""
    seeds: dict[str, float] = {}
    room = ROOM
    for one in telling:
        if not seeds or one.texts <= room:
            seeds[one.root] = one.weight
            room -= one.texts
    return seeds


def _scored(versions: Sequence[int], telling: Sequence[Telling]) -> list[Scored]:
    """BM25 of each, of its own words. One query."""
    sought = {one.root for one in telling}
    documents = SearchDocument.objects.filter(pk__in=versions).values_list("pk", "version__article", *WEIGHTS)
    read = [
        (pk, article, *_counted(dict(zip(WEIGHTS, texts, strict=True)), sought)) for pk, article, *texts in documents
    ]
    average = sum(length for *_, length in read) / max(len(read), 1)
    return [
        Scored(
            pk,
            article,
            {
                one.word: one.weight * _saturated(often[one.root], length / average)
                for one in telling
                if one.root in often
            },
        )
        for pk, article, often, length in read
    ]


def _counted(document: Mapping[str, str], sought: Collection[str]) -> tuple[Counter[str], int]:
    """How often each sought word stands there, by weight; and how many words there are, one at least."""
    often: Counter[str] = Counter()
    length = 1
    for name, text in document.items():
        words = text.split()
        length += len(words)
        for word, count in Counter(filter(sought.__contains__, words)).items():
            often[word] += WEIGHTS[name] * count
    return often, length
