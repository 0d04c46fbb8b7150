"""A clock that lies by eleven minutes."""

from __future__ import annotations

import math

from cms.demo.pictures.palettes import CLAY, OCHRE, Ink, mix
from cms.demo.pictures.people import SKINS, Person, stand
from cms.demo.pictures.screens import Across, Around, Even, Screen
from cms.demo.pictures.shapes import Point, Shape, arc, box, moved, oval, ribbon, smooth, turned
from cms.demo.pictures.sheet import Sheet

FACE: Point = (760, 470)
RADIUS = 350


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.light)
    sheet.wash(inks.paper, Across((0, 1000), (0, 250)), strength=0.9)
    _windy_sky(sheet)
    _tower(sheet)
    _face(sheet)
    _eleven_minutes(sheet)
    _hands(sheet)
    _caretaker(sheet)
    _square(sheet)


def _windy_sky(sheet: Sheet) -> None:
    inks = sheet.palette
    for x, y, wide in ((40, 210, 300), (140, 330, 200), (1180, 150, 340), (1270, 420, 240), (-30, 560, 280)):
        cloud = smooth(
            [
                (x, y), (x + wide * 0.2, y - 40), (x + wide * 0.45, y - 30), (x + wide * 0.62, y - 66),
                (x + wide * 0.9, y - 30), (x + wide, y), (x + wide * 0.5, y + 14),
            ]
        )  # fmt: skip
        sheet.fill(cloud, inks.paper)
        sheet.tone(cloud, inks.mid, Across((0, y + 20), (0, y - 40)), strength=0.55, screen=Screen.LINES)
    for x, y in ((200, 120), (260, 96), (1120, 300), (330, 470)):
        sheet.stroke(
            smooth([(x - 26, y - 8), (x - 10, y - 12), (x, y), (x + 12, y - 13), (x + 28, y - 8)], closed=False),
            inks.dark,
            5,
        )


def _tower(sheet: Sheet) -> None:
    inks = sheet.palette
    stone = mix(OCHRE, inks.paper, 0.45)
    body = box(350, -20, 1170, 1010)
    sheet.fill(body, stone)
    for row in range(15):
        y = 10 + row * 68
        sheet.stroke([(352, y), (1168, y)], mix(stone, CLAY, 0.5), 3)
        for column in range(9):
            x = 350 + column * 96 + (row % 2) * 48
            sheet.stroke([(x, y), (x, y + 68)], mix(stone, CLAY, 0.5), 3)
    sheet.tone(body, CLAY, Across((1240, 500), (640, 400)), strength=0.85)
    for x in (338, 1130):
        sheet.fill(box(x, -20, x + 52, 1010), mix(stone, CLAY, 0.35))
    sheet.fill(box(320, 866, 1200, 900), mix(stone, CLAY, 0.55))


def _face(sheet: Sheet) -> None:
    inks = sheet.palette
    x, y = FACE
    sheet.tone(oval(x + 26, y + 34, RADIUS + 42), inks.dark, Even(), strength=0.55)
    sheet.fill(oval(x, y, RADIUS + 40), inks.dark)
    sheet.fill(oval(x, y, RADIUS + 18), inks.warm)
    sheet.fill(oval(x, y, RADIUS), inks.paper)
    sheet.tone(oval(x, y, RADIUS), inks.mid, Across((x + 330, y + 330), (x - 40, y - 40)), strength=0.6)
    for minute in range(60):
        angle = math.radians(minute * 6 - 90)
        inner, width = (RADIUS - 66, 17) if minute % 5 == 0 else (RADIUS - 32, 5)
        ends = [(x + r * math.cos(angle), y + r * math.sin(angle)) for r in (inner, RADIUS - 16)]
        sheet.stroke(ends, inks.dark, width)


def _eleven_minutes(sheet: Sheet) -> None:
    """Between the true time and the one that the tower shows, at noon."""
    inks = sheet.palette
    x, y = FACE
    wedge = [(x, y), *arc(x, y, RADIUS - 84, RADIUS - 84, -90, -90 + 66)]
    sheet.fill(wedge, inks.accent)
    sheet.tone(wedge, inks.warm, Around(x, y, 300), strength=0.75)
    sheet.fill(turned(moved(_hand(286, 22), x, y), 66, FACE), mix(inks.accent, inks.paper, 0.4))


def _hand(length: float, width: float) -> Shape:
    """Upright, with a leaf for a tip."""
    side = [(width / 2.4, -length * 0.72), (width * 0.9, -length * 0.78)]
    return [(-width / 2, 60), *[(-x, y) for x, y in side], (0, -length), *reversed(side), (width / 2, 60)]


def _hands(sheet: Sheet) -> None:
    inks = sheet.palette
    x, y = FACE
    for angle, length, width in ((0, 195, 34), (-1.5, 286, 22)):
        sheet.fill(turned(moved(_hand(length, width), x, y), angle, FACE), inks.dark)
    sheet.dot(x, y, 32, inks.dark)
    sheet.dot(x, y, 13, inks.warm)


def _caretaker(sheet: Sheet) -> None:
    """Sent up with a spanner, he holds the long hand back on a rope."""
    inks = sheet.palette
    sheet.stroke([(560, -10), (560, 330)], inks.dark, 6)
    sheet.stroke([(446, -10), (446, 330)], inks.dark, 6)
    sheet.fill(box(420, 326, 590, 346), inks.deep)
    rope = smooth([(736, 226), (650, 236), (560, 232)], closed=False)
    sheet.stroke(rope, inks.accent, 7)
    stand(sheet, Person(210, inks.deep, SKINS[3], inks.dark, inks.dark, step=0.16), 505, 328)
    sheet.fill(smooth([(480, 134), (484, 112), (512, 106), (536, 122), (546, 132), (512, 136)]), inks.accent)
    sheet.fill(
        ribbon(smooth([(516, 190), (550, 216), (584, 232)], closed=False), 26, 18), mix(inks.deep, inks.dark, 0.35)
    )
    sheet.dot(586, 233, 11, SKINS[3])
    sheet.stroke([(478, 220), (452, 268)], mix(inks.deep, inks.dark, 0.35), 20)
    sheet.stroke([(450, 272), (432, 316)], inks.paper, 9)
    sheet.ring(428, 322, 10, 10, inks.paper, 7)


def _square(sheet: Sheet) -> None:
    """They look up at the tower, then at their wrists."""
    inks = sheet.palette
    roofs = ((-30, 250, 760), (200, 190, 820), (1150, 200, 800), (1320, 240, 740))
    for index, (x, wide, top) in enumerate(roofs):
        paint = (inks.deep, inks.accent, inks.mid, inks.deep)[index]
        sheet.fill([(x, 1010), (x, top), (x + wide / 2, top - 90), (x + wide, top), (x + wide, 1010)], paint)
        sheet.fill(
            [
                (x - 14, top + 8), (x + wide / 2, top - 106), (x + wide + 14, top + 8), (x + wide, top + 24),
                (x + wide / 2, top - 76), (x, top + 24),
            ],
            inks.dark,
        )  # fmt: skip
        for pane in range(2):
            sheet.fill(box(x + 44 + pane * (wide - 130), top + 50, x + 86 + pane * (wide - 130), top + 116), inks.warm)
    sheet.fill([(-10, 968), (1510, 958), (1510, 1010), (-10, 1010)], inks.dark)
    for index, x in enumerate((400, 560, 700, 900, 1060)):
        coat: Ink = (inks.accent, inks.deep, inks.warm, inks.mid, inks.accent)[index]
        stand(sheet, Person(128, coat, SKINS[index % 4], inks.dark, inks.dark, step=0.1), x, 972, mirror=x > 760)
