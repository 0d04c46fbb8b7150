from __future__ import annotations

from articles.models.term import TranslatedTerm


class Tag(TranslatedTerm):
    """A keyword without a tree."""
