"""Where a term is used. What was merged into it counts as it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Article, Author, Category, PublishedVersion, Tag, VersionAuthor, VersionTag
from articles.models.term_family import find_families, find_merged

AnyTerm = Author | Category | Tag
NAMED = 10
"""So many articles are named; all are counted."""


@dataclass(frozen=True)
class TermUses:
    articles: tuple[Article, ...]
    """Those whose draft or any version names it, newest first; not more than NAMED."""
    article_count: int
    children: tuple[Category, ...]
    """What stands below a category, in order."""

    @property
    def is_empty(self) -> bool:
        return not self.article_count and not self.children


def uses_of(term: AnyTerm) -> TermUses:
    """Drafts and versions, whatever their state: who is named by a published version must stay."""
    family = find_merged(type(term), term.pk)
    articles = Article.objects.filter(_drafts_with(term, family) | Exists(_versions_with(term, family)))
    newest = tuple(articles.order_by("-created_at", "-pk")[: NAMED + 1])
    return TermUses(
        articles=newest[:NAMED],
        article_count=articles.count() if len(newest) > NAMED else len(newest),
        children=_children(term, family),
    )


def was_public(term: AnyTerm) -> bool:
    """True once a version that names it, or a category below it, has begun: somebody may know its address."""
    model: Any = type(term)
    family = find_families(model, {term.pk})[term.pk] | {term.pk}
    versions = PublishedVersion.objects.begun(at=timezone.now())
    return versions.filter(_named_by(term, family)).exists()


def _drafts_with(term: AnyTerm, family: set[int]) -> Q:
    if isinstance(term, Category):
        return Q(category__in=family)
    through: Any = Article.tags.through if isinstance(term, Tag) else Article.authors.through
    column = "tag" if isinstance(term, Tag) else "author"
    return Q(Exists(through.objects.filter(article=OuterRef("pk"), **{f"{column}__in": family})))


def _versions_with(term: AnyTerm, family: set[int]) -> Any:
    return PublishedVersion.objects.filter(_named_by(term, family), article=OuterRef("pk"))


def _named_by(term: AnyTerm, family: set[int]) -> Q:
    if isinstance(term, Category):
        return Q(category__in=family)
    if isinstance(term, Tag):
        return Q(Exists(VersionTag.objects.filter(version=OuterRef("pk"), tag__in=family)))
    return Q(Exists(VersionAuthor.objects.filter(version=OuterRef("pk"), author__in=family)))


def _children(term: AnyTerm, family: set[int]) -> tuple[Category, ...]:
    if not isinstance(term, Category):
        return ()
    below = Category.objects.without_tree_fields().standing().filter(parent__in=family)
    return tuple(below.order_by("position", "name", "pk"))
