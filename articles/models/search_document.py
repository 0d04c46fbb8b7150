from __future__ import annotations

from django.db import models
from django.db.models import F


class SearchDocument(models.Model):
    """What the search knows of a live version: its words, folded and stemmed (articles/search/words.py), not its text.

    Written by articles/search/index.py in the transaction that makes a version live, or notes that it is; deleted in
    the one that ends it. Beside it stands the database's own index (migration 0006): on SQLite `articles_search_fts`,
    kept by triggers; on PostgreSQL the generated column `vector`. Whoever changes this table later must know: SQLite
    alters a table by copying it, and triggers are not copied.
    """

    version = models.OneToOneField(
        "articles.PublishedVersion", on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )
    locale = models.CharField(max_length=16)
    published_at = models.DateTimeField()
    title = models.TextField()
    lead = models.TextField()
    text = models.TextField()

    class Meta:
        indexes = [models.Index(F("published_at").desc(), F("version").desc(), name="search_newest")]

    def __str__(self) -> str:
        return self.title
