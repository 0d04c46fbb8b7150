from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, IntegerField, Min, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.models.article import Article
from articles.models.revision import Revision
from articles.snapshot import Snapshot, load

PRESENT = timedelta(minutes=30)
"""What ended within it is not marked as over yet, an hour's clock of another machine included (publishing/due.py)."""


class PublishedVersionQuerySet(models.QuerySet["PublishedVersion"]):
    def live(self, *, at: datetime, present: bool | None = None) -> Self:
        """What the public may read at the moment `at`: the only door. The clock decides, whatever the worker does.

        `present`: `at` is no past moment, so that the index of versions that are not over may serve; None: see for
        yourself.
        """
        if present is None:
            present = at > timezone.now() - PRESENT
        versions = self.filter(
            Q(live_until=None) | Q(live_until__gt=at),
            live_from__lte=at,
            suppressed_at=None,
            dropped_at=None,
        )
        if not present:
            return versions
        # The second is true of every row (version_published_by_its_start): with it SQLite takes the index that begins
        # with locale and published_at, without it one that it has to leave for every row (count: 9 ms, and 230).
        return versions.filter(is_over=False, published_at__lte=at)

    def begun(self, *, at: datetime) -> Self:
        """Public at some time up to `at`, suppressed or not: what decides between 404, 410 and 301."""
        return self.filter(live_from__lte=at, dropped_at=None).exclude(suppressed_at__lte=F("live_from"))

    def told(self) -> Self:
        """What is live by the log alone: a start or end counts once it was noted, whatever the clock says.

        For what has to agree with the numbers of the log to the entry. One an article at the most.
        """
        return self.filter(start_noted=True, end_noted=False, suppressed_at=None, dropped_at=None)

    def for_search_engines(self) -> Self:
        """What they may list: nobody asked to leave it out, and it stood nowhere else first."""
        return self.filter(is_indexed=True)

    def scheduled(self, *, at: datetime) -> Self:
        return self.filter(live_from__gt=at, dropped_at=None, suppressed_at=None).order_by("live_from")

    def in_locale(self, locale: str) -> Self:
        return self.filter(locale=locale)

    def in_best_locale(self, locales: Sequence[str]) -> Self:
        """Of each translation set in these versions the one whose locale stands first in `locales`."""
        if len(locales) == 1:
            return self.in_locale(locales[0])
        # The better ones are sought by way of the article, whose locale is the version's once that is public: its
        # index knows set and locale. By the version's own SQLite walks through a whole locale for each row (minutes).
        members = {"article__translation_key": OuterRef("translation_key"), "article__locale__in": locales}
        better = self.alias(place=_place("article__locale", locales)).filter(place__lt=OuterRef("place"), **members)
        ranked = self.filter(locale__in=locales).alias(place=_place("locale", locales))
        return ranked.filter(Q(place=0) | ~Exists(better))

    def translations_of(self, translation_keys: Collection[UUID]) -> Self:
        """Of these translation sets; by way of the article, whose index begins with the key (it is the same there)."""
        return self.filter(article__translation_key__in=translation_keys)

    def speaking_for(self, articles: Mapping[str, UUID], *, locales: Collection[str]) -> Self:
        """Versions of these articles (translation keys by public ids), and of their translations in these locales."""
        spoken = Q(locale__in=locales) | Q(article__uuid__in=articles)
        return self.translations_of(set(articles.values())).filter(spoken)

    def in_categories(self, keys: Collection[int]) -> Self:
        return self.filter(category__in=keys)

    def with_tags(self, keys: Collection[int]) -> Self:
        """With any of these."""
        return self.filter(Exists(VersionTag.objects.filter(version=OuterRef("pk"), tag__in=keys)))

    def by_authors(self, keys: Collection[int]) -> Self:
        """Signed by any of these, in whatever role."""
        return self.filter(Exists(VersionAuthor.objects.filter(version=OuterRef("pk"), author__in=keys)))

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-id")

    def with_identity(self) -> Self:
        """With what documents say beyond the version's own columns: `public_id` of its article, `revision_number`."""
        # No joins: these would stay in a count, which is ten times slower with them.
        article = Article.objects.filter(pk=OuterRef("article")).values("uuid")
        revision = Revision.objects.filter(pk=OuterRef("revision")).values("number")
        return self.annotate(public_id=Subquery(article), revision_number=Subquery(revision))

    def at_keys(self, keys: Sequence[int]) -> list[PublishedVersion]:
        """Those with these keys, which came through the door already, in this order.

        Without asking the door again: PostgreSQL would go through all that is live.
        """
        rows = self.in_bulk(keys)
        return [rows[pk] for pk in keys]

    def corrections_of(self, articles: Collection[int], *, at: datetime) -> Self:
        """What readers were told to be wrong with what they had read, newest first; suppressed ones left out."""
        told = self.begun(at=at).filter(article__in=articles, suppressed_at=None)
        return told.filter(kind__in=PublishedVersion.CORRECTING).order_by("-live_from")

    def next_transition(self, *, at: datetime) -> datetime | None:
        """The earliest start or end after `at`: until then, and while ContentState stands still, answers hold."""
        standing = self.filter(dropped_at=None, suppressed_at=None)
        starts = standing.filter(live_from__gt=at).aggregate(at=Min("live_from"))["at"]
        ends = standing.filter(live_until__gt=at).aggregate(at=Min("live_until"))["at"]
        return min((moment for moment in (starts, ends) if moment is not None), default=None)


def translation_keys(articles: Collection[str]) -> dict[str, UUID]:
    """The translation sets of these articles, by their public ids, as far as there are such articles. One query."""
    rows = Article.objects.filter(uuid__in=articles).values_list("uuid", "translation_key")
    return {str(uuid): key for uuid, key in rows}


def keys_of_several(keys: Collection[UUID]) -> set[UUID]:
    """Of these translation sets those of more than one article, whatever their state. One query, on an index alone."""
    sets = Article.objects.filter(translation_key__in=keys).order_by().values_list("translation_key")
    return {key for key, _ in sets.annotate(count=Count("pk")).filter(count__gt=1)}


def _place(column: str, locales: Sequence[str]) -> Case:
    """Where the locale in that column stands in `locales`."""
    return Case(*(When(**{column: one}, then=place) for place, one in enumerate(locales)), output_field=IntegerField())


class PublishedVersion(models.Model):
    """One stretch of being public, [live_from, live_until), of one frozen revision.

    Written only by articles/publishing. A row that has begun changes no more but for its end, `suppressed_at`,
    `dropped_at`, `erased_at` and the bookkeeping at the foot of the columns, and is never deleted.
    """

    class Kind(models.TextChoices):
        FIRST = "first", gettext_lazy("First")
        UPDATE = "update", gettext_lazy("Update (readers see a new date)")
        SILENT = "silent", gettext_lazy("Silent change (no new date)")
        CORRECTION = "correction", gettext_lazy("Correction")
        CLARIFICATION = "clarification", gettext_lazy("Clarification")
        RETRACTION = "retraction", gettext_lazy("Retraction")

    CORRECTING = (Kind.CORRECTION, Kind.CLARIFICATION, Kind.RETRACTION)

    class EndedBy(models.TextChoices):
        WITHDRAWAL = "withdrawal", gettext_lazy("withdrawal")
        SUCCESSOR = "successor", gettext_lazy("successor")
        EXPIRY = "expiry", gettext_lazy("expiry")

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    revision = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="versions")
    snapshot = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="published_versions")

    # When. `live_until` and `ended_by` are computed by publishing/timeline.py.
    live_from = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    live_until = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=16, choices=EndedBy, blank=True)
    suppressed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    advance_from = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    # What readers are told. `kind` is what it turns out to be: a correction of nothing is a first.
    intended_kind = models.CharField(max_length=16, choices=Kind, default=Kind.UPDATE)
    kind = models.CharField(max_length=16, choices=Kind)
    note = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    dates_given = models.BooleanField(default=False, help_text="Imported: the dates are not computed.")

    # What lists filter and order by.
    locale = models.CharField(max_length=16)
    translation_key = models.UUIDField()
    slug = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    category = models.ForeignKey("articles.Category", on_delete=models.PROTECT, null=True, related_name="versions")
    authors = models.ManyToManyField("articles.Author", through="articles.VersionAuthor", related_name="versions")
    tags = models.ManyToManyField("articles.Tag", through="articles.VersionTag", related_name="versions")
    images = models.ManyToManyField("articles.Image", through="articles.VersionImage", related_name="versions")
    genre = models.CharField(max_length=16, choices=Article.Genre)
    priority = models.PositiveSmallIntegerField()
    access = models.CharField(max_length=16, choices=Article.Access)
    has_highlights = models.BooleanField()
    is_indexed = models.BooleanField(default=True)
    word_count = models.PositiveIntegerField()

    # Bookkeeping. `is_over` is a hint for indexes, set an hour after the end (at once when suppressed or dropped);
    # `start_noted` and `end_noted` say whether the log has been told.
    is_over = models.BooleanField(default=False)
    start_noted = models.BooleanField(default=False)
    end_noted = models.BooleanField(default=False)

    objects = PublishedVersionQuerySet.as_manager()

    # From `with_identity`.
    public_id: UUID
    revision_number: int

    class Meta:
        ordering = ["article_id", "live_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(live_until=None, dropped_at=None),
                name="version_one_open_an_article",
            ),
            models.UniqueConstraint(
                fields=["article", "live_from"], condition=Q(dropped_at=None), name="version_starts_differ"
            ),
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_from__lte=F("live_until")),
                name="version_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(expires_at__gt=F("live_from")),
                name="version_expires_after_start",
            ),
            models.CheckConstraint(
                condition=Q(published_at__lte=F("live_from")), name="version_published_by_its_start"
            ),
            models.CheckConstraint(
                condition=Q(live_until=None, ended_by="") | (Q(live_until__isnull=False) & ~Q(ended_by="")),
                name="version_end_has_a_cause",
            ),
        ]
        indexes = [
            # Covering, so that the door is decided in the index, and lists are counted in it (SQLite knows no INCLUDE:
            # trailing columns). `is_over` too, though all are false: else SQLite fetches each row to see that, and
            # where it has statistics (ANALYZE) prefers another index (count of 100,000: 11 ms, 60, and 400).
            models.Index(
                "locale",
                F("published_at").desc(),
                F("id").desc(),
                "live_from",
                "live_until",
                "suppressed_at",
                "dropped_at",
                "category",
                "genre",
                "priority",
                "has_highlights",
                "is_over",
                condition=Q(is_over=False),
                name="version_present_list",
            ),
            # The same for lists in several locales.
            models.Index(
                F("published_at").desc(),
                F("id").desc(),
                "live_from",
                "live_until",
                "suppressed_at",
                "dropped_at",
                "locale",
                "translation_key",
                "is_over",
                condition=Q(is_over=False),
                name="version_present_everywhere",
            ),
            models.Index(
                "locale",
                "category",
                F("published_at").desc(),
                F("id").desc(),
                "live_from",
                "live_until",
                "suppressed_at",
                "dropped_at",
                "is_over",
                condition=Q(is_over=False),
                name="version_present_category",
            ),
            # For sitemaps, which go through all of a month, or all there is: they need no other column.
            models.Index(
                fields=[
                    "locale",
                    "published_at",
                    "id",
                    "updated_at",
                    "live_from",
                    "live_until",
                    "suppressed_at",
                    "dropped_at",
                    "slug",
                    "translation_key",
                    "is_over",
                    "is_indexed",
                ],
                condition=Q(is_over=False, is_indexed=True),
                name="version_present_sitemap",
            ),
            # The date, so that SQLite without statistics does not take the index of lists instead (0.5 s).
            models.Index(
                fields=["slug", "locale", "published_at"], condition=Q(is_over=False), name="version_present_slug"
            ),
            models.Index("locale", F("published_at").desc(), F("id").desc(), name="version_past_list"),
            models.Index(fields=["article", "live_from"], name="version_of_article"),
            models.Index(fields=["live_from"], name="version_live_from"),
            models.Index(fields=["live_until"], name="version_live_until"),
            # For what feeds tell to be gone: without both of them SQLite goes through all there ever was in a locale.
            models.Index(fields=["locale", "live_until"], name="version_ended"),
            models.Index(
                fields=["locale", "suppressed_at"], condition=Q(suppressed_at__isnull=False), name="version_suppressed"
            ),
            models.Index(fields=["advance_from"], name="version_advance_from"),
            models.Index(fields=["live_from"], condition=Q(start_noted=False), name="version_start_due"),
            models.Index(fields=["live_until"], condition=Q(end_noted=False), name="version_end_due"),
            models.Index(fields=["live_until"], condition=Q(is_over=False), name="version_present_until"),
            models.Index(
                fields=["category"],
                condition=Q(start_noted=True, end_noted=False, suppressed_at=None, dropped_at=None),
                name="version_told_category",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} from {self.live_from:%Y-%m-%d %H:%M}"

    @property
    def content(self) -> Snapshot:
        return load(self.snapshot)


class VersionAuthor(models.Model):
    """Who signed a published version: PROTECT, since a published page must go on naming somebody."""

    version = models.ForeignKey(PublishedVersion, on_delete=models.CASCADE, related_name="version_authors")
    author = models.ForeignKey("articles.Author", on_delete=models.PROTECT, related_name="version_authors")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "author"], name="version_author_once")]

    def __str__(self) -> str:
        return str(self.author)


class VersionTag(models.Model):
    """A tag of a published version."""

    version = models.ForeignKey(PublishedVersion, on_delete=models.CASCADE, related_name="version_tags")
    tag = models.ForeignKey("articles.Tag", on_delete=models.PROTECT, related_name="version_tags")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "tag"], name="version_tag_once")]

    def __str__(self) -> str:
        return str(self.tag)


class VersionImage(models.Model):
    """A picture that a published version shows, as cover or in its text."""

    version = models.ForeignKey(PublishedVersion, on_delete=models.CASCADE, related_name="version_images")
    image = models.ForeignKey("articles.Image", on_delete=models.PROTECT, related_name="version_images")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "image"], name="version_image_once")]

    def __str__(self) -> str:
        return str(self.image)
