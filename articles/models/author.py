from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy

from articles.models.term import Term


class Author(Term):
    """Who signs articles: a name on the page, not an account. The same in every locale but for the bio."""

    portrait = models.ForeignKey(
        "articles.Image",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="portrait_of",
        verbose_name=gettext_lazy("portrait"),
    )
    # [{"label": "Website", "url": "https://…"}], in the order in which they are shown
    links = models.JSONField(gettext_lazy("links"), default=list, blank=True)

    class Meta(Term.Meta):
        verbose_name = gettext_lazy("author")
        verbose_name_plural = gettext_lazy("authors")


class AuthorBio(models.Model):
    author = models.ForeignKey(
        Author, on_delete=models.CASCADE, related_name="bios", verbose_name=gettext_lazy("author")
    )
    locale = models.CharField(gettext_lazy("locale"), max_length=16)
    text = models.TextField(gettext_lazy("text"), blank=True)

    class Meta:
        verbose_name = gettext_lazy("bio")
        verbose_name_plural = gettext_lazy("bios")
        constraints = [models.UniqueConstraint(fields=["author", "locale"], name="one_bio_an_author_and_locale")]

    def __str__(self) -> str:
        return f"{self.author} ({self.locale})"
