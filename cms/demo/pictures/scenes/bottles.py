"""What five bottles held. For the middle of an article."""

from __future__ import annotations

from cms.demo.pictures.palettes import MOSS, mix
from cms.demo.pictures.screens import Across
from cms.demo.pictures.shapes import WIDTH, box, moved, rounded, smooth, turned
from cms.demo.pictures.sheet import Sheet

COUNTS = (331, 178, 71, 37, 29)
"""Seedlings from the first, fifth, eighth, tenth and eleventh bottle: the article's table."""


def paint(sheet: Sheet) -> None:
    """A seed for every seedling."""
    inks = sheet.palette
    sheet.ground(inks.paper)
    sheet.wash(inks.light, Across((0, 0), (0, 900)), strength=0.5)
    sheet.fill(box(-10, 840, WIDTH + 10, 1010), inks.deep)
    sheet.tone(box(-10, 840, WIDTH + 10, 1010), inks.dark, Across((0, 1010), (0, 840)), strength=0.7)
    for index, count in enumerate(COUNTS):
        _counted_bottle(sheet, 190 + index * 280, count)


def _counted_bottle(sheet: Sheet, x: float, count: int) -> None:
    inks = sheet.palette
    glass = smooth(
        [
            (-44, 210), (-48, 300), (-110, 370), (-118, 600), (-112, 820), (-90, 846), (90, 846), (112, 820),
            (118, 600), (110, 370), (48, 300), (44, 210),
        ]
    )  # fmt: skip
    sheet.fill(moved(glass, x + 10, 8), mix(inks.paper, inks.mid, 0.45))
    sheet.fill(moved(glass, x, 0), mix(inks.light, inks.paper, 0.45))
    sheet.fill(rounded(x - 50, 180, x + 50, 236, 10), inks.mid)
    seed = smooth([(0, -11), (7, 0), (0, 11), (-7, 0)], steps=4)
    tints = (inks.dark, inks.deep, inks.accent, MOSS)
    for number in range(count):  # from the bottom up, twelve to a row
        row, place = divmod(number, 12)
        at_x, at_y = x - 88 + place * 16, 826 - row * 16.5
        sheet.fill(
            turned(moved(seed, at_x, at_y, by=0.72), sheet.rng.uniform(-50, 50), (at_x, at_y)),
            sheet.rng.choice(tints),
            hand=0,
        )
    sheet.stroke(smooth([(x - 94, 640), (x - 96, 480), (x - 84, 400)], closed=False), inks.paper, 10)
    height = 60 * count / COUNTS[0] + 14
    sheet.stroke([(x, 180), (x, 176 - height)], MOSS, 7)
    for side in (-1, 1):
        leaf = smooth([(0, 0), (26, -18), (58, -14), (34, 6)])
        sheet.fill(moved(leaf, x, 180 - height, by=0.5 + count / COUNTS[0] * 0.7, mirror=side < 0), MOSS)
