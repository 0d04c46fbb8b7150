from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

Form = dict[str, list[str]]
"""What a form would send: by name the values, as strings."""


def new_name() -> str:
    return uuid4().hex


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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "by"], name="autosave_one_a_user_and_article")]

    def __str__(self) -> str:
        return f"Unsaved text of {self.by}"
