"""The inks of the magazine. Every picture takes a paper and six inks from one cabinet, so that they belong together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Ink = tuple[int, int, int]


def ink(code: str) -> Ink:
    red, green, blue = bytes.fromhex(code)
    return red, green, blue


def mix(one: Ink, other: Ink, share: float) -> Ink:
    """`share` of the other ink in the first: 0 leaves it as it is, 1 gives the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


CREAM: Final = ink("f3e9d8")
SNOW: Final = ink("e6edf0")
NAVY: Final = ink("16213e")
NIGHT: Final = ink("25325f")
INDIGO: Final = ink("43549a")
TEAL: Final = ink("1d6a72")
LAGOON: Final = ink("4fa3a0")
MIST: Final = ink("b9d3cf")
MOSS: Final = ink("4d6b3c")
SAGE: Final = ink("9db083")
OCHRE: Final = ink("e5a435")
BUTTER: Final = ink("f6d684")
VERMILION: Final = ink("dd4b2a")
CORAL: Final = ink("ef8b6f")
BLUSH: Final = ink("f5c9b1")
PLUM: Final = ink("56294a")
MAUVE: Final = ink("8d6186")
UMBER: Final = ink("5f3a2a")
CLAY: Final = ink("b9714a")
SLATE: Final = ink("4b5a68")
FOG: Final = ink("9aa8ac")


@dataclass(frozen=True)
class Palette:
    """`dark` draws silhouettes, `accent` the one thing to look at; the rest goes from deep to light."""

    paper: Ink
    dark: Ink
    deep: Ink
    mid: Ink
    light: Ink
    accent: Ink
    warm: Ink


RIVER: Final = Palette(CREAM, NAVY, SLATE, FOG, MIST, TEAL, OCHRE)
HARBOUR: Final = Palette(CREAM, NAVY, NIGHT, INDIGO, MAUVE, VERMILION, BUTTER)
STARS: Final = Palette(SNOW, NAVY, NIGHT, INDIGO, MIST, CORAL, BUTTER)
PEACH: Final = Palette(CREAM, PLUM, MAUVE, CORAL, BLUSH, VERMILION, OCHRE)
CANAL: Final = Palette(CREAM, NAVY, TEAL, LAGOON, MIST, VERMILION, OCHRE)
FEBRUARY: Final = Palette(CREAM, NAVY, SLATE, FOG, SNOW, VERMILION, BUTTER)
ATTIC: Final = Palette(CREAM, NAVY, SLATE, FOG, MIST, CLAY, BUTTER)
SIGN: Final = Palette(CREAM, NAVY, TEAL, LAGOON, BLUSH, VERMILION, OCHRE)
DRIZZLE: Final = Palette(SNOW, NAVY, SLATE, LAGOON, MIST, VERMILION, OCHRE)
LINEN: Final = Palette(CREAM, UMBER, CLAY, OCHRE, BUTTER, VERMILION, INDIGO)
SOIL: Final = Palette(CREAM, NAVY, UMBER, CLAY, SAGE, OCHRE, BUTTER)
TOWER: Final = Palette(CREAM, NAVY, TEAL, LAGOON, MIST, VERMILION, OCHRE)
LAUNDRETTE: Final = Palette(CREAM, NAVY, NIGHT, LAGOON, BLUSH, CORAL, BUTTER)
ICE: Final = Palette(SNOW, NAVY, NIGHT, INDIGO, MIST, VERMILION, BLUSH)
FERRY: Final = Palette(SNOW, NAVY, TEAL, LAGOON, MIST, VERMILION, OCHRE)
BENCHWORK: Final = Palette(CREAM, NAVY, MOSS, SAGE, BLUSH, VERMILION, OCHRE)
CORNER: Final = Palette(CREAM, PLUM, UMBER, CLAY, BLUSH, TEAL, OCHRE)
HEDGE: Final = Palette(CREAM, NAVY, MOSS, SAGE, MIST, VERMILION, OCHRE)
