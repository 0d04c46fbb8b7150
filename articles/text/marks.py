"""Highlights: marks in the text of a body, and the passages they mean.

For clean HTML (`cleaning`): there a mark is written in one way only, never empty and never in another, so
that its tags can be found as strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Final

from .plain import MarkSpan, walk

_START: Final = re.compile(r'<mark data-highlight-id="([^"]+)">')
_START_OR_END: Final = re.compile(_START.pattern + "|</mark>")
_TAG: Final = re.compile(r"</?mark(?: [^>]*)?>")
_EMPTY: Final = re.compile(r"<mark(?: [^>]*)?></mark>")


@dataclass(frozen=True)
class Passage:
    """A highlighted passage: `exact == plain_text(html)[start:end]`, in Unicode code points."""

    id: str
    exact: str
    start: int
    end: int


def new_highlight_id() -> str:
    return "h" + token_hex(5)


def find_passages(html: str) -> list[Passage]:
    """The passages of one body or lead, in text order. Marks of one id with no text between them are one passage."""
    text, spans = walk(html)
    ends = [(run[0].id, run[0].start, run[-1].end) for run in _runs(text, spans)]
    return [Passage(id_, text[start:end], start, end) for id_, start, end in ends if start < end]


def repair_marks(htmls: Sequence[str], *, new_id: Callable[[], str] = new_highlight_id) -> list[str]:
    """The same texts (lead and bodies of one article, in order), in which every id means one passage.

    Of several passages with one id the first keeps it, each other gets a new one. Empty marks go. Idempotent.
    """
    texts = [_EMPTY.sub("", html) for html in htmls]
    taken = {id_ for html in texts for id_ in _START.findall(html)}
    seen: set[str] = set()
    return [_repaired(html, seen, taken, new_id) for html in texts]


def rename_marks(html: str, names: Mapping[str, str]) -> str:
    """The text with other ids in its marks; what `names` does not name keeps its own."""
    return _START.sub(lambda mark: f'<mark data-highlight-id="{names.get(mark[1], mark[1])}">', html)


def strip_marks(html: str) -> str:
    """The text without its marks; nothing else changes."""
    return _TAG.sub("", html)


def anchor_marks(html: str, allowed: Collection[str]) -> str:
    """The text with `id` on the first mark of each allowed passage, so that a link can lead there; others go."""
    anchored: set[str] = set()
    dropping = False

    def write(tag: re.Match[str]) -> str:
        nonlocal dropping
        id_ = tag[1]
        if id_ is None:
            return "" if dropping else tag[0]
        dropping = id_ not in allowed
        if dropping or id_ in anchored:
            return "" if dropping else tag[0]
        anchored.add(id_)
        return f'<mark id="{id_}" data-highlight-id="{id_}">'

    return _START_OR_END.sub(write, html)


def _repaired(html: str, seen: set[str], taken: set[str], new_id: Callable[[], str]) -> str:
    ids: list[str] = []
    for run in _runs(*walk(html)):
        id_ = run[0].id if run[0].id not in seen else _unused(taken, new_id)
        seen.add(id_)
        ids += [id_] * len(run)
    fresh = iter(ids)
    return _START.sub(lambda mark: f'<mark data-highlight-id="{next(fresh, mark[1])}">', html)


def _unused(taken: set[str], new_id: Callable[[], str]) -> str:
    while (id_ := new_id()) in taken:
        pass
    taken.add(id_)
    return id_


def _runs(text: str, spans: Sequence[MarkSpan]) -> list[list[MarkSpan]]:
    """Neighbouring marks of one id, with nothing but white space or the end of a block between them."""
    runs: list[list[MarkSpan]] = []
    for span in spans:
        last = runs[-1][-1] if runs else None
        if last and last.id == span.id and not text[last.end : span.start].strip():
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs
