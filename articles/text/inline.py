"""Runs of inline text: pieces, each with the elements it stands in.

A run is flat: `a <em>b</em>` is ("a ", ()), ("b", (em,)). So an element that is empty, or nested in itself, or that
reached across a block, cannot be written down at all, and two neighbours of the same kind become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile, groupby
from typing import Final, NamedTuple

from .links import safe_href
from .markup import Element, escape, start_tag

HIGHLIGHT_ID: Final = re.compile(r"h[0-9a-f]{10}")
BREAK: Final = "\v"  # a <br> inside a piece's text; the character itself never survives `scrub`

_SAME: Final = {"b": "strong", "i": "em"}
INLINE: Final = frozenset({"a", "strong", "em", "sub", "sup", "code", "cite", "mark", *_SAME})

_LINES: Final = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
# C0 and C1 controls, bidi overrides and isolates (they can make a text read other than it is), BOM, zero-width space,
# lone surrogates and non-characters (no database and no XML feed can keep them). Joiners and soft hyphens stay.
_NEVER: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_SPACES: Final = re.compile(r"[ \t\n]+")
_AROUND_BREAK: Final = re.compile(r" ?\v ?")


class Wrap(NamedTuple):
    tag: str
    start: str


class Piece(NamedTuple):
    text: str
    wraps: tuple[Wrap, ...]


def scrub(text: str) -> str:
    """Text without the characters that must never be stored; line separators of any kind become a newline."""
    return _NEVER.sub("", _LINES.sub("\n", text))


def one_line(text: str) -> str:
    """Text as a title or name may hold it: scrubbed, no line ends, no doubled spaces."""
    return " ".join(scrub(text).split())


def is_blank(text: str) -> bool:
    return not text or text.isspace()


def wrapped(element: Element, wraps: tuple[Wrap, ...]) -> tuple[Wrap, ...]:
    """`wraps`, with this inline element around them if it says anything new."""
    tag = _SAME.get(element.tag, element.tag)
    attrs: dict[str, str] = {}
    if any(wrap.tag == tag for wrap in wraps):
        return wraps
    if tag == "a":
        href = safe_href(scrub(element.attrs.get("href", "")))
        if href is None:
            return wraps
        attrs["href"] = href
    elif tag == "mark":
        if not HIGHLIGHT_ID.fullmatch(element.attrs.get("data-highlight-id", "")):
            return wraps
        attrs["data-highlight-id"] = element.attrs["data-highlight-id"]
    return (*wraps, Wrap(tag, start_tag(tag, attrs)))


def gather(
    nodes: Iterable[Element | str], wraps: tuple[Wrap, ...], *, between: str, br: str = BREAK
) -> Iterator[Piece]:
    """The pieces of any content, with the text `between` wherever a block begins or ends."""
    for node in nodes:
        if isinstance(node, str):
            yield Piece(scrub(node), wraps)
        elif node.tag == "br":
            yield Piece(br, wraps)
        elif node.tag in INLINE:
            yield from gather(node.children, wrapped(node, wraps), between=between, br=br)
        else:
            yield Piece(between, wraps)
            yield from gather(node.children, wraps, between=between, br=br)
            yield Piece(between, wraps)


def line(pieces: Iterable[Piece]) -> str:
    """The run as HTML: white space collapsed and trimmed, no break at either end; "" if nothing is left to read."""
    runs = groupby(pieces, key=lambda piece: piece.wraps)
    return _write(_trimmed_left(_trimmed_right([_collapsed(run, wraps) for wraps, run in runs])))


def verbatim(pieces: Iterable[Piece]) -> str:
    """The run as HTML for `<pre>`: white space as it is, without empty lines at the ends.

    A newline after `<pre>` is dropped by every parser, so keeping one would lose another at each save.
    """
    kept = list(dropwhile(_is_newlines, pieces))
    kept = list(dropwhile(_is_newlines, reversed(kept)))[::-1]
    if not kept:
        return ""
    kept[0] = kept[0]._replace(text=kept[0].text.lstrip("\n"))
    kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip("\n"))
    return _write([piece for piece in kept if piece.text])


def _is_newlines(piece: Piece) -> bool:
    return not piece.text.strip("\n")


def _collapsed(run: Iterable[Piece], wraps: tuple[Wrap, ...]) -> Piece:
    text = _SPACES.sub(" ", "".join(piece.text for piece in run))
    return Piece(_AROUND_BREAK.sub(BREAK, text) if BREAK in text else text, wraps)


def _trimmed_right(pieces: Sequence[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in reversed(pieces):
        text = piece.text
        if not kept:
            text = text.rstrip(" " + BREAK)
        elif kept[-1].text.startswith(BREAK):
            text = text.rstrip(" ")
        if text:
            kept.append(Piece(text, piece.wraps))
    return kept[::-1]


def _trimmed_left(pieces: Sequence[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if not kept:
            text = text.lstrip(" " + BREAK)
        elif kept[-1].text.endswith((" ", BREAK)):
            text = text.lstrip(" ")
        if text:
            kept.append(Piece(text, piece.wraps))
    return kept


def _write(pieces: Sequence[Piece]) -> str:
    return "" if all(is_blank(piece.text) for piece in pieces) else _write_from(pieces, 0)


def _write_from(pieces: Iterable[Piece], depth: int) -> str:
    """Neighbours that share their wrap at this depth share its element; around mere white space there is none."""
    out: list[str] = []
    for wrap, group in groupby(pieces, key=lambda piece: piece.wraps[depth] if len(piece.wraps) > depth else None):
        inner = list(group)
        if wrap is None or all(is_blank(piece.text) for piece in inner):
            out += [escape(piece.text).replace(BREAK, "<br>") for piece in inner]
        else:
            out += [wrap.start, _write_from(inner, depth + 1), f"</{wrap.tag}>"]
    return "".join(out)
