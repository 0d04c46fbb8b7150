"""Lists hold items and nothing else; items stand in lists and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .blocks import Block, Nodes, Wraps, block, loosened
from .inline import is_blank
from .markup import Element

_START: Final = re.compile(r"-?[0-9]{1,6}")


def read_list(node: Element, wraps: Wraps, *, content: Callable[[Nodes, Wraps], list[Block]]) -> list[Block]:
    """The list, without its empty items; `content` reads what an item holds."""
    tag = "ol" if node.tag == "ol" else "ul"
    items = (loosened(content(nodes, wraps)) for nodes in _items(node.children))
    return block(tag, "".join(f"<li>{item}</li>" for item in items if item), _start(node) if tag == "ol" else {})


def with_lists_around_items(nodes: Nodes) -> Nodes:
    """The same nodes, with a list around every row of items that stands in none."""
    if not any(_is(node, "li") for node in nodes):
        return nodes
    kept: list[Element | str] = []
    row: Element | None = None
    for node in nodes:
        if isinstance(node, Element) and node.tag == "li":
            if row is None:
                kept.append(row := Element("ul"))
            row.children.append(node)
        elif row is None or not _is_space(node):
            kept.append(node)
            row = None
    return kept


def _start(node: Element) -> dict[str, str]:
    start = node.attrs.get("start", "")
    return {"start": str(int(start))} if _START.fullmatch(start) and int(start) != 1 else {}


def _items(nodes: Nodes) -> list[Nodes]:
    """The content of each item. A list between items belongs to the one before it; other content is an item."""
    items: list[list[Element | str]] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag == "li":
            items.append(list(node.children))
        elif items and _is(node, "ul", "ol"):
            items[-1].append(node)
        elif not _is_space(node):
            items.append([node])
    return list(items)


def _is(node: Element | str, *tags: str) -> bool:
    return isinstance(node, Element) and node.tag in tags


def _is_space(node: Element | str) -> bool:
    return isinstance(node, str) and is_blank(node)
