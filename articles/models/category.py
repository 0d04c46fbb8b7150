from __future__ import annotations

from django.db import models
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.query import TreeQuerySet

from articles.models.term import TermQuerySet, TranslatedTerm


class CategoryQuerySet(TermQuerySet, TreeQuerySet):
    pass


class Category(TranslatedTerm):  # type: ignore[django-manager-missing]  # tree_queries is untyped
    """A place in the tree. A filter by category includes its descendants."""

    description = models.TextField(blank=True)
    parent = TreeNodeForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(default=0)

    objects = CategoryQuerySet.as_manager()  # type: ignore[misc,django-manager-missing]  # as above

    class Meta(TranslatedTerm.Meta):
        ordering = ["position", "name", "id"]
        verbose_name_plural = "categories"
