from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone

from articles.fields import CleanHTMLField


class ArticleQuerySet(models.QuerySet["Article"]):
    def lock(self, article: Article) -> Article:
        """The article's row, read anew and held to the end of the transaction: the first thing that an act does.

        `no_key`: foreign keys of related links are checked at COMMIT, and their KEY SHARE locks would deadlock with
        a plain FOR UPDATE on PostgreSQL. SQLite has no row locks; BEGIN IMMEDIATE protects there.
        """
        return self.select_for_update(no_key=True).get(pk=article.pk)

    def in_locale(self, locale: str) -> Self:
        return self.filter(locale=locale)


class Article(models.Model):
    """The working draft, and the identity that its revisions and public versions share."""

    class Genre(models.TextChoices):
        NEWS = "news"
        REPORT = "report"
        ANALYSIS = "analysis"
        OPINION = "opinion"
        INTERVIEW = "interview"
        REVIEW = "review"
        FEATURE = "feature"
        SPONSORED = "sponsored"

    class Access(models.TextChoices):
        FREE = "free"
        METERED = "metered"
        SUBSCRIBERS = "subscribers"

    class AiUse(models.TextChoices):
        NONE = "none"
        ASSISTED = "assisted"
        GENERATED = "generated"

    class Withdrawal(models.TextChoices):
        UNPUBLISHED = "unpublished", "Unpublish (quietly)"
        WITHDRAWN = "withdrawn", "Withdraw (with a public note)"
        KILLED = "killed", "Kill (reaches back)"
        LEGAL = "legal", "Legal (reaches back)"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="articles")
    locale = models.CharField(max_length=16)
    translation_key = models.UUIDField(default=uuid4, editable=False)

    title = models.CharField(max_length=200)
    slug = models.CharField(max_length=120)
    kicker = models.CharField(max_length=80, blank=True)
    lead = CleanHTMLField(inline=True, blank=True)
    cover = models.ForeignKey(
        "articles.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="covered_articles"
    )
    cover_alt = models.CharField("cover's alt text", max_length=500, blank=True, help_text="Empty: the picture's own.")
    cover_caption = models.CharField("cover's caption", max_length=2000, blank=True, help_text="Likewise.")
    images = models.ManyToManyField("articles.Image", through="articles.ArticleImage", related_name="articles")
    authors = models.ManyToManyField("articles.Author", through="articles.ArticleAuthor", related_name="articles")
    category = models.ForeignKey(
        "articles.Category", on_delete=models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    tags = models.ManyToManyField("articles.Tag", blank=True, related_name="articles")
    genre = models.CharField(max_length=16, choices=Genre, default=Genre.FEATURE)
    priority = models.PositiveSmallIntegerField(
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text="1 is most urgent, 9 least (IPTC urgency).",
    )
    access = models.CharField(max_length=16, choices=Access, default=Access.FREE)
    ai_use = models.CharField("AI use", max_length=16, choices=AiUse, default=AiUse.NONE)
    ai_note = models.CharField("AI note for readers", max_length=300, blank=True)
    seo_title = models.CharField("SEO title", max_length=120, blank=True)
    seo_description = models.CharField("SEO description", max_length=320, blank=True)
    canonical_url = models.URLField(
        "canonical URL", blank=True, max_length=500, help_text="Only if this article stands elsewhere first."
    )
    noindex = models.BooleanField("keep out of search engines", default=False)
    licence = models.URLField(blank=True, max_length=500, help_text="Address of the licence.")
    usage_terms = models.CharField(max_length=500, blank=True)
    copyright_holder = models.CharField(max_length=200, blank=True)
    copyright_notice = models.CharField(max_length=300, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    # Number of the newest revision: every write says which one it started from.
    head = models.PositiveIntegerField(default=0, editable=False)
    # Raised by each act; a form that saw an older number must not publish twice, nor after a kill.
    acts = models.PositiveIntegerField(default=0, editable=False)
    acted_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    # The newest withdrawal; whether it still stands follows from the versions.
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_how = models.CharField(max_length=16, choices=Withdrawal, blank=True, editable=False)
    withdrawal_note = models.CharField(max_length=500, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="article_one_translation_a_locale"),
            models.CheckConstraint(condition=Q(priority__gte=1, priority__lte=9), name="article_priority_1_to_9"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_how="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_how="")),
                name="article_withdrawal_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def moment(self) -> datetime:
        """The moment of an act, to be read after `lock`.

        The clock, or one microsecond after the newest start, end or act of this article that has come, if that is
        later: two acts never share an instant, and a clock that stepped back reorders nothing. What the log was told of
        has come, even if the clock has not got there again.
        """
        clock = timezone.now()
        come = max(clock, self.acted_at or clock)
        has_ended, has_begun = Q(live_until__lte=come) | Q(end_noted=True), Q(live_from__lte=come) | Q(start_noted=True)
        ended = self.versions.filter(has_ended).aggregate(at=Max("live_until"))["at"]
        begun = self.versions.filter(has_begun).aggregate(at=Max("live_from"))["at"]
        newest = max((at for at in (ended, begun, self.acted_at) if at is not None), default=None)
        return clock if newest is None else max(clock, newest + timedelta(microseconds=1))


class ArticleImage(models.Model):
    """A picture of a draft, as cover or in its text: derived at save. PROTECT, since the text goes on naming it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="article_images")
    image = models.ForeignKey("articles.Image", on_delete=models.PROTECT, related_name="article_images")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "image"], name="article_image_once")]

    def __str__(self) -> str:
        return str(self.image)


class ArticleAuthor(models.Model):
    """An author of an article, in order, with a role."""

    class Role(models.TextChoices):
        AUTHOR = "author"
        REPORTER = "reporter"
        PHOTOGRAPHER = "photographer"
        ILLUSTRATOR = "illustrator"
        TRANSLATOR = "translator"
        EDITOR = "editor"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey("articles.Author", on_delete=models.PROTECT, related_name="bylines")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=16, choices=Role, default=Role.AUTHOR)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "author", "role"], name="one_byline_an_author_and_role")
        ]

    def __str__(self) -> str:
        return f"{self.author} ({self.role})"
