"""Versions that are still to come. Scheduling tells the world nothing: no Change, but answers have a new deadline."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from articles.errors import MomentPassed, NotScheduled, StartTaken
from articles.models import Article, PublishedVersion, User
from articles.publishing.actions import (
    Done,
    build,
    check_again,
    check_seen,
    drop,
    finish,
    open_version,
    rewrite_timeline,
)
from articles.publishing.due import note_due


@transaction.atomic
def schedule(
    article: Article,
    *,
    at: datetime,
    revision: int,
    seen: int,
    by: User,
    kind: str = PublishedVersion.Kind.UPDATE,
    note: str = "",
    again: bool = False,
) -> Done:
    """Let a revision become public at `at`. Several may be scheduled.

    Raises StaleAct, UnknownRevision, MomentPassed, StartTaken, WasKilled, SlugTaken, ExpiresTooEarly, AltMissing,
    NoteMissing, NotUsable (the note), Vanished.
    """
    article = Article.objects.lock(article)
    moment = article.moment()
    events = note_due(article, moment)
    check_seen(article, seen)
    check_again(article, again)
    if at <= moment:
        raise MomentPassed(at)
    if article.versions.filter(live_from=at, dropped_at=None).exists():
        raise StartTaken(at)

    version = build(article, revision, live_from=at, by=by, kind=kind, note=note)
    open_version(article, version, moment)
    return finish(article, moment, events, version=version)


@transaction.atomic
def unschedule(article: Article, *, version: int, seen: int) -> Done:
    """Drop a scheduled version, by its primary key: all is as if it had never been scheduled.

    Raises StaleAct, NotScheduled.
    """
    article = Article.objects.lock(article)
    moment = article.moment()
    events = note_due(article, moment)
    check_seen(article, seen)
    pending = article.versions.scheduled(at=moment).filter(pk=version)
    if not pending.exists():
        raise NotScheduled

    dropped = drop(pending)
    rewrite_timeline(article, moment)
    return finish(article, moment, events, dropped=dropped)
