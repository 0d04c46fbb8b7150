from __future__ import annotations

from django.db import models


class WorkerPulse(models.Model):
    """When a background worker last looked round: `/readyz` tells from it whether one is at work."""

    name = models.CharField(max_length=120, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
