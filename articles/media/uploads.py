"""A file of somebody becomes a picture of the library, or is refused with a reason."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from articles.errors import FileTooLarge
from articles.media import appearance, files
from articles.media.decoding import Picture, decode
from articles.media.metadata import WRITTEN, Said, read_metadata
from articles.media.renditions import Format, make, wanted
from articles.models.content_state import ContentState
from articles.models.image import Image, Rendition
from articles.models.user import User
from articles.text.inline import scrub

LABEL = 150
"""Characters of a file's name that are kept."""


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Received:
    image: Image
    is_new: bool
    """False: the same file was in the library before; nothing was changed."""
    remarks: tuple[str, ...] = ()
    """For the editor: what of the file could not be understood."""


def receive(file: Readable, *, by: User, name: str = "", focal: tuple[float, float] = (0.5, 0.5)) -> Received:
    """Take a picture into the library, with its rights as the file tells them, and its JPEGs.

    `file`: an upload, or anything that reads bytes; `name` of the file, for people, else its own. `focal`: what crops
    are made around, where it is known already: another one later makes all files anew.
    Not inside a transaction: a picture takes a second, and everybody who writes would wait for it.

    Raises FileTooLarge, NotAPicture, DamagedPicture, TooManyPixels, NoRoom.
    """
    refuse_transaction()
    data = file.read(settings.MAX_UPLOAD_BYTES + 1)
    if len(data) > settings.MAX_UPLOAD_BYTES:
        raise FileTooLarge(settings.MAX_UPLOAD_BYTES)
    checksum = hashlib.sha256(data).hexdigest()
    if known := Image.objects.filter(checksum=checksum).first():
        return Received(known, is_new=False)
    picture, said = decode(data, read=read_metadata)
    image = describe(picture, said)
    image.checksum, image.byte_size, image.uploaded_by = checksum, len(data), by
    image.focal_x, image.focal_y = focal
    image.label = label_of(name or getattr(file, "name", ""))
    return keep(image, picture, data, said.remarks)


def describe(picture: Picture, said: Said) -> Image:
    return Image(
        width=picture.width,
        height=picture.height,
        dominant_colour=appearance.dominant_colour(picture.pixels),
        blur=appearance.blur(picture.pixels),
        alt=said.alt,
        **{name: getattr(said, name) for name in WRITTEN},
    )


def keep(image: Image, picture: Picture, data: bytes, remarks: tuple[str, ...]) -> Received:
    """Files first, then the rows that name them, in one transaction; if that fails, the files go again."""
    image.original = files.new_key(image.uuid.hex)
    rows: list[Rendition] = []
    try:
        files.write(files.ORIGINALS, image.original, data)
        rows.extend(make(image, picture, wanted(image, [Format.JPEG])))
        with transaction.atomic():
            image.save()
            Rendition.objects.bulk_create(rows)
            ContentState.move()
    except Exception as failure:
        files.discard(files.ORIGINALS, [image.original])
        files.discard(files.RENDITIONS, [row.file for row in rows])
        known = Image.objects.filter(checksum=image.checksum).first() if isinstance(failure, IntegrityError) else None
        if known is None:
            raise
        return Received(known, is_new=False)  # somebody uploaded the same file at the same moment
    return Received(image, is_new=True, remarks=remarks)


def label_of(name: str) -> str:
    """A file's name for people to recognise it by; never a path, and no part of one."""
    last = scrub(name.replace("\\", "/")).rpartition("/")[2]
    return " ".join(last.split())[:LABEL].strip() or "picture"


def refuse_transaction() -> None:
    """Raises RuntimeError inside a transaction, but for the one around a test."""
    blocks: list[Any] = connection.atomic_blocks
    if blocks and not getattr(blocks[-1], "_from_testcase", False):
        raise RuntimeError("A picture must not be decoded inside a transaction: all who write would wait for it.")
