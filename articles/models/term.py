"""What authors, categories and tags have in common: a name that lives, a slug that is claimed."""

from __future__ import annotations

from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy


class TermQuerySet(models.QuerySet[Any]):
    def in_locale(self, locale: str) -> Self:
        return self.filter(locale=locale)

    def standing(self) -> Self:
        """Not merged into another one."""
        return self.filter(merged_into=None)


class Term(models.Model):
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(gettext_lazy("name"), max_length=120)
    slug = models.CharField(
        gettext_lazy("slug"), max_length=120, blank=True, help_text=gettext_lazy("Empty: made from the name.")
    )
    # The loser of a merge keeps its row, so that frozen versions that name it still find somebody.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class TranslatedTerm(Term):
    """A term of one locale; its translations share a `translation_key`."""

    locale = models.CharField(gettext_lazy("locale"), max_length=16)
    translation_key = models.UUIDField(default=uuid4, editable=False)

    class Meta(Term.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="%(class)s_one_translation_a_locale"),
        ]
