"""The languages of an article: in which it exists, how each version stands in plain words, which are missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf.locale import LANG_INFO
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.admin.timeline_panel import moment_in_words
from articles.models import Article
from articles.publishing.states import State, translations_of


@dataclass(frozen=True)
class Language:
    locale: str
    name: str
    """In the language of whoever reads."""
    article: Any
    """The version in this language, with its state (`with_states`); None: there is none yet."""
    state: str
    is_this: bool
    """It is the version that the page is about."""
    may_change: bool
    may_start: bool


def languages_of(article: Article, request: HttpRequest, *, at: datetime) -> list[Language]:
    """The site's locales in their order, then others in which the article exists all the same. One query."""
    may_add = request.user.has_perm("articles.add_article")
    return [
        Language(
            locale=locale,
            name=name_of(locale),
            article=version,
            state=state_in_words(version) if version else _("not started"),
            is_this=version == article,
            may_change=version is not None and request.user.has_perm("articles.change_article", version),
            may_start=version is None and may_add,
        )
        for locale, version in translations_of(article, at=at).items()
    ]


def name_of(locale: str) -> str:
    """`German`, in the active language; a locale that nobody has named yet speaks for itself."""
    known = LANG_INFO.get(locale.lower()) or LANG_INFO.get(locale.split("-")[0].lower()) or {}
    return capfirst(_(known["name"])) if "name" in known else locale


def state_in_words(article: Any) -> str:
    """Of an article with the annotations of `with_states`."""
    state = State(article.state)
    words = str(state.label)
    if state == State.LIVE:
        words = _("live since {moment}").format(moment=moment_in_words(article.live_since))
    elif state == State.NEWER_DRAFT:
        words = _("live since {moment}, with a newer draft").format(moment=moment_in_words(article.live_since))
    if article.next_start is None:
        return words
    scheduled = _("scheduled for {moment}").format(moment=moment_in_words(article.next_start))
    return scheduled if state == State.SCHEDULED else f"{words}; {scheduled}"
