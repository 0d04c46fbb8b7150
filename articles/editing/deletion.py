"""Delete a draft that nobody outside has ever heard of."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.errors import Refused, WasPublic
from articles.models import Article


@transaction.atomic
def delete_draft(article: Article) -> None:
    """Delete the draft with its revisions and slug claims. Raises what `check_deletable` does."""
    article = Article.objects.lock(article)
    check_deletable(article)
    article.delete()


def check_deletable(article: Article) -> None:
    """Raises WasPublic once a version of it has begun, and Refused while one is scheduled or others link to it.

    Links of other drafts would vanish without a revision of theirs to tell it.
    """
    if article.versions.filter(live_from__lte=timezone.now()).exists():
        raise WasPublic
    if article.versions.exists():
        raise Refused(_("A version of this article is scheduled."), _("Unschedule it before you delete the draft."))
    linking = list(article.linked_from.exclude(article=article).values_list("article__title", flat=True)[:5])
    if linking:
        named = ", ".join(f"“{title}”" for title in linking)
        raise Refused(_("It is a related article of {named}.").format(named=named), _("Take it out of these first."))
