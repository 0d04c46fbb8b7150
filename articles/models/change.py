from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q


class ChangeQuerySet(models.QuerySet["Change"]):
    def public(self) -> Self:
        return self.filter(audience=Change.Audience.PUBLIC)

    def newest(self) -> Self:
        """Of each record the newest entry alone: all that matters to whoever asks what is."""
        return self.filter(is_newest=True)

    def newest_at(self, at: datetime) -> Self:
        """The same of the log as it stood at that moment, of one audience. What is noted late counts from its own
        moment."""
        later = Change.objects.filter(audience=OuterRef("audience"), record=OuterRef("record"), at__lte=at)
        return self.filter(~Exists(later.filter(number__gt=OuterRef("number"))), at__lte=at)

    def shown(self) -> Self:
        """Those after which the record is public."""
        return self.exclude(digest="")


class Change(models.Model):
    """The append-only log of what the world could see happen. Two series, each without gaps.

    A number says nothing of what is hidden: scheduling, saving drafts, and edits of terms and pictures that nothing
    public shows write no Change. Written by articles/models/public_log.py alone.
    """

    class Audience(models.TextChoices):
        PUBLIC = "public"
        PARTNERS = "partners"

    class Type(models.TextChoices):
        ARTICLE = "article"
        AUTHOR = "author"
        CATEGORY = "category"
        TAG = "tag"
        IMAGE = "image"

    class Kind(models.TextChoices):
        # Events of an article.
        PUBLISHED = "published"  # nothing was live just before
        UPDATED = "updated"  # silent and slug change too
        CORRECTED = "corrected"
        EXPIRED = "expired"
        WITHDRAWN = "withdrawn"  # unpublished or withdrawn
        SUPPRESSED = "suppressed"  # killed, legal, erased
        ADVANCED = "advanced"  # partners only, as the next
        MOVED = "moved"
        # What followed for others: a term or picture shown for the first time or edited, an article whose related
        # articles or translations came or went.
        CHANGED = "changed"
        GONE = "gone"  # nothing public shows it any more

    FOLLOWING = (Kind.CHANGED, Kind.GONE)

    audience = models.CharField(max_length=16, choices=Audience, default=Audience.PUBLIC)
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    type = models.CharField(max_length=16, choices=Type, default=Type.ARTICLE)
    record = models.UUIDField()  # public id of what it is of
    # Of what was public of the record after it; empty: nothing. An edit that changes none of that is no Change.
    digest = models.CharField(max_length=32, blank=True)
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, null=True, related_name="changes")
    version = models.ForeignKey(
        "articles.PublishedVersion", on_delete=models.PROTECT, null=True, related_name="changes"
    )
    at = models.DateTimeField()
    # The one thing of a row that changes: a newer entry of the same record takes it away.
    is_newest = models.BooleanField(default=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["audience", "number"]
        constraints = [
            models.UniqueConstraint(fields=["audience", "number"], name="change_number_once_a_series"),
            # Several workers note a due schedule once.
            models.UniqueConstraint(fields=["audience", "version", "kind", "at"], name="change_noted_once"),
            models.UniqueConstraint(
                fields=["audience", "record"], condition=Q(is_newest=True), name="change_newest_once_a_record"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["changed", "gone"], article=None, version=None)
                | (~Q(kind__in=["changed", "gone"]) & Q(type="article", article__isnull=False, version__isnull=False)),
                name="change_event_is_of_an_article",
            ),
        ]
        indexes = [
            models.Index(fields=["audience", "number"], condition=Q(is_newest=True), name="change_newest"),
            models.Index(fields=["audience", "at"], name="change_at"),
            # The log as it stood: whether a record had a newer entry by then.
            models.Index(fields=["audience", "record", "number", "at"], name="change_of_record"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
