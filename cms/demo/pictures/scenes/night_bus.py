"""The 91 above the harbour."""

from __future__ import annotations

from cms.demo.pictures.palettes import NAVY, mix
from cms.demo.pictures.people import SKINS, Person, head
from cms.demo.pictures.screens import Across, Around, Screen
from cms.demo.pictures.shapes import WIDTH, Place, Shape, box, moved, oval, ribbon, rounded, smooth, turned
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.deep)
    sheet.wash(mix(inks.light, inks.accent, 0.35), Across((0, 520), (0, 60)), strength=0.75)
    sheet.tone(oval(1130, 190, 420), inks.warm, Around(1130, 190, 300), strength=0.35)
    sheet.fill(oval(1130, 190, 74), inks.warm)
    sheet.tone(oval(1130, 190, 74), inks.accent, Across((1080, 250), (1140, 190)), strength=0.45)
    _far_shore(sheet)
    _harbour(sheet)
    _hill_road(sheet)
    _bus(sheet)


def _far_shore(sheet: Sheet) -> None:
    inks = sheet.palette
    shore = [
        (-50, 520),
        (-50, 452),
        *smooth([(120, 440), (300, 462), (520, 430), (760, 468)], closed=False),
        (900, 520),
    ]
    sheet.fill(shore, mix(inks.dark, inks.deep, 0.35))
    for index in range(26):
        x = 10 + index * 31 + sheet.rng.uniform(-9, 9)
        height = sheet.rng.uniform(16, 52)
        sheet.fill(box(x, 490 - height, x + 24, 512), mix(inks.dark, inks.deep, 0.25), hand=0.3)
        if sheet.rng.random() < 0.6:
            sheet.fill(box(x + 7, 496 - height, x + 12, 503 - height), inks.warm, hand=0)


def _harbour(sheet: Sheet) -> None:
    """Boats come in with deck lamps lit, in a line as even as a street."""
    inks = sheet.palette
    sheet.fill(box(-10, 508, WIDTH + 10, 1010), mix(inks.dark, inks.deep, 0.55), hand=0)
    sheet.tone(box(0, 508, WIDTH, 760), inks.mid, Across((0, 508), (0, 700)), strength=0.55, screen=Screen.LINES)
    for index in range(9):
        x, y, size = 560 + index * 104, 528 + index * 9, 0.55 + index * 0.07
        hull = [(-34, 0), (36, 0), (26, 15), (-26, 15)]
        sheet.fill(moved(hull, x, y, by=size), inks.dark, hand=0.2)
        sheet.fill(moved(box(-14, -18, 6, 0), x, y, by=size), inks.dark, hand=0.2)
        sheet.stroke([(x + 10 * size, y), (x + 10 * size, y - 46 * size)], inks.dark, 2.5, hand=0)
        sheet.tone(oval(x + 10 * size, y - 46 * size, 46), inks.warm, Around(x + 10 * size, y - 46 * size, 46 * size))
        sheet.dot(x + 10 * size, y - 46 * size, 6 * size, inks.paper)
        for step in range(5):
            top = y + (24 + step * 17) * size
            wide = (10 - step * 1.4 + sheet.rng.uniform(-2, 2)) * size
            sheet.stroke([(x + 10 * size - wide, top), (x + 10 * size + wide, top)], inks.warm, 4.5 * size, hand=0)


def _hill_road(sheet: Sheet) -> None:
    inks = sheet.palette
    crest = smooth([(-120, 640), (200, 690), (620, 742), (1050, 800), (1640, 930)], closed=False)
    sheet.fill([*crest, (1640, 1100), (-120, 1100)], inks.dark)
    road = smooth([(-120, 800), (300, 838), (760, 866), (1120, 905), (1640, 1010)], closed=False)
    sheet.fill(ribbon(road, 130, 120), mix(inks.dark, inks.deep, 0.6))
    sheet.tone(ribbon(road, 130, 120), inks.dark, Across((0, 960), (500, 860)))
    for index in range(7, len(road) - 3, 3):
        sheet.stroke(road[index : index + 2], inks.light, 5, hand=0)
    for x, y, high in ((70, 652, 90), (150, 660, 60), (1330, 850, 70), (1420, 876, 110)):
        sheet.fill(moved(smooth([(-24, 40), (-18, -20), (0, -60), (20, -18), (26, 40)]), x, y, by=high / 70), inks.dark)


def _bus(sheet: Sheet) -> None:
    inks = sheet.palette
    tilt = 4.5

    def at(shape: Shape) -> Shape:
        return turned(moved(shape, 400, 520), tilt, (720, 700))

    beam = at([(640, 226), (1130, 190), (1130, 360), (640, 262)])
    sheet.tone(beam, inks.warm, Across((1010, 760), (1450, 800)), strength=0.85)
    sheet.fill(at(rounded(-10, 30, 640, 300, 34)), inks.accent)
    sheet.tone(at(rounded(-10, 30, 640, 300, 34)), inks.dark, Across((500, 870), (520, 690)), strength=0.6)
    sheet.fill(at(box(-8, 186, 638, 198)), inks.warm, hand=0.4)
    _passengers(sheet, at)
    sheet.fill(at(rounded(536, 62, 622, 290, 12)), mix(inks.warm, inks.paper, 0.3))
    sheet.stroke(at([(579, 64), (579, 288)]), inks.dark, 5, hand=0)
    sheet.fill(at(rounded(350, 2, 520, 44, 8)), inks.dark)
    for start in (395, 440):  # the number 91, of straight strokes
        sheet.stroke(at([(start + 16, 10), (start + 16, 36)]), inks.warm, 4, hand=0)
        if start == 395:
            sheet.stroke(at([(start + 16, 23), (start, 23), (start, 10), (start + 16, 10)]), inks.warm, 4, hand=0)
    for x in (112, 500):
        hub = at([(x, 298)])[0]
        sheet.dot(*hub, 48, inks.dark)
        sheet.dot(*hub, 22, inks.mid)
        sheet.dot(*hub, 9, inks.dark)
    lamp = at([(634, 244)])[0]
    sheet.dot(*lamp, 17, inks.paper)


def _passengers(sheet: Sheet, at: Place) -> None:
    """Asleep along the windows, and a cello on its own seat."""
    inks = sheet.palette
    for index in range(4):
        left = 24 + index * 126
        pane = at(rounded(left, 70, left + 112, 170, 14))
        sheet.fill(pane, inks.warm)
        with sheet.inside(pane):
            if index == 1:
                _cello(sheet, at, left + 58)
                continue
            for side in (30, 84):
                x, y = at([(left + side, 136 + sheet.rng.uniform(-8, 8))])[0]
                sheet.fill(oval(x, y + 52, 34, 36), inks.deep)
                head(sheet, Person(100, inks.deep, SKINS[(index + side) % 4], NAVY), x, y, 20)
        sheet.tone(pane, inks.accent, Across(at([(left, 170)])[0], at([(left, 90)])[0]), strength=0.4)


def _cello(sheet: Sheet, at: Place, x: float) -> None:
    inks = sheet.palette
    half = [(0, 92), (15, 94), (30, 112), (19, 132), (34, 158), (26, 190)]
    body = smooth([*half, *[(-dx, y) for dx, y in reversed(half)]])
    sheet.fill(at(moved(body, x, 0)), inks.dark)
    sheet.stroke(at([(x, 96), (x, 66)]), inks.dark, 8)
