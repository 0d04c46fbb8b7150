from __future__ import annotations

from django.db import models
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.query import TreeQuerySet

from articles.models.term import TermQuerySet, TranslatedTerm


class CategoryQuerySet(TermQuerySet, TreeQuerySet):  # type: ignore[misc]  # two untyped bases meet
    pass


class Category(TranslatedTerm):
    """A place in the tree. A filter by category includes its descendants."""

    description = models.TextField(blank=True)
    parent = TreeNodeForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField(default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta(TranslatedTerm.Meta):
        ordering = ["position", "name", "id"]
        verbose_name_plural = "categories"
