"""Markdown below its blocks: the words of a run, and what of it has no place in an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from markdown_it.token import Token

from articles.text.inline import one_line
from articles.text.links import safe_href
from articles.transfer.manuscript import MAX_PICTURES

Tell = Callable[[int, str, str], None]
"""Notes (line number, text, why) of something that was not placed."""

BREAKS: Final = frozenset({"softbreak", "hardbreak"})
NO_IMAGE: Final = f"a picture comes in alone in a paragraph, {MAX_PICTURES} of them at most; this one is left out"
NO_HTML: Final = "HTML in Markdown is left out"
NO_ADDRESS: Final = "no address that may stand in a text; the words stay, without the link"
NO_PARTNER: Final = "a “==” without its partner: kept as it stands, nothing is highlighted"


def words(tokens: Sequence[Token]) -> str:
    """What a reader would read aloud, on one line."""
    read = (token.content for token in tokens if token.type in ("text", "code_inline", *BREAKS))
    return one_line("".join(content or " " for content in read))


def is_usable(address: str) -> bool:
    return safe_href(address) is not None


def placeable(
    tokens: Sequence[Token], line: int, tell: Tell, *, may_link: Callable[[str], bool] = is_usable
) -> list[Token]:
    """The run without pictures, raw HTML and links to nowhere; each of them is told."""
    kept: list[Token] = []
    is_dropping = False  # links are never nested
    for at, token in with_lines(tokens, line):
        if token.type == "image":
            tell(at, token.content or str(token.attrs.get("src", "")), NO_IMAGE)
        elif token.type == "html_inline":
            tell(at, token.content, NO_HTML)
        elif token.type == "link_open" and not may_link(href(token)):
            tell(at, href(token), NO_ADDRESS)
            is_dropping = True
        elif token.type == "link_close" and is_dropping:
            is_dropping = False
        else:
            if token.type == "text" and "==" in token.content:
                tell(at, token.content, NO_PARTNER)
            kept.append(token)
    return kept


def with_lines(tokens: Sequence[Token], line: int) -> Iterator[tuple[int, Token]]:
    """Each token with the line of the file that it stands on."""
    for token in tokens:
        yield line, token
        line += token.type in BREAKS


def tell_lines(token: Token, tell: Tell, why: str) -> None:
    """Tell a block of code or HTML line by line."""
    first = line_of(token) + (token.type == "fence")
    for line, text in enumerate(token.content.split("\n"), first):
        if text.strip():
            tell(line, text, why)


def line_of(token: Token) -> int:
    """The line of the file that a block begins on; 0 where the parser does not say."""
    return token.map[0] + 1 if token.map else 0


def href(token: Token) -> str:
    return str(token.attrs.get("href", ""))
