from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

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
        NEWS = "news", gettext_lazy("News")
        REPORT = "report", gettext_lazy("Report")
        ANALYSIS = "analysis", gettext_lazy("Analysis")
        OPINION = "opinion", gettext_lazy("Opinion")
        INTERVIEW = "interview", gettext_lazy("Interview")
        REVIEW = "review", gettext_lazy("Review")
        FEATURE = "feature", gettext_lazy("Feature")
        SPONSORED = "sponsored", gettext_lazy("Sponsored")

    class Access(models.TextChoices):
        FREE = "free", gettext_lazy("Free")
        METERED = "metered", gettext_lazy("Metered")
        SUBSCRIBERS = "subscribers", gettext_lazy("Subscribers")

    class AiUse(models.TextChoices):
        NONE = "none", pgettext_lazy("AI use", "None")
        ASSISTED = "assisted", gettext_lazy("Assisted")
        GENERATED = "generated", gettext_lazy("Generated")

    class Withdrawal(models.TextChoices):
        UNPUBLISHED = "unpublished", gettext_lazy("Unpublish (quietly)")
        WITHDRAWN = "withdrawn", gettext_lazy("Withdraw (with a public note)")
        KILLED = "killed", gettext_lazy("Kill (reaches back)")
        LEGAL = "legal", gettext_lazy("Legal (reaches back)")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="articles", verbose_name=gettext_lazy("owner")
    )
    locale = models.CharField(gettext_lazy("locale"), max_length=16)
    translation_key = models.UUIDField(default=uuid4, editable=False)

    title = models.CharField(gettext_lazy("title"), max_length=200)
    slug = models.CharField(gettext_lazy("slug"), max_length=120)
    kicker = models.CharField(gettext_lazy("kicker"), max_length=80, blank=True)
    lead = CleanHTMLField(gettext_lazy("lead"), inline=True, blank=True)
    cover = models.ForeignKey(
        "articles.Image",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="covered_articles",
        verbose_name=gettext_lazy("cover"),
    )
    cover_alt = models.CharField(
        gettext_lazy("cover's alt text"),
        max_length=500,
        blank=True,
        help_text=gettext_lazy("Empty: the picture's own."),
    )
    cover_caption = models.CharField(
        gettext_lazy("cover's caption"), max_length=2000, blank=True, help_text=gettext_lazy("Likewise.")
    )
    images = models.ManyToManyField(
        "articles.Image", through="articles.ArticleImage", related_name="articles", verbose_name=gettext_lazy("images")
    )
    authors = models.ManyToManyField(
        "articles.Author",
        through="articles.ArticleAuthor",
        related_name="articles",
        verbose_name=gettext_lazy("authors"),
    )
    category = models.ForeignKey(
        "articles.Category",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=gettext_lazy("category"),
    )
    tags = models.ManyToManyField(
        "articles.Tag", blank=True, related_name="articles", verbose_name=gettext_lazy("tags")
    )
    genre = models.CharField(gettext_lazy("genre"), max_length=16, choices=Genre, default=Genre.FEATURE)
    priority = models.PositiveSmallIntegerField(
        gettext_lazy("priority"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=gettext_lazy("1 is most urgent, 9 least (IPTC urgency)."),
    )
    access = models.CharField(gettext_lazy("access"), max_length=16, choices=Access, default=Access.FREE)
    ai_use = models.CharField(gettext_lazy("AI use"), max_length=16, choices=AiUse, default=AiUse.NONE)
    ai_note = models.CharField(gettext_lazy("AI note for readers"), max_length=300, blank=True)
    seo_title = models.CharField(gettext_lazy("SEO title"), max_length=120, blank=True)
    seo_description = models.CharField(gettext_lazy("SEO description"), max_length=320, blank=True)
    canonical_url = models.URLField(
        gettext_lazy("canonical URL"),
        blank=True,
        max_length=500,
        help_text=gettext_lazy("Only if this article stands elsewhere first."),
    )
    noindex = models.BooleanField(gettext_lazy("keep out of search engines"), default=False)
    licence = models.URLField(
        gettext_lazy("licence"), blank=True, max_length=500, help_text=gettext_lazy("Address of the licence.")
    )
    usage_terms = models.CharField(gettext_lazy("usage terms"), max_length=500, blank=True)
    copyright_holder = models.CharField(gettext_lazy("copyright holder"), max_length=200, blank=True)
    copyright_notice = models.CharField(gettext_lazy("copyright notice"), max_length=300, blank=True)
    expires_at = models.DateTimeField(gettext_lazy("expires at"), null=True, blank=True)

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
        verbose_name = gettext_lazy("article")
        verbose_name_plural = gettext_lazy("articles")
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
        has come, even if the clock has not got there again; so has what the moment itself would stand on.
        """
        moment = timezone.now()
        while (newest := self._newest_by(moment)) is not None and newest >= moment:
            moment = newest + timedelta(microseconds=1)
        return moment

    def _newest_by(self, moment: datetime) -> datetime | None:
        """The newest start, end or act that has come by `moment`."""
        has_ended = Q(live_until__lte=moment) | Q(end_noted=True)
        has_begun = Q(live_from__lte=moment) | Q(start_noted=True)
        come = self.versions.aggregate(
            ended=Max("live_until", filter=has_ended), begun=Max("live_from", filter=has_begun)
        )
        return max((at for at in (*come.values(), self.acted_at) if at is not None), default=None)


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
        AUTHOR = "author", pgettext_lazy("role", "Author")
        REPORTER = "reporter", gettext_lazy("Reporter")
        PHOTOGRAPHER = "photographer", gettext_lazy("Photographer")
        ILLUSTRATOR = "illustrator", gettext_lazy("Illustrator")
        TRANSLATOR = "translator", gettext_lazy("Translator")
        EDITOR = "editor", gettext_lazy("Editor")

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="bylines", verbose_name=gettext_lazy("article")
    )
    author = models.ForeignKey(
        "articles.Author", on_delete=models.PROTECT, related_name="bylines", verbose_name=gettext_lazy("author")
    )
    position = models.PositiveSmallIntegerField(gettext_lazy("position"), default=0)
    role = models.CharField(gettext_lazy("role"), max_length=16, choices=Role, default=Role.AUTHOR)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "author", "role"], name="one_byline_an_author_and_role")
        ]

    def __str__(self) -> str:
        return f"{self.author} ({self.role})"
