from __future__ import annotations

from django.db import models


class Change(models.Model):
    """The append-only log of what the world could see happen. Two series, each without gaps.

    A number says nothing of what is hidden: scheduling and saving drafts write no Change.
    """

    class Audience(models.TextChoices):
        PUBLIC = "public"
        PARTNERS = "partners"

    class Kind(models.TextChoices):
        PUBLISHED = "published"  # nothing was live just before
        UPDATED = "updated"  # silent and slug change too
        CORRECTED = "corrected"
        EXPIRED = "expired"
        WITHDRAWN = "withdrawn"  # unpublished or withdrawn
        SUPPRESSED = "suppressed"  # killed, legal, erased
        ADVANCED = "advanced"  # partners only, as the next
        MOVED = "moved"

    audience = models.CharField(max_length=16, choices=Audience, default=Audience.PUBLIC)
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="changes")
    version = models.ForeignKey("articles.PublishedVersion", on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()

    class Meta:
        ordering = ["audience", "number"]
        constraints = [
            models.UniqueConstraint(fields=["audience", "number"], name="change_number_once_a_series"),
            # Several workers note a due schedule once.
            models.UniqueConstraint(fields=["audience", "version", "kind", "at"], name="change_noted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
