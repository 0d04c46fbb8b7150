"""Give a slug back: the address stops redirecting, and something else may take it."""

from __future__ import annotations

from django.db import transaction

from articles.errors import SlugInUse
from articles.models import Article, ContentState, SlugClaim


@transaction.atomic
def free_slug(article: Article, slug: str) -> None:
    """Raises SlugInUse for the slug of the draft, or of a live or scheduled version."""
    article = Article.objects.lock(article)
    moment = article.moment()
    versions = article.versions.filter(slug=slug)
    if article.slug == slug or versions.live(at=moment).exists() or versions.scheduled(at=moment).exists():
        raise SlugInUse(slug)
    SlugClaim.objects.of(SlugClaim.Kind.ARTICLE, article.locale, slug).filter(article=article).delete()
    ContentState.move()
