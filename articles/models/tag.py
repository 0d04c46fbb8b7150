from __future__ import annotations

from django.utils.translation import gettext_lazy

from articles.models.term import TranslatedTerm


class Tag(TranslatedTerm):
    """A keyword without a tree."""

    class Meta(TranslatedTerm.Meta):
        verbose_name = gettext_lazy("tag")
        verbose_name_plural = gettext_lazy("tags")
