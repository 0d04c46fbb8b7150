from __future__ import annotations

from uuid import uuid4

from django.db import models

from articles.fields import CleanHTMLField


class Section(models.Model):
    """An ordered part of a draft. Its `uuid` stays while it is edited and moved: highlights and merges hang on it."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="sections")
    uuid = models.UUIDField(default=uuid4)
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=300, blank=True, help_text="May be empty for the opening.")
    body = CleanHTMLField(blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["article", "uuid"], name="section_uuid_once_an_article")]

    def __str__(self) -> str:
        return self.heading or "(opening)"
