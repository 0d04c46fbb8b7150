"""Blocks of plain text: lines between empty lines. Which of them is a heading, and which a list?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from articles.text.markup import escape

WRAPPED_BY_HAND: Final = 200
"""Nobody wraps lines as long as this: in a block with one, each line is a paragraph."""
LONGEST_HEADING: Final = 100  # characters
MOST_WORDS: Final = 14  # in a heading
SMALL_WORDS: Final = 4  # letters: shorter words of a title may begin with a small letter

ENDS_A_SENTENCE: Final = re.compile(r"[.!,;:…][\"'”’»)\]]*\Z")
_ASKS: Final = re.compile(r"\?[\"'”’»)\]]*\Z")
_BULLET: Final = re.compile(r"[-*•–]\s+(?=\S)")
_NUMBER: Final = re.compile(r"[0-9]{1,3}[.)]\s+(?=\S)")


@dataclass(frozen=True)
class Block:
    """Lines without an empty one between them."""

    line_number: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def is_list(self) -> bool:
        return any(all(map(sign.match, self.lines)) for sign in (_BULLET, _NUMBER))

    @property
    def html(self) -> str:
        if not self.is_list:
            return f"<p>{escape(self.text)}</p>"
        sign, tag = (_BULLET, "ul") if _BULLET.match(self.lines[0]) else (_NUMBER, "ol")
        items = "".join(f"<li>{escape(sign.sub('', line, count=1))}</li>" for line in self.lines)
        return f"<{tag}>{items}</{tag}>"


def split_blocks(lines: Iterable[str]) -> Iterator[Block]:
    """The blocks of a file, given its lines without blanks at their ends; a line wrapped by nobody is one."""
    run: list[str] = []
    for number, line in enumerate((*lines, ""), 1):
        if line:
            run.append(line)
        elif run:
            first = number - len(run)
            if max(map(len, run)) < WRAPPED_BY_HAND:
                yield Block(first, tuple(run))
            else:
                yield from (Block(at, (alone,)) for at, alone in enumerate(run, first))
            run = []


def with_following(blocks: Sequence[Block]) -> list[tuple[Block, Block | None]]:
    """Each block with the one that follows it."""
    return list(zip_longest(blocks, blocks[1:]))


def is_heading(block: Block, following: Block | None) -> bool:
    """Whether a block begins a section.

    It does where it is one short line that no sentence ends in, begins with a capital letter, a digit or a quotation
    mark, and text follows which could not itself be a heading. A question is a heading only in the capitals of a
    title ("Why Do Bridges Hum?"): in an interview "Why do they hum?" is said by somebody.
    """
    return _may_be_heading(block) and following is not None and not _may_be_heading(following)


def _may_be_heading(block: Block) -> bool:
    text = block.text
    if len(block.lines) > 1 or len(text) > LONGEST_HEADING or len(text.split()) > MOST_WORDS or block.is_list:
        return False
    first = next((char for char in text if char.isalnum()), "")
    if not first or first.islower() or ENDS_A_SENTENCE.search(text):
        return False
    return not _ASKS.search(text) or _is_title_case(text)


def _is_title_case(text: str) -> bool:
    words = ["".join(filter(str.isalpha, word)) for word in text.split()]
    telling = [word for word in words if len(word) >= SMALL_WORDS]
    return bool(telling) and all(not word[0].islower() for word in telling)
