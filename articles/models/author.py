from __future__ import annotations

from django.db import models

from articles.models.term import Term


class Author(Term):
    """Who signs articles: a name on the page, not an account. The same in every locale but for the bio."""

    portrait = models.ForeignKey(
        "articles.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="portrait_of"
    )
    # [{"label": "Website", "url": "https://…"}], in the order in which they are shown
    links = models.JSONField(default=list, blank=True)


class AuthorBio(models.Model):
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="bios")
    locale = models.CharField(max_length=16)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "locale"], name="one_bio_an_author_and_locale")]

    def __str__(self) -> str:
        return f"{self.author} ({self.locale})"
