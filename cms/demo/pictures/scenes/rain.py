"""Nine kinds of rain, and one umbrella."""

from __future__ import annotations

from collections.abc import Callable

from cms.demo.pictures.palettes import FOG, Ink, mix
from cms.demo.pictures.people import SKINS, Person, head, stand
from cms.demo.pictures.screens import Across, Screen
from cms.demo.pictures.shapes import WIDTH, arc, box, moved, oval, ribbon, rounded, smooth
from cms.demo.pictures.sheet import Sheet

BAND = WIDTH / 9


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.light)
    tints = (inks.light, inks.mid, inks.paper, inks.deep, inks.mid, inks.dark, inks.light, inks.deep, inks.warm)
    rains: tuple[Callable[[Sheet, float, Ink], None], ...] = (
        _mist,
        _drizzle,
        _drops,
        _slant,
        _pellets,
        _downpour,
        _spider_threads,
        _gusts,
        _clearing,
    )
    for index, (tint, rain) in enumerate(zip(tints, rains, strict=True)):
        left = index * BAND
        band = box(left, -10, left + BAND + 1, 860)
        sheet.fill(band, tint, hand=0)
        is_dark = tint in (inks.deep, inks.dark)
        with sheet.inside(band):
            rain(sheet, left, inks.light if is_dark else inks.dark)
    _street(sheet)
    _umbrella(sheet)
    _child(sheet)


def _mist(sheet: Sheet, left: float, ink: Ink) -> None:
    sheet.tone(
        box(left, 0, left + BAND, 860), mix(ink, sheet.palette.mid, 0.5), Across((0, 860), (0, -200)), strength=0.45
    )


def _drizzle(sheet: Sheet, left: float, ink: Ink) -> None:
    for _ in range(150):
        sheet.dot(left + sheet.rng.uniform(0, BAND), sheet.rng.uniform(0, 860), 2.6, ink)


def _drops(sheet: Sheet, left: float, ink: Ink) -> None:
    drop = smooth([(0, -20), (9, 2), (6, 13), (0, 16), (-6, 13), (-9, 2)], steps=6)
    for row in range(14):
        for column in range(3):
            sheet.fill(
                moved(drop, left + 30 + column * 54 + (row % 2) * 26 - 10, 34 + row * 62), sheet.palette.mid, hand=0
            )
    sheet.tone(box(left, 0, left + BAND, 860), ink, Across((0, 860), (0, 300)), strength=0.25)


def _slant(sheet: Sheet, left: float, ink: Ink) -> None:
    for row in range(-3, 22):
        for column in range(4):
            x, y = left + column * 50 - (row % 2) * 22, row * 44
            sheet.stroke([(x + 18, y), (x, y + 36)], ink, 4.5)


def _pellets(sheet: Sheet, left: float, ink: Ink) -> None:
    for _ in range(62):
        x, y = left + sheet.rng.uniform(4, BAND - 4), sheet.rng.uniform(0, 860)
        sheet.dot(x + 2, y + 3, 8.5, ink)
        sheet.dot(x, y, 8.5, sheet.palette.paper)


def _downpour(sheet: Sheet, left: float, ink: Ink) -> None:
    for column in range(11):
        x, y = left + 8 + column * 15.4, sheet.rng.uniform(-120, 0)
        while y < 860:
            length = sheet.rng.uniform(60, 210)
            sheet.stroke([(x, y), (x, y + length)], ink, 4)
            y += length + sheet.rng.uniform(16, 40)


def _spider_threads(sheet: Sheet, left: float, ink: Ink) -> None:
    """Old wives' summer: a forecast, a landscape and a mood."""
    for row in range(9):
        y = 30 + row * 96
        thread = [(left - 10, y), (left + BAND * 0.5, y + 34 + 10 * (row % 3)), (left + BAND + 10, y - 16)]
        sheet.stroke(smooth(thread, closed=False), mix(ink, sheet.palette.mid, 0.4), 2)
        for bead in range(5):
            t = (bead + 0.5) / 5
            sheet.dot(left + BAND * t, y + 34 * 4 * t * (1 - t) - 14 * t + 2, 4.5, sheet.palette.paper)


def _gusts(sheet: Sheet, left: float, ink: Ink) -> None:
    for row in range(15):
        y = 20 + row * 58
        gust = smooth(
            [(left - 20, y + 30), (left + 60, y), (left + 110, y + 30), (left + BAND + 20, y + 4)], closed=False
        )
        sheet.fill(ribbon(gust, 3, 3, swell=6), ink, hand=0)
        sheet.stroke([(left + 40, y + 44), (left + 78, y + 34)], ink, 4)


def _clearing(sheet: Sheet, left: float, ink: Ink) -> None:
    inks = sheet.palette
    sheet.tone(box(left, 0, left + BAND, 860), inks.paper, Across((0, 860), (0, 100)), strength=0.8)
    sheet.dot(left + BAND / 2, 190, 56, inks.paper)
    for y in (300, 356, 430, 540, 690):
        sheet.stroke([(left + BAND / 2 + (y % 7) * 6 - 20, y), (left + BAND / 2 + (y % 7) * 6 - 24, y + 22)], ink, 3.5)


def _street(sheet: Sheet) -> None:
    inks = sheet.palette
    ground = box(-10, 850, WIDTH + 10, 1010)
    sheet.fill(ground, inks.dark)
    sheet.tone(ground, inks.mid, Across((0, 850), (0, 1010)), strength=0.7, screen=Screen.LINES)
    for x, y, wide in ((1020, 930, 230), (300, 960, 190), (560, 905, 120)):
        sheet.fill(oval(x, y, wide, wide * 0.14), inks.light)
        sheet.tone(oval(x, y, wide, wide * 0.14), inks.mid, Across((x + wide, y), (x - wide, y)), strength=0.8)


def _umbrella(sheet: Sheet) -> None:
    inks = sheet.palette
    x, y = 640, 520
    person = Person(470, inks.dark, SKINS[0], mix(FOG, inks.paper, 0.3), inks.dark, step=0.16)
    sheet.stroke([(x + 62, 690), (x + 20, 270)], inks.dark, 10)
    stand(sheet, person, x, 925)
    sheet.fill(smooth([(x - 62, 620), (x + 60, 620), (x + 84, 800), (x - 86, 800)]), inks.deep)
    sheet.tone(
        smooth([(x - 62, 620), (x + 60, 620), (x + 84, 800), (x - 86, 800)]),
        inks.dark,
        Across((x - 110, 800), (x + 40, 660)),
        strength=0.8,
    )
    sheet.fill(
        ribbon(smooth([(x + 34, 620), (x + 96, 690), (x + 60, 668)], closed=False), 42, 30),
        mix(inks.deep, inks.dark, 0.4),
    )
    sheet.dot(x + 60, 664, 17, SKINS[0])
    centre = (x + 14, 290 + y - 520)
    canopy = [*arc(centre[0], y - 70, 350, 300, 180, 360)]
    ribs = [centre[0] - 350 + step * 140 for step in range(6)]
    for left, right in zip(ribs[:0:-1], ribs[-2::-1], strict=True):
        canopy += list(arc((left + right) / 2, y - 70, 70, 34, 0, -180))
    sheet.fill(canopy, inks.accent)
    sheet.tone(canopy, inks.dark, Across((centre[0] + 380, y), (centre[0] - 60, y - 200)), strength=0.7)
    for rib in ribs[1:-1]:
        seam = [(centre[0], y - 370), ((centre[0] + rib * 2.2) / 3.2, y - 290), (rib, y - 70)]
        sheet.stroke(smooth(seam, closed=False), mix(inks.accent, inks.dark, 0.5), 5)
    sheet.stroke([(centre[0], y - 368), (centre[0] - 4, y - 410)], inks.dark, 9)


def _child(sheet: Sheet) -> None:
    """Goes out without a coat, and is right."""
    inks = sheet.palette
    x, y = 1020, 925
    for side in (-1, 1):
        sheet.fill(ribbon([(x + side * 16, y - 110), (x + side * 30, y - 6)], 34, 26), SKINS[3])
        sheet.fill(rounded(x + side * 30 - 20, y - 62, x + side * 30 + 24, y + 4, 12), inks.accent)
        sheet.fill(
            ribbon(
                smooth([(x + side * 30, y - 210), (x + side * 80, y - 240), (x + side * 110, y - 310)], closed=False),
                30,
                22,
            ),
            inks.warm,
        )
        sheet.dot(x + side * 112, y - 316, 15, SKINS[3])
    sheet.fill(smooth([(x - 40, y - 220), (x + 40, y - 220), (x + 66, y - 96), (x - 66, y - 96)]), inks.warm)
    sheet.tone(
        smooth([(x - 40, y - 220), (x + 40, y - 220), (x + 66, y - 96), (x - 66, y - 96)]),
        inks.accent,
        Across((x, y - 90), (x, y - 200)),
        strength=0.6,
    )
    head(sheet, Person(100, inks.warm, SKINS[3], inks.dark), x, y - 270, 48, mirror=True, tilt=35)
    for side, lift in ((-1, 40), (1, 46), (-1, 90), (1, 84)):
        splash = smooth(
            [
                (x + side * 50, y + 4),
                (x + side * (90 + lift), y - lift * 0.6),
                (x + side * (120 + lift), y - lift * 0.3),
            ],
            closed=False,
        )
        sheet.fill(ribbon(splash, 8, 1), inks.paper)
    for _ in range(12):
        sheet.dot(x + sheet.rng.uniform(-190, 190), y - sheet.rng.uniform(10, 110), sheet.rng.uniform(3, 6), inks.paper)
