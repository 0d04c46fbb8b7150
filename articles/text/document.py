"""The writing page shows one document; the article keeps sections. Cut the one, compose it of the others.

Cutting is slicing: what the editor did not touch comes back byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import unescape
from typing import Final
from uuid import uuid4

from .markup import escape, start_tag
from .structure import is_section_id

# In a clean document h2 stands at the top only, and no attribute holds a bare `<` or `>`.
_HEADING: Final = re.compile(r'<h2(?: data-section-id="([^"]*)")?>(.*?)</h2>', re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")  # not the no-break space: "10 %" stays together


@dataclass(frozen=True)
class SectionText:
    """One section: `heading` is plain text ("" for the opening only), `body` is clean HTML."""

    id: str
    heading: str
    body: str


def new_section_id() -> str:
    return str(uuid4())


def cut(
    document_html: str,
    *,
    new_id: Callable[[], str] = new_section_id,
    known: frozenset[str] | None = None,
    opening: str | None = None,
) -> list[SectionText]:
    """The sections of a document as `clean_document` returns it.

    Text before the first heading is the opening, which has no heading to carry an id: `opening` is the id it had.
    A section gets a new id if its own is missing, malformed, used before, or (given `known`) not of this article.
    What stands under an empty heading belongs to the section before it.
    """
    ids = _Ids(new_id, known)
    before, *pieces = _HEADING.split(document_html)
    sections: list[SectionText] = []
    headed = [(None, "", before), *zip(*[iter(pieces)] * 3, strict=True)]
    for section_id, heading_html, body in headed:
        heading = _plain(heading_html)
        if heading:
            sections.append(SectionText(ids.take(section_id), heading, body))
        elif sections:
            sections[-1] = replace(sections[-1], body=sections[-1].body + body)
        elif body:
            sections.append(SectionText(ids.take_opening(opening), "", body))
    return sections


def compose(sections: Iterable[SectionText]) -> str:
    """The document of these sections, in their order, without white space between blocks."""
    return "".join(map(_with_heading, sections))


def _with_heading(section: SectionText) -> str:
    if not section.heading:
        return section.body
    return f"{start_tag('h2', {'data-section-id': section.id})}{escape(section.heading)}</h2>{section.body}"


def _plain(heading_html: str) -> str:
    text = _SPACES.sub(" ", unescape(_TAG.sub("", heading_html.replace("<br>", " ")))).strip(" ")
    return "" if text.isspace() else text


class _Ids:
    """Gives every section an id of its own."""

    def __init__(self, new_id: Callable[[], str], known: frozenset[str] | None) -> None:
        self._new_id = new_id
        self._known = known
        self._taken: set[str] = set()

    def take(self, section_id: str | None) -> str:
        is_ours = self._known is None or section_id in self._known
        return self.take_opening(section_id if is_ours else None)

    def take_opening(self, section_id: str | None) -> str:
        usable = section_id and is_section_id(section_id) and section_id not in self._taken
        taken = section_id if section_id and usable else self._new_id()
        self._taken.add(taken)
        return taken
