"""A map sewn on linen, and somebody who walks on it."""

from __future__ import annotations

import math

from cms.demo.pictures.palettes import UMBER, mix
from cms.demo.pictures.people import SKINS, Person, stand
from cms.demo.pictures.screens import Across
from cms.demo.pictures.shapes import WIDTH, Point, Shape, box, moved, ribbon, rounded, smooth
from cms.demo.pictures.sheet import Sheet

PLACES: tuple[Point, ...] = (
    (150, 190), (420, 120), (760, 150), (1080, 110), (1350, 210), (260, 440), (560, 380), (900, 400), (1210, 430),
    (130, 700), (430, 680), (700, 600), (1010, 650), (1330, 700), (280, 890), (620, 880), (930, 900), (1230, 890),
)  # fmt: skip


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.dark)
    linen = [
        (30, 40), (500, 24), (1010, 36), (1474, 22), (1484, 520), (1466, 974), (900, 962), (420, 980), (22, 966),
        (34, 480),
    ]  # fmt: skip
    sheet.fill(linen, inks.paper, hand=2)
    _folds(sheet, linen)
    with sheet.inside(linen):
        _stitched_river(sheet)
        _paths(sheet)
    _notes(sheet)
    _landmarks(sheet)
    _walker(sheet)


def _folds(sheet: Sheet, linen: Shape) -> None:
    inks = sheet.palette
    with sheet.inside(linen):
        for x in (385, 750, 1115):
            sheet.tone(box(x, 0, x + 150, 1000), inks.warm, Across((x, 0), (x + 130, 0)), strength=0.2)
            sheet.tone(box(x - 90, 0, x, 1000), inks.deep, Across((x, 0), (x - 90, 0)), strength=0.4)
            sheet.stroke([(x, 0), (x, 1000)], mix(inks.paper, inks.deep, 0.35), 3)
        for y in (345, 655):
            sheet.tone(box(0, y, WIDTH, y + 70), inks.deep, Across((0, y), (0, y + 70)), strength=0.32)
            sheet.stroke([(0, y), (WIDTH, y)], mix(inks.paper, inks.deep, 0.35), 3)
        sheet.wash(inks.mid, Across((1600, 1100), (700, 400)), strength=0.35)
        for x, y, radius in ((1290, 840, 110), (180, 130, 80)):  # tea
            sheet.ring(x, y, radius, radius * 0.96, mix(inks.paper, inks.mid, 0.45), 7)


def _paths(sheet: Sheet) -> None:
    """As fine as hair, gathering and parting; none of them is a road."""
    inks = sheet.palette
    for index, here in enumerate(PLACES):
        for there in sorted(PLACES[index + 1 :], key=lambda place: math.dist(here, place))[:3]:
            bend = sheet.rng.choice((-1, 1)) * sheet.rng.uniform(16, 74)
            for _ in range(5):
                ink = inks.dark if sheet.rng.random() < 0.6 else inks.deep
                sheet.stroke(_track(sheet, here, there, bend * sheet.rng.uniform(0.7, 1.3)), ink, 1.5, hand=0)
    for x, y in ((420, 120), (1010, 650)):  # the two market towns stay bare
        town = [(-62, 0), (-20, -40), (44, -30), (60, 10), (10, 42), (-44, 28)]
        sheet.fill(moved(smooth(town), x, y), inks.paper)


def _track(sheet: Sheet, here: Point, there: Point, bend: float) -> Shape:
    (x0, y0), (x1, y1) = here, there
    length = math.dist(here, there)
    across_x, across_y = -(y1 - y0) / length, (x1 - x0) / length
    track = []
    drift = sheet.rng.uniform(-13, 13)
    for step in range(7):
        t = step / 6
        off = bend * math.sin(math.pi * t) + drift * math.cos(7 * t) + sheet.rng.uniform(-5, 5)
        track.append((x0 + (x1 - x0) * t + across_x * off, y0 + (y1 - y0) * t + across_y * off))
    return smooth(track, closed=False, steps=5)


def _stitched_river(sheet: Sheet) -> None:
    bed = smooth(
        [
            (-20, 560), (180, 580), (330, 540), (500, 520), (640, 480), (840, 520), (1010, 500), (1150, 560),
            (1300, 560), (1520, 480),
        ],
        closed=False,
    )  # fmt: skip
    for offset in (-9, 9):
        for index in range(0, len(bed) - 3, 4):
            (x0, y0), (x1, y1) = bed[index], bed[index + 2]
            tired = sheet.rng.uniform(-4, 4)
            sheet.stroke([(x0, y0 + offset + tired), (x1, y1 + offset - tired)], sheet.palette.warm, 6, hand=0)


def _notes(sheet: Sheet) -> None:
    """A tiny upright hand."""
    inks = sheet.palette
    for x, y in (
        (220, 270), (560, 220), (900, 230), (1180, 260), (330, 600), (1180, 610), (150, 800), (460, 790),
        (1090, 800), (760, 930), (1320, 330), (820, 690),
    ):  # fmt: skip
        for row in range(sheet.rng.randint(1, 2)):
            words = sheet.rng.randint(12, 22)
            line = [(x + step * 5, y + row * 17 + sheet.rng.uniform(-5, 4)) for step in range(words)]
            sheet.stroke(
                smooth(line, closed=False, steps=3),
                sheet.rng.choice((inks.dark, inks.dark, inks.accent, inks.warm)),
                2,
                hand=0,
            )


def _landmarks(sheet: Sheet) -> None:
    inks = sheet.palette
    for x, y in ((560, 380), (1210, 430), (430, 680), (1230, 890), (280, 890)):  # stiles
        for dx in (-14, 14):
            sheet.stroke([(x + dx, y + 18), (x + dx, y - 22)], inks.accent, 6)
        for dy in (-12, 2):
            sheet.stroke([(x - 20, y + dy), (x + 20, y + dy)], inks.accent, 5)
    for x, y in ((1290, 590), (1346, 604), (1400, 586)):  # geese
        sheet.fill(moved(smooth([(-22, 0), (-6, -12), (16, -8), (24, 2), (4, 14), (-14, 12)]), x, y), inks.dark)
        sheet.stroke(
            smooth([(x - 18, y - 2), (x - 26, y - 20), (x - 20, y - 34), (x - 32, y - 32)], closed=False), inks.dark, 6
        )
    sheet.fill(moved(smooth([(-30, 0), (-20, -20), (26, -18), (34, -2), (26, 8), (-24, 10)]), 190, 690), inks.dark)
    sheet.fill(moved(smooth([(24, -14), (34, -40), (52, -32), (60, -22), (40, -8)]), 190, 690), inks.dark)
    for leg in (-22, -8, 14, 24):
        sheet.stroke([(190 + leg, 694), (190 + leg, 724)], inks.dark, 5)
    sheet.stroke([(162, 686), (144, 664)], inks.dark, 5)


def _walker(sheet: Sheet) -> None:
    inks = sheet.palette
    shadow = smooth([(706, 598), (820, 640), (1010, 730), (1066, 742), (1040, 764), (960, 742), (790, 662), (700, 616)])
    sheet.tone(shadow, inks.dark, Across((690, 590), (1080, 760)), strength=1.1)
    walker = Person(330, inks.accent, SKINS[1], inks.dark, inks.warm, step=0.2)
    sheet.fill(rounded(632, 400, 682, 500, 18), UMBER)  # a satchel
    stand(sheet, walker, 700, 606)
    sheet.stroke([(668, 372), (716, 460)], UMBER, 9)
    sheet.fill([(650, 296), (752, 296), (760, 306), (642, 306)], inks.dark)
    sheet.fill(rounded(666, 262, 736, 302, 18), inks.dark)
    sheet.stroke([(752, 420), (790, 610)], UMBER, 8)
    sheet.fill(ribbon([(726, 384), (744, 430), (762, 462)], 32, 22), mix(inks.accent, inks.dark, 0.2))
    sheet.dot(762, 466, 14, SKINS[1])
