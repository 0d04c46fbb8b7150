from __future__ import annotations

import secrets
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy


class ImageQuerySet(models.QuerySet["Image"]):
    def unfinished(self) -> Any:
        """Those that lack renditions of their present edition, the oldest first."""
        return self.filter(is_complete=False).order_by("pk")


class Image(models.Model):
    """A picture of the library: the private original, what is known of it, and who has rights in it.

    The words of a use (alt text and caption of a cover or figure) are frozen with the article and go before these;
    rights are read live, so that a corrected credit shows everywhere at once.
    """

    class SourceType(models.TextChoices):
        """IPTC's digital source types (cv.iptc.org/newscodes/digitalsourcetype), by their codes."""

        DIGITAL_CAPTURE = "digitalCapture", gettext_lazy("Photograph by a digital camera")
        COMPUTATIONAL_CAPTURE = "computationalCapture", gettext_lazy("Several exposures merged by a camera")
        NEGATIVE_FILM = "negativeFilm", gettext_lazy("Scan of a negative")
        POSITIVE_FILM = "positiveFilm", gettext_lazy("Scan of a transparency")
        PRINT = "print", gettext_lazy("Scan of a print")
        HUMAN_EDITS = "humanEdits", gettext_lazy("Edited by people")
        ENHANCED = "algorithmicallyEnhanced", gettext_lazy("Enhanced by an algorithm")
        DIGITAL_CREATION = "digitalCreation", gettext_lazy("Drawn by people with software")
        DATA_DRIVEN = "dataDrivenMedia", gettext_lazy("Made from data")
        SCREEN_CAPTURE = "screenCapture", gettext_lazy("Picture of a screen")
        VIRTUAL_RECORDING = "virtualRecording", gettext_lazy("Recorded in a virtual world")
        COMPOSITE = "composite", gettext_lazy("Composed of several elements")
        COMPOSITE_CAPTURE = "compositeCapture", gettext_lazy("Composed of photographs")
        COMPOSITE_SYNTHETIC = "compositeSynthetic", gettext_lazy("Composed, with synthetic elements")
        COMPOSITE_TRAINED = (
            "compositeWithTrainedAlgorithmicMedia",
            gettext_lazy("Composed, with elements by generative AI"),
        )
        ALGORITHMIC = "algorithmicMedia", gettext_lazy("Made by an algorithm")
        TRAINED = "trainedAlgorithmicMedia", gettext_lazy("Made by generative AI")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    original = models.CharField(max_length=64, unique=True, editable=False)  # key in the storage "originals"
    checksum = models.CharField(max_length=64, unique=True, editable=False)  # SHA-256 of the file, in hex
    byte_size = models.PositiveIntegerField(editable=False)
    # Of the upright picture, in pixels.
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    dominant_colour = models.CharField(max_length=7, editable=False, validators=[RegexValidator("#[0-9a-f]{6}")])
    blur = models.TextField(editable=False, help_text=gettext_lazy("A picture of a few pixels as a data: address."))
    label = models.CharField(
        gettext_lazy("label"),
        max_length=150,
        editable=False,
        help_text=gettext_lazy("The name of the file, for people."),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="images", editable=False
    )
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    focal_x = models.FloatField(
        gettext_lazy("focal x"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=gettext_lazy("What crops keep in sight: from the left edge (0) to the right (1)."),
    )
    focal_y = models.FloatField(
        gettext_lazy("focal y"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=gettext_lazy("From the upper edge (0) to the lower (1)."),
    )
    alt = models.CharField(
        gettext_lazy("alt text"),
        max_length=500,
        blank=True,
        help_text=gettext_lazy("What it shows, for who cannot see it."),
    )
    is_decorative = models.BooleanField(
        gettext_lazy("decorative"), default=False, help_text=gettext_lazy("It says nothing: no alt text.")
    )

    caption = models.CharField(gettext_lazy("caption"), max_length=2000, blank=True)
    creator = models.CharField(gettext_lazy("creator"), max_length=300, blank=True)
    credit = models.CharField(
        gettext_lazy("credit"), max_length=300, blank=True, help_text=gettext_lazy("To be named beside the picture.")
    )
    copyright_notice = models.CharField(gettext_lazy("copyright notice"), max_length=500, blank=True)
    rights_url = models.URLField(
        gettext_lazy("rights URL"), max_length=1000, blank=True, help_text=gettext_lazy("Licence or terms.")
    )
    digital_source_type = models.CharField(
        gettext_lazy("digital source type"), max_length=40, choices=SourceType, blank=True
    )
    rights_expire_at = models.DateTimeField(gettext_lazy("rights expire at"), null=True, blank=True)

    # Raised by whatever renditions show or carry (focal point, rights): those of an older one are made anew.
    edition = models.PositiveIntegerField(default=1, editable=False)
    is_complete = models.BooleanField(default=False, editable=False)  # all renditions of this edition are there
    claimed_until = models.DateTimeField(null=True, editable=False)  # a worker makes renditions of it till then

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("picture")
        verbose_name_plural = gettext_lazy("pictures")
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="image_focal_point_is_inside",
            ),
            models.CheckConstraint(condition=Q(width__gte=1, height__gte=1), name="image_has_pixels"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(is_complete=False), name="image_unfinished")]

    def __str__(self) -> str:
        return self.label


def new_name(format: str) -> str:
    """A name of 128 random bits: who was not told it cannot guess it."""
    return f"{secrets.token_urlsafe(16)}.{Rendition.EXTENSIONS[format]}"


class Rendition(models.Model):
    """One picture as it is served: a crop in one size and format, under a name that means nothing else for ever.

    `name` is the public one; `file` is the key in the storage "renditions". They part when a withdrawal gives the
    picture another name: in the same transaction the old address is dead, and no file has to move.
    """

    class Crop(models.TextChoices):
        AS_IS = "as_is", "As it is"
        WIDE = "16:9"
        CLASSIC = "4:3"
        SQUARE = "1:1"

    class Format(models.TextChoices):
        JPEG = "jpeg", "JPEG"
        WEBP = "webp", "WebP"
        AVIF = "avif", "AVIF"

    EXTENSIONS = {"jpeg": "jpg", "webp": "webp", "avif": "avif"}
    CONTENT_TYPES = {"jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    edition = models.PositiveIntegerField()
    crop = models.CharField(max_length=8, choices=Crop)
    format = models.CharField(max_length=8, choices=Format)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    byte_size = models.PositiveIntegerField()
    name = models.CharField(max_length=32, unique=True)
    file = models.CharField(max_length=32, unique=True)
    # Replaced by a newer edition; it is served a while longer, since documents that name it are still about.
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["image", "crop", "format", "width"]
        constraints = [
            models.UniqueConstraint(
                fields=["image", "crop", "format", "width"], condition=Q(retired_at=None), name="rendition_once"
            ),
        ]
        indexes = [
            models.Index(fields=["retired_at"], condition=Q(retired_at__isnull=False), name="rendition_retired"),
        ]

    def __str__(self) -> str:
        return f"{self.crop} {self.width} {self.format}"
