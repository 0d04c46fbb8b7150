"""Unsaved text, kept beside the draft until its writer saves or discards it."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.editing.drafts import stale
from articles.errors import StaleRevision, UnsavedElsewhere
from articles.models import Article, Autosave, Revision, User
from articles.models.autosave import Form, new_name


@transaction.atomic
def keep(
    article: Article,
    form: Form,
    *,
    base: int,
    by: User,
    name: str = "",
    known: Collection[str] = (),
    page: str = "",
) -> tuple[Autosave, StaleRevision | None]:
    """Keep what `by` has written in the form, in the place of what was kept before; and who saved meanwhile, if so.

    `base`: the revision that the writer started from. `name`: what the text is known by from now on, if its page has a
    name for it. `known`: names of the texts that this one goes on from; another one is not overwritten. `page`: the
    opened writing page that it comes from, if that has a name. One that arrives after the save of its own page is
    refused, or it would offer what was saved as unsaved; a save elsewhere saved other words.

    Raises StaleRevision, UnsavedElsewhere, Article.DoesNotExist.
    """
    article = Article.objects.lock(article)  # a save that is under way ends first
    if page and saved_pages(article, by=by).filter(page=page).exists():
        raise stale(article, base, by=by)
    kept = newest(article, by=by)
    if kept is not None and kept.name not in known:
        raise UnsavedElsewhere
    kept = kept or Autosave(article=article, by=by)
    # PostgreSQL's JSON holds no NUL.
    kept.form = {name.replace("\0", ""): [one.replace("\0", "") for one in values] for name, values in form.items()}
    kept.base, kept.at, kept.name = base, timezone.now(), name or new_name()
    kept.save()
    return kept, stale(article, base, by=by) if article.head > base else None


def newest(article: Article, *, by: User) -> Autosave | None:
    return Autosave.objects.filter(article=article, by=by).first()


def saved_pages(article: Article, *, by: User) -> QuerySet[Revision, str]:
    """The opened writing pages that they saved it from, the newest first."""
    own = Revision.objects.filter(article=article, by=by).exclude(page="")
    return own.order_by("-number").values_list("page", flat=True)
