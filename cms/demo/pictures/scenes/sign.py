"""Letters on a shop front, and the space between them."""

from __future__ import annotations

from cms.demo.pictures.palettes import FOG, UMBER, mix
from cms.demo.pictures.people import SKINS, Person, arm, head
from cms.demo.pictures.screens import Across, Even, Screen
from cms.demo.pictures.shapes import Shape, arc, box, moved, oval, ribbon, rounded, smooth
from cms.demo.pictures.sheet import Sheet

TOP, BOTTOM = 300, 640


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.light)
    _house_front(sheet)
    board = box(150, 240, 1352, 700)
    sheet.fill(moved(board, 10, 14), inks.dark)
    sheet.fill(board, inks.paper)
    sheet.fill(box(168, 258, 1334, 682), inks.deep)
    sheet.tone(box(168, 258, 1334, 682), inks.dark, Across((1400, 720), (500, 300)), strength=0.65)
    _spaces(sheet)
    for y in (TOP, BOTTOM):
        sheet.stroke([(170, y), (1332, y)], mix(inks.paper, inks.mid, 0.4), 3)
    _letters(sheet)
    _painter(sheet)


def _house_front(sheet: Sheet) -> None:
    inks = sheet.palette
    brick = mix(inks.light, inks.accent, 0.32)
    for row in range(10):
        for column in range(-1, 16):
            x = column * 104 + (row % 2) * 52
            if sheet.rng.random() < 0.5:
                sheet.fill(box(x, row * 27, x + 94, row * 27 + 20), brick, hand=0.4)
    sheet.fill(box(-10, 196, 1510, 222), inks.dark)
    sheet.fill(box(60, 150, 92, 1010), mix(inks.dark, inks.deep, 0.35))
    sheet.fill(box(48, 700, 104, 726), inks.dark)
    sheet.fill(box(150, 740, 1352, 1010), inks.dark)
    sheet.fill(box(190, 830, 900, 1010), inks.warm)
    sheet.tone(box(190, 830, 900, 1010), inks.accent, Across((0, 1010), (0, 830)), strength=0.5)
    for x, tall in ((270, 90), (330, 60), (400, 110), (470, 70), (640, 100), (720, 66), (800, 120)):
        sheet.fill(rounded(x - 22, 1010 - tall, x + 22, 1030, 10), mix(inks.dark, inks.deep, 0.5))
        sheet.fill(box(x - 9, 996 - tall, x + 9, 1012 - tall), inks.dark)
    for stripe in range(16):  # awning
        left = 150 + stripe * 48
        tint = inks.accent if stripe % 2 else inks.paper
        sheet.fill(
            [(left, 726), (left + 48, 726), (left + 48, 810), *arc(left + 24, 810, 24, 26, 0, 180), (left, 810)],
            tint,
            hand=0,
        )


def _spaces(sheet: Sheet) -> None:
    """What lies between the letters carries the colour of sugar."""
    inks = sheet.palette
    for left, right in ((452, 548), (772, 838), (1006, 1068)):
        gap = [(left - 6, TOP + 6), (right + 4, TOP + 6), (right + 4, BOTTOM - 6), (left - 6, BOTTOM - 6)]
        sheet.tone(gap, inks.mid, Even(), strength=0.85, screen=Screen.DOTS)


MIDDLE = (TOP + BOTTOM) / 2
STEM, HAIRLINE = 84, 30

O_OUTER, O_INNER = oval(328, MIDDLE, 140, 184), oval(328, MIDDLE, 60, 132)
P_BOWL = [(620, TOP), *arc(668, TOP + 104, 112, 104, -90, 90), (620, TOP + 208)]
P_HOLE = [(646, TOP + HAIRLINE), *arc(660, TOP + 104, 50, 104 - HAIRLINE, -90, 90), (646, TOP + 208 - HAIRLINE)]
P_STEM = (box(562, TOP, 562 + STEM, BOTTOM), box(540, BOTTOM - 22, 672, BOTTOM), box(540, TOP, 660, TOP + 22))
E_PARTS: tuple[Shape, ...] = (
    box(848, TOP, 848 + STEM, BOTTOM),
    box(828, TOP, 1010, TOP + HAIRLINE),
    box(828, BOTTOM - HAIRLINE, 1020, BOTTOM),
    box(900, MIDDLE - 16, 984, MIDDLE + 14),
    [(1010, TOP), (1010, TOP + 96), (976, TOP + HAIRLINE)],
    [(1020, BOTTOM), (1020, BOTTOM - 106), (984, BOTTOM - HAIRLINE)],
    [(984, MIDDLE - 52), (984, MIDDLE + 50), (958, MIDDLE)],
)
N_PARTS: tuple[Shape, ...] = (
    box(1092, TOP, 1092 + HAIRLINE, BOTTOM),
    box(1066, BOTTOM - 22, 1150, BOTTOM),
    box(1052, TOP, 1140, TOP + 22),
    [(1084, TOP), (1176, TOP), (1308, BOTTOM), (1262, BOTTOM)],
)


def _letters(sheet: Sheet) -> None:
    """OPEN: three letters are done, the fourth lacks its last stem."""
    inks = sheet.palette
    solid = (O_OUTER, *P_STEM, P_BOWL, *E_PARTS)
    for part in solid:
        sheet.fill(moved(part, 12, 12), mix(inks.dark, inks.deep, 0.2))
    for part in solid:
        sheet.fill(part, inks.paper)
        sheet.tone(part, inks.warm, Across((0, BOTTOM + 10), (0, MIDDLE - 30)), strength=0.9)
    for part in (O_INNER, P_HOLE):
        sheet.fill(part, mix(inks.deep, inks.dark, 0.12))
    for part in N_PARTS:
        sheet.fill(part, inks.warm)
        sheet.tone(part, inks.paper, Across((0, TOP), (0, MIDDLE)), strength=0.6)
    stem = box(1276, TOP, 1308, BOTTOM)
    sheet.stroke([*stem, stem[0]], inks.paper, 3)


def _painter(sheet: Sheet) -> None:
    inks = sheet.palette
    for foot, top in ((1150, 1206), (1300, 1290)):
        sheet.stroke([(foot, 1010), (top, 470)], inks.warm, 17)
    for rung in range(7):
        t = rung / 6.5
        sheet.stroke([(1150 + 56 * t, 1000 - 530 * t), (1300 - 10 * t, 1000 - 530 * t)], inks.warm, 12)
    sheet.fill(ribbon(smooth([(1222, 800), (1210, 880), (1216, 940)], closed=False), 62, 44), inks.dark)
    sheet.fill(ribbon(smooth([(1270, 800), (1286, 862), (1260, 900)], closed=False), 62, 44), inks.dark)
    coat = smooth([(1196, 560), (1250, 540), (1300, 568), (1316, 700), (1310, 826), (1186, 826), (1180, 700)])
    sheet.fill(coat, inks.accent)
    sheet.tone(coat, inks.dark, Across((1330, 820), (1210, 640)), strength=0.6)
    head(sheet, Person(100, inks.accent, SKINS[3], inks.dark), 1246, 492, 48, mirror=False)
    sheet.fill(smooth([(1196, 470), (1208, 430), (1250, 418), (1290, 436), (1300, 466), (1250, 458)]), inks.paper)
    sheet.dot(1196, 492, 21, inks.dark)
    arm(sheet, (1284, 600), (1372, 560), (1330, 440), mix(inks.accent, inks.dark, 0.15), SKINS[3], 44)
    sheet.stroke([(1344, 470), (1302, 356)], UMBER, 8)
    sheet.fill([(1306, 366), (1296, 370), (1284, 312), (1298, 322)], inks.warm)
    sheet.stroke([(1206, 690), (1160, 700)], SKINS[3], 22)
    sheet.fill(box(1118, 700, 1190, 768), FOG)
    sheet.fill(oval(1154, 700, 36, 11), inks.warm)
