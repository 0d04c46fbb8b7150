from __future__ import annotations

from django.db import models
from django.db.models import Q


class RelatedLink(models.Model):
    """An "Explore more" entry: another article, an outside address, or (imported) title and teaser alone."""

    class Source(models.TextChoices):
        EDITOR = "editor"
        AUTOMATIC = "automatic"

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="related_links")
    position = models.PositiveSmallIntegerField(default=0)
    target = models.ForeignKey(
        "articles.Article",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="linked_from",
        verbose_name="article",
        help_text="Speaks with the title and teaser of its own live version.",
    )
    url = models.URLField("address", blank=True, max_length=1000)
    title = models.CharField(max_length=300, blank=True)
    teaser = models.TextField(blank=True)
    source = models.CharField(max_length=16, choices=Source, default=Source.EDITOR)

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
