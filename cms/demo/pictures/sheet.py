"""The sheet that a picture is painted on, twice as large as the print so that edges come out soft."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from cms.demo.pictures.palettes import Ink, Palette
from cms.demo.pictures.screens import PER_UNIT, SIZE, Fade, Frame, Screen, thresholds
from cms.demo.pictures.shapes import SHEET, Point, Shape, hand_cut, oval

OVERSIZE: Final = 2
SCALE: Final = PER_UNIT * OVERSIZE
CONTRAST: Final = 5  # how sharply a tone breaks into specks and dots


class Sheet:
    """Everything is said in units of 1500 by 1000; the random numbers hang on the slug alone."""

    def __init__(self, slug: str, palette: Palette) -> None:
        self.rng: Final = Random(slug)  # noqa: S311 (the same picture each time, no secret)
        self.palette: Final = palette
        self.image = Image.new("RGB", (SIZE[0] * OVERSIZE, SIZE[1] * OVERSIZE), palette.paper)

    # --- Solid ink ---------------------------------------------------------------------------------------------------

    def fill(self, shape: Shape, ink: Ink, *, hand: float = 0.7) -> None:
        """`hand` is how far the knife strays, in units."""
        cut = hand_cut(self.rng, shape, hand) if hand else shape
        ImageDraw.Draw(self.image).polygon(_scaled(cut), fill=ink)

    def stroke(self, points: Shape, ink: Ink, width: float, *, hand: float = 0.5) -> None:
        """An open line with round ends."""
        cut = hand_cut(self.rng, points, hand, closed=False) if hand else points
        pen = ImageDraw.Draw(self.image)
        scaled = _scaled(cut)
        pen.line(scaled, fill=ink, width=max(1, round(width * SCALE)), joint="curve")
        if width > 2:
            for x, y in (scaled[0], scaled[-1]):
                half = width * SCALE / 2 - 0.5
                pen.ellipse((x - half, y - half, x + half, y + half), fill=ink)

    def ring(self, x: float, y: float, rx: float, ry: float, ink: Ink, width: float) -> None:
        outline = oval(x, y, rx, ry)
        self.stroke([*outline, *outline[:2]], ink, width, hand=0.3)

    def dot(self, x: float, y: float, radius: float, ink: Ink) -> None:
        left, top, right, bottom = ((v * SCALE) for v in (x - radius, y - radius, x + radius, y + radius))
        ImageDraw.Draw(self.image).ellipse((left, top, right, bottom), fill=ink)

    # --- Tones -------------------------------------------------------------------------------------------------------

    def tone(self, shape: Shape, ink: Ink, fade: Fade, *, strength: float = 1, screen: Screen = Screen.GRAIN) -> None:
        """Print the ink inside the shape as specks, dots or lines, dense where the fade is full."""
        frame = _frame(shape)
        if frame is None:
            return
        tone = fade.tone(frame).point([min(255, round(value * strength)) for value in range(256)])
        specks = ImageChops.subtract(tone, thresholds(screen).crop(frame), scale=1 / CONTRAST)
        specks = specks.resize((specks.width * OVERSIZE, specks.height * OVERSIZE), Image.Resampling.NEAREST)
        left, top, *_ = _oversize(frame)
        mask = ImageChops.darker(specks, _mask(shape, specks.size, (left, top)))
        self.image.paste(ink, (left, top), mask)

    @contextmanager
    def inside(self, shape: Shape) -> Iterator[None]:
        """Whatever is painted meanwhile stays within the shape."""
        frame = _frame(shape) or (0, 0, 1, 1)
        before = self.image.copy()
        yield
        place = _oversize(frame)
        painted = self.image.crop(place)
        self.image = before
        self.image.paste(painted, (place[0], place[1]), _mask(shape, painted.size, (place[0], place[1])))

    def ground(self, ink: Ink) -> None:
        self.image.paste(ink, (0, 0, *self.image.size))

    def wash(self, ink: Ink, fade: Fade, *, strength: float = 1, screen: Screen = Screen.GRAIN) -> None:
        """A tone over the whole sheet."""
        self.tone(SHEET, ink, fade, strength=strength, screen=screen)


def _scaled(shape: Shape) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in shape]


def _oversize(frame: Frame) -> Frame:
    left, top, right, bottom = (edge * OVERSIZE for edge in frame)
    return left, top, right, bottom


def _frame(shape: Shape) -> Frame | None:
    """The pixels of the print that the shape touches; None when it lies outside."""
    across, down = [x * PER_UNIT for x, _ in shape], [y * PER_UNIT for _, y in shape]
    left, top = max(0, int(min(across)) - 1), max(0, int(min(down)) - 1)
    right, bottom = min(SIZE[0], int(max(across)) + 2), min(SIZE[1], int(max(down)) + 2)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _mask(shape: Shape, size: tuple[int, int], corner: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size)
    outline = [(x - corner[0], y - corner[1]) for x, y in _scaled(shape)]
    ImageDraw.Draw(mask).polygon(outline, fill=255)
    return mask
