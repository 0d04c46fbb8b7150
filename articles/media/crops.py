"""Which part of a picture a crop shows, and in which sizes. Pure: numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

RATIOS: Final = {"as_is": None, "16:9": Fraction(16, 9), "4:3": Fraction(4, 3), "1:1": Fraction(1)}
WIDTHS: Final = (320, 640, 960, 1280, 1920)

Box = tuple[int, int, int, int]
"""Left, upper, right, lower edge in pixels."""


@dataclass(frozen=True)
class Size:
    crop: str
    width: int
    height: int
    box: Box
    """What it shows of the upright picture."""


@lru_cache(maxsize=4096)
def crop_box(width: int, height: int, crop: str, focal: tuple[float, float]) -> Box:
    """The largest box of the crop's ratio, with the focal point (0 to 1 from left and top) as near to its middle as the
    edges of the picture allow."""
    ratio = RATIOS[crop]
    if ratio is None:
        return (0, 0, width, height)
    box_width = max(1, min(width, round(height * ratio)))
    box_height = max(1, min(height, round(width / ratio)))
    left, top = _start(width, box_width, focal[0]), _start(height, box_height, focal[1])
    return (left, top, left + box_width, top + box_height)


def sizes(width: int, height: int, focal: tuple[float, float]) -> Iterator[Size]:
    """All sizes of all crops, none larger than the picture; one that is smaller than the smallest keeps its own."""
    for crop in RATIOS:
        box = crop_box(width, height, crop, focal)
        box_width = box[2] - box[0]
        for wanted in [one for one in WIDTHS if one <= box_width] or [box_width]:
            yield Size(crop, wanted, height_at(wanted, crop, box), box)


def height_at(width: int, crop: str, box: Box) -> int:
    ratio = RATIOS[crop] or Fraction(box[2] - box[0], box[3] - box[1])
    return max(1, round(width / ratio))


def _start(whole: int, part: int, focal: float) -> int:
    return min(max(round(focal * whole - part / 2), 0), whole - part)
