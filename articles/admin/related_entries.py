"""What the desk shows of an article that another one may lead to: above all the title that it will speak with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin.pictures import preview, with_previews
from articles.models import Article, Image, PublishedVersion
from articles.publishing.states import State, with_states


@dataclass(frozen=True)
class Entry:
    article: int
    """Primary key."""
    family: str
    """Key of its translations: to readers all of them are one entry."""
    title: str
    """Of the live version that speaks for it, or of its draft."""
    locale: str
    """Of that version, or its own."""
    chosen_as: str
    """Its own title and locale, where a translation speaks for it."""
    state: str
    """Its own, in plain words with the date that matters."""
    is_public: bool
    """Readers see it, itself or by a translation."""
    cover: str
    """Address of a small picture, or ""."""

    def card(self) -> str:
        """HTML, without anything to click in it: it may stand in an option of a list."""
        return render_to_string("admin/articles/article/related_card.html", {"entry": self})

    def as_json(self) -> dict[str, Any]:
        return {"id": self.article, "family": self.family, "title": self.title, "card": self.card()}


def entries(articles: Collection[int], *, locale: str, own: int | None, at: datetime) -> dict[int, Entry]:
    """By primary key, those of `articles` that exist. Four queries, however many; none for none.

    `locale`, `own`: of the article that leads to them. As in the API, a live translation in `locale` speaks for them.
    """
    previews = Prefetch("cover", with_previews(Image.objects.all()))
    found = list(with_states(Article.objects.filter(pk__in=articles), at=at).prefetch_related(previews))
    keys = {str(one.uuid): one.translation_key for one in found}
    versions = PublishedVersion.objects.live(at=at).speaking_for(keys, locales=[locale])
    live: list[Any] = list(versions.exclude(article=own).values("article", "translation_key", "locale", "title"))
    itself = {version["article"]: version for version in live}
    in_locale = {version["translation_key"]: version for version in live if version["locale"] == locale}
    return {one.pk: _entry(one, in_locale.get(one.translation_key) or itself.get(one.pk)) for one in found}


def _entry(article: Any, speaker: dict[str, Any] | None) -> Entry:
    is_translated = speaker is not None and speaker["article"] != article.pk
    return Entry(
        article=article.pk,
        family=str(article.translation_key),
        title=speaker["title"] if speaker else article.title,
        locale=speaker["locale"] if speaker else article.locale,
        chosen_as=f"{article.title} ({article.locale})" if is_translated else "",
        state=state_in_words(article),
        is_public=speaker is not None,
        cover=preview(article.cover) if article.cover else "",
    )


def state_in_words(article: Any) -> str:
    """The article with the annotations of `with_states`."""
    words = {
        State.DRAFT: _("draft of %(date)s"),
        State.SCHEDULED: _("scheduled for %(date)s"),
        State.LIVE: _("live since %(date)s"),
        State.NEWER_DRAFT: _("live since %(date)s, with a newer draft"),
        State.EXPIRED: _("expired"),
        State.WITHDRAWN: _("withdrawn"),
    }[State(article.state)]
    at = {State.DRAFT: article.created_at, State.SCHEDULED: article.next_start}.get(article.state, article.live_since)
    return words % {"date": date_format(timezone.localtime(at), _("j F Y")) if at else ""}
