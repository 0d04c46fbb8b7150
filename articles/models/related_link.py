from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy


class RelatedLink(models.Model):
    """An "Explore more" entry: another article, an outside address, or (imported) title and teaser alone."""

    class Source(models.TextChoices):
        EDITOR = "editor", gettext_lazy("Editor")
        AUTOMATIC = "automatic", gettext_lazy("Automatic")

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="related_links", verbose_name=gettext_lazy("article")
    )
    position = models.PositiveSmallIntegerField(gettext_lazy("position"), default=0)
    target = models.ForeignKey(
        "articles.Article",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="linked_from",
        verbose_name=gettext_lazy("article"),
        help_text=gettext_lazy("Speaks with the title and teaser of its own live version."),
    )
    url = models.URLField(gettext_lazy("address"), blank=True, max_length=1000)
    title = models.CharField(gettext_lazy("title"), max_length=300, blank=True)
    teaser = models.TextField(gettext_lazy("teaser"), blank=True)
    source = models.CharField(gettext_lazy("source"), max_length=16, choices=Source, default=Source.EDITOR)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(target__isnull=False) & Q(url="")) | (Q(target=None) & ~Q(title="")),
                name="related_link_has_one_target",
            )
        ]

    def __str__(self) -> str:
        return self.title or str(self.target)
