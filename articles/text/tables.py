"""Tables: caption, parts, rows, cells. What stands between them comes before the table, as a browser would show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from .blocks import Block, Nodes, Wraps, block, html_of, loosened
from .inline import gather, line
from .markup import Element, start_tag

_PARTS: Final = frozenset({"thead", "tbody", "tfoot"})
_CELLS: Final = frozenset({"td", "th"})
_SCOPES: Final = frozenset({"row", "col", "rowgroup", "colgroup"})
_SPAN: Final = re.compile(r"[0-9]{1,4}")
_MAX_SPAN: Final = 1000  # as HTML limits colspan


def read_table(node: Element, wraps: Wraps, *, content: Callable[[Nodes, Wraps], list[Block]]) -> list[Block]:
    """The table, after what stood in it but outside its cells; `content` reads what a cell holds."""
    return _TableReader(wraps, content).read(node)


class _TableReader:
    def __init__(self, wraps: Wraps, content: Callable[[Nodes, Wraps], list[Block]]) -> None:
        self.wraps = wraps
        self.content = content
        self.caption: list[Block] = []
        self.stray: list[Element | str] = []

    def read(self, node: Element) -> list[Block]:
        parts = html_of(self._parts(node))
        table = block("table", html_of(self.caption) + parts) if parts else []
        if not table and self.caption:
            self.stray.append(Element("p", {}, [child for child in node.children if _tag(child) == "caption"][:1]))
        return [*self.content(self.stray, self.wraps), *table]

    def _parts(self, node: Element) -> Iterator[Block]:
        for tag, children in _grouped(node.children):
            if tag in _PARTS:
                yield from block(tag, html_of(self._rows(children)))
            elif tag == "caption" and not self.caption:
                self.caption = block("caption", line(gather(children, self.wraps, between=" ")))
            else:
                self.stray += children

    def _rows(self, children: Nodes) -> Iterator[Block]:
        for child in children:
            if isinstance(child, Element) and child.tag == "tr":
                yield from block("tr", "".join(self._cells(child)))
            else:
                self.stray.append(child)

    def _cells(self, row: Element) -> Iterator[str]:
        for child in row.children:
            if isinstance(child, Element) and child.tag in _CELLS:
                inner = loosened(self.content(child.children, self.wraps))
                yield f"{start_tag(child.tag, _cell_attributes(child))}{inner}</{child.tag}>"
            else:
                self.stray.append(child)


def _tag(node: Element | str) -> str:
    return node.tag if isinstance(node, Element) else ""


def _grouped(nodes: Nodes) -> Iterator[tuple[str, Nodes]]:
    """Each child of a table by its tag; a row without a part is one of a `tbody`."""
    for node in nodes:
        if isinstance(node, Element) and node.tag in {*_PARTS, "caption"}:
            yield node.tag, node.children
        elif isinstance(node, Element) and node.tag == "tr":
            yield "tbody", [node]
        else:
            yield "", [node]


def _cell_attributes(cell: Element) -> dict[str, str]:
    attrs: dict[str, str] = {}
    for name in ("colspan", "rowspan"):
        span = cell.attrs.get(name, "")
        if _SPAN.fullmatch(span) and 1 < int(span) <= _MAX_SPAN:
            attrs[name] = str(int(span))
    if cell.tag == "th" and cell.attrs.get("scope") in _SCOPES:
        attrs["scope"] = cell.attrs["scope"]
    return attrs
