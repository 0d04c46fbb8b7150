"""Where a term is used, in words with links; and how many live articles count as it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.editing.taxonomy import AnyTerm
from articles.editing.term_uses import TermUses, uses_of
from articles.models import Article, Author, PublishedVersion
from articles.models.term_family import count_versions
from articles.publishing.states import State, with_states


@dataclass(frozen=True)
class Place:
    """An article or category that names the term. `url` is "" where the reader of the page may not go on."""

    title: str
    url: str
    state: str = ""

    def __html__(self) -> SafeString:
        name = format_html('<a href="{}">{}</a>', self.url, self.title) if self.url else self.title
        return format_html("{} ({})", name, self.state) if self.state else format_html("{}", name)

    __str__ = __html__


@dataclass(frozen=True)
class ShownUses:
    articles: tuple[Place, ...]
    article_count: int
    children: tuple[Place, ...]

    @property
    def is_empty(self) -> bool:
        return not self.article_count and not self.children

    @property
    def more(self) -> str:
        """Those that are counted and not named; "" if there are none."""
        left = self.article_count - len(self.articles)
        return (
            ngettext("and %(count)d more article", "and %(count)d more articles", left) % {"count": left} * bool(left)
        )


def shown_uses(term: AnyTerm, user: Any = None) -> ShownUses:
    """As that user may follow it; None: somebody who may open every article. A constant number of queries."""
    uses: TermUses = uses_of(term)
    keys = [article.pk for article in uses.articles]
    stated = with_states(Article.objects.filter(pk__in=keys), at=timezone.now()) if keys else []
    states = {article.pk: article.state for article in stated}
    return ShownUses(
        tuple(_place(article, states.get(article.pk, ""), user) for article in uses.articles),
        uses.article_count,
        tuple(Place(one.name, reverse("admin:articles_category_change", args=[one.pk])) for one in uses.children),
    )


def why_kept(term: AnyTerm) -> SafeString | str:
    """Why it cannot be deleted, with links to where it is used; "" if nothing stands against it.

    Who may delete terms may open every article (articles/rules.py).
    """
    uses = shown_uses(term)
    if uses.is_empty:
        return ""
    places: list[Any] = [(place,) for place in (*uses.articles, *uses.children)] + [(uses.more,)] * bool(uses.more)
    return format_html(
        _("used by {}. Merge it into another one instead, or change these first."), format_html_join(", ", "{}", places)
    )


def _place(article: Article, state: str, user: Any) -> Place:
    may_open = user is None or user.has_perm("articles.change_article", article)
    url = reverse("admin:articles_article_change", args=[article.pk]) if may_open else ""
    return Place(article.title, url, str(State(state).label) if state else "")


def tell_live_counts(model: type[AnyTerm], terms: Iterable[Any]) -> None:
    """Give each term `live_count`: live articles, of a category with all that is below it. One query."""
    terms = list(terms)
    if not terms:
        return
    live: QuerySet[Any, Any] = PublishedVersion.objects.live(at=timezone.now())
    counts = count_versions(model, live, [term.pk for term in terms])
    for term in terms:
        by_locale = counts.get(term.pk, {})
        term.live_count = sum(by_locale.values()) if model is Author else by_locale.get(term.locale, 0)


def live_articles(term: Any) -> SafeString:
    """The count, which leads to the list of its articles."""
    number = term.live_count
    address = f"{reverse('admin:articles_article_changelist')}?{term._meta.model_name}={term.pk}"
    words = ngettext("%(count)d live article", "%(count)d live articles", number) % {"count": number}
    return format_html('<a href="{}" aria-label="{}: {}">{}</a>', address, term.name, words, words)
