"""An import without its pictures, taken back at once: what would refuse the article is known before any comes in."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from articles.transfer.html_pictures import without_pictures
from articles.transfer.importing import import_article
from articles.transfer.manuscript import ArticleFile


def rehearse(file: ArticleFile, **options: Any) -> None:
    """Raises Refused for what `import_article` with these options would refuse; in either case nothing has changed.

    What depends on the pictures is not known yet: alt texts that are missing.
    """
    if not file.pictures:
        return
    with transaction.atomic():
        import_article(without_pictures(file), **options)
        transaction.set_rollback(True)
