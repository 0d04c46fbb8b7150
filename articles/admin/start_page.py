"""What an editor finds on coming in: what they were writing, what is coming, and what readers got lately."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from articles.models import Article, Autosave, PublishedVersion, Revision
from articles.publishing.states import State, with_states

SHOWN = 6
"""Of each."""


@dataclass(frozen=True)
class Entry:
    """A line of the start page."""

    pk: int
    title: str
    state: str
    """A value of State."""
    at: datetime | None
    may_change: bool
    locale: str


def start_page(request: HttpRequest) -> dict[str, Any]:
    """Its context. A constant number of queries."""
    user: Any = request.user
    at = timezone.now()
    versions = PublishedVersion.objects.select_related("article")
    return {
        "may_write": user.has_perm("articles.add_article"),
        "may_read": user.has_perm("articles.view_article"),
        "unsaved": Autosave.objects.filter(by=user).select_related("article").defer("form").order_by("-at")[:SHOWN],
        "drafts": [
            Entry(one.pk, str(one), one.state, one.saved_at, user.has_perm("articles.change_article", one), one.locale)
            for one in drafts_of(user, at=at)[:SHOWN]
        ],
        "coming": entries(user, versions.scheduled(at=at).order_by("live_from"), State.SCHEDULED),
        "live": entries(user, versions.live(at=at).order_by("-live_from"), State.LIVE),
    }


def drafts_of(user: Any, *, at: datetime) -> QuerySet[Any]:
    """What the user owns, or saved last, and readers do not have: with `state` and `saved_at`, the newest first."""
    newest = Revision.objects.filter(article=OuterRef("pk"), number=OuterRef("head"))
    saved = Revision.objects.filter(by=user, number=F("article__head"))
    theirs = Article.objects.filter(Q(owner=user) | Q(pk__in=saved.values("article")))
    return (
        with_states(theirs, at=at)
        .filter(state__in=[State.DRAFT, State.NEWER_DRAFT])
        .annotate(saved_at=Subquery(newest.values("at")[:1]))
        .order_by("-saved_at")
    )


def entries(user: Any, versions: Iterable[PublishedVersion], state: State) -> list[Entry]:
    return [
        Entry(
            one.article_id,
            one.title,
            state,
            one.live_from,
            user.has_perm("articles.change_article", one.article),
            one.locale,
        )
        for one in list(versions[:SHOWN])  # type: ignore[index]  # a queryset
    ]
