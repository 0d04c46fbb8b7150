"""The plain text of a page, as somebody copied it, as an article.

    Title                                    the first line
    Article Highlights / Off On              the switch of the page: left out, and told
    By Somebody                              likewise: who signs is said in the admin
    first paragraph                          the lead
    Heading                                  begins a section (see `is_heading`)
    Explore more                             related articles: titles, each with a teaser that may be cut off

Nothing here is markup, so all is decided by the shape of lines and the empty lines between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from articles.text.cleaning import clean, clean_inline
from articles.text.markup import escape
from articles.transfer.manuscript import EXPLORE, ArticleFile, FileSection, Kind, Unplaced, check_title
from articles.transfer.plain_related import Foot

NO_TITLE: Final = "Begin it with the title, on a line of its own."
SWITCH: Final = "the switch of the page it was copied from; the reader has its own"
BYLINE: Final = "looks like a byline: choose the authors beside the text"

WRAPPED_BY_HAND: Final = 200
"""Nobody wraps lines as long as this: in a block with one, each line is a paragraph."""
LONGEST_HEADING: Final = 100  # characters
MOST_WORDS: Final = 14  # in a heading
SMALL_WORDS: Final = 4  # letters: in a title such words may begin with a small letter

_SWITCH_NAME: Final = re.compile(r"article\s+highlights?\s*:?", re.IGNORECASE)
_SWITCH_STATE: Final = re.compile(r"(?:(?:on|off)[\s/|·,]*){1,2}", re.IGNORECASE)
_BYLINE: Final = re.compile(r"[Bb]y\s+[^\W\d_].{0,78}")
_BULLET: Final = re.compile(r"[-*•–]\s+(?=\S)")
_NUMBER: Final = re.compile(r"[0-9]{1,3}[.)]\s+(?=\S)")
_ENDS_A_SENTENCE: Final = re.compile(r"[.!,;:…][\"'”’»)\]]*\Z")
_ASKS: Final = re.compile(r"\?[\"'”’»)\]]*\Z")


@dataclass(frozen=True)
class Block:
    """Lines without an empty one between them."""

    line_number: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def read_plain_page(text: str) -> ArticleFile:
    """Raises NotReadable without a title, TextRefused for what is too large."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    unplaced = list(_take_switch(lines))
    blocks = list(_blocks(lines))
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


def is_heading(block: Block, following: Block | None) -> bool:
    """Whether a block begins a section.

    It does where it is one short line that no sentence ends in, begins with a capital letter, a digit or a quotation
    mark, and text follows which could not itself be a heading. A question is a heading only in the capitals of a
    title ("Why Do Bridges Hum?"): in an interview "Why do they hum?" is said by somebody.
    """
    return _may_be_heading(block) and following is not None and not _may_be_heading(following)


def _may_be_heading(block: Block) -> bool:
    text = block.text
    if len(block.lines) > 1 or len(text) > LONGEST_HEADING or len(text.split()) > MOST_WORDS or _is_list(block):
        return False
    first = next((char for char in text if char.isalnum()), "")
    if not first or first.islower() or _ENDS_A_SENTENCE.search(text):
        return False
    return not _ASKS.search(text) or _is_title_case(text)


def _is_title_case(text: str) -> bool:
    words = ["".join(filter(str.isalpha, word)) for word in text.split()]
    telling = [word for word in words if len(word) >= SMALL_WORDS]
    return bool(telling) and all(not word[0].islower() for word in telling)


# --- Lines and blocks -----------------------------------------------------------------------------------------------


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
    if not blocks or _is_list(blocks[0]) or is_heading(*_pairs(blocks[:2])[0]):
        return ""
    return clean_inline(escape(blocks.pop(0).text))


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    run: list[str] = []
    for number, line in enumerate((*lines, ""), 1):
        if line:
            run.append(line)
        elif run:
            yield from _split(Block(number - len(run), tuple(run)))
            run = []


def _pairs(blocks: Sequence[Block]) -> list[tuple[Block, Block | None]]:
    """Each block with the one that follows it."""
    return list(zip_longest(blocks, blocks[1:]))


def _split(block: Block) -> Iterator[Block]:
    """Lines of their own, where nobody wrapped them by hand."""
    if max(map(len, block.lines)) < WRAPPED_BY_HAND:
        yield block
    else:
        for number, line in enumerate(block.lines, block.line_number):
            yield Block(number, (line,))


def _divide(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """What stands before "Explore more", and what stands after it."""
    for place, block in enumerate(blocks):
        if EXPLORE.fullmatch(block.lines[0]):
            rest = [Block(block.line_number + 1, block.lines[1:])] if len(block.lines) > 1 else []
            return blocks[:place], rest + blocks[place + 1 :]
    return blocks, []


# --- HTML -----------------------------------------------------------------------------------------------------------


def _sections(blocks: Sequence[Block]) -> Iterator[FileSection]:
    heading, html = "", list[str]()
    for block, following in _pairs(blocks):
        if not is_heading(block, following):
            html.append(_html(block))
            continue
        if heading or html:
            yield FileSection(heading, clean("".join(html)))
        heading, html = block.text, []
    if heading or html:
        yield FileSection(heading, clean("".join(html)))


def _html(block: Block) -> str:
    if not _is_list(block):
        return f"<p>{escape(block.text)}</p>"
    sign, tag = (_BULLET, "ul") if _BULLET.match(block.lines[0]) else (_NUMBER, "ol")
    items = "".join(f"<li>{escape(sign.sub('', line, count=1))}</li>" for line in block.lines)
    return f"<{tag}>{items}</{tag}>"


def _is_list(block: Block) -> bool:
    return any(all(map(sign.match, block.lines)) for sign in (_BULLET, _NUMBER))
