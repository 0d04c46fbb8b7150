from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Who works here. What they may do follows from their groups (articles/rules.py)."""

    time_zone = models.CharField(max_length=64, blank=True, help_text="Empty: the site's.")
    writes_as = models.ForeignKey(
        "articles.Author",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="accounts",
        help_text="The author that new articles of this person begin with.",
    )

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.get_username()
