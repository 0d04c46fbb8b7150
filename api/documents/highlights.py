"""Highlights as the W3C's selectors name them, so that any reader can find the passage again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from api.described import described
from articles import snapshot
from articles.snapshot import Snapshot
from articles.text import marks

Form = Literal["ranges", "inline", "off"]
CONTEXT = 32  # code points of prefix and suffix


@dataclass(frozen=True)
class Highlight:
    """A passage that a reader may switch on (W3C TextQuoteSelector and TextPositionSelector)."""

    id: str = field(metadata=described("The same as long as the passage lives."))
    section: str | None = field(metadata=described("Id of the section; null: the lead."))
    exact: str = field(metadata=described("The passage, plain text."))
    prefix: str = field(metadata=described("Up to 32 code points before it, to find it again in changed text."))
    suffix: str = field(metadata=described("Up to 32 code points after it."))
    start: int = field(
        metadata=described("Where it begins in `text` of the section (or in `lead`), in Unicode code points.")
    )
    end: int = field(metadata=described("Where it ends; the first code point that is not in it."))
    start_utf16: int = field(
        metadata=described("`start` as JavaScript and Java count: `text.slice(start_utf16, end_utf16)`.")
    )
    end_utf16: int = field(metadata=described("`end` in the same units."))
    note: str = field(metadata=described("A remark of the editors; may be empty."))


def build_highlights(content: Snapshot) -> list[Highlight]:
    texts: dict[str | None, str] = {None: content.lead_text, **{one.id: one.text for one in content.sections}}
    return [_highlight(row, texts[row.section]) for row in content.highlights if row.section in texts]


def shown_html(html: str, form: Form, content: Snapshot) -> str:
    """A body as asked for: its marks anchored for `inline`, else without."""
    if form == "inline":
        return marks.anchor_marks(html, {row.id for row in content.highlights})
    return marks.strip_marks(html)


def _highlight(row: snapshot.Highlight, text: str) -> Highlight:
    return Highlight(
        id=row.id,
        section=row.section,
        exact=row.exact,
        prefix=text[max(0, row.start - CONTEXT) : row.start],
        suffix=text[row.end : row.end + CONTEXT],
        start=row.start,
        end=row.end,
        start_utf16=_utf16_length(text[: row.start]),
        end_utf16=_utf16_length(text[: row.end]),
        note=row.note,
    )


def _utf16_length(text: str) -> int:
    return len(text) + sum(sign > "\uffff" for sign in text)
