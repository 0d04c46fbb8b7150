"""What an editor sees of an article: derived from its versions at this moment, never a column that can lie."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy

from articles.models import Article, PublishedVersion


class State(models.TextChoices):
    DRAFT = "draft", gettext_lazy("draft")
    SCHEDULED = "scheduled", gettext_lazy("scheduled")
    LIVE = "live", gettext_lazy("live")
    NEWER_DRAFT = "live, newer draft", gettext_lazy("live, newer draft")
    EXPIRED = "expired", gettext_lazy("expired")
    WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")


def with_states(articles: QuerySet[Article], *, at: datetime) -> QuerySet[Any]:
    """The articles with `state` (a value of State), `live_since`, `live_revision` and `next_start` as of `at`.

    One query whatever their number. A live article with a scheduled change is live, and has a `next_start`.
    """
    versions = PublishedVersion.objects.filter(article=OuterRef("pk"))
    live = versions.live(at=at)
    ended = versions.begun(at=at).order_by("-live_from")
    return articles.annotate(
        live_revision=Subquery(live.values("revision__number")[:1]),
        live_since=Subquery(live.values("live_from")[:1]),
        next_start=Subquery(versions.scheduled(at=at).values("live_from")[:1]),
        last_ended_by=Subquery(ended.values("ended_by")[:1]),
        suppressed_at=Subquery(ended.values("suppressed_at")[:1]),
    ).annotate(
        state=Case(
            When(live_revision=F("head"), then=Value(State.LIVE)),
            When(live_revision__isnull=False, then=Value(State.NEWER_DRAFT)),
            When(next_start__isnull=False, then=Value(State.SCHEDULED)),
            When(suppressed_at__isnull=False, then=Value(State.WITHDRAWN)),  # killed after it had expired, too
            When(last_ended_by=PublishedVersion.EndedBy.EXPIRY, then=Value(State.EXPIRED)),
            When(last_ended_by__isnull=False, then=Value(State.WITHDRAWN)),
            default=Value(State.DRAFT),
            output_field=CharField(),
        )
    )


def state_of(article: Article, *, at: datetime) -> Any:
    """The article with the annotations of `with_states`."""
    return with_states(Article.objects.filter(pk=article.pk), at=at).get()


def translations_of(article: Article, *, at: datetime) -> dict[str, Any]:
    """By locale, the article and its translations with the annotations of `with_states`; None where there is none yet.

    The site's locales in their order, then others in which it exists all the same. One query.
    """
    members = with_states(Article.objects.filter(translation_key=article.translation_key), at=at).order_by("locale")
    found = {one.locale: one for one in members}
    return {locale: found.get(locale) for locale in dict.fromkeys([*settings.LOCALES, *found])}
