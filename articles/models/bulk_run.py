from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone


class BulkRun(models.Model):
    """One act on many articles of the list: what was asked, and what became of each article so far.

    Its key comes with the form, so that a form that is sent twice begins one run. It is its owner's alone, and kept for
    some days; what the acts did stands in the articles' own histories.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        REFUSED = "refused"
        LEFT_OUT = "left out"
        """Not tried: the page that asked said why not."""

    uuid = models.UUIDField(primary_key=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bulk_runs")
    act = models.CharField(max_length=16)
    asked = models.JSONField()
    """What the act's form was told."""
    rows = models.JSONField()
    """A dict for each article (articles/admin/bulk_runs.py), in the order of the list."""
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.act} × {len(self.rows)}"

    def of(self, outcome: str) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["outcome"] == outcome]
