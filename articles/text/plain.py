"""The text of a body without its markup: what is counted, searched, quoted, and what highlights count in."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from math import ceil
from typing import Final, NamedTuple
from unicodedata import category

WORDS_PER_MINUTE: Final = 230

# What is put between two texts is the widest gap that any boundary between them asks for.
_GAPS: Final = ("", "\t", "\n", "\n\n")
_CELL, _ROW, _BLOCK = 1, 2, 3
_BOUNDARIES: Final = {
    **dict.fromkeys(("td", "th"), _CELL),
    **dict.fromkeys(("tr", "li"), _ROW),
    **dict.fromkeys(("p", "h2", "h3", "h4", "blockquote", "pre", "ul", "ol", "hr", "figure", "figcaption"), _BLOCK),
    **dict.fromkeys(("table", "caption", "thead", "tbody", "tfoot"), _BLOCK),
}
# Inside a list or a table lines are enough: a list in an item, or the part of a table, begins a line, not a paragraph.
_LINES_INSIDE: Final = {"li": frozenset({"ul", "ol"}), "table": frozenset({"thead", "tbody", "tfoot"})}

# Written without spaces between words. Hangul has them and is counted like Latin.
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_DASHES: Final = re.compile(r"[–—―/…]")
_JOINERS: Final = frozenset("\u200c\u200d")


class MarkSpan(NamedTuple):
    """One `<mark>` element: where it stands in the plain text, in code points."""

    id: str
    start: int
    end: int


def plain_text(html: str) -> str:
    """The frozen plain text of clean HTML, in which offsets count (Unicode code points).

    Blocks are separated by an empty line, list items and table rows by a newline, cells by a tab; `<br>` is a newline.
    A list within an item begins a new line only. No white space at either end; empty cells leave no trace.
    """
    return walk(html)[0]


def walk(html: str) -> tuple[str, list[MarkSpan]]:
    """The plain text and its marks, in text order: the one reading that text and offsets share."""
    if "<" not in html and "&" not in html:
        return html.strip(), []
    walker = _Walker()
    walker.feed(html)
    walker.close()
    text = "".join(walker.parts)
    # pre may begin or end with blanks that the rule takes away; whatever was marked there moves with the text
    ahead, kept = len(text) - len(text.lstrip()), text.strip()
    return kept, [MarkSpan(id_, *(min(max(at - ahead, 0), len(kept)) for at in ends)) for id_, *ends in walker.marks]


def count_words(text: str) -> int:
    """Words of plain text: runs between spaces, dashes and slashes that hold a letter or digit; CJK signs one each."""
    signs = len(_CJK.findall(text))
    runs = _DASHES.sub(" ", _CJK.sub(" ", text)).split()
    return signs + sum(run[0].isalnum() or any(map(str.isalnum, run)) for run in runs)


def reading_minutes(words: int) -> int:
    """Whole minutes, rounded up, at least one."""
    return max(1, ceil(words / WORDS_PER_MINUTE))


def teaser(text: str, limit: int = 160) -> str:
    """The beginning of a text on one line, at most `limit` code points, cut after a word and marked with "…"."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[:limit].rpartition(" ")[0]
    if len(cut) < limit // 2:  # an endless word, or a script without spaces
        cut = text[: _grapheme_end(text, limit - 1)]
    return cut.rstrip(" ,;:–—-(/") + "…"


def _grapheme_end(text: str, at: int) -> int:
    """The last place at or before `at` that does not part a letter from its accent, or an emoji from its joiner."""
    while at > 1 and (category(text[at])[0] == "M" or text[at] in _JOINERS or text[at - 1] in _JOINERS):
        at -= 1
    return at


class _Walker(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.marks: list[tuple[str, int, int]] = []
        self._length = 0
        self._gap = 0
        self._open: list[str] = []
        self._mark_id = ""
        self._mark_start: int | None = None  # known with its first text: a gap before it is not marked

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_data("\n")
        elif tag == "mark":
            self._mark_id = dict(attrs).get("data-highlight-id") or ""
        elif tag in _BOUNDARIES:
            self._boundary(tag)
            if tag != "hr":
                self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._end_mark()
        elif tag in _BOUNDARIES and self._open:
            self._open.pop()
            self._boundary(tag)

    def handle_data(self, data: str) -> None:
        if self._length and self._gap:
            self._add(_GAPS[self._gap])
        self._gap = 0
        if self._mark_id and self._mark_start is None:
            self._mark_start = self._length
        self._add(data)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def _end_mark(self) -> None:
        if self._mark_id:
            start = self._length if self._mark_start is None else self._mark_start
            self.marks.append((self._mark_id, start, self._length))
        self._mark_id, self._mark_start = "", None

    def _boundary(self, tag: str) -> None:
        parent = self._open[-1] if self._open else ""
        lines_only = tag in _LINES_INSIDE.get(parent, ())
        self._gap = max(self._gap, _ROW if lines_only else _BOUNDARIES[tag])
