"""Pictures as documents show them: ready for `<img>` and `<picture>`, with the rights that must be named beside them.

The words of a use are frozen with the article; rights, focal point and renditions are read live.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Self
from uuid import UUID

from django.db.models import Q

from api.described import described
from api.documents.addresses import media_url
from articles.models import image as models
from articles.models.author import Author

SOURCE_TYPES: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
CROPS: Final = tuple(models.Rendition.Crop.values)


@dataclass(frozen=True)
class FocalPoint:
    x: float = field(metadata=described("From the left edge (0) to the right (1)."))
    y: float = field(metadata=described("From the upper edge (0) to the lower (1)."))


@dataclass(frozen=True)
class Srcset:
    """Ready for `srcset`, by format; empty while renditions of that format are still being made."""

    jpeg: str = field(metadata=described("Never empty."))
    webp: str
    avif: str


@dataclass(frozen=True)
class Crop:
    url: str = field(metadata=described("The largest JPEG: for `src`."))
    width: int = field(metadata=described("Of that JPEG, in pixels; with `height` it keeps a page from jumping."))
    height: int
    srcset: Srcset = field(metadata=described("All widths, for `<source>` and `<img>`."))


@dataclass(frozen=True)
class Image:
    """A picture. The crops show what is around its focal point."""

    id: UUID
    url: str = field(metadata=described("The largest JPEG of the whole picture."))
    width: int = field(metadata=described("Of that JPEG, in pixels."))
    height: int
    alt: str = field(metadata=described("For who cannot see it; empty: decorative."))
    caption: str = field(metadata=described("Plain text; may be empty."))
    credit_line: str = field(metadata=described("Creator and credit, ready to be shown; may be empty."))
    creator: str = field(metadata=described("Who made it."))
    credit: str = field(metadata=described("Who is to be named for it, often an agency."))
    copyright_notice: str
    rights_url: str = field(metadata=described("Licence or terms; may be empty."))
    digital_source_type: str | None = field(
        metadata=described("How it came about, in IPTC's vocabulary; null where nobody said.")
    )
    focal_point: FocalPoint = field(metadata=described("For crops of your own (CSS `object-position`)."))
    dominant_colour: str = field(metadata=described("`#rrggbb`, to be shown first."))
    blur: str = field(metadata=described("A few pixels as a `data:` address, to be shown first, stretched."))
    crops: dict[str, Crop] = field(metadata=described("By `as_is`, `16:9`, `4:3`, `1:1`."))


@dataclass(frozen=True)
class Rendition:
    """One file."""

    crop: str = field(metadata=described("Which part it shows.", choices=CROPS))
    format: str = field(metadata=described("Its format.", choices=models.Rendition.Format.values))
    width: int = field(metadata=described("In pixels, as the height."))
    height: int
    byte_size: int = field(metadata=described("Of the file."))
    url: str

    @property
    def content_type(self) -> str:
        return models.Rendition.CONTENT_TYPES[self.format]


@dataclass(frozen=True)
class FullImage(Image):
    """A picture with all its files."""

    renditions: list[Rendition] = field(metadata=described("By crop, format and width."))


@dataclass(frozen=True)
class Pictures:
    """The pictures that some articles name, by the ids that are frozen in them; and those of people."""

    rows: Mapping[str, models.Image]
    files: Mapping[str, list[Rendition]]
    portraits: Mapping[int, Image]
    """By the primary key of the picture, made once for all that is signed."""

    @classmethod
    def of(cls, ids: Collection[str], *, people: Iterable[Author] = ()) -> Self:
        """With the portraits of `people`. Two queries, however many; none where there is no picture."""
        keys = {one.portrait_id for one in people if one.portrait_id}
        if not ids and not keys:
            return cls({}, {}, {})
        named = models.Image.objects.filter(Q(uuid__in=set(ids)) | Q(pk__in=keys))
        rows = {str(row.uuid): row for row in named}
        files: dict[str, list[Rendition]] = defaultdict(list)
        made = models.Rendition.objects.filter(image__in=list(rows.values()), retired_at=None).order_by(
            "image_id", "crop", "format", "width"
        )
        columns = made.values_list("image__uuid", "crop", "format", "width", "height", "byte_size", "name")
        for uuid, crop, format, width, height, byte_size, name in columns:
            files[str(uuid)].append(Rendition(crop, format, width, height, byte_size, media_url(name)))
        faces = cls(rows, files, {})
        shown = {row.pk: in_short(faces.image(uuid)) for uuid, row in rows.items() if row.pk in keys}
        return cls(rows, files, {key: image for key, image in shown.items() if image})

    def portrait(self, author: Author) -> Image | None:
        """Of one of the `people`. None for who has none, and while none of its files is made."""
        return self.portraits.get(author.portrait_id or 0)

    def image(self, id: str, *, alt: str = "", caption: str = "") -> FullImage | None:
        """With the words of this use, or else its own. None for a picture that is gone."""
        row, files = self.rows.get(id), self.files.get(id, [])
        crops = {crop: made for crop in CROPS if (made := _crop([one for one in files if one.crop == crop]))}
        if row is None or "as_is" not in crops:
            return None
        whole = crops["as_is"]
        return FullImage(
            id=row.uuid,
            url=whole.url,
            width=whole.width,
            height=whole.height,
            alt=alt or ("" if row.is_decorative else row.alt),
            caption=caption or row.caption,
            credit_line=" / ".join(dict.fromkeys(name for name in (row.creator, row.credit) if name)),
            creator=row.creator,
            credit=row.credit,
            copyright_notice=row.copyright_notice,
            rights_url=row.rights_url,
            digital_source_type=SOURCE_TYPES + row.digital_source_type if row.digital_source_type else None,
            focal_point=FocalPoint(row.focal_x, row.focal_y),
            dominant_colour=row.dominant_colour,
            blur=row.blur,
            crops=crops,
            renditions=files,
        )


def in_short(image: FullImage | None) -> Image | None:
    """As a card shows it: without the list of files, which would be most of a long list."""
    if image is None:
        return None
    return Image(**{name: value for name, value in vars(image).items() if name != "renditions"})


def _crop(files: list[Rendition]) -> Crop | None:
    jpegs = [one for one in files if one.format == "jpeg"]
    if not jpegs:
        return None
    largest = jpegs[-1]
    sets = {format: _srcset([one for one in files if one.format == format]) for format in ("jpeg", "webp", "avif")}
    return Crop(largest.url, largest.width, largest.height, Srcset(**sets))


def _srcset(files: list[Rendition]) -> str:
    return ", ".join(f"{one.url} {one.width}w" for one in files)
