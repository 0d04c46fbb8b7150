from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy


class User(AbstractUser):
    """Who works here. What they may do follows from their groups (articles/rules.py)."""

    time_zone = models.CharField(
        gettext_lazy("time zone"), max_length=64, blank=True, help_text=gettext_lazy("Empty: the site's.")
    )
    writes_as = models.ForeignKey(
        "articles.Author",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="accounts",
        help_text=gettext_lazy("The author that new articles of this person begin with."),
        verbose_name=gettext_lazy("writes as"),
    )

    class Meta:
        verbose_name = gettext_lazy("user")
        verbose_name_plural = gettext_lazy("users")

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.get_username()
