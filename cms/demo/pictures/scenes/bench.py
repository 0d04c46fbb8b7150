"""A bench that looks at people."""

from __future__ import annotations

from cms.demo.pictures.palettes import CLAY, mix
from cms.demo.pictures.people import SKINS, Person, head, stand
from cms.demo.pictures.screens import Across, Around
from cms.demo.pictures.shapes import WIDTH, Shape, box, moved, oval, ribbon, rounded, smooth, turned
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.light)
    _brick_wall(sheet)
    _pavement(sheet)
    _bus_stop(sheet)
    _bench(sheet)
    _note_taker(sheet)
    _latecomers(sheet)


def _brick_wall(sheet: Sheet) -> None:
    inks = sheet.palette
    wall = box(-10, -10, 1130, 690)
    sheet.fill(wall, inks.mid)
    for row in range(20):
        for column in range(-1, 13):
            x, y = column * 96 + (row % 2) * 48, row * 35
            if x + 86 < 1130:
                shade = sheet.rng.choice((0.0, 0.12, 0.12, 0.25))
                sheet.fill(box(x, y, x + 88, y + 28), mix(mix(inks.mid, inks.light, 0.28), inks.deep, shade), hand=0.5)
    sheet.tone(wall, inks.dark, Across((-60, 760), (700, 200)), strength=0.6)
    sheet.tone(wall, inks.warm, Around(1000, 60, 700), strength=0.4)
    sheet.fill([(1130, -10), (1240, -10), (1240, 640), (1130, 690)], mix(inks.deep, inks.dark, 0.35))
    sky = [(1240, -10), (1510, -10), (1510, 620), (1240, 630)]
    sheet.fill(sky, inks.light)
    sheet.tone(sky, inks.warm, Across((0, 640), (0, 60)), strength=0.7)
    for x, top in ((1240, 360), (1330, 300), (1430, 390)):  # the houses across the junction
        sheet.fill(box(x, top, x + 100, 640), mix(inks.mid, inks.deep, 0.3 if x == 1330 else 0.55))
        for pane in range(6):
            left, upper = x + 16 + (pane % 2) * 40, top + 30 + (pane // 2) * 70
            sheet.fill(box(left, upper, left + 24, upper + 36), inks.warm if pane % 3 else inks.light, hand=0.3)


def _pavement(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.fill([(-10, 684), (1140, 684), (1510, 630), (1510, 1010), (-10, 1010)], mix(inks.light, inks.paper, 0.4))
    sheet.tone(box(-10, 680, 1510, 860), inks.deep, Across((300, 670), (340, 880)), strength=0.55)
    road = [(-10, 866), (1510, 800), (1510, 1010), (-10, 1010)]
    sheet.fill(road, inks.dark)
    sheet.tone(road, inks.deep, Across((1500, 800), (400, 960)), strength=0.8)
    for stripe in range(6):  # the zebra crossing
        x = 640 + stripe * 142
        sheet.fill([(x, 858 - stripe * 5), (x + 78, 854 - stripe * 5), (x + 34, 1010), (x - 62, 1010)], inks.paper)
    sheet.fill([(-10, 846), (1510, 780), (1510, 802), (-10, 868)], mix(inks.light, inks.deep, 0.25))


def _bus_stop(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.stroke([(1200, 790), (1200, 240)], inks.dark, 14)
    sheet.dot(1200, 210, 66, inks.accent)
    sheet.dot(1200, 210, 50, inks.paper)
    bus = rounded(1166, 186, 1234, 228, 8)
    sheet.fill(bus, inks.accent)
    for x in (1174, 1196, 1218):
        sheet.fill(box(x, 193, x + 13, 207), inks.paper, hand=0)
    for x in (1180, 1220):
        sheet.dot(x, 230, 8, inks.dark)
    sheet.fill(box(1166, 400, 1236, 520), inks.paper)
    for row in range(6):
        sheet.stroke([(1176, 416 + row * 17), (1224 - 12 * (row % 2), 416 + row * 17)], inks.dark, 4)


def _bench(sheet: Sheet) -> None:
    """Three of its slats are missing."""
    inks = sheet.palette
    sheet.tone(oval(560, 806, 430, 40), inks.dark, Around(560, 806, 430, flat=0.1), strength=1.3)
    for x in (210, 905):
        sheet.stroke([(x, 800), (x, 640), (x - 14, 430)], inks.dark, 19)
        sheet.stroke([(x, 640), (x + 74, 650), (x + 78, 806)], inks.dark, 17)
        sheet.stroke(smooth([(x - 6, 540), (x + 50, 534), (x + 80, 570), (x + 78, 650)], closed=False), inks.dark, 13)
    for y, left, right in ((424, 170, 935), (464, 170, 236), (504, 170, 935), (544, 870, 935), (584, 170, 330)):
        sheet.fill(box(left, y, right, y + 28), inks.accent)
        sheet.tone(box(left, y, right, y + 28), inks.dark, Across((left, y + 32), (left, y + 8)), strength=0.5)
        end = right if left == 170 else left
        splinters = [(0, 0), (26, 6), (8, 12), (32, 20), (0, 28)]
        if right - left < 500:
            sheet.fill(moved(splinters, end, y, mirror=left > 170), inks.accent)
    for y, left, right in ((620, 186, 960), (650, 196, 980)):
        sheet.fill(box(left, y, right, y + 22), mix(inks.accent, inks.paper, 0.25))


def _note_taker(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.fill(ribbon(smooth([(500, 630), (610, 634), (630, 720), (624, 800)], closed=False), 62, 40), inks.dark)
    sheet.fill(
        ribbon(smooth([(480, 640), (570, 656), (580, 730), (566, 812)], closed=False), 62, 40),
        mix(inks.dark, inks.deep, 0.4),
    )
    for x, y in ((640, 806), (584, 818)):
        sheet.fill(oval(x, y, 38, 13), inks.dark)
    coat = smooth([(430, 660), (428, 540), (446, 440), (500, 408), (556, 440), (566, 550), (552, 662)])
    sheet.fill(coat, inks.warm)
    sheet.tone(coat, CLAY, Across((420, 660), (540, 520)), strength=0.9)
    head(sheet, Person(100, inks.warm, SKINS[2], inks.dark), 506, 346, 54)
    sheet.dot(450, 322, 26, inks.dark)
    sheet.fill(turned(box(580, 540, 680, 606), -18, (630, 570)), inks.paper)
    for row in range(3):
        sheet.stroke(turned([(592, 556 + row * 14), (664 - row * 10, 556 + row * 14)], -18, (630, 570)), inks.dark, 3)
    sheet.fill(ribbon(smooth([(480, 480), (520, 596), (610, 586)], closed=False), 42, 30), mix(inks.warm, CLAY, 0.45))
    sheet.dot(614, 584, 17, SKINS[2])
    sheet.stroke([(612, 588), (650, 548)], inks.dark, 6)


def _latecomers(sheet: Sheet) -> None:
    inks = sheet.palette
    for x, y, tall, coat, index in ((1010, 940, 330, inks.accent, 1), (1330, 880, 280, inks.warm, 0)):
        walker = Person(tall, coat, SKINS[index], inks.dark, inks.deep, step=0.36)
        stand(sheet, walker, x, y)
        scarf: Shape = smooth(
            [(x - 10, y - tall * 0.74), (x - 80, y - tall * 0.72), (x - 130, y - tall * 0.78)], closed=False
        )
        sheet.fill(ribbon(scarf, 20, 30), inks.paper)
        sheet.fill(
            ribbon(
                smooth([(x + 8, y - tall * 0.66), (x + 44, y - tall * 0.6), (x + 74, y - tall * 0.72)], closed=False),
                26,
                18,
            ),
            mix(coat, inks.dark, 0.25),
        )
        sheet.dot(x + 76, y - tall * 0.73, 11, SKINS[index])
    sheet.wash(inks.warm, Around(WIDTH, 0, 500), strength=0.3)
