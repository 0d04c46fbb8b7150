"""Seeds in a bottle under the slope."""

from __future__ import annotations

from cms.demo.pictures.palettes import CREAM, MOSS, UMBER, mix
from cms.demo.pictures.people import SKINS
from cms.demo.pictures.screens import Across, Around
from cms.demo.pictures.shapes import WIDTH, box, hills, moved, oval, ribbon, rounded, smooth, turned
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.dark)
    sheet.tone(box(0, 0, WIDTH, 460), mix(inks.light, MOSS, 0.4), Around(560, 320, 420), strength=0.9)
    for _ in range(60):
        sheet.dot(sheet.rng.uniform(0, WIDTH), sheet.rng.uniform(0, 280), sheet.rng.choice((1.4, 2)), inks.paper)
    _strata(sheet)
    _mullein(sheet, 1075, 400, 1.0)
    _mullein(sheet, 1250, 384, 0.74)
    _mullein(sheet, 1400, 372, 0.52)
    _roots(sheet)
    _bottle(sheet)
    _digger(sheet)


def _strata(sheet: Sheet) -> None:
    inks = sheet.palette
    layers = (
        (408, mix(MOSS, inks.dark, 0.2)),
        (446, inks.deep),
        (560, mix(inks.deep, inks.mid, 0.5)),
        (700, inks.mid),
        (850, mix(inks.mid, inks.paper, 0.35)),
    )
    for level, tint in layers:
        ground = hills(sheet.rng, level, 34, step=260)
        sheet.fill(ground, tint)
        sheet.tone(ground, inks.dark, Across((0, level - 30), (0, level + 120)), strength=0.4)
    for _ in range(90):
        x, y = sheet.rng.uniform(0, WIDTH), sheet.rng.uniform(500, 990)
        if abs(x - 640) < 210:
            continue
        size = sheet.rng.uniform(5, 17)
        pebble = smooth([(-1.3, 0), (-0.5, -0.8), (0.9, -0.6), (1.3, 0.2), (0.2, 0.8)], steps=5)
        tint = sheet.rng.choice((inks.paper, inks.mid, inks.deep, mix(inks.deep, inks.dark, 0.4)))
        sheet.fill(turned(moved(pebble, x, y, by=size), sheet.rng.uniform(0, 180), (x, y)), tint, hand=0)
    for x in range(-10, 1520, 14):
        if not 520 < x < 760:
            y = 412 + sheet.rng.uniform(-16, 6)
            sheet.fill(
                [(x - 5, y + 10), (x + sheet.rng.uniform(-9, 9), y - sheet.rng.uniform(18, 44)), (x + 5, y + 10)],
                MOSS,
                hand=0,
            )


def _bottle(sheet: Sheet) -> None:
    """Mouth downwards, so that no water can collect; fifty seeds of every kind."""
    inks = sheet.palette
    pit = smooth([(500, 380), (780, 380), (770, 560), (800, 800), (700, 950), (580, 950), (480, 800), (510, 560)])
    sheet.fill(pit, mix(inks.deep, inks.dark, 0.6))
    sheet.tone(pit, inks.light, Around(640, 420, 420), strength=0.7)
    glass = smooth(
        [
            (530, 500), (560, 468), (640, 460), (720, 468), (750, 500), (752, 700), (722, 776), (682, 806),
            (680, 890), (600, 890), (598, 806), (558, 776), (528, 700),
        ]
    )  # fmt: skip
    sheet.fill(glass, mix(inks.light, inks.paper, 0.4))
    sand = smooth(
        [
            (536, 560), (600, 572), (680, 556), (746, 566), (746, 700), (716, 770), (676, 800), (674, 880),
            (606, 880), (604, 800), (564, 770), (534, 700),
        ]
    )  # fmt: skip
    sheet.fill(sand, inks.warm)
    sheet.tone(sand, inks.mid, Across((760, 800), (560, 600)), strength=0.85)
    seed = smooth([(0, -9), (6, 0), (0, 9), (-6, 0)], steps=4)
    for _ in range(150):
        x, y = sheet.rng.uniform(548, 732), sheet.rng.uniform(586, 762)
        if abs(x - 640) < 96 - max(0, y - 700) * 0.6:
            tint = sheet.rng.choice((inks.dark, inks.deep, inks.accent, mix(inks.deep, inks.paper, 0.5)))
            sheet.fill(
                turned(moved(seed, x, y, by=sheet.rng.uniform(0.6, 1.1)), sheet.rng.uniform(0, 180), (x, y)),
                tint,
                hand=0,
            )
    sheet.fill(rounded(594, 880, 686, 926, 10), inks.deep)
    sheet.stroke(smooth([(552, 690), (548, 600), (556, 520)], closed=False), inks.paper, 9)
    sheet.tone(glass, inks.dark, Across((760, 600), (690, 600)), strength=0.5)


def _mullein(sheet: Sheet, x: float, y: float, size: float) -> None:
    inks = sheet.palette
    leaf = smooth([(0, 0), (60, -40), (150, -34), (190, 0), (120, 14), (40, 14)])
    for dx, turn, mirror in ((0, 20, False), (0, -20, True), (0, -18, False), (0, 18, True)):
        sheet.fill(
            turned(moved(leaf, x + dx, y - 4, by=size, mirror=mirror), turn, (x, y)),
            inks.light if turn < 0 else mix(inks.light, MOSS, 0.6),
        )
    sheet.stroke([(x, y), (x + 4 * size, y - 330 * size)], mix(inks.light, MOSS, 0.5), 16 * size)
    for step in range(44):
        t = step / 44
        wide = 40 * (1 - t) + 8
        px = x + 4 * size + sheet.rng.uniform(-wide, wide) * size
        py = y - (110 + 270 * t) * size
        sheet.dot(
            px,
            py,
            (14 - 7 * t) * size,
            sheet.rng.choice((inks.accent, inks.accent, inks.warm, mix(inks.accent, UMBER, 0.3))),
        )


def _roots(sheet: Sheet) -> None:
    for x, y, size in ((1075, 404, 1.0), (1250, 388, 0.7), (1400, 376, 0.5)):
        for dx, depth in ((-90, 190), (-36, 300), (14, 400), (60, 260), (110, 150)):
            root = smooth(
                [(x, y), (x + dx * 0.3 * size, y + depth * 0.45 * size), (x + dx * size, y + depth * size)],
                closed=False,
            )
            sheet.fill(ribbon(root, 13 * size, 1.5), mix(sheet.palette.paper, sheet.palette.light, 0.5))


def _digger(sheet: Sheet) -> None:
    """Kneels with a green lamp, for daylight is enough to start some seeds growing."""
    inks = sheet.palette
    coat = mix(inks.dark, (62, 84, 140), 0.55)
    sheet.fill(smooth([(250, 410), (256, 330), (300, 250), (372, 222), (430, 262), (424, 330), (380, 412)]), coat)
    sheet.fill(ribbon(smooth([(300, 400), (400, 352), (424, 420)], closed=False), 66, 44), mix(coat, inks.dark, 0.5))
    sheet.tone(
        smooth([(250, 410), (256, 330), (300, 250), (372, 222), (430, 262), (424, 330), (380, 412)]),
        inks.light,
        Across((470, 330), (330, 320)),
        strength=0.9,
    )
    sheet.dot(428, 196, 42, SKINS[2])
    sheet.fill(smooth([(384, 206), (384, 164), (424, 146), (468, 166), (456, 178), (412, 186)]), inks.accent)
    sheet.fill(ribbon(smooth([(386, 262), (450, 330), (520, 352)], closed=False), 40, 30), coat)
    sheet.dot(526, 354, 17, SKINS[2])
    sheet.stroke(smooth([(526, 346), (566, 290), (606, 276)], closed=False), UMBER, 5)
    sheet.tone(oval(606, 334, 190), mix(inks.light, CREAM, 0.3), Around(606, 334, 190), strength=0.8)
    sheet.fill(rounded(578, 300, 634, 372, 12), mix(CREAM, inks.warm, 0.4))
    sheet.tone(rounded(578, 300, 634, 372, 12), MOSS, Across((570, 380), (610, 330)), strength=0.8)
    sheet.fill([(570, 304), (606, 276), (642, 304)], UMBER)
    sheet.fill(box(568, 368, 644, 382), UMBER)
    for x in (578, 634):
        sheet.stroke([(x, 302), (x, 370)], UMBER, 5)
