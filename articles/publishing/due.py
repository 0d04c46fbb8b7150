"""Note the schedules that came due, once each, however many workers run.

A due schedule is visible by the clock alone; here the world is told of it: a Change, and a move of ContentState.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from articles.models import Article, Change, ContentState, PublishedVersion
from articles.models.public_log import Event, Touched, tell
from articles.search.index import forget, index_article

OVER_AFTER = timedelta(hours=1)
"""How long after its end a version leaves the indexes of the present: longer than any clock is off."""


def record(article: Article, events: list[Event]) -> list[Change]:
    """Append the events of the article to the public log, in order, with what follows from them, and move
    ContentState: the last thing in a transaction. Gives the Changes of the events."""
    if events:
        return [change for change in tell(events, Touched.by(article)) if change.version_id]
    ContentState.move()
    return []


def note_due(article: Article, moment: datetime) -> list[Event]:
    """What started and expired up to `moment` and was not noted yet, in order of time; marked as noted.

    `article` is locked by the caller, who records the events in the same transaction.
    """
    rows = list(article.versions.only("article", *TOLD_BY).order_by("live_from"))
    versions = [version for version in rows if version.dropped_at is None]
    events = [
        Event(start_kind(version, versions), version, version.live_from)
        for version in versions
        if not version.start_noted and version.live_from <= moment and version.suppressed_at is None
    ] + [
        Event(Change.Kind.EXPIRED, version, version.live_until)
        for version in versions
        if not version.end_noted
        and version.live_until is not None
        and version.live_until <= moment
        and version.ended_by == PublishedVersion.EndedBy.EXPIRY
        and version.suppressed_at is None
    ]
    if any(is_late(version, moment) for version in rows):
        mark_noted(article, moment)
    return sorted(events, key=lambda event: event.at)


TOLD_BY = ["live_from", "live_until", "ended_by", "kind", "suppressed_at", "dropped_at", "start_noted", "end_noted"]
"""Columns of a version that say what the world is told of it."""


def is_late(version: PublishedVersion, moment: datetime) -> bool:
    """Whether its start or end has come by `moment` and was not noted."""
    has_ended = version.live_until is not None and version.live_until <= moment
    return (not version.start_noted and version.live_from <= moment) or (not version.end_noted and has_ended)


def mark_noted(article: Article, moment: datetime) -> None:
    """What has ended has begun as well (version_ends_after_start): so the start of all of these is noted."""
    has_ended = Q(live_until__lte=moment)
    late = Q(start_noted=False, live_from__lte=moment) | Q(has_ended, end_noted=False)
    ends = Case(When(has_ended, then=True), default=F("end_noted"))
    article.versions.filter(late).update(start_noted=True, end_noted=ends)


def start_kind(version: PublishedVersion, versions: list[PublishedVersion]) -> Change.Kind:
    """What the start of `version` is to the world: `versions` are all of its article that were not dropped."""
    was_live = any(
        other.live_from < version.live_from
        and (other.live_until is None or other.live_until >= version.live_from)
        and (other.suppressed_at is None or other.suppressed_at > version.live_from)
        for other in versions
    )
    if not was_live:
        return Change.Kind.PUBLISHED
    return Change.Kind.CORRECTED if version.kind in PublishedVersion.CORRECTING else Change.Kind.UPDATED


def late(now: datetime) -> QuerySet[PublishedVersion]:
    """Versions whose start or end has come by `now` and was not noted."""
    return PublishedVersion.objects.filter(
        Q(start_noted=False, live_from__lte=now) | Q(end_noted=False, live_until__lte=now), dropped_at=None
    )


def note_all_due() -> int:
    """Note everything that is due, article by article, each in a transaction of its own. Gives how many Changes.

    An article that cannot be noted holds up no other: its error is raised when all have had their turn.
    """
    noted, failure = 0, None
    for article_id in sorted(set(late(timezone.now()).values_list("article_id", flat=True))):
        try:
            noted += len(_note_article(article_id))
        except DatabaseError as error:
            failure = failure or error
    if failure is not None:
        raise failure
    return noted


@transaction.atomic
def _note_article(article_id: int) -> list[Change]:
    article = Article.objects.lock(Article(pk=article_id))
    now = timezone.now()
    events = note_due(article, now)
    index_article(article, now)
    return record(article, events) if events else []


def retire() -> int:
    """Take what ended an hour ago out of the indexes of the present. Gives how many versions."""
    ended = PublishedVersion.objects.filter(is_over=False, live_until__lt=timezone.now() - OVER_AFTER)
    retired = ended.update(is_over=True)
    if retired:
        forget()
    return retired
