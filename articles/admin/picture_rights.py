"""Rights in pictures that end: said in the library, and where an article that shows them goes public."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from articles.admin.timeline_panel import moment_in_words
from articles.editing.freezing import freeze
from articles.media.usage import with_rights_expired
from articles.models import Article, Image

SOON = timedelta(days=30)
"""So long before the end it is said."""


def rights_warning(image: Image, *, at: datetime) -> str:
    """ "" while its rights last for a good while yet."""
    end = image.rights_expire_at
    if end is None or end > at + SOON:
        return ""
    words = _("Rights expired on {moment}") if end <= at else _("Rights expire on {moment}")
    return words.format(moment=moment_in_words(end))


def rights_warnings(article: Article, *, at: datetime) -> list[str]:
    """A sentence for each picture of the draft whose rights have ended or soon will. One query for them all."""
    images = with_rights_expired(freeze(article), at=at + SOON)
    return [
        _("The picture “{label}”: {warning}.").format(label=image.label, warning=rights_warning(image, at=at))
        for image in images
    ]
