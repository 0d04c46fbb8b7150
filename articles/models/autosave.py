from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

Form = dict[str, list[str]]
"""What a form would send: by name the values, as strings."""


def new_name() -> str:
    return uuid4().hex


class AutosaveManager(models.Manager["Autosave"]):
    def discard(self, article: Any, *, by: Any, known: Collection[str] | None = None) -> None:
        """Of these names alone, if they are given: what another window wrote is not saved in this one."""
        kept = self.filter(article=article, by=by)
        (kept if known is None else kept.filter(name__in=known)).delete()


class Autosave(models.Model):
    """What somebody wrote and has not saved: the writing page's form as it stood, which need not be valid.

    One row for a user and an article, overwritten; no revision, and nobody else's business.
    """

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="autosaves")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="autosaves")
    form = models.JSONField()
    base = models.PositiveIntegerField()
    """Number of the revision that the writer started from."""
    at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=32, default=new_name)
    """What the page that sent it calls it. It knows the name also where no answer reached it: what goes on from this
    text says so, whatever became of the server in between."""

    objects = AutosaveManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "by"], name="autosave_one_a_user_and_article")]

    def __str__(self) -> str:
        return f"Unsaved text of {self.by}"
