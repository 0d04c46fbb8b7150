"""Unsaved text, kept beside the draft until its writer saves or discards it."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max
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
    is_rescued: bool = False,
) -> tuple[Autosave, StaleRevision | None]:
    """Keep what `by` has written in the form, in the place of what was kept before; and who saved meanwhile, if so.

    `base`: the revision that the writer started from. `name`: what the text is known by from now on, if its page has a
    name for it. `known`: names of the texts that this one goes on from; another one is not overwritten. One that
    arrives after the writer's own save is refused, or it would offer what was saved as unsaved; unless it is known not
    to be that (`is_rescued`: found in a browser later).

    Raises StaleRevision, UnsavedElsewhere, Article.DoesNotExist.
    """
    article = Article.objects.lock(article)  # a save that is under way ends first
    if not is_rescued and last_save(article, by=by) > base:
        raise stale(article, base)
    kept = newest(article, by=by)
    if kept is not None and kept.name not in known:
        raise UnsavedElsewhere
    kept = kept or Autosave(article=article, by=by)
    # PostgreSQL's JSON holds no NUL.
    kept.form = {name.replace("\0", ""): [one.replace("\0", "") for one in values] for name, values in form.items()}
    kept.base, kept.at, kept.name = base, timezone.now(), name or new_name()
    kept.save()
    return kept, stale(article, base) if article.head > base else None


def newest(article: Article, *, by: User) -> Autosave | None:
    return Autosave.objects.filter(article=article, by=by).first()


def last_save(article: Article, *, by: User) -> int:
    """Number of the newest revision that is a form of theirs, 0 for none.

    To restore an old revision, or to import one, saves nothing of what was being written.
    """
    own = Revision.objects.filter(article=article, by=by, reason=Revision.Reason.SAVED)
    return own.aggregate(newest=Max("number"))["newest"] or 0
