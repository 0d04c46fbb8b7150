from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.snapshot import Snapshot, load


class Revision(models.Model):
    """An immutable snapshot of the whole article: one a save, by whichever way it came."""

    class Reason(models.TextChoices):
        SAVED = "saved", gettext_lazy("Saved")
        RESTORED = "restored", gettext_lazy("Restored")
        IMPORTED = "imported", gettext_lazy("Imported")
        TAGGED = "tagged", gettext_lazy("Tagged in the list")

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    snapshot = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="revisions")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=16, choices=Reason, default=Reason.SAVED)
    restored_from = models.PositiveIntegerField(null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    page = models.CharField(max_length=32, blank=True)
    """The opened writing page that saved it, by the name that it gave itself. What else comes from there is older."""

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_once_an_article")]

    def __str__(self) -> str:
        return f"Revision {self.number}"

    @property
    def content(self) -> Snapshot:
        return load(self.snapshot)
