from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Highlight(models.Model):
    """A passage that readers switch on: derived at save from the marks in the text, with which it travels."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="highlights")
    section = models.ForeignKey(
        "articles.Section", on_delete=models.CASCADE, null=True, blank=True, related_name="highlights"
    )  # empty: the lead
    identifier = models.CharField(max_length=16)
    position = models.PositiveIntegerField()
    exact = models.TextField()
    start = models.PositiveIntegerField(help_text="Code points from the start of the plain text.")
    end = models.PositiveIntegerField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "identifier"], name="highlight_id_once_an_article"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="highlight_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.exact[:60]
