from __future__ import annotations

from django.db import models


class DismissedSuggestion(models.Model):
    """An article that somebody did not want suggested for "Explore more" of another one; it is not suggested again.

    About the work at the desk, not about the text: so it is in no revision, and nobody outside sees it.
    """

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="dismissed_suggestions")
    target = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="dismissed_for")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "target"], name="suggestion_dismissed_once")]

    def __str__(self) -> str:
        return str(self.target)
