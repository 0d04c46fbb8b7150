"""Two contents of one article: what differs, part by part, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.snapshot import Highlight, Section, Snapshot
from articles.text.diff import Piece, compare
from articles.text.plain import plain_text

SHOWN = 160
"""Characters of what stayed that are shown on either side of what did not."""

SAID = {
    "slug": gettext_lazy("Slug"),
    "locale": gettext_lazy("Locale"),
    "cover": gettext_lazy("Cover"),
    "authors": gettext_lazy("Authors"),
    "category": pgettext_lazy("the desk", "Category"),
    "tags": gettext_lazy("Tags"),
    "genre": gettext_lazy("genre"),
    "priority": gettext_lazy("priority"),
    "access": gettext_lazy("access"),
    "ai_use": gettext_lazy("AI use"),
    "ai_note": gettext_lazy("AI note for readers"),
    "related": gettext_lazy("Explore more"),
    "seo": gettext_lazy("Search engines"),
    "rights": gettext_lazy("Rights"),
    "expires_at": gettext_lazy("expires at"),
}
"""What is said about an article: only that it differs is told."""


@dataclass(frozen=True)
class Difference:
    name: str
    pieces: tuple[Piece, ...] = ()
    """Words that stayed, went and came; none where words do not tell it."""
    note: str = ""


def differences(before: Snapshot, after: Snapshot) -> list[Difference]:
    """In the order of the page. Texts are compared by their HTML, their plain text is not asked for. No query."""
    found = [
        _text(_("Title"), before.title, after.title),
        _text(_("Kicker"), before.kicker, after.kicker),
        _html(_("Lead"), before.lead_html, after.lead_html),
        *_sections(before, after),
        Difference(_("Highlights"), note=_("A note differs.")) if _notes(before) != _notes(after) else None,
        *(
            Difference(capfirst(str(words)))
            for name, words in SAID.items()
            if _said(before, name) != _said(after, name)
        ),
    ]
    return [one for one in found if one is not None]


def _said(content: Snapshot, name: str) -> Any:
    value = getattr(content, name)
    return sorted(value) if name == "tags" else value


def _notes(content: Snapshot) -> dict[str, str]:
    def note(one: Highlight) -> str:
        return " ".join(one.note.split())

    return {one.id: note(one) for one in content.highlights if note(one)}


def _text(name: str, old: str, new: str) -> Difference | None:
    return Difference(name, _abridged(compare(old, new))) if old != new else None


def _html(name: str, old: str, new: str) -> Difference | None:
    if old == new:
        return None
    return _text(name, plain_text(old), plain_text(new)) or Difference(
        name, note=_("The words are the same; formatting, highlights, links or figures differ.")
    )


def _sections(before: Snapshot, after: Snapshot) -> Iterator[Difference | None]:
    """In the order of the later text; what is not in it any more comes last."""
    earlier = {section.id: section for section in before.sections}
    later = {section.id: section for section in after.sections}
    for id_, new in later.items():
        old = earlier.get(id_)
        name = _named(new)
        if old is None:
            yield Difference(name, _whole("insert", new), _("A new section."))
        elif old.heading != new.heading:
            yield Difference(name, _abridged(compare(_words(old), _words(new))))
        else:
            yield _html(name, old.html, new.html)
    for id_, old in earlier.items():
        if id_ not in later:
            yield Difference(_named(old), _whole("delete", old), _("The section is gone."))
    if [id_ for id_ in earlier if id_ in later] != [id_ for id_ in later if id_ in earlier]:
        yield Difference(_("Order of the sections"))


def _named(section: Section) -> str:
    return _("Section “{heading}”").format(heading=section.heading) if section.heading else _("Opening")


def _words(section: Section) -> str:
    return f"{section.heading}\n\n{plain_text(section.html)}".strip()


def _whole(op: Any, section: Section) -> tuple[Piece, ...]:
    words = plain_text(section.html)
    return (Piece(op, words),) if words else ()  # its heading is its name


def _abridged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """With long stretches of what stayed cut down to their ends."""
    last = len(pieces) - 1
    return tuple(
        replace(piece, text=_ends(piece.text, head=place > 0, tail=place < last)) if piece.op == "equal" else piece
        for place, piece in enumerate(pieces)
    )


def _ends(text: str, *, head: bool, tail: bool) -> str:
    if len(text) <= 2 * SHOWN + 20:
        return text
    return f"{text[:SHOWN] if head else ''} … {text[-SHOWN:] if tail else ''}"
