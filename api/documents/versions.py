"""What was public of an article when, and what changed in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal
from uuid import UUID

from api.described import described
from articles import snapshot
from articles.models.published_version import PublishedVersion
from articles.snapshot import Snapshot
from articles.text.diff import compare

KINDS = PublishedVersion.Kind.values


@dataclass(frozen=True)
class Version:
    """One stretch of being public."""

    revision: int = field(metadata=described("Number of what was public; the same one may have been so twice."))
    live_from: datetime = field(metadata=described("Public from this moment on, in UTC."))
    live_until: datetime | None = field(metadata=described("And not from this one on; null: it is public now."))
    kind: str = field(metadata=described("What it was to readers.", choices=KINDS))
    note: str = field(metadata=described("For readers, plain text; may be empty."))


@dataclass(frozen=True)
class Words:
    op: Literal["equal", "delete", "insert"] = field(metadata=described("Whether they stayed, went or came."))
    text: str = field(metadata=described("Plain text, blanks included."))


@dataclass(frozen=True)
class SectionDiff:
    """A section of either version. What is equal in heading and text may still be marked up differently."""

    id: str = field(metadata=described("UUID; the same in both."))
    change: Literal["unchanged", "changed", "added", "removed"] = field(metadata=described("Of heading and text."))
    is_moved: bool = field(metadata=described("It stands elsewhere among those that are in both."))
    heading: list[Words]
    text: list[Words]


@dataclass(frozen=True)
class Diff:
    """Without what was inserted it is the earlier text, without what was deleted the later one."""

    id: UUID = field(metadata=described("Of the article."))
    from_revision: int | None = field(metadata=described("The earlier text; null: there was none."))
    to_revision: int = field(metadata=described("The later text."))
    title: list[Words]
    lead: list[Words]
    sections: list[SectionDiff] = field(
        metadata=described("In the order of the later text, what was removed where it stood.")
    )


def build_versions(versions: Sequence[PublishedVersion], *, at: datetime) -> list[Version]:
    """Of versions `with_identity`. No query. An end that is still to come is nobody's business."""
    return [
        Version(
            revision=version.revision_number,
            live_from=version.live_from,
            live_until=version.live_until if version.live_until and version.live_until <= at else None,
            kind=version.kind,
            note=version.note,
        )
        for version in versions
    ]


def build_diff(before: PublishedVersion | None, after: PublishedVersion) -> Diff:
    """Of versions `with_identity`, or of nothing and one. No query."""
    old = before.content if before else Snapshot(locale="", title="", slug="")
    new = after.content
    return Diff(
        id=after.public_id,
        from_revision=before.revision_number if before else None,
        to_revision=after.revision_number,
        title=_words(old.title, new.title),
        lead=_words(old.lead_text, new.lead_text),
        sections=list(_sections(old, new)),
    )


def _sections(old: Snapshot, new: Snapshot) -> Iterator[SectionDiff]:
    earlier = {section.id: section for section in old.sections}
    later = {section.id: section for section in new.sections}
    steps = SequenceMatcher(None, list(earlier), list(later), autojunk=False).get_opcodes()
    for op, start, end, from_, to in steps:
        for gone in list(earlier)[start:end]:
            if gone not in later:
                yield _section(earlier[gone], None, is_moved=False)
        for here in list(later)[from_:to]:
            yield _section(earlier.get(here), later[here], is_moved=op != "equal" and here in earlier)


def _section(old: snapshot.Section | None, new: snapshot.Section | None, *, is_moved: bool) -> SectionDiff:
    either = new or old
    assert either is not None  # noqa: S101  # of nothing there is no section
    heading = _words(old.heading if old else "", new.heading if new else "")
    text = _words(old.text if old else "", new.text if new else "")
    change: Literal["unchanged", "changed", "added", "removed"] = "unchanged"
    if old is None or new is None:
        change = "added" if old is None else "removed"
    elif any(words.op != "equal" for words in heading + text):
        change = "changed"
    return SectionDiff(either.id, change, is_moved, heading, text)


def _words(old: str, new: str) -> list[Words]:
    return [Words(piece.op, piece.text) for piece in compare(old, new)]
