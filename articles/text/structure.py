"""The blocks of a text in the one form that is stored.

The tree is not repaired but written anew: every element is either one of the blocks below, or an inline element
(`inline`), or it is looked through. So nothing else can come out, and doing it twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from .blocks import Block, Levels, Nodes, Wraps, block, html_of
from .inline import INLINE, Piece, gather, line, scrub, verbatim, wrapped
from .links import safe_embed
from .lists import read_list, with_lists_around_items
from .markup import Element, start_tag
from .tables import read_table

IN_SECTION: Final[Levels] = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
IN_DOCUMENT: Final[Levels] = {**IN_SECTION, "h1": "h2", "h2": "h2"}
_IN_ITEM: Final[Levels] = {}

_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MAX_ALT: Final = 500  # characters


def is_section_id(value: str) -> bool:
    """A uuid as `str(uuid)` writes it."""
    return _UUID.fullmatch(value) is not None


def as_blocks(nodes: Nodes, levels: Levels) -> str:
    """Any content as the HTML of its blocks, without white space between them."""
    return html_of(_flow(nodes, (), levels))


def as_inline(nodes: Nodes) -> str:
    """Any content as the HTML of one paragraph, without the paragraph; a space where blocks met."""
    return line(gather(nodes, (), between=" "))


def _flow(nodes: Nodes, wraps: Wraps, levels: Levels) -> list[Block]:
    flow = _Flow(levels)
    flow.walk(nodes, wraps)
    flow.flush()
    return flow.blocks


class _Flow:
    """Sorts mixed content into blocks: a stray inline run becomes a paragraph, what surrounds a block goes into it."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        self.blocks: list[Block] = []
        self.run: list[Piece] = []

    def walk(self, nodes: Nodes, wraps: Wraps) -> None:
        for node in with_lists_around_items(nodes):
            if isinstance(node, str) or node.tag == "br":
                self.run += gather([node], wraps, between=" ")
            elif node.tag in INLINE:
                self.walk(node.children, wrapped(node, wraps))
            else:
                self.flush()
                self.read(node, wraps)
                self.flush()

    def flush(self) -> None:
        if self.run:
            self.blocks += block("p", line(self.run))
            self.run = []

    def read(self, node: Element, wraps: Wraps) -> None:
        if node.tag in self.levels:
            self.blocks += _heading(node, wraps, self.levels[node.tag])
        elif node.tag in _READERS:
            self.blocks += _READERS[node.tag](node, wraps)
        elif node.tag == "figure" and (shown := _shown(node)):
            self.blocks += _figure(node, wraps, shown, self.levels)
        elif node.tag == "hr" and self.levels:  # a rule divides a text, not an item or a cell
            self.blocks.append(Block("<hr>", "", ""))
        else:
            self.walk(node.children, wraps)


def _heading(node: Element, wraps: Wraps, tag: str) -> list[Block]:
    section_id = node.attrs.get("data-section-id", "")
    attrs = {"data-section-id": section_id} if tag == "h2" and is_section_id(section_id) else None
    return block(tag, line(gather(node.children, wraps, between=" ")), attrs)


def _pre(node: Element, wraps: Wraps) -> list[Block]:
    return block("pre", verbatim(gather(node.children, wraps, between="\n", br="\n")))


def _quote(node: Element, wraps: Wraps) -> list[Block]:
    attrs = {"data-kind": "pull"} if node.attrs.get("data-kind") == "pull" else None
    return block("blockquote", html_of(_flow(node.children, wraps, IN_SECTION)), attrs)


def _shown(node: Element) -> dict[str, str]:
    """What a figure shows, as attributes: a picture of the library by its id, or what is elsewhere. Never an `img`: an
    address in the text would let others watch our readers."""
    image = node.attrs.get("data-image", "").strip().lower()
    if _UUID.fullmatch(image):
        alt = " ".join(scrub(node.attrs.get("data-alt", "")).split())[:_MAX_ALT].rstrip()
        return {"data-image": image} | ({"data-alt": alt} if alt else {})
    embed = safe_embed(scrub(node.attrs.get("data-embed", "")))
    return {"data-embed": embed} if embed else {}


def _figure(node: Element, wraps: Wraps, shown: dict[str, str], levels: Levels) -> list[Block]:
    """What is shown, with its first caption; whatever else stood in the figure comes after it."""
    captions = [child for child in node.children if isinstance(child, Element) and child.tag == "figcaption"][:1]
    rest = [child for child in node.children if child not in captions]
    caption = html_of(block("figcaption", line(gather(captions, wraps, between=" "))))
    return [Block(start_tag("figure", shown), caption, "</figure>"), *_flow(rest, wraps, levels)]


_in_item = partial(_flow, levels=_IN_ITEM)
_READERS: Final[dict[str, Callable[[Element, Wraps], list[Block]]]] = {
    "pre": _pre,
    "blockquote": _quote,
    "ul": partial(read_list, content=_in_item),
    "ol": partial(read_list, content=_in_item),
    "table": partial(read_table, content=_in_item),
}
