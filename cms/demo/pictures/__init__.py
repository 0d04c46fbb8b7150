"""The pictures of the demo magazine, drawn when they are wanted: one cover for each article, and three figures.

A picture is the same each time, down to the byte, with the same version of Pillow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml
from PIL import Image

from cms.demo.pictures.printing import jpeg_of, printed
from cms.demo.pictures.scenes import COVERS, INSIDE
from cms.demo.pictures.sheet import Sheet

PROGRAM_DREW_IT: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
"""IPTC's word for what a program made without having been trained."""

SLUGS: Final = tuple(COVERS)
"""Of the articles: each has its cover under its own slug. A translation shares the cover of its original."""

FIGURES: Final[Mapping[str, str]] = {
    "brick-with-a-slot": "the-swifts-of-marl-cross",
    "five-counted-bottles": "the-drawer-of-sleeping-seeds",
    "two-hundred-and-twelve-lines": "the-program-that-opens-the-lock",
}
"""Pictures for the middle of an article, with the article that they belong to."""


@dataclass(frozen=True)
class PictureInfo:
    alt: str
    alt_de: str
    caption: str
    """May be empty, as the German one may."""
    caption_de: str
    creator: str
    credit: str
    copyright_notice: str
    focal_x: float
    """Where the motif is, from 0 (left) to 1."""
    focal_y: float
    """From 0 (top) to 1."""
    digital_source_type: str


def draw(slug: str) -> Image.Image:
    """The cover or figure of that name, 2000 by 1333 pixels, RGB. KeyError for any other name."""
    scene = {**COVERS, **INSIDE}[slug]
    sheet = Sheet(slug, scene.palette)
    scene.paint(sheet)
    return printed(sheet)


def info(slug: str) -> PictureInfo:
    """What an editor would fill in beside the upload. KeyError for an unknown name."""
    said = _said()[slug]
    return PictureInfo(
        alt=said["alt"],
        alt_de=said["alt_de"],
        caption=said.get("caption", ""),
        caption_de=said.get("caption_de", ""),
        creator=said["creator"],
        credit="Standfirst",
        copyright_notice="© 2026 Standfirst",
        focal_x=said["focal"][0],
        focal_y=said["focal"][1],
        digital_source_type=PROGRAM_DREW_IT,
    )


def jpeg(slug: str) -> bytes:
    """The picture as an illustrator would send it in: with creator, credit and copyright in its XMP."""
    about = info(slug)
    return jpeg_of(
        draw(slug),
        creator=about.creator,
        credit=about.credit,
        copyright_notice=about.copyright_notice,
        digital_source_type=about.digital_source_type,
        caption=about.caption,
    )


@lru_cache(maxsize=1)
def _said() -> Mapping[str, dict[str, Any]]:
    return yaml.safe_load(Path(__file__).with_name("pictures.yaml").read_text(encoding="utf-8"))
