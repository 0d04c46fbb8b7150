"""One article by slug or id: whatever the world may be told of it, read in one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from api.documents.article import Article, build_article
from api.documents.highlights import Form
from api.http.locales import default_locale
from api.http.parameters import CANONICAL_UUID
from api.http.problems import NOT_FOUND, Problem, make_problem
from api.http.snapshot import Reading, read_snapshot
from articles.models.public_status import Gone, Live, Moved, PublicStatus, status_by_id, status_in
from articles.models.published_version import PublishedVersion
from articles.models.slug_claim import SLUG, SLUG_LENGTH


@dataclass(frozen=True)
class Answer:
    """200 with `document`, 301 with `moved`, 404 and 410 with `problem`."""

    status: int
    reading: Reading
    document: Article | None = None
    modified: datetime | None = None
    """When this text became public."""
    moved: Moved | None = None
    problem: Problem | None = None


def read_article(
    reference: str,
    *,
    locale: str = "",
    fallback: Sequence[str] = (),
    highlights: Form = "ranges",
    moment: Callable[[Reading], datetime] = attrgetter("at"),
    min_sequence: int = 0,
) -> Answer:
    """`reference`: an id, or a slug in `locale` (by default the site's first) or else in one of `fallback`.

    An id is that very article where no locale is given. `moment` says what moment is spoken of. A constant number of
    queries. Raises NotYet by `min_sequence`.
    """
    with read_snapshot(min_sequence) as reading:
        at = moment(reading)
        status = find(reference, locale, fallback, at)
        if isinstance(status, Live):
            # The door again: a status alone opens nothing.
            live = PublishedVersion.objects.live(at=at, present=False).with_identity()
            version = live.get(pk=status.version)
            document = build_article(version, at=at, highlights=highlights)
            return Answer(200, reading, document=document, modified=version.live_from)
    if isinstance(status, Moved):
        return Answer(301, reading, moved=status)
    if isinstance(status, Gone):
        return Answer(410, reading, problem=gone(status))
    return Answer(404, reading, problem=NOT_FOUND)


def find(reference: str, locale: str, fallback: Sequence[str], at: datetime) -> PublicStatus:
    named = read_reference(reference)
    if named is None:
        return None
    if isinstance(named, UUID) and not locale and not fallback:
        return status_by_id(named, at=at)
    return status_in(named, locales=list(dict.fromkeys([locale or default_locale(), *fallback])), at=at)


def read_reference(reference: str) -> str | UUID | None:
    """No two readings of one reference: a slug never looks like an id. What is neither is nothing."""
    if CANONICAL_UUID.fullmatch(reference):
        return UUID(reference)
    if SLUG.fullmatch(reference) and len(reference) <= SLUG_LENGTH:
        return reference
    return None


def gone(status: Gone) -> Problem:
    """Its id, and the note of a withdrawal that has one: how else it ended is nobody's business."""
    if status.reason == "withdrawn":
        detail = "This article was withdrawn."
    else:
        detail = "This article is no longer public."
    return make_problem(410, detail, id=str(status.id), note=status.note or None)
