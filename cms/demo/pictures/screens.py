"""What makes a tone out of one solid ink: grain, dots and lines, and how a tone fades over the sheet."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from random import Random
from typing import Final

from PIL import Image

from cms.demo.pictures.shapes import WIDTH, Point

SIZE: Final = (2000, 1333)
PER_UNIT: Final = SIZE[0] / WIDTH  # pixels of the finished print

Frame = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels of the finished print."""


@dataclass(frozen=True)
class Across:
    """Full at `start`, gone at `end`."""

    start: Point
    end: Point

    def tone(self, frame: Frame) -> Image.Image:
        dx, dy = (self.end[0] - self.start[0]) * PER_UNIT, (self.end[1] - self.start[1]) * PER_UNIT
        square = dx * dx + dy * dy
        a, b = dx / square, dy / square
        c = a * (frame[0] - self.start[0] * PER_UNIT) + b * (frame[1] - self.start[1] * PER_UNIT)
        size = (frame[2] - frame[0], frame[3] - frame[1])
        into = (0, 0, 2, RAMP_STEPS * a, RAMP_STEPS * b, RAMP_STEPS * (c + RAMP_REACH))
        return _ramp().transform(size, Image.Transform.AFFINE, into, Image.Resampling.BILINEAR)


@dataclass(frozen=True)
class Around:
    """Full at the centre, gone at the radius; `flat` squeezes it from top to bottom."""

    x: float
    y: float
    radius: float
    flat: float = 1

    def tone(self, frame: Frame) -> Image.Image:
        shrink = 127 / (self.radius * PER_UNIT)
        into_x = 128 + shrink * (frame[0] - self.x * PER_UNIT)
        into_y = 128 + shrink / self.flat * (frame[1] - self.y * PER_UNIT)
        size = (frame[2] - frame[0], frame[3] - frame[1])
        into = (shrink, 0, into_x, 0, shrink / self.flat, into_y)
        return _disc().transform(size, Image.Transform.AFFINE, into, Image.Resampling.BILINEAR)


@dataclass(frozen=True)
class Even:
    """The same everywhere."""

    def tone(self, frame: Frame) -> Image.Image:
        return Image.new("L", (frame[2] - frame[0], frame[3] - frame[1]), 255)


Fade = Across | Around | Even

RAMP_STEPS: Final = 64
RAMP_REACH: Final = 12  # how many lengths of the fade are covered before its start and behind its end


@lru_cache(maxsize=1)
def _ramp() -> Image.Image:
    values = [255] * (RAMP_STEPS * RAMP_REACH)
    values += [round(255 * (1 - step / RAMP_STEPS)) for step in range(RAMP_STEPS)]
    values += [0] * (RAMP_STEPS * RAMP_REACH)
    return Image.frombytes("L", (1, len(values)), bytes(values)).resize((4, len(values)))


@lru_cache(maxsize=1)
def _disc() -> Image.Image:
    """Pillow's own gradient reaches 255 in the corners only; at the middle of an edge it stands at 181."""
    return Image.radial_gradient("L").point([max(0, round(255 - value * 255 / 180)) for value in range(256)])


@lru_cache(maxsize=4)
def noise(name: str, size: tuple[int, int] = SIZE) -> Image.Image:
    """The same grey noise for the same name; Pillow's own (`effect_noise`) differs from run to run."""
    return Image.frombytes("L", size, Random(name).randbytes(size[0] * size[1]))  # noqa: S311 (grain, no secret)


def _tiled(period: int, height: Callable[[float, float], float]) -> Image.Image:
    """Thresholds that repeat: `height` takes angles in radians and gives -1 to 1."""
    turn = 2 * math.pi / period
    values = bytes(round(127.5 + 127.5 * height(x * turn, y * turn)) for y in range(period) for x in range(period))
    tile = Image.frombytes("L", (period, period), values)
    sheet = Image.new("L", SIZE)
    for y in range(0, SIZE[1], period):
        for x in range(0, SIZE[0], period):
            sheet.paste(tile, (x, y))
    return sheet


class Screen(Enum):
    GRAIN = "grain"
    DOTS = "dots"
    LINES = "lines"


@lru_cache(maxsize=3)
def thresholds(screen: Screen) -> Image.Image:
    """A tone prints wherever it is above these."""
    if screen is Screen.GRAIN:
        return noise("grain")
    if screen is Screen.DOTS:  # two cosines crossed make a screen at 45 degrees
        return _tiled(18, lambda x, y: math.cos(x) * math.cos(y))
    return _tiled(16, lambda x, y: math.cos(y))
