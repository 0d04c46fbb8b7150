from __future__ import annotations

from django.db import models


class VersionLink(models.Model):
    """A related article that a published version names: who has to be told when that one comes or goes.

    By its public id and not by a foreign key: it may be deleted as a draft, and a key would be locked at COMMIT.
    """

    version = models.ForeignKey("articles.PublishedVersion", on_delete=models.CASCADE, related_name="version_links")
    position = models.PositiveIntegerField()
    target = models.UUIDField(db_index=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="version_link_once")]

    def __str__(self) -> str:
        return str(self.target)
