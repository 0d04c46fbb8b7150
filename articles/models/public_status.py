"""What the world is told of an article: live, moved, gone, or never heard of.

The table of statuses in one place. API, reader and feeds ask here, so that no two routes can disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from articles.models.article import Article
from articles.models.published_version import PublishedVersion
from articles.models.slug_claim import SlugClaim


@dataclass(frozen=True)
class Live:
    version: int
    """Primary key of the live version."""


@dataclass(frozen=True)
class Moved:
    slug: str
    """The slug of the live version."""
    locale: str


@dataclass(frozen=True)
class Gone:
    id: UUID
    reason: str
    """expired | unpublished | withdrawn | suppressed"""
    note: str = ""
    """The public note of a withdrawal."""


PublicStatus = Live | Moved | Gone | None
COLUMNS = (
    "pk", "slug", "locale", "translation_key", "live_from", "live_until", "ended_by", "suppressed_at",
    "article__uuid", "article__withdrawn_at", "article__withdrawn_how", "article__withdrawal_note",
)  # fmt: skip


def status_by_id(uuid: UUID, *, at: datetime) -> PublicStatus:
    """The status of the article with this public id at the moment `at`. One query."""
    rows = _begun(at).filter(article__uuid=uuid)
    return _status(list(rows.values(*COLUMNS)), at)


def status_by_slug(slug: str, *, locale: str, at: datetime) -> PublicStatus:
    """The status of whoever owns this slug. One query.

    Moved only if the owner is live and an unsuppressed version that has begun bore the slug: an unpublished rename
    must not answer. Borne by suppressed ones only: gone. Claimed but never borne in public: never heard of.
    """
    return _status_of_slug(_owned(slug, [locale], at), slug, locale, at)


def status_in(reference: str | UUID, *, locales: Sequence[str], at: datetime) -> PublicStatus:
    """The status of an article by slug or id, in the best of these locales in which it or a translation is live.

    A slug is sought in each locale, in order, until somebody public bore it. Where nothing of the set is live in any
    of them, the status is that of the article named. One query, and one more where another translation may be better.
    """
    if isinstance(reference, UUID):
        rows = list(_begun(at).filter(article__uuid=reference).values(*COLUMNS))
        named: tuple[PublicStatus, str] = (_status(rows, at), rows[-1]["locale"] if rows else "")
    else:
        rows = _owned(reference, locales, at)
        found = ((_status_of_slug(rows, reference, locale, at), locale) for locale in locales)
        named = next((one for one in found if one[0] is not None), (None, ""))
    status, locale = named
    is_best = locale == locales[0] if locales else True
    if status is None or (is_best and not isinstance(status, Gone)) or not locales:
        return status
    key = next(row["translation_key"] for row in rows if row["locale"] == locale)
    return _best_live(key, locales, at, unless=locale) or status


def _best_live(key: UUID, locales: Sequence[str], at: datetime, *, unless: str) -> Live | None:
    """The live version of the set that is in the best locale; None if that is the one known already."""
    live = PublishedVersion.objects.live(at=at, present=False).translations_of([key]).filter(locale__in=locales)
    by_locale = dict(live.values_list("locale", "pk"))
    best = next((locale for locale in locales if locale in by_locale), None)
    return None if best is None or best == unless else Live(by_locale[best])


def _owned(slug: str, locales: Sequence[str], at: datetime) -> list[dict[str, Any]]:
    """The versions that have begun of whoever owns this slug in these locales."""
    claims = SlugClaim.objects.filter(kind=SlugClaim.Kind.ARTICLE, locale__in=locales, slug=slug)
    return list(_begun(at).filter(article__in=claims.values("article")).values(*COLUMNS))


def _status_of_slug(rows: list[dict[str, Any]], slug: str, locale: str, at: datetime) -> PublicStatus:
    """`rows`: of the slug's owners. An article that was public is of one locale for good."""
    rows = [row for row in rows if row["locale"] == locale]
    bearers = [row for row in rows if row["slug"] == slug]
    if not bearers:
        return None
    if all(row["suppressed_at"] for row in bearers):
        return _suppressed(bearers[-1])
    status = _status(rows, at)
    if isinstance(status, Live):
        live = next(row for row in rows if row["pk"] == status.version)
        if live["slug"] != slug:
            return Moved(slug=live["slug"], locale=live["locale"])
    return status


def _begun(at: datetime) -> Any:
    return PublishedVersion.objects.begun(at=at).order_by("live_from")


def _status(rows: list[dict[str, Any]], at: datetime) -> PublicStatus:
    """`rows`: the versions of one article that have begun, oldest first."""
    if not rows:
        return None
    standing = [row for row in rows if row["suppressed_at"] is None]
    if not standing:
        return _suppressed(rows[-1])
    newest = standing[-1]
    if newest["live_until"] is None or newest["live_until"] > at:
        return Live(newest["pk"])
    if newest["ended_by"] != PublishedVersion.EndedBy.WITHDRAWAL:
        return Gone(newest["article__uuid"], "expired")
    # Asked for the past, the article may have been withdrawn once more since: the note is of that.
    is_newest = newest["article__withdrawn_at"] == newest["live_until"]
    if is_newest and newest["article__withdrawn_how"] == Article.Withdrawal.WITHDRAWN:
        return Gone(newest["article__uuid"], "withdrawn", newest["article__withdrawal_note"])
    return Gone(newest["article__uuid"], "unpublished")


def _suppressed(row: dict[str, Any]) -> Gone:
    return Gone(row["article__uuid"], "suppressed")
