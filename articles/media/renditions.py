"""A picture in the sizes and formats in which it is served: crops by focal point, five widths, three formats.

JPEGs are made at upload, so that a document is never without one; WebP and AVIF take longer and are left to the worker.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from PIL import Image as Pillow

from articles.media import files
from articles.media.crops import WIDTHS, Size, height_at, sizes
from articles.media.decoding import Picture
from articles.media.metadata import xmp_of
from articles.models.image import Image, Rendition, new_name

Format = Rendition.Format
# Quality and speed by measurement: a photograph of 1600 pixels takes 32 ms as JPEG, 180 ms as WebP, 150 ms as AVIF.
_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    Format.JPEG: {"quality": 80, "progressive": True, "optimize": True},
    Format.WEBP: {"quality": 76, "method": 4},
    Format.AVIF: {"quality": 60, "speed": 8},
}
_FILTER: Final = Pillow.Resampling.LANCZOS
ORDER: Final = (Format.JPEG, Format.WEBP, Format.AVIF)
"""What the worker makes first."""


@dataclass(frozen=True)
class Wanted:
    format: str
    size: Size

    @property
    def key(self) -> tuple[str, str, int]:
        return (self.format, self.size.crop, self.size.width)


def wanted(image: Image, formats: Collection[str] = ORDER) -> list[Wanted]:
    """All renditions that the image shall have of its present edition."""
    of_all_crops = list(sizes(image.width, image.height, (image.focal_x, image.focal_y)))
    return [Wanted(format, size) for format in ORDER if format in formats for size in of_all_crops]


def missing(image: Image) -> list[Wanted]:
    """Those that have not been made yet of its present edition. One query."""
    made = set(image.renditions.filter(retired_at=None, edition=image.edition).values_list("format", "crop", "width"))
    return [one for one in wanted(image) if one.key not in made]


class Cutter:
    """Crops of one picture. Smaller sizes are made of the largest: half the time, and no eye sees it."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._largest: dict[str, Pillow.Image] = {}

    def cut(self, size: Size) -> Pillow.Image:
        if size.crop not in self._largest:
            self._largest[size.crop] = self._cut_largest(size)
        largest, wanted = self._largest[size.crop], (size.width, size.height)
        return largest if largest.size == wanted else largest.resize(wanted, _FILTER, reducing_gap=3.0)

    def _cut_largest(self, size: Size) -> Pillow.Image:
        pixels = self._picture.pixels
        scale = pixels.width / self._picture.width  # a large JPEG was halved while it was decoded
        left, top, right, bottom = (edge * scale for edge in size.box)
        box = (left, top, min(right, pixels.width), min(bottom, pixels.height))
        width = min(WIDTHS[-1], size.box[2] - size.box[0])
        return pixels.resize((width, height_at(width, size.crop, size.box)), _FILTER, box=box, reducing_gap=3.0)


def encode(pixels: Pillow.Image, format: str, xmp: bytes) -> bytes:
    """The bytes of one rendition, with that XMP packet and no other metadata."""
    buffer = io.BytesIO()
    pixels.save(buffer, format.upper(), **_OPTIONS[format], **({"xmp": xmp} if xmp else {}))
    return buffer.getvalue()


def make(image: Image, picture: Picture, ones: Iterable[Wanted]) -> Iterator[Rendition]:
    """Rows for these renditions, not saved yet; the file of each is there when it is given."""
    cutter, xmp = Cutter(picture), xmp_of(image)
    for one in ones:
        data = encode(cutter.cut(one.size), one.format, xmp)
        name = new_name(one.format)
        key = files.new_key(name)
        files.write(files.RENDITIONS, key, data)
        yield Rendition(
            image=image,
            edition=image.edition,
            crop=one.size.crop,
            format=one.format,
            width=one.size.width,
            height=one.size.height,
            byte_size=len(data),
            name=name,
            file=key,
        )


def put_in_place(rows: Collection[Rendition]) -> None:
    """Save the rows; what stands in their place is retired, and served as long as documents may still name it.

    Three queries. Who calls it has locked the images."""
    places = {(row.image_id, row.crop, row.format, row.width) for row in rows}
    standing = Rendition.objects.filter(image__in={row.image_id for row in rows}, retired_at=None)
    replaced = [
        pk for pk, *place in standing.values_list("pk", "image", "crop", "format", "width") if tuple(place) in places
    ]
    Rendition.objects.filter(pk__in=replaced).update(retired_at=timezone.now())
    Rendition.objects.bulk_create(rows)


def rename(images: Collection[int]) -> None:
    """Give all renditions of these images (by primary key) new names. The old addresses are dead at commit, those of
    retired ones too."""
    Rendition.objects.filter(image__in=images, retired_at__isnull=False).delete()
    rows = list(Rendition.objects.filter(image__in=images))
    for row in rows:
        row.name = new_name(row.format)
    Rendition.objects.bulk_update(rows, ["name"], batch_size=200)
