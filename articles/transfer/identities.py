"""A newer text of an article keeps what readers and links hold on to: the ids of sections and of highlights."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import unescape
from typing import Final

from articles.snapshot import Highlight, Section, Snapshot
from articles.text.marks import find_passages
from articles.text.markup import escape, start_tag

Key = tuple[str | None, str]
"""Where a highlight is: id of its section (None: the lead), and its passage."""
_ID: Final = re.compile(r'(?<=<mark data-highlight-id=")[^"]+')
_TAG: Final = re.compile(r"(<[^>]*>)")


def keep_identities(new: Snapshot, old: Snapshot) -> Snapshot:
    """`new` with the ids that `old` has for the same things, and the notes of its highlights.

    A section is the same where its heading is; a highlight where its passage is, in the same section if it can be.
    """
    new = replace(new, sections=_keep_sections(new.sections, old.sections))
    ids = _kept_highlights(new, old.highlights)
    return replace(
        _with_html(new, lambda _, html: _ID.sub(lambda found: ids.get(found[0], found[0]), html)),
        highlights=old.highlights,
    )


def carry_marks(new: Snapshot, old: Snapshot) -> Snapshot:
    """`new`, whose text cannot have marks, with the highlights of `old` where their passages still stand.

    For plain text after `keep_identities`: a passage that is there once, in its section, is marked again.
    """
    marks = defaultdict(list)
    for highlight in old.highlights:
        marks[highlight.section].append(highlight)

    def mark(section: str | None, html: str) -> str:
        for highlight in marks[section]:
            html = _marked(html, highlight)
        return html

    return _with_html(new, mark)


def _keep_sections(new: Iterable[Section], old: Iterable[Section]) -> tuple[Section, ...]:
    unused: defaultdict[str, list[str]] = defaultdict(list)
    for section in old:
        unused[section.heading.casefold()].append(section.id)
    kept = []
    for section in new:
        ids = unused[" ".join(section.heading.split()).casefold()]
        kept.append(replace(section, id=ids.pop(0)) if ids else section)
    return tuple(kept)


def _kept_highlights(new: Snapshot, old: Iterable[Highlight]) -> dict[str, str]:
    """New id -> old id for each passage that both have: first within its section, then wherever it went."""
    wanted: dict[str, Key] = dict(_passages(new))
    unused: dict[str, Key] = {highlight.id: (highlight.section, highlight.exact) for highlight in old}
    ids: dict[str, str] = {}
    for first in (0, 1):  # compare keys whole, then from the passage on
        for new_id in [id_ for id_ in wanted if id_ not in ids]:
            same = next((id_ for id_, key in unused.items() if key[first:] == wanted[new_id][first:]), None)
            if same is not None:
                ids[new_id] = same
                del unused[same]
    return ids


def _passages(content: Snapshot) -> Iterator[tuple[str, Key]]:
    for section, html in ((None, content.lead_html), *((part.id, part.html) for part in content.sections)):
        for passage in find_passages(html):
            yield passage.id, (section, passage.exact)


def _with_html(content: Snapshot, change: Callable[[str | None, str], str]) -> Snapshot:
    """The content with the HTML of its lead (section None) and sections changed."""
    return replace(
        content,
        lead_html=change(None, content.lead_html),
        sections=tuple(replace(part, html=change(part.id, part.html)) for part in content.sections),
    )


def _marked(html: str, highlight: Highlight) -> str:
    pieces = _TAG.split(html)  # text and tags in turn
    texts = {at: unescape(pieces[at]) for at in range(0, len(pieces), 2)}
    bearing = [at for at, text in texts.items() if highlight.exact in text]
    if len(bearing) != 1 or texts[bearing[0]].count(highlight.exact) != 1:
        return html
    at = bearing[0]
    if at and pieces[at - 1].startswith("<mark"):
        return html
    before, _, after = texts[at].partition(highlight.exact)
    mark = start_tag("mark", {"data-highlight-id": highlight.id})
    pieces[at] = f"{escape(before)}{mark}{escape(highlight.exact)}</mark>{escape(after)}"
    return "".join(pieces)
