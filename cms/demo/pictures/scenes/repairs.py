"""A Saturday of repairs, from above."""

from __future__ import annotations

from cms.demo.pictures.palettes import CLAY, FOG, UMBER, Ink, mix
from cms.demo.pictures.screens import Across, Around, Even, Screen
from cms.demo.pictures.shapes import WIDTH, Shape, box, moved, oval, rounded, smooth, turned
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    """Seen from above, in the light of one lamp."""
    inks = sheet.palette
    sheet.ground(inks.deep)
    sheet.tone(box(0, 0, WIDTH, 1000), inks.mid, Around(750, 500, 900), strength=0.95)
    for y in (168, 402, 640, 868):
        sheet.stroke([(-10, y), (1510, y + 8)], mix(inks.deep, inks.dark, 0.35), 4)
    _ledger(sheet)
    _toaster(sheet)
    _radio(sheet)
    _bear(sheet)
    _tools(sheet)
    _small_parts(sheet)
    sheet.wash(inks.dark, Across((1560, 1080), (1000, 620)), strength=0.5)


def _ledger(sheet: Sheet) -> None:
    inks = sheet.palette

    def at(shape: Shape) -> Shape:
        return turned(moved(shape, 750, 500), -5, (750, 500))

    sheet.tone(at(box(-285, -225, 320, 265)), inks.dark, Even(), strength=0.6)
    sheet.fill(at(rounded(-305, -235, 305, 235, 14)), inks.accent)
    sheet.fill(at(box(-290, -222, -4, 222)), inks.paper)
    sheet.fill(at(box(4, -222, 290, 222)), inks.paper)
    for side in (-1, 1):
        page = at(box(side * 147 - 143, -222, side * 147 + 143, 222))
        sheet.tone(page, CLAY, Across(at([(0, 0)])[0], at([(side * 110, 0)])[0]), strength=0.6)
        sheet.stroke(at([(side * 147 - 76, -215), (side * 147 - 76, 215)]), inks.accent, 3, hand=0)
        for row in range(12):
            y = -180 + row * 34
            sheet.stroke(at([(side * 147 - 134, y + 10), (side * 147 + 134, y + 10)]), inks.light, 3, hand=0)
            if side < 0 or row < 7:
                sheet.stroke(at(_scribble(sheet, side * 147 - 126, y, 38)), inks.dark, 3.4, hand=0)
                sheet.stroke(
                    at(_scribble(sheet, side * 147 - 62, y, sheet.rng.uniform(90, 190))), inks.dark, 3.4, hand=0
                )
    pencil = at([(60, 120), (270, 40)])
    sheet.stroke(pencil, inks.warm, 17)
    sheet.stroke([pencil[0], at([(42, 127)])[0]], inks.dark, 8)


def _scribble(sheet: Sheet, x: float, y: float, length: float) -> Shape:
    steps = max(3, int(length / 9))
    return smooth(
        [(x + length * step / steps, y + sheet.rng.uniform(-8, 6)) for step in range(steps + 1)], closed=False, steps=4
    )


def _toaster(sheet: Sheet) -> None:
    inks = sheet.palette

    def at(shape: Shape) -> Shape:
        return turned(moved(shape, 270, 280), 12, (270, 280))

    sheet.tone(at(rounded(-150, -95, 185, 140, 50)), inks.dark, Even(), strength=0.6)
    sheet.fill(at(rounded(-165, -110, 165, 120, 46)), inks.light)
    sheet.tone(at(rounded(-165, -110, 165, 120, 46)), CLAY, Across((430, 420), (210, 230)), strength=0.75)
    for y in (-56, 26):
        sheet.fill(at(rounded(-116, y, 116, y + 44, 12)), inks.dark)
        coil = [(-104 + step * 13, y + 10 + 24 * (step % 2)) for step in range(17)]
        sheet.stroke(at(coil), inks.accent, 4, hand=0)
    sheet.fill(at(rounded(158, -20, 196, 30, 8)), inks.dark)
    cord = smooth([(180, 400), (140, 500), (230, 560), (160, 660), (60, 640), (-30, 720)], closed=False)
    sheet.stroke(cord, inks.dark, 11)


def _radio(sheet: Sheet) -> None:
    inks = sheet.palette

    def at(shape: Shape) -> Shape:
        return turned(moved(shape, 1240, 270), 8, (1240, 270))

    sheet.stroke(at([(120, -110), (250, -270)]), inks.paper, 7)
    sheet.tone(at(rounded(-165, -105, 215, 155, 24)), inks.dark, Even(), strength=0.6)
    sheet.fill(at(rounded(-185, -125, 195, 135, 24)), inks.accent)
    sheet.fill(at(rounded(-160, -100, 30, 110, 14)), inks.paper)
    sheet.tone(at(rounded(-160, -100, 30, 110, 14)), inks.dark, Even(), strength=0.55, screen=Screen.DOTS)
    sheet.fill(at(rounded(52, -96, 174, -30, 8)), inks.warm)
    sheet.stroke(at([(128, -94), (128, -32)]), inks.accent, 5)
    for x in (82, 146):
        sheet.dot(*at([(x, 50)])[0], 27, inks.dark)
        sheet.stroke(at([(x, 50), (x + 12, 32)]), inks.paper, 5)


def _bear(sheet: Sheet) -> None:
    inks = sheet.palette
    fur = mix(CLAY, inks.warm, 0.45)
    for x, y, rx, ry in (
        (190, 872, 44, 62),
        (330, 880, 44, 62),
        (160, 760, 38, 58),
        (364, 764, 38, 58),
        (262, 810, 104, 112),
    ):
        sheet.fill(oval(x, y, rx, ry), fur)
    for x in (206, 318):
        sheet.dot(x, 596, 34, fur)
        sheet.dot(x, 596, 17, inks.light)
    sheet.fill(oval(262, 660, 92, 84), fur)
    sheet.tone(oval(262, 810, 104, 112), UMBER, Across((360, 920), (240, 760)), strength=0.7)
    sheet.tone(oval(262, 660, 92, 84), UMBER, Across((340, 740), (250, 640)), strength=0.6)
    sheet.fill(oval(262, 686, 38, 30), inks.light)
    sheet.fill(oval(262, 674, 15, 11), inks.dark)
    sheet.dot(228, 642, 9, inks.dark)
    for line in ([(286, 632), (306, 652)], [(306, 632), (286, 652)]):
        sheet.stroke(line, inks.dark, 5)
    sheet.stroke([(262, 770), (266, 870)], inks.accent, 6)  # half sewn up
    for stitch in range(5):
        sheet.stroke([(250, 778 + stitch * 20), (280, 784 + stitch * 20)], inks.accent, 5)
    sheet.stroke(smooth([(266, 870), (330, 930), (430, 880), (470, 930)], closed=False), inks.accent, 4)
    sheet.stroke([(470, 930), (520, 900)], inks.paper, 5)


def _tools(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.stroke([(1050, 850), (1190, 790)], FOG, 13)
    sheet.stroke([(1190, 790), (1330, 730)], inks.accent, 38)
    sheet.stroke([(1210, 781), (1320, 734)], mix(inks.accent, inks.dark, 0.3), 6)
    for side in (-1, 1):  # pliers
        grip = smooth([(1180, 884), (1270, 884 + side * 30), (1400, 884 + side * 44)], closed=False)
        sheet.stroke(grip, inks.warm, 22)
        sheet.fill([(1186, 884), (1160, 884 + side * 22), (1090, 884 + side * 6), (1090, 884)], FOG)
    sheet.dot(1180, 884, 20, FOG)
    sheet.dot(1180, 884, 7, inks.dark)
    sheet.stroke([(560, 120), (690, 96)], FOG, 10)
    sheet.stroke([(690, 96), (840, 70)], inks.dark, 32)
    sheet.stroke(smooth([(840, 70), (940, 60), (990, 110), (1060, 60), (1080, -20)], closed=False), inks.dark, 9)
    sheet.tone(oval(552, 122, 40), inks.paper, Around(540, 100, 60), strength=0.6)


def _small_parts(sheet: Sheet) -> None:
    inks = sheet.palette
    tints: tuple[Ink, ...] = (FOG, inks.warm, inks.paper)
    for _ in range(18):
        x, y = sheet.rng.uniform(560, 1020), sheet.rng.uniform(800, 960)
        sheet.dot(x, y, 10, sheet.rng.choice(tints))
        turn = sheet.rng.uniform(0, 180)
        sheet.stroke(turned([(x - 6, y), (x + 6, y)], turn, (x, y)), inks.dark, 3, hand=0)
    zip_line = smooth([(1120, 560), (1200, 520), (1290, 560), (1400, 520), (1520, 560)], closed=False)
    sheet.stroke(zip_line, inks.dark, 34)
    for index in range(0, len(zip_line) - 1, 2):
        (x, y), side = zip_line[index], 8 if index % 4 else -8
        sheet.stroke([(x, y), (x, y + side)], inks.warm, 6, hand=0)
    sheet.fill(rounded(1230, 520, 1262, 568, 8), inks.warm)
    sheet.fill(rounded(1238, 566, 1254, 618, 7), inks.warm)
