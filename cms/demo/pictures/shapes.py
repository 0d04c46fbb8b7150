"""Outlines as lists of points, on a sheet of 1500 by 1000 units. Nothing here knows about pixels."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random

WIDTH, HEIGHT = 1500, 1000

Point = tuple[float, float]
Shape = Sequence[Point]
Place = Callable[[Shape], Shape]
"""Puts what is drawn around (0, 0) where it belongs."""


def box(left: float, top: float, right: float, bottom: float) -> Shape:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


SHEET: Shape = box(0, 0, WIDTH, HEIGHT)


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Shape:
    """Angles in degrees, clockwise from three o'clock."""
    steps = max(6, int(abs(end - start) / 360 * (24 + max(rx, ry) / 5)))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


def oval(x: float, y: float, rx: float, ry: float | None = None, *, turn: float = 0) -> Shape:
    """A circle where only one radius is said."""
    return turned(arc(x, y, rx, rx if ry is None else ry, 0, 360)[:-1], turn, (x, y))


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Shape:
    corners = [(right, top, -90), (right, bottom, 0), (left, bottom, 90), (left, top, 180)]
    outline: list[Point] = []
    for x, y, start in corners:
        inward_x = -radius if x == right else radius
        inward_y = -radius if y == bottom else radius
        outline += arc(x + inward_x, y + inward_y, radius, radius, start, start + 90)
    return outline


def smooth(points: Shape, *, closed: bool = True, steps: int = 10) -> Shape:
    """A soft curve through all the points (Catmull-Rom)."""
    before = [points[-1] if closed else points[0]]
    after = list(points[:2]) if closed else [points[-1]]
    track = [*before, *points, *after]
    curve: list[Point] = []
    for a, b, c, d in zip(track, track[1:], track[2:], track[3:], strict=False):
        curve += [_between(a, b, c, d, step / steps) for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def along(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])


def ribbon(points: Shape, start: float, end: float, *, swell: float = 0) -> Shape:
    """A stroke along the points that is `start` wide, then `end` wide, and by `swell` wider in its middle."""
    left: list[Point] = []
    right: list[Point] = []
    for index, (x, y) in enumerate(points):
        t = index / (len(points) - 1)
        half = (start + (end - start) * t + swell * math.sin(math.pi * t)) / 2
        (x0, y0), (x1, y1) = points[max(index - 1, 0)], points[min(index + 1, len(points) - 1)]
        length = math.hypot(x1 - x0, y1 - y0) or 1
        across_x, across_y = -(y1 - y0) / length * half, (x1 - x0) / length * half
        left.append((x + across_x, y + across_y))
        right.append((x - across_x, y - across_y))
    return left + right[::-1]


def moved(shape: Shape, dx: float, dy: float, *, by: float = 1, mirror: bool = False) -> Shape:
    """Sized `by` from the origin, then moved: for things that are drawn around (0, 0)."""
    across = -by if mirror else by
    return [(dx + x * across, dy + y * by) for x, y in shape]


def turned(shape: Shape, degrees: float, about: Point) -> Shape:
    """Clockwise."""
    if not degrees:
        return shape
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    cx, cy = about
    return [(cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos) for x, y in shape]


def hills(rng: Random, level: float, height: float, *, step: float = 150) -> Shape:
    """A rolling ground line from edge to edge, closed along the bottom of the sheet."""
    crest = [(x * step - step, level - rng.uniform(0, height)) for x in range(int(WIDTH / step) + 3)]
    return [*smooth(crest, closed=False), (WIDTH + 200, HEIGHT + 50), (-200, HEIGHT + 50)]


def hand_cut(rng: Random, shape: Shape, amount: float, *, closed: bool = True) -> Shape:
    """The same outline as a knife would cut it: long edges get a slow wobble of about `amount` units."""
    first, second = rng.uniform(0, 6.3), rng.uniform(0, 6.3)
    way = 0.0
    cut: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise([*shape, shape[0]] if closed else shape):
        length = math.hypot(x1 - x0, y1 - y0) or 1
        pieces = max(1, int(length / 24))
        for piece in range(pieces):
            t = piece / pieces
            off = amount * (
                math.sin((way + t * length) / 41 + first) + 0.6 * math.sin((way + t * length) / 17 + second)
            )
            cut.append((x0 + (x1 - x0) * t - (y1 - y0) / length * off, y0 + (y1 - y0) * t + (x1 - x0) / length * off))
        way += length
    return cut if closed else [*cut, shape[-1]]
