"""Unsaved text, kept beside the draft until its writer saves or discards it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from articles.editing.drafts import stale
from articles.errors import StaleRevision, UnsavedElsewhere
from articles.models import Article, Autosave, Revision, User
from articles.models.autosave import Form


@transaction.atomic
def keep(
    article: Article, form: Form, *, base: int, by: User, known: str = "", is_rescued: bool = False
) -> tuple[Autosave, StaleRevision | None]:
    """Keep what `by` has written in the form, in the place of what was kept before; and who saved meanwhile, if so.

    `base`: the revision that the writer started from. `known`: the `moment` of the kept text that this one goes on
    from, "" for none: another one is not overwritten. One that arrives after the writer's own save is refused, or it
    would offer what was saved as unsaved; unless it is known not to be that (`is_rescued`: found in a browser later).

    Raises StaleRevision, UnsavedElsewhere, Article.DoesNotExist.
    """
    article = Article.objects.lock(article)  # a save that is under way ends first
    if not is_rescued and last_save(article, by=by) > base:
        raise stale(article, base)
    kept = newest(article, by=by)
    if kept is not None and moment(kept) != known:
        raise UnsavedElsewhere
    kept = kept or Autosave(article=article, by=by)
    # PostgreSQL's JSON holds no NUL.
    kept.form = {name.replace("\0", ""): [one.replace("\0", "") for one in values] for name, values in form.items()}
    kept.base, kept.at = base, timezone.now()
    kept.save()
    return kept, stale(article, base) if article.head > base else None


def newest(article: Article, *, by: User) -> Autosave | None:
    return Autosave.objects.filter(article=article, by=by).first()


def discard(article: Article, *, by: User) -> None:
    Autosave.objects.filter(article=article, by=by).delete()


def moment(kept: Autosave) -> str:
    """Which kept text it is, among those that overwrite each other."""
    return kept.at.isoformat()


def last_save(article: Article, *, by: User) -> int:
    """Number of the newest revision that is a form of theirs, 0 for none.

    To restore an old revision, or to import one, saves nothing of what was being written.
    """
    own = Revision.objects.filter(article=article, by=by, reason=Revision.Reason.SAVED)
    return own.aggregate(newest=Max("number"))["newest"] or 0
