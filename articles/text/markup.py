"""HTML as a small tree, and back into text.

For HTML that was already made well-formed (by nh3, or by us). Untrusted text goes through `scan` first: before its
security releases, the standard library's parser takes quadratic time on some malformed input (CVE-2025-6069).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset({"br", "hr", "img", "col", "wbr", "input", "embed", "source", "area", "track"})
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)")


class TooDeep(ValueError):
    """Elements are nested deeper than the limit."""


@dataclass(slots=True, eq=False)
class Element:
    tag: str
    attrs: Mapping[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)


def parse(html: str, *, limit: int) -> Element:
    """Well-formed HTML as a tree under a nameless root; entities are decoded.

    Raises TooDeep beyond `limit` levels, so that recursive readers of the tree are safe.
    """
    builder = _TreeBuilder(limit)
    builder.feed(html)
    builder.close()
    return builder.root


def depth_of(html: str) -> int:
    """How many elements are open at once in HTML that we serialised ourselves (no `<` in attributes)."""
    deepest = level = 0
    for closing, tag in _TAG.findall(html):
        if tag not in VOID:
            level += -1 if closing else 1
            deepest = max(deepest, level)
    return deepest


def escape(text: str) -> str:
    """Text for the space between tags. Everything but `&<>` stays itself, the no-break space too."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def start_tag(tag: str, attrs: Mapping[str, str] | None = None) -> str:
    """`<tag a="b">`, attributes in the order given."""
    pairs = (attrs or {}).items()
    return f"<{tag}" + "".join(f' {name}="{_escape_value(value)}"' for name, value in pairs) + ">"


def _escape_value(value: str) -> str:
    return escape(value).replace('"', "&quot;")


class _TreeBuilder(HTMLParser):
    def __init__(self, limit: int) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]
        self._limit = limit

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag in VOID:
            return
        self._open.append(element)
        if len(self._open) > self._limit + 1:
            raise TooDeep

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        siblings = self._open[-1].children
        if siblings and isinstance(siblings[-1], str):
            siblings[-1] += data
        else:
            siblings.append(data)
