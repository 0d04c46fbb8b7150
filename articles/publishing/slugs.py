"""Give a slug back: the address stops redirecting, and something else may take it."""

from __future__ import annotations

from django.db import transaction

from articles.errors import SlugInUse
from articles.models import Article, ContentState, SlugClaim


@transaction.atomic
def free_slug(article: Article, slug: str, *, locale: str | None = None) -> None:
    """Of the article's own locale unless said otherwise: a draft that moved to another one still holds its first slug.

    Raises SlugInUse for the slug of the draft, or of a live or scheduled version.
    """
    article = Article.objects.lock(article)
    locale = article.locale if locale is None else locale
    moment = article.moment()
    versions = article.versions.filter(slug=slug, locale=locale)
    is_drafts = (article.locale, article.slug) == (locale, slug)
    if is_drafts or versions.live(at=moment).exists() or versions.scheduled(at=moment).exists():
        raise SlugInUse(slug)
    SlugClaim.objects.of(SlugClaim.Kind.ARTICLE, locale, slug).filter(article=article).delete()
    ContentState.move()
