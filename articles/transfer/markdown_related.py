"""What stands under "Explore more": a list, or paragraphs with an entry a line.

- [Title](article:slug-or-id)            an article of ours
- [Title](/articles/slug/)               the same, by the path of its page (or its whole address)
- [Title](https://…): teaser             an outside address
- **Title**: teaser                      title and teaser alone
- Title
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it.token import Token

from articles.text.links import safe_href
from articles.transfer.manuscript import ADDRESS_LENGTH, HEADING_LENGTH, FileLink
from articles.transfer.markdown_inline import BREAKS, Tell, href, line_of, placeable, tell_lines, with_lines, words

OURS: Final = "article:"
NO_ENTRY: Final = "no entry of “Explore more”: only a line, or an item of a list, is one"
TOO_LONG: Final = f"longer than the {HEADING_LENGTH} characters of a title"
NO_ADDRESS: Final = "no address of a page; the entry stays, without an address"
_JOINTS: Final = " :–—-"  # between a title and its teaser
_CLOSING: Final = {"link_open": "link_close", "strong_open": "strong_close"}


@dataclass
class _Entry:
    line: int
    run: list[Token]
    more: str = ""
    """Teaser from paragraphs below the first."""


def read_related(blocks: Iterable[Sequence[Token]], tell: Tell) -> Iterator[FileLink]:
    """The entries, in order; what is none is told."""
    for block in blocks:
        for entry in _entries(block, tell):
            link = _link(entry, tell)
            if link is not None:
                yield link


def _entries(block: Sequence[Token], tell: Tell) -> Iterator[_Entry]:
    if block[0].type == "paragraph_open":
        yield from _lines(block[1])
    elif block[0].type in ("bullet_list_open", "ordered_list_open"):
        for item in _items(block):
            yield from _in_item(item, tell)
    else:
        _tell_all(block, tell)


def _lines(paragraph: Token) -> list[_Entry]:
    """Each line is an entry; but where titles are links or bold, a line that begins with neither goes on."""
    entries: list[_Entry] = []
    lines: list[_Entry] = [_Entry(line_of(paragraph), [])]
    for line, token in with_lines(paragraph.children or [], line_of(paragraph)):
        if token.type in BREAKS:
            lines.append(_Entry(line + 1, []))
        else:
            lines[-1].run.append(token)
    is_marked = _has_marked_title(lines[0].run)
    for entry in lines:
        if entries and is_marked and not _has_marked_title(entry.run):
            entries[-1].run += [Token("softbreak", "br", 0), *entry.run]
        else:
            entries.append(entry)
    return entries


def _items(block: Sequence[Token]) -> Iterator[list[Token]]:
    item: list[Token] = []
    for token in block:
        if token.level > 1:
            item.append(token)
        elif token.type == "list_item_close":
            yield item
            item = []


def _in_item(item: Sequence[Token], tell: Tell) -> Iterator[_Entry]:
    """The entry of a list item: its first paragraph, and the teaser from those that follow it."""
    runs = [token for token in item if token.type == "inline" and token.level == 3]
    _tell_all([token for token in item if token not in runs], tell)
    if runs:
        more = " ".join(words(run.children or []) for run in runs[1:])
        yield _Entry(line_of(runs[0]), list(runs[0].children or []), more)


def _link(entry: _Entry, tell: Tell) -> FileLink | None:
    run = placeable(entry.run, entry.line, tell, may_link=lambda _: True)
    end = _end_of_title(run)
    title, teaser = words(run[:end]), words(run[end:]).lstrip(_JOINTS)
    if not title or len(title) > HEADING_LENGTH:
        if title:
            tell(entry.line, title, TOO_LONG)
        return None
    address = next((href(token) for token in run if token.type == "link_open"), "")
    if address.startswith(OURS):
        target, url = address.removeprefix(OURS), ""
    else:
        target, url = site_path(address), page_address(address)
        if address and not (target or url):
            tell(entry.line, address, NO_ADDRESS)
    teaser = " ".join(filter(None, (teaser, entry.more)))
    return FileLink(title=title, teaser=teaser, url=url, target=target, line_number=entry.line)


def page_address(text: str) -> str:
    """The address of a web page, or "" for anything else."""
    url = safe_href(text) or ""
    return url if url.startswith(("http://", "https://")) and len(url) <= ADDRESS_LENGTH else ""


def site_path(text: str) -> str:
    """The path of a page on the site that the file is brought to, or "" for anything else."""
    return text if re.fullmatch(r"/(?!/)[^\s\\]+", text) and len(text) <= ADDRESS_LENGTH else ""


def _has_marked_title(run: Sequence[Token]) -> bool:
    return bool(_stripped(run)) and _stripped(run)[0].type in _CLOSING


def _end_of_title(run: Sequence[Token]) -> int:
    """Where the title ends: after a link or bold words at the beginning, else with the run."""
    for start, token in enumerate(run):
        if token.type in _CLOSING:
            closing = (_CLOSING[token.type], token.level)
            return next(end for end, other in enumerate(run, 1) if end > start and (other.type, other.level) == closing)
        if token.content.strip():
            break
    return len(run)


def _stripped(run: Sequence[Token]) -> list[Token]:
    """The run without what cannot be seen at its beginning."""
    start = next((at for at, token in enumerate(run) if token.content.strip() or token.type in _CLOSING), len(run))
    return list(run[start:])


def _tell_all(tokens: Iterable[Token], tell: Tell) -> None:
    line = 0
    for token in tokens:
        line = line_of(token) or line
        if token.type == "inline":
            tell(line, words(token.children or []) or token.content, NO_ENTRY)
        else:
            tell_lines(token, tell, NO_ENTRY)
