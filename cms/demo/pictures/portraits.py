"""Small portraits of the authors: a head and shoulders before a disc, cut from paper, without a face.

Drawn without a sheet: portraits are shown small, and must not be felt when a site starts for the first time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

from cms.demo.pictures.palettes import (
    BLUSH,
    BUTTER,
    CLAY,
    CORAL,
    CREAM,
    FOG,
    INDIGO,
    LAGOON,
    MAUVE,
    MIST,
    MOSS,
    NAVY,
    OCHRE,
    PLUM,
    SAGE,
    SLATE,
    TEAL,
    UMBER,
    VERMILION,
    Ink,
    mix,
)
from cms.demo.pictures.people import SKINS
from cms.demo.pictures.shapes import Shape, oval, rounded, smooth

SIZE: Final = 640  # pixels, square
OVERSIZE: Final = 2
CREATOR: Final = "Lorcan Vitez"


@dataclass(frozen=True)
class Look:
    wall: Ink
    disc: Ink
    coat: Ink
    skin: Ink
    hair: Ink
    cut: str
    """long, short, bun, bald, curls or cap"""
    scarf: Ink
    glasses: bool = False


LOOKS: Final = {
    "mara-lindqvist": Look(MIST, TEAL, NAVY, SKINS[0], OCHRE, "long", CORAL),
    "tomas-okafor": Look(BUTTER, VERMILION, SLATE, SKINS[2], NAVY, "short", CREAM, glasses=True),
    "ilse-brandauer": Look(BLUSH, MAUVE, PLUM, SKINS[3], FOG, "bun", BUTTER, glasses=True),
    "ruben-castellane": Look(BLUSH, SAGE, CREAM, SKINS[1], UMBER, "cap", MOSS),
    "nadia-whitlock": Look(MIST, INDIGO, VERMILION, SKINS[1], NAVY, "curls", NAVY),
    "piet-havergal": Look(BUTTER, LAGOON, CLAY, SKINS[0], FOG, "bald", NAVY, glasses=True),
}

SHOULDERS: Final[Shape] = smooth([(70, 700), (92, 520), (190, 440), (320, 424), (450, 440), (548, 520), (570, 700)])


def portrait(name: str) -> Image.Image:
    """The author of that name (`mara-lindqvist`), RGB. KeyError for any other name."""
    look = LOOKS[name]
    image = Image.new("RGB", (SIZE * OVERSIZE, SIZE * OVERSIZE), look.wall)
    pen = ImageDraw.Draw(image)

    def fill(shape: Shape, ink: Ink) -> None:
        pen.polygon([(x * OVERSIZE, y * OVERSIZE) for x, y in shape], fill=ink)

    fill(oval(320, 330, 262), look.disc)
    for shape in _behind(look.cut):
        fill(shape, look.hair)
    fill(SHOULDERS, look.coat)
    fill(rounded(272, 330, 368, 470, 40), mix(look.skin, UMBER, 0.18))
    fill(smooth([(250, 430), (320, 470), (390, 430), (412, 470), (320, 520), (228, 470)]), look.scarf)
    fill(oval(320, 270, 96, 116), look.skin)
    for shape in _before(look.cut):
        fill(shape, look.hair)
    if look.glasses:
        for x in (278, 362):
            pen.ellipse([v * OVERSIZE for v in (x - 32, 250, x + 32, 314)], outline=NAVY, width=6 * OVERSIZE)
        pen.line([v * OVERSIZE for v in (310, 280, 330, 280)], fill=NAVY, width=6 * OVERSIZE)
    return image.reduce(OVERSIZE)


def _behind(cut: str) -> list[Shape]:
    """Hair that the head and the coat cover."""
    shapes: dict[str, list[Shape]] = {
        "long": [
            smooth([(206, 250), (250, 140), (390, 140), (434, 250), (448, 470), (380, 520), (260, 520), (192, 470)])
        ],
        "bun": [oval(320, 126, 58), oval(320, 244, 112, 118)],
        "curls": [
            oval(320 + x, y, 62)
            for x, y in ((-96, 210), (-60, 150), (0, 128), (60, 150), (96, 210), (-108, 280), (108, 280))
        ],
        "bald": [oval(320, 282, 108, 60)],
    }
    return shapes.get(cut, [])


def _before(cut: str) -> list[Shape]:
    """Hair, or what is worn on it, in front of the head."""
    fringe = smooth([(220, 262), (232, 176), (320, 140), (408, 176), (420, 262), (392, 214), (320, 196), (248, 214)])
    shapes: dict[str, list[Shape]] = {
        "cap": [smooth([(214, 206), (230, 120), (320, 86), (410, 120), (426, 206)]), rounded(206, 186, 470, 214, 12)],
        "bald": [smooth([(262, 340), (320, 326), (378, 340), (366, 388), (320, 404), (274, 388)])],  # a beard
    }
    return shapes.get(cut, [fringe])
