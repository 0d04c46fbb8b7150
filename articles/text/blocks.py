"""One block of a text, already written; and the small rules that lists, tables and quotes share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .inline import Wrap
from .markup import Element, start_tag

Nodes = Sequence[Element | str]
Wraps = tuple[Wrap, ...]  # the inline elements around a block, to be carried into it
Levels = Mapping[str, str]  # what a heading becomes; one that is not named becomes a paragraph


class Block(NamedTuple):
    start: str
    inner: str
    end: str

    @property
    def html(self) -> str:
        return self.start + self.inner + self.end


def block(tag: str, inner: str, attrs: Mapping[str, str] | None = None) -> list[Block]:
    """The one block, or none if nothing is in it."""
    return [Block(start_tag(tag, attrs), inner, f"</{tag}>")] if inner else []


def html_of(blocks: Iterable[Block]) -> str:
    return "".join(each.html for each in blocks)


def loosened(content: Sequence[Block]) -> str:
    """What an item or a cell holds: its only paragraph, if it comes first, needs no element of its own."""
    paragraphs = [each for each in content if each.start == "<p>"]
    if len(paragraphs) == 1 and content[0] is paragraphs[0]:
        return content[0].inner + html_of(content[1:])
    return html_of(content)
