"""What is said of an author, a text a locale."""

from __future__ import annotations

from django.db import transaction

from articles.editing.locales import check_locale
from articles.models import Author, AuthorBio
from articles.models.public_log import Touched, tell
from articles.models.usable import refuse_unusable
from articles.text.inline import scrub


@transaction.atomic
def save_bio(author: Author, *, locale: str, text: str) -> AuthorBio | None:
    """Plain text; an empty one takes the bio away. Raises UnknownLocale, NotUsable."""
    check_locale(locale)
    text = scrub(text).strip()
    if text:
        bio, _ = AuthorBio.objects.get_or_create(author=author, locale=locale)
        bio.text = text
        refuse_unusable(bio, exclude=["author"])
        bio.save()
    else:
        bio = None
        author.bios.filter(locale=locale).delete()
    tell(touched=Touched.by_term(author))
    return bio
