from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.query import TreeQuerySet

from articles.models.term import TermQuerySet, TranslatedTerm


class CategoryQuerySet(TermQuerySet, TreeQuerySet):
    pass


class Category(TranslatedTerm):  # type: ignore[django-manager-missing]  # tree_queries is untyped
    """A place in the tree. A filter by category includes its descendants."""

    description = models.TextField(gettext_lazy("description"), blank=True)
    parent = TreeNodeForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=gettext_lazy("parent"),
    )
    position = models.PositiveIntegerField(gettext_lazy("position"), default=0)

    objects = CategoryQuerySet.as_manager()  # type: ignore[misc,django-manager-missing]  # as above

    class Meta(TranslatedTerm.Meta):
        verbose_name = gettext_lazy("category")
        verbose_name_plural = gettext_lazy("categories")
        ordering = ["position", "name", "id"]
