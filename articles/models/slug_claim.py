"""Who owns a slug. Two live articles can never share one, and redirects follow from claims: no table for them."""

from __future__ import annotations

import re
import uuid
from typing import Self

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.errors import SlugTaken, SlugUnusable

SLUG_LENGTH = 120
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def make_slug(text: str) -> str:
    """A usable slug from a title or name; "untitled" where nothing of it is left."""
    slug = slugify(text.translate(GERMAN))[:80].strip("-_").replace("_", "-")
    slug = re.sub("-{2,}", "-", slug)
    return f"no-{slug}" if is_ambiguous(slug) else slug or "untitled"


def is_ambiguous(slug: str) -> bool:
    """A UUID or digits only: `{slug or id}` in an address must never mean two things."""
    try:
        uuid.UUID(slug)
    except ValueError:
        return slug.isdigit()
    return True


def check_slug(slug: str) -> None:
    """Raises SlugUnusable."""
    if not SLUG.fullmatch(slug) or len(slug) > SLUG_LENGTH:
        raise SlugUnusable(
            _("“{slug}” cannot stand in an address.").format(slug=slug[:40]),
            _("Use small letters a to z, digits and single hyphens, {slug_length} characters at most.").format(
                slug_length=SLUG_LENGTH
            ),
        )
    if is_ambiguous(slug):
        raise SlugUnusable(_("A slug of digits only, or in the form of an id, is ambiguous."), _("Add a word to it."))


class SlugClaimQuerySet(models.QuerySet["SlugClaim"]):
    def of(self, kind: str, locale: str, slug: str) -> Self:
        return self.filter(kind=kind, locale=locale, slug=slug)

    def claim(self, kind: str, locale: str, slug: str, owner: models.Model) -> SlugClaim:
        """The claim of `owner` (an article or term), made if need be. Raises SlugTaken, SlugUnusable."""
        check_slug(slug)
        standing = self.of(kind, locale, slug).first()
        if standing is None:
            try:
                with transaction.atomic():  # a savepoint: a lost race must not break the caller's transaction
                    return self.create(kind=kind, locale=locale, slug=slug, **{f"{kind}_id": owner.pk})
            except IntegrityError as lost:
                raise SlugTaken(slug) from lost
        if standing.owner_id != owner.pk:
            raise SlugTaken(slug)
        return standing

    def free_slug(self, kind: str, locale: str, text: str, owner: models.Model | None = None) -> str:
        """A slug made from `text` that nobody else holds: numbered where the plain one is taken."""
        wanted, number = make_slug(text), 1
        while True:
            slug = wanted if number == 1 else f"{wanted[: SLUG_LENGTH - 6]}-{number}"
            standing = self.of(kind, locale, slug).first()
            if standing is None or (owner is not None and standing.owner_id == owner.pk):
                return slug
            number += 1


class SlugClaim(models.Model):
    class Kind(models.TextChoices):
        ARTICLE = "article"
        AUTHOR = "author"
        CATEGORY = "category"
        TAG = "tag"

    kind = models.CharField(max_length=16, choices=Kind)
    locale = models.CharField(max_length=16, blank=True, help_text=gettext_lazy("Empty for authors."))
    slug = models.CharField(max_length=SLUG_LENGTH)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, null=True, related_name="slug_claims")
    author = models.ForeignKey("articles.Author", on_delete=models.CASCADE, null=True, related_name="slug_claims")
    category = models.ForeignKey("articles.Category", on_delete=models.CASCADE, null=True, related_name="slug_claims")
    tag = models.ForeignKey("articles.Tag", on_delete=models.CASCADE, null=True, related_name="slug_claims")

    claimed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SlugClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "locale", "slug"], name="slug_belongs_to_one"),
            models.CheckConstraint(
                condition=Q(kind="article", article__isnull=False, author=None, category=None, tag=None)
                | Q(kind="author", author__isnull=False, article=None, category=None, tag=None)
                | Q(kind="category", category__isnull=False, article=None, author=None, tag=None)
                | Q(kind="tag", tag__isnull=False, article=None, author=None, category=None),
                name="slug_claim_has_one_owner_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.locale} {self.slug}"

    @property
    def owner_id(self) -> int:
        return int(getattr(self, f"{self.kind}_id"))
