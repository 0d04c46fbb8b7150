"""The winter ferry to Ansay, with a piano."""

from __future__ import annotations

import math

from cms.demo.pictures.palettes import mix
from cms.demo.pictures.screens import Across
from cms.demo.pictures.shapes import WIDTH, Place, Shape, box, moved, ribbon, rounded, smooth, turned
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(mix(inks.light, inks.paper, 0.3))
    sheet.wash(inks.mid, Across((0, -60), (0, 520)), strength=0.9)
    _island(sheet)
    _waves(sheet, 0, 2)
    _boat(sheet)
    _waves(sheet, 2, 6)
    _snow(sheet)


def _island(sheet: Sheet) -> None:
    inks = sheet.palette
    land = smooth(
        [
            (880, 560), (960, 500), (1080, 470), (1200, 420), (1300, 440), (1420, 400), (1560, 440), (1600, 600),
            (880, 600),
        ]
    )  # fmt: skip
    sheet.fill(land, mix(inks.deep, inks.mid, 0.5))
    sheet.tone(land, inks.paper, Across((1200, 390), (1200, 540)), strength=1.1)
    tower = [(1212, 430), (1222, 236), (1268, 236), (1278, 430)]
    sheet.fill(tower, inks.paper)
    with sheet.inside(tower):
        for y in (276, 356):
            sheet.fill(box(1200, y, 1290, y + 38), inks.accent)
    sheet.fill(box(1226, 200, 1264, 238), inks.warm)
    sheet.fill([(1216, 202), (1245, 168), (1274, 202)], inks.dark)
    for far_y in (90, 300):
        sheet.tone(
            [(1232, 214), (1232, 226), (560, far_y + 90), (560, far_y)],
            inks.warm,
            Across((1232, 220), (640, 210)),
            strength=0.75,
        )
    for x, y in ((1350, 420), (1410, 400)):
        sheet.fill([(x, y + 30), (x, y), (x + 22, y - 20), (x + 44, y), (x + 44, y + 30)], inks.dark)
        sheet.fill(box(x + 14, y + 4, x + 26, y + 18), inks.warm, hand=0)


def _waves(sheet: Sheet, first: int, last: int) -> None:
    inks = sheet.palette
    tints = (
        mix(inks.mid, inks.light, 0.45),
        inks.mid,
        mix(inks.mid, inks.deep, 0.5),
        inks.deep,
        mix(inks.deep, inks.dark, 0.5),
        inks.dark,
    )
    for index in range(first, last):
        level, swell = 560 + index * 78, 26 + index * 7
        length = 190 + index * 26
        crest = [(x, level + swell * math.sin(x / length * 2 + index * 1.7)) for x in range(-40, 1560, 20)]
        sheet.fill([*crest, (1560, 1020), (-40, 1020)], tints[index])
        sheet.tone(
            [*crest, *[(x, y + 70) for x, y in reversed(crest)]],
            inks.paper,
            Across((0, level - swell), (0, level + 70)),
            strength=0.5,
        )
        for start in range(4, len(crest) - 12, 13):
            peak = crest[start : start + 8]
            if sum(y for _, y in peak) / 8 < level:
                sheet.fill(ribbon(peak, 1, 1, swell=11), inks.paper)


def _boat(sheet: Sheet) -> None:
    inks = sheet.palette

    def at(shape: Shape) -> Shape:
        return turned(moved(shape, 640, 700), -6, (640, 700))

    smoke = smooth([(470, 330), (420, 270), (330, 250), (240, 190)], closed=False)
    sheet.tone(ribbon(smoke, 22, 120), inks.dark, Across((470, 330), (230, 190)), strength=0.6)
    sheet.fill(at([(-150, -150), (-150, -345), (60, -345), (92, -150)]), inks.paper)
    sheet.fill(at(rounded(-176, -372, 84, -340, 8)), inks.deep)
    sheet.tone(
        at([(-150, -150), (-150, -345), (60, -345), (92, -150)]), inks.mid, Across((480, 600), (640, 500)), strength=0.8
    )
    for x in (-126, -62, 2):
        sheet.fill(at(rounded(x, -316, x + 48, -262, 8)), inks.warm)
    for x in (-110, -40, 30):
        sheet.dot(*at([(x, -200)])[0], 17, inks.warm)
    sheet.fill(at(box(-120, -452, -62, -372)), inks.accent)
    sheet.fill(at(box(-124, -462, -58, -440)), inks.dark)
    sheet.stroke(at([(20, -372), (20, -520)]), inks.dark, 7)
    sheet.fill(at([(20, -516), (88, -500), (20, -482)]), inks.accent)
    _piano(sheet, at)
    hull = smooth([(-330, -170), (-150, -150), (120, -156), (300, -186), (410, -226)], closed=False)
    side = [*hull, *smooth([(410, -226), (340, -60), (250, 30), (-270, 30), (-330, -170)], closed=False)]
    sheet.fill(at(side), inks.accent)
    sheet.tone(at(side), inks.dark, Across((640, 760), (640, 580)), strength=0.75)
    sheet.fill(at(ribbon(hull, 14, 14)), inks.paper)
    sheet.stroke(at([(150, -196), (150, -240), (392, -284), (392, -226)]), inks.paper, 5)


def _piano(sheet: Sheet, at: Place) -> None:
    """On the foredeck, at the owner's risk."""
    inks = sheet.palette
    sheet.fill(at(box(150, -320, 282, -170)), inks.dark)
    sheet.fill(at(box(144, -334, 288, -316)), inks.dark)
    sheet.fill(at(box(166, -300, 268, -254)), mix(inks.dark, inks.deep, 0.4))
    sheet.fill(at(box(142, -246, 292, -226)), inks.paper)
    for key in range(9):
        sheet.fill(at(box(152 + key * 15, -246, 159 + key * 15, -234)), inks.dark, hand=0)
    sheet.stroke(at([(146, -180), (286, -330)]), inks.warm, 5)
    sheet.stroke(at([(286, -180), (146, -330)]), inks.warm, 5)


def _snow(sheet: Sheet) -> None:
    for _ in range(240):
        size = sheet.rng.choice((2.5, 3.5, 4.5, 6.5))
        sheet.dot(sheet.rng.uniform(0, WIDTH), sheet.rng.uniform(0, 1000), size, sheet.palette.paper)
