"""Pictures as the desk shows them: previews in lists, and what its scripts are told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from articles.models import Image
from articles.models.image import Rendition

LARGE = 960
"""Pixels across, at most, of a preview that somebody looks at closely."""


def with_previews(images: QuerySet[Any]) -> QuerySet[Any]:
    """The images with what `preview` and `large_preview` need. One query more."""
    whole = Rendition.objects.filter(retired_at=None, crop=Rendition.Crop.AS_IS, format=Rendition.Format.JPEG)
    return images.prefetch_related(Prefetch("renditions", whole.order_by("width"), to_attr="previews"))


def preview(image: Any) -> str:
    """Address of the smallest picture of it, uncropped. It is made at upload; "" should it be lost."""
    return next((reverse("media", args=[row.name]) for row in image.previews), "")


def large_preview(image: Any) -> str:
    fitting = [row for row in image.previews if row.width <= LARGE] or image.previews
    return reverse("media", args=[fitting[-1].name]) if fitting else ""


def as_json(image: Any) -> dict[str, Any]:
    """For the library's dialog, the cover and the figures of the writing page."""
    return {
        "id": str(image.uuid),
        "label": image.label,
        "alt": image.alt,
        "isDecorative": image.is_decorative,
        "caption": image.caption,
        "credit": " / ".join(dict.fromkeys(filter(None, [image.creator, image.credit]))),
        "preview": preview(image),
        "large": large_preview(image),
        "width": image.width,
        "height": image.height,
        "focal": [image.focal_x, image.focal_y],
        "page": reverse("admin:articles_image_change", args=[image.pk]),
    }


def for_scripts(request: HttpRequest, shown: Iterable[str] = ()) -> dict[str, Any]:
    """What the scripts of a page need to know of the library. `shown`: uuids of the pictures that the page shows."""
    may_upload = request.user.has_perm("articles.add_image")
    pictures = with_previews(Image.objects.filter(uuid__in=set(shown)))
    return {
        "list": reverse("admin:articles_image_library"),
        "upload": reverse("admin:articles_image_upload") if may_upload else "",
        "maxBytes": settings.MAX_UPLOAD_BYTES,
        "pictures": [as_json(image) for image in pictures],
    }
