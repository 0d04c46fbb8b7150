"""Old revisions of a draft."""

from __future__ import annotations

from articles.editing.drafts import save_draft
from articles.errors import UnknownRevision
from articles.models import Article, Revision, User


def restore(article: Article, *, number: int, base: int, by: User) -> Revision:
    """Make revision `number` the draft again, as a new revision. What is public does not change.

    Terms and related articles that have vanished since are left out. Raises UnknownRevision, StaleRevision, SlugTaken.
    """
    old = Revision.objects.filter(article=article, number=number).first()
    if old is None:
        raise UnknownRevision(number)
    return save_draft(article, old.content, base=base, by=by, reason=Revision.Reason.RESTORED, restored_from=number)
