"""Bytes of strangers become pixels, or are refused. Only pixels go on from here: no byte of the file does.

Pillow decides by content, not by name, among five formats. Sizes are checked between opening and decoding: ten
kilobytes can claim 81 megapixels, and Pillow only warns below 179.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Final, TypeVar

from PIL import Image, ImageCms, UnidentifiedImageError

from articles.errors import DamagedPicture, NotAPicture, TooManyPixels
from articles.media.crops import WIDTHS

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
MAX_PIXELS: Final = 50_000_000
MAX_SIDE: Final = 20_000  # pixels
ORIENTATION: Final = 0x0112  # Exif
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE: Final = frozenset({5, 6, 7, 8})
_SRGB: Final = ImageCms.createProfile("sRGB")
_COLOUR_SPACES: Final = {"RGB": "RGB", "CMYK": "CMYK", "GRAY": "L"}
# 50 megapixels are 150 MB, and some steps hold two copies: so many decode at once in a process.
_DECODERS: Final = BoundedSemaphore(2)

Result = TypeVar("Result")


@dataclass(frozen=True)
class Picture:
    pixels: Image.Image
    """RGB in sRGB, upright, on white, without anything that came with the file. It may be smaller than `width`, never
    too small for a rendition."""
    width: int
    height: int
    """Of the upright original, in pixels."""


def decode(data: bytes, *, read: Callable[[Image.Image], Result]) -> tuple[Picture, Result]:
    """The picture in a file, decoded once (of an animation the first frame), and what `read` finds in the opened file.

    Raises NotAPicture, DamagedPicture, TooManyPixels; nothing else, whatever the bytes are.
    """
    with _DECODERS, _refusing(), Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        width, height = opened.size
        if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
            raise TooManyPixels(width, height, pixels=MAX_PIXELS, side=MAX_SIDE)
        _shrink_while_decoding(opened)
        opened.load()
        turn = _orientation(opened)
        pixels = _upright(_as_srgb(opened), turn)
        found = read(opened)
    if turn in _ON_ITS_SIDE:
        width, height = height, width
    return Picture(_copied(pixels), width, height), found


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except TooManyPixels:
        raise
    except UnidentifiedImageError as unknown:
        raise NotAPicture from unknown
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise TooManyPixels(0, 0, pixels=MAX_PIXELS, side=MAX_SIDE) from bomb
    except Exception as wrong:  # a decoder in C stumbles in many ways over bytes that somebody made up
        raise DamagedPicture from wrong


def _shrink_while_decoding(opened: Image.Image) -> None:
    """A JPEG decoder can halve for nothing: no more pixels than the largest square crop needs."""
    scale = WIDTHS[-1] / min(opened.size)
    if scale < 1:
        opened.draft(None, (round(opened.width * scale) + 1, round(opened.height * scale) + 1))


def _orientation(opened: Image.Image) -> int:
    try:
        return int(opened.getexif().get(ORIENTATION, 1))
    except Exception:  # the picture is whole, only what is said about it is not
        return 1


def _upright(pixels: Image.Image, turn: int) -> Image.Image:
    return pixels.transpose(_TURNS[turn]) if turn in _TURNS else pixels


def _as_srgb(opened: Image.Image) -> Image.Image:
    profile = opened.info.get("icc_profile")
    flat = _on_white(_eight_bits(opened))
    if profile:
        try:
            return _converted(flat, profile)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile that says nothing usable: the numbers are taken as sRGB
    return flat.convert("RGB")


def _converted(flat: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if _COLOUR_SPACES.get(source.profile.xcolor_space.strip()) != flat.mode:
        raise ValueError
    converted = ImageCms.profileToProfile(flat, source, _SRGB, outputMode="RGB")
    return converted if converted is not None else flat.convert("RGB")


def _eight_bits(opened: Image.Image) -> Image.Image:
    if opened.mode.startswith("I"):  # 16 bits in a PNG: a plain conversion would clip them
        return opened.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    return opened


def _on_white(opened: Image.Image) -> Image.Image:
    """Without transparency: a JPEG has none, and a picture should look the same in every format."""
    if not opened.has_transparency_data:
        return opened if opened.mode in ("RGB", "L", "CMYK") else opened.convert("RGB")
    seen = opened.convert("RGBA")
    white = Image.new("RGB", seen.size, "white")
    white.paste(seen, mask=seen.getchannel("A"))
    return white


def _copied(pixels: Image.Image) -> Image.Image:
    """A comment and a profile would survive `save`: a new image knows only pixels."""
    fresh = Image.new("RGB", pixels.size)
    fresh.paste(pixels)
    return fresh
