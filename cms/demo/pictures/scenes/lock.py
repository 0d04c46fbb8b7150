"""A lock that waits for a heron."""

from __future__ import annotations

from cms.demo.pictures.palettes import FOG, SLATE, mix
from cms.demo.pictures.screens import Across, Around, Screen
from cms.demo.pictures.shapes import WIDTH, Shape, box, moved, oval, ribbon, smooth
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    listing_paper(sheet)
    for x in (60, 190, 1330, 1450):
        for y, size in ((430, 150), (350, 110)):
            sheet.tone(oval(x, y, size), inks.mid, Across((x, y + size), (x, y - size)), strength=1.1)
    _chamber(sheet)
    _gates(sheet)
    _pool(sheet)
    heron(sheet, 1010, 330, 1.0)


def listing_paper(sheet: Sheet) -> None:
    """Striped fanfold with the holes for the tractor, and lines of a program on it."""
    inks = sheet.palette
    for row in range(0, 1000, 72):
        sheet.fill(box(-5, row, WIDTH + 5, row + 36), inks.light, hand=0)
    for row in range(0, 1000, 36):
        for x in (34, WIDTH - 34):
            sheet.dot(x, row + 18, 8, mix(inks.light, inks.mid, 0.8))
        if row > 330:
            continue
        left = 130 + 46 * sheet.rng.choice((0, 0, 1, 1, 2))
        for _ in range(sheet.rng.randint(2, 6)):
            length = sheet.rng.choice((34, 58, 80, 120))
            sheet.stroke([(left, row + 18), (left + length, row + 18)], mix(inks.mid, inks.deep, 0.6), 7)
            left += length + 24


def _chamber(sheet: Sheet) -> None:
    inks = sheet.palette
    stone = mix(FOG, inks.paper, 0.35)
    for side in (-1, 1):
        wall = [(750 + side * 800, 470), (750 + side * 330, 430), (750 + side * 330, 1000), (750 + side * 800, 1000)]
        sheet.fill(wall, stone)
        for row in range(8):
            y = 505 + row * 66
            sheet.stroke([(750 + side * 330, y), (750 + side * 800, y + 30)], SLATE, 3.5)
            for joint in range(4):
                x = 750 + side * (370 + joint * 120 + (row % 2) * 55)
                sheet.stroke([(x, y + 8), (x, y + 66)], SLATE, 3)
        sheet.tone(wall, inks.dark, Across((750 + side * 330, 0), (750 + side * 620, 0)), strength=0.75)
        sheet.tone(wall, inks.deep, Across((0, 980), (0, 640)), strength=0.8)
        sheet.fill(
            [(750 + side * 810, 440), (750 + side * 322, 405), (750 + side * 322, 440), (750 + side * 810, 486)],
            inks.paper,
        )


def _gates(sheet: Sheet) -> None:
    inks = sheet.palette
    for side in (-1, 1):
        leaf = [(750 + side * 330, 452), (750 + side * 4, 478), (750 + side * 4, 900), (750 + side * 330, 860)]
        sheet.fill(leaf, inks.dark)
        for plank in range(6):
            x = 750 + side * (40 + plank * 52)
            sheet.stroke([(x, 480), (x, 880)], mix(inks.dark, inks.deep, 0.55), 4)
        for y in (530, 690):
            sheet.fill(
                [(750 + side * 330, y), (750 + side * 4, y + 16), (750 + side * 4, y + 44), (750 + side * 330, y + 26)],
                mix(inks.dark, inks.deep, 0.35),
            )
        sheet.tone(leaf, inks.mid, Across((750 + side * 330, 560), (750 + side * 60, 640)), strength=0.35)
        beam = [(750 + side * 10, 424), (750 + side * 560, 366), (750 + side * 560, 414), (750 + side * 10, 470)]
        sheet.fill(beam, inks.dark)
        tip = [(750 + side * 500, 372), (750 + side * 560, 366), (750 + side * 560, 414), (750 + side * 500, 420)]
        sheet.fill(tip, inks.paper)
    for x, top, bottom in ((748, 560, 880), (690, 700, 884), (815, 742, 890)):  # what leaks
        sheet.fill(
            ribbon(smooth([(x, top), (x + 5, (top + bottom) / 2), (x - 6, bottom)], closed=False), 4, 26), inks.paper
        )


def _pool(sheet: Sheet) -> None:
    inks = sheet.palette
    pool = [(-20, 900), (420, 856), (750, 882), (1080, 856), (1520, 900), (1520, 1020), (-20, 1020)]
    sheet.fill(pool, inks.deep)
    sheet.tone(pool, inks.light, Around(750, 870, 420, flat=0.4), strength=0.9)
    sheet.tone(pool, inks.dark, Across((0, 1010), (0, 880)), strength=0.7, screen=Screen.LINES)
    for _ in range(22):
        x, y = sheet.rng.uniform(60, 1400), sheet.rng.uniform(900, 990)
        sheet.fill(ribbon([(x, y), (x + 40, y - 3), (x + 90, y)], 1, 1, swell=6), inks.light, hand=0)


def heron(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Stands on the beam, bill to the left; (x, y) is the middle of its back."""
    inks = sheet.palette
    grey = mix(FOG, inks.paper, 0.15)

    def at(shape: Shape) -> Shape:
        return moved(shape, x, y, by=size)

    for leg in (-2, 24):
        sheet.stroke(at([(leg, 60), (leg - 6, 92), (leg - 2, 128)]), inks.warm, 6 * size)
    sheet.fill(at([(100, 96), (176, 170), (60, 110)]), inks.dark)
    body = smooth([(-70, -40), (-30, -74), (36, -40), (96, 40), (136, 112), (60, 92), (-20, 76), (-70, 30)])
    sheet.fill(at(body), grey)
    sheet.tone(
        at(body), inks.dark, Across((x + 90 * size, y + 110 * size), (x - 20 * size, y - 40 * size)), strength=0.85
    )
    neck = smooth([(-56, -14), (-96, -60), (-64, -130), (-34, -190), (-62, -236), (-96, -240)], closed=False)
    sheet.fill(at(ribbon(neck, 62, 30)), inks.paper)
    sheet.tone(at(ribbon(neck, 62, 30)), grey, Across((x - 30 * size, y), (x - 80 * size, y)), strength=1.2)
    for drop in range(5):
        sheet.stroke(at([(-80 + drop * 4, -128 + drop * 24), (-82 + drop * 4, -114 + drop * 24)]), inks.dark, 5 * size)
    sheet.fill(
        at(smooth([(-134, -238), (-112, -262), (-74, -264), (-46, -240), (-70, -220), (-110, -222)])), inks.paper
    )
    sheet.fill(at([(-128, -248), (-262, -222), (-128, -226)]), inks.warm)
    sheet.fill(at(smooth([(-112, -258), (-70, -268), (-20, -246), (44, -214), (-30, -226), (-70, -244)])), inks.dark)
    sheet.dot(x - 106 * size, y - 242 * size, 5.5 * size, inks.dark)
