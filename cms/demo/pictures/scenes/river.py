"""The river under the car park."""

from __future__ import annotations

from cms.demo.pictures.palettes import Ink, mix
from cms.demo.pictures.screens import Across, Around
from cms.demo.pictures.shapes import Shape, box, moved, oval, ribbon, rounded, smooth, turned
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(mix(inks.mid, inks.paper, 0.45))
    _daylight(sheet)
    _deck(sheet)
    _river(sheet)
    for x, y, size, paint in (
        (330, 640, 0.62, inks.warm),
        (1185, 660, 0.66, inks.deep),
        (1010, 545, 0.36, inks.accent),
        (490, 548, 0.34, inks.paper),
    ):
        _car(sheet, x, y, size, paint)
    for x, foot, width in (
        (560, 560, 26), (945, 560, 26), (395, 650, 46), (1105, 655, 46), (130, 800, 90), (1370, 810, 90),
    ):  # fmt: skip
        _pillar(sheet, x, foot, width)
    _car(sheet, 150, 905, 1.15, inks.accent)
    _floats(sheet)


def _daylight(sheet: Sheet) -> None:
    """The far end of the deck stands open to the town."""
    inks = sheet.palette
    sheet.fill(box(470, 330, 1030, 520), inks.paper)
    sheet.fill(oval(820, 420, 62), inks.warm)
    for x, top, width in (
        (470, 430, 70), (540, 400, 46), (586, 450, 90), (676, 415, 40), (890, 440, 60), (950, 405, 80),
    ):  # fmt: skip
        sheet.fill(box(x, top, x + width, 530), mix(inks.mid, inks.light, 0.4))
    sheet.fill([(700, 530), (700, 400), (716, 352), (732, 400), (732, 530)], mix(inks.mid, inks.light, 0.4))
    ceiling = [(-20, -20), (1520, -20), (1030, 332), (470, 332)]
    sheet.fill(ceiling, inks.dark)
    sheet.tone(ceiling, inks.deep, Across((750, 332), (750, -60)), strength=1.1)
    for share in (0.0, 0.34, 0.6, 0.8, 0.94):  # beams
        left, right, y = -20 + 490 * share, 1520 - 490 * share, -20 + 352 * share
        sheet.fill(
            [(left, y), (right, y), (right - 16, y + 30 * (1.1 - share)), (left + 16, y + 30 * (1.1 - share))],
            inks.dark,
        )
    for x, y, wide in ((620, 120, 90), (880, 120, 90), (668, 246, 48), (832, 246, 48)):
        sheet.fill([(x - wide / 2, y), (x + wide / 2, y), (x + wide / 2, y + 10), (x - wide / 2, y + 10)], inks.warm)
        sheet.tone(oval(x, y, wide), inks.warm, Around(x, y, wide), strength=0.5)


def _deck(sheet: Sheet) -> None:
    inks = sheet.palette
    floor = [(470, 518), (1030, 518), (1800, 1020), (-300, 1020)]
    sheet.fill([(-20, 330), (472, 330), (472, 520), (-20, 830)], mix(inks.deep, inks.mid, 0.5))
    sheet.fill([(1520, 330), (1028, 330), (1028, 520), (1520, 830)], mix(inks.deep, inks.mid, 0.5))
    for side in (-1, 1):
        wall = [(750 + side * 770, -20), (750 + side * 280, 330), (750 + side * 280, 520), (750 + side * 770, 840)]
        sheet.fill(wall, mix(inks.deep, inks.mid, 0.45))
        sheet.tone(wall, inks.dark, Across((750 + side * 770, 500), (750 + side * 330, 500)), strength=0.7)
    sheet.fill(floor, inks.mid)
    sheet.tone(floor, inks.paper, Across((750, 515), (750, 760)), strength=0.8)
    sheet.tone(floor, inks.deep, Across((750, 1050), (750, 640)), strength=0.8)
    for side in (-1, 1):
        for near in (1.9, 1.35, 1.0, 0.78):  # the white lines of the bays
            y = 518 + (near - 0.6) * 330
            sheet.fill(
                [
                    (750 + side * near * 310, y),
                    (750 + side * near * 560, y + 6),
                    (750 + side * near * 560, y + 18),
                    (750 + side * near * 310, y + 12),
                ],
                inks.paper,
            )


BANKS: Shape = [(726, 512), (700, 560), (770, 620), (700, 700), (560, 800), (610, 900), (520, 1040)]


def _river(sheet: Sheet) -> None:
    inks = sheet.palette
    widths = (14, 60, 130, 190, 260, 420, 560)
    left = smooth(BANKS, closed=False)
    right = smooth([(x + width, y) for (x, y), width in zip(BANKS, widths, strict=True)], closed=False)
    hole = [*left, *right[::-1]]
    sheet.fill(moved(hole, 0, -22), inks.paper, hand=4)  # the broken edge of the slab
    sheet.fill(moved(hole, 0, -6), inks.deep, hand=4)
    sheet.fill(moved(hole, 0, 8), inks.accent, hand=2)
    sheet.tone(moved(hole, 0, 8), inks.light, Across((700, 520), (720, 800)), strength=0.9)
    sheet.tone(moved(hole, 0, 8), inks.dark, Across((600, 1040), (720, 700)), strength=0.7)
    with sheet.inside(hole):
        for step in range(34):
            y = 545 + step * step * 0.42 + step * 2
            near = (y - 510) / 490
            x = 745 - near * 60 + sheet.rng.uniform(-60, 260) * near
            length = (26 + sheet.rng.uniform(0, 90)) * (0.3 + near)
            wave = smooth([(x, y), (x + length * 0.5, y - 7 * near), (x + length, y + 2)], closed=False)
            sheet.fill(ribbon(wave, 1, 1, swell=9 * near + 1), inks.light if step % 3 else inks.paper, hand=0)


def _car(sheet: Sheet, x: float, y: float, size: float, paint: Ink) -> None:
    """From behind, wheels on the ground at (x, y)."""
    inks = sheet.palette

    def at(shape: Shape) -> Shape:
        return moved(shape, x, y, by=size)

    sheet.fill(at(oval(0, -4, 190, 18)), inks.dark)
    for side in (-1, 1):
        sheet.fill(at(rounded(side * 112 - 26, -60, side * 112 + 26, 2, 10)), inks.dark)
    sheet.fill(at(smooth([(-106, -178), (-80, -206), (80, -206), (106, -178), (136, -112), (-136, -112)])), paint)
    sheet.fill(at(rounded(-164, -140, 164, -30, 28)), paint)
    sheet.tone(at(rounded(-164, -140, 164, -30, 28)), inks.dark, Across((x, y), (x, y - 120 * size)), strength=0.75)
    sheet.fill(at([(-84, -190), (84, -190), (108, -136), (-108, -136)]), mix(inks.dark, inks.deep, 0.4))
    for side in (-1, 1):
        sheet.fill(
            at(rounded(side * 132 - 22, -118, side * 132 + 22, -88, 8)), inks.paper if paint == inks.warm else inks.warm
        )
    sheet.fill(at(rounded(-40, -84, 40, -58, 4)), inks.paper)


def _pillar(sheet: Sheet, x: float, foot: float, width: float) -> None:
    inks = sheet.palette
    top = 332 - (foot - 518) * 0.85
    left, right = x - width / 2, x + width / 2
    body = box(left, top, right, foot)
    sheet.fill(body, mix(inks.mid, inks.paper, 0.35))
    outer = left if x < 750 else right
    sheet.tone(body, inks.dark, Across((outer, 0), (left + right - outer, 0)), strength=0.8)
    sheet.fill(box(left, foot - width * 1.1, right, foot - width * 0.2), inks.warm)
    for step in range(2):
        y = foot - width * (0.95 - step * 0.42)
        sheet.fill(
            [(left, y), (right, y - width * 0.3), (right, y - width * 0.06), (left, y + width * 0.24)], inks.dark
        )


def _floats(sheet: Sheet) -> None:
    """Leaves and one tennis ball, as on the first morning."""
    inks = sheet.palette
    leaf = smooth([(-20, 0), (0, -7), (20, 0), (0, 7)], steps=5)
    for x, y, turn, size in (
        (770, 700, 20, 0.7), (690, 790, -30, 1), (860, 860, 8, 1.3), (740, 640, 40, 0.5), (640, 905, -15, 1.4),
        (960, 960, 30, 1.6),
    ):  # fmt: skip
        sheet.fill(turned(moved(leaf, x, y, by=size), turn, (x, y)), inks.warm, hand=0)
    sheet.dot(770, 842, 26, mix(inks.warm, (214, 226, 80), 0.7))
    sheet.stroke(smooth([(752, 826), (772, 838), (788, 860)], closed=False), inks.paper, 4, hand=0)
    sheet.fill(ribbon(smooth([(730, 862), (770, 872), (812, 862)], closed=False), 1, 1, swell=7), inks.paper, hand=0)
