"""She listens to the ice."""

from __future__ import annotations

import math

from cms.demo.pictures.palettes import mix
from cms.demo.pictures.people import SKINS, Person, arm, stand
from cms.demo.pictures.screens import Across, Around
from cms.demo.pictures.shapes import WIDTH, box, moved, ribbon, rounded, smooth
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.deep)
    sheet.wash(inks.warm, Across((0, 400), (0, 40)), strength=0.95)
    _stars(sheet)
    _mountains(sheet)
    _lake(sheet)
    _sound(sheet)
    _cracks(sheet)
    _listener(sheet)


def _stars(sheet: Sheet) -> None:
    for _ in range(70):
        sheet.dot(
            sheet.rng.uniform(0, WIDTH),
            sheet.rng.uniform(0, 170),
            sheet.rng.choice((1.2, 1.6, 2.2)),
            sheet.palette.paper,
        )


def _mountains(sheet: Sheet) -> None:
    inks = sheet.palette
    far = [
        (-20, 420), (-20, 330), (110, 262), (240, 330), (400, 196), (560, 318), (690, 258), (880, 350), (1060, 214),
        (1210, 300), (1330, 246), (1520, 350), (1520, 420),
    ]  # fmt: skip
    sheet.fill(far, inks.mid)
    sheet.tone(far, inks.paper, Across((0, 200), (0, 330)), strength=0.9)
    near = [
        (-20, 430), (-20, 372), (180, 340), (330, 384), (560, 356), (800, 396), (1100, 352), (1300, 388),
        (1520, 340), (1520, 430),
    ]  # fmt: skip
    sheet.fill(near, inks.dark)
    for x in range(-10, 1520, 17):
        if not 560 < x < 1010:
            height = sheet.rng.uniform(16, 46)
            sheet.fill([(x - 8, 412), (x, 400 - height), (x + 8, 412)], inks.dark, hand=0)


def _lake(sheet: Sheet) -> None:
    inks = sheet.palette
    lake = box(-10, 404, WIDTH + 10, 1010)
    sheet.fill(lake, inks.light)
    sheet.tone(lake, inks.warm, Across((0, 404), (0, 560)), strength=0.75)
    sheet.tone(lake, inks.mid, Across((0, 1040), (0, 600)), strength=0.85)
    sheet.tone(lake, inks.paper, Around(690, 800, 520, flat=0.35), strength=0.9)


def _sound(sheet: Sheet) -> None:
    """Tight ripples are ahead of the wide ones: high notes arrive first."""
    inks = sheet.palette
    gap, radius = 74.0, 40.0
    for index in range(13):
        width = max(3.0, 13 - index * 0.85)
        sheet.ring(690, 806, radius, radius * 0.3, mix(inks.deep, inks.mid, min(1, index / 10)), width)
        radius += gap
        gap *= 0.93


def _cracks(sheet: Sheet) -> None:
    inks = sheet.palette
    starts: tuple[tuple[float, float, float], ...] = ((700, 790, -0.45), (660, 815, 2.75), (720, 830, 0.4))
    for x, y, heading in starts:
        track = [(x, y)]
        for _ in range(16):
            heading += sheet.rng.uniform(-0.3, 0.3)
            x, y = x + 62 * math.cos(heading), y + 25 * math.sin(heading)
            track.append((x, y))
        sheet.fill(ribbon(track, 9, 1), inks.paper, hand=1.5)
        for index in (4, 8, 11):
            left, top = track[index]
            fork = [(60, sheet.rng.uniform(-34, 34)), (130, sheet.rng.uniform(-50, 50))]
            sheet.fill(ribbon(moved([(0, 0), *fork], left, top), 5, 1), inks.paper, hand=1)


def _listener(sheet: Sheet) -> None:
    """Eyes shut, the pole on the ice, a rope that runs back out of the picture."""
    inks = sheet.palette
    shadow = smooth([(800, 846), (960, 862), (1240, 900), (1230, 914), (940, 886), (790, 862)])
    sheet.tone(shadow, inks.deep, Across((800, 850), (1260, 910)), strength=0.9)
    rope = smooth([(816, 640), (930, 760), (1150, 840), (1560, 870)], closed=False)
    sheet.stroke(rope, inks.accent, 7)
    woman = Person(430, inks.accent, SKINS[0], inks.dark, inks.dark, step=0.06)
    stand(sheet, woman, 800, 860, mirror=True)
    sheet.fill(smooth([(758, 478), (764, 442), (800, 428), (838, 444), (844, 482), (800, 470)]), inks.deep)
    sheet.dot(801, 424, 13, inks.paper)
    sheet.fill(rounded(748, 538, 852, 562, 12), inks.paper)
    sheet.stroke([(688, 806), (716, 330)], inks.dark, 11)
    sheet.fill([(681, 760), (697, 760), (690, 812)], mix(inks.dark, inks.mid, 0.4))
    arm(sheet, (770, 580), (730, 650), (699, 620), inks.accent, inks.paper, 36)
    arm(sheet, (782, 566), (744, 566), (706, 520), mix(inks.accent, inks.dark, 0.18), inks.paper, 36)
