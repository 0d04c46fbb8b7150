"""What is public of pictures: of those that a live article shows, or an author who is public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from articles.models.author import Author
from articles.models.image import Image, Rendition
from articles.models.public_faces import author_faces
from articles.models.published_version import PublishedVersion, PublishedVersionQuerySet

SHOWN = (
    "alt", "is_decorative", "caption", "creator", "credit", "copyright_notice", "rights_url", "digital_source_type",
    "focal_x", "focal_y", "dominant_colour", "blur",
)  # fmt: skip
RENDITION = ("crop", "format", "width", "height", "name")


def image_faces(pks: Collection[int], *, at: datetime) -> dict[UUID, Any]:
    """All that documents show of each, by its public id; None for one that nothing public shows.

    Not of an article whose end has come by the clock, noted or not: after a kill its new addresses must not be told.
    Seven queries at the most; none without pictures.
    """
    if not pks:
        return {}
    showing = PublishedVersion.objects.told().filter(Q(live_until=None) | Q(live_until__gt=at))
    images = Image.objects.filter(pk__in=pks).annotate(is_shown=_is_shown_by(showing))
    rows = list(images.order_by("pk").values("pk", "uuid", "is_shown", *SHOWN))
    shown = {row["pk"] for row in rows if row["is_shown"]} | _portraits(pks)
    renditions: dict[int, list[Any]] = defaultdict(list)
    made = Rendition.objects.filter(image__in=shown or [0], retired_at=None).order_by(
        "image", "crop", "format", "width"
    )
    for pk, *told in made.values_list("image", *RENDITION):
        renditions[pk].append(told)
    return {
        row["uuid"]: ([row[name] for name in SHOWN], renditions[row["pk"]]) if row["pk"] in shown else None
        for row in rows
    }


def shown_by(public: PublishedVersionQuerySet, ids: Collection[UUID]) -> set[UUID]:
    """Which of these pictures, by public id, one of these versions shows, or an author whom one of them names.

    Seven queries at the most.
    """
    rows = Image.objects.filter(uuid__in=ids).annotate(is_shown=_is_shown_by(public))
    pictures = {pk: (uuid, is_shown) for pk, uuid, is_shown in rows.values_list("pk", "uuid", "is_shown")}
    portraits = _portraits(pictures, public) if pictures else set()
    return {uuid for pk, (uuid, is_shown) in pictures.items() if is_shown or pk in portraits}


def _is_shown_by(versions: PublishedVersionQuerySet) -> Exists:
    return Exists(versions.filter(images=OuterRef("pk")))


def _portraits(pks: Collection[int], public: PublishedVersionQuerySet | None = None) -> set[int]:
    """Those of public authors."""
    people = dict(Author.objects.filter(portrait__in=pks, merged_into=None).values_list("uuid", "portrait"))
    owners = list(Author.objects.filter(uuid__in=people).values_list("pk", flat=True)) if people else []
    faces = author_faces(owners, public=public)
    return {portrait for uuid, portrait in people.items() if faces.get(uuid) is not None}
