"""The plain text of a page, as somebody copied it, as an article.

    Title                                    the first line
    Article Highlights / Off On              the switch of the page: left out, and told
    By Somebody                              likewise: who signs is said beside the text
    first paragraph                          the lead
    Heading                                  begins a section (plain_blocks.py says what a heading is)
    Explore more                             related articles: titles, each with a teaser that may be cut off

Nothing here is markup, so all is decided by the shape of lines and the empty lines between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from articles.text.cleaning import clean, clean_inline
from articles.text.markup import escape
from articles.transfer.manuscript import EXPLORE, ArticleFile, FileSection, Kind, Unplaced, check_title
from articles.transfer.plain_blocks import Block, is_heading, split_blocks, with_following
from articles.transfer.plain_related import Foot

NO_TITLE: Final = "Begin it with the title, on a line of its own."
SWITCH: Final = "the switch of the page it was copied from; the reader has its own"
BYLINE: Final = "looks like a byline: choose the authors beside the text"

_SPACES: Final = re.compile(r"[ \t]+")  # not the no-break space: "10 %" stays together
_SWITCH_NAME: Final = re.compile(r"article\s+highlights?\s*:?", re.IGNORECASE)
_SWITCH_STATE: Final = re.compile(r"(?:(?:on|off)[\s/|·,]*){1,2}", re.IGNORECASE)
_BYLINE: Final = re.compile(r"[Bb]y\s+[^\W\d_].{0,78}")


def read_plain_page(text: str) -> ArticleFile:
    """Raises NotReadable without a title, TextRefused for what is too large."""
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    unplaced = list(_take_switch(lines))
    blocks = list(split_blocks(lines))
    title = check_title(_take_title(blocks), remedy=NO_TITLE)
    text_blocks, related_blocks = _divide(blocks)
    unplaced += _take_byline(text_blocks)
    lead = _take_lead(text_blocks)
    foot = Foot()
    for block in related_blocks:
        foot.read(block.line_number, block.lines)
    return ArticleFile(
        kind=Kind.TEXT,
        title=title,
        lead_html=lead,
        sections=tuple(_sections(text_blocks)),
        related=tuple(foot.links),
        unplaced=tuple(sorted((*unplaced, *foot.strays), key=lambda each: each.line_number)),
    )


def _take_switch(lines: list[str]) -> Iterator[Unplaced]:
    """Empty the lines of the highlights switch: its name, and "Off" and "On" beside or below it."""
    for start, line in enumerate(lines):
        name = _SWITCH_NAME.match(line)
        if name is None:
            continue
        beside = line[name.end() :].strip()
        end = start + 1
        while end < len(lines) and (not lines[end] or _SWITCH_STATE.fullmatch(lines[end])):
            end += 1
        below = [state for state in lines[start + 1 : end] if state]
        if (beside and not _SWITCH_STATE.fullmatch(beside)) or not (beside or below):
            continue
        yield Unplaced(start + 1, " ".join((line, *below)), SWITCH)
        lines[start:end] = [""] * (end - start)


def _take_title(blocks: list[Block]) -> str:
    """The first line; what stands right below it is a block of its own."""
    if not blocks:
        return ""
    first = blocks.pop(0)
    if len(first.lines) > 1:
        blocks.insert(0, Block(first.line_number + 1, first.lines[1:]))
    return first.lines[0]


def _take_byline(blocks: list[Block]) -> Iterator[Unplaced]:
    if blocks and len(blocks[0].lines) == 1 and _BYLINE.fullmatch(blocks[0].text):
        byline = blocks.pop(0)
        yield Unplaced(byline.line_number, byline.text, BYLINE)


def _take_lead(blocks: list[Block]) -> str:
    """The first paragraph, where the article begins with one."""
    if not blocks or blocks[0].is_list or is_heading(*with_following(blocks[:2])[0]):
        return ""
    return clean_inline(escape(blocks.pop(0).text))


def _divide(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """What stands before "Explore more", and what stands after it."""
    for place, block in enumerate(blocks):
        if EXPLORE.fullmatch(block.lines[0]):
            rest = [Block(block.line_number + 1, block.lines[1:])] if len(block.lines) > 1 else []
            return blocks[:place], rest + blocks[place + 1 :]
    return blocks, []


def _sections(blocks: Sequence[Block]) -> Iterator[FileSection]:
    heading, html = "", list[str]()
    for block, following in with_following(blocks):
        if not is_heading(block, following):
            html.append(block.html)
            continue
        if heading or html:
            yield FileSection(heading, clean("".join(html)))
        heading, html = block.text, []
    if heading or html:
        yield FileSection(heading, clean("".join(html)))
