"""Pears that wait in an attic."""

from __future__ import annotations

from cms.demo.pictures.palettes import OCHRE, UMBER, Ink, mix
from cms.demo.pictures.screens import Across, Around, Screen
from cms.demo.pictures.shapes import WIDTH, Shape, box, moved, oval, smooth, turned
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.dark)
    _attic(sheet)
    _straw(sheet, 640, 780, 240)
    for x, y, size, lean in ((190, 690, 0.82, -8), (480, 700, 0.98, 6), (1160, 700, 0.94, -6), (1390, 690, 0.8, 10)):
        _pear(sheet, x, y, size, lean)
    _half(sheet, 815, 700)
    _straw(sheet, 850, 985, 300)
    _spoon(sheet)


def _attic(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.wash(inks.deep, Around(760, 260, 900), strength=0.8)
    skylight = [(640, 60), (880, 40), (912, 230), (668, 258)]
    for index, x in enumerate((-420, -140, 140, 420)):
        for side in (-1, 1):
            rafter = [(760 + side * 40 + x * 0.1, -60), (760 + side * (620 + index * 210), 760)]
            sheet.stroke(rafter, mix(inks.dark, UMBER, 0.55), 34)
    sheet.fill(box(-10, 96, 1510, 128), mix(inks.dark, UMBER, 0.7))
    sheet.fill(moved(skylight, -10, 8), UMBER)
    sheet.fill(skylight, inks.light)
    sheet.tone(skylight, inks.paper, Across((760, 260), (760, 60)), strength=1)
    sheet.stroke([(760, 50), (788, 244)], UMBER, 9)
    for _ in range(26):
        sheet.dot(sheet.rng.uniform(660, 890), sheet.rng.uniform(70, 230), sheet.rng.choice((3, 4)), inks.mid)
    beam = [(650, 250), (915, 226), (1330, 1000), (330, 1000)]
    sheet.tone(beam, inks.warm, Across((780, 180), (820, 1050)), strength=0.6)


def _straw(sheet: Sheet, top: float, bottom: float, count: int) -> None:
    inks = sheet.palette
    bed = smooth([(-60, top + 40), (300, top + 14), (750, top + 30), (1200, top + 10), (1560, top + 40)], closed=False)
    sheet.fill([*bed, (1560, 1020), (-60, 1020)], mix(UMBER, OCHRE, 0.35))
    for _ in range(count):
        x, y = sheet.rng.uniform(-40, WIDTH), sheet.rng.uniform(top, bottom)
        dx, dy = sheet.rng.uniform(70, 190), sheet.rng.uniform(-46, 46)
        tint = sheet.rng.choice((OCHRE, inks.warm, inks.accent, mix(OCHRE, UMBER, 0.5)))
        sheet.stroke(smooth([(x, y), (x + dx / 2, y - 12), (x + dx, y + dy)], closed=False), tint, 5)


PEAR: Shape = smooth(
    [
        (4, -258), (34, -236), (48, -180), (66, -120), (118, -50), (136, 30), (106, 112), (30, 144), (-50, 140),
        (-116, 100), (-136, 20), (-104, -60), (-54, -124), (-36, -184), (-22, -236),
    ]
)  # fmt: skip


def _pear(sheet: Sheet, x: float, y: float, size: float, lean: float) -> None:
    inks = sheet.palette

    def at(shape: Shape) -> Shape:
        return turned(moved(shape, x, y, by=size), lean, (x, y))

    sheet.stroke(at(smooth([(6, -250), (16, -300), (54, -344)], closed=False)), UMBER, 13 * size)
    sheet.fill(at(PEAR), inks.deep)
    sheet.tone(at(PEAR), inks.mid, Around(x - 50 * size, y - 20 * size, 210 * size), strength=1.0)
    sheet.tone(
        at(PEAR), inks.dark, Across((x + 150 * size, y + 90 * size), (x - 30 * size, y - 20 * size)), strength=0.95
    )
    sheet.tone(at(PEAR), inks.accent, Across((x, y + 170 * size), (x, y + 20 * size)), strength=0.5)
    for _ in range(34):  # rough as a cat's tongue
        px, py = sheet.rng.uniform(-84, 84), sheet.rng.uniform(-40, 110)
        sheet.dot(*at([(px, py)])[0], 2.6 * size, mix(inks.light, inks.mid, 0.3))


def _half(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.palette
    sheet.tone(oval(x, y - 40, 330), inks.warm, Around(x, y - 40, 330), strength=0.75)
    sheet.stroke(smooth([(x + 6, y - 276), (x + 18, y - 330), (x + 60, y - 370)], closed=False), UMBER, 14)
    sheet.fill(moved(PEAR, x, y, by=1.12), inks.deep)
    flesh = moved(PEAR, x, y, by=1.03)
    sheet.fill(flesh, inks.warm)
    sheet.tone(flesh, OCHRE, Across((x + 150, y + 150), (x - 60, y - 60)), strength=0.9)
    sheet.tone(flesh, inks.paper, Around(x - 40, y - 20, 130), strength=0.9)
    core = moved(smooth([(0, -70), (38, -10), (46, 44), (0, 84), (-46, 44), (-38, -10)]), x, y + 10)
    sheet.stroke([*core, core[0]], mix(OCHRE, inks.accent, 0.5), 5)
    for side in (-1, 1):
        seed = turned(
            moved(smooth([(0, -30), (12, 2), (0, 22), (-12, 2)]), x + side * 20, y + 20), side * 12, (x, y + 20)
        )
        sheet.fill(seed, UMBER)
    sheet.stroke([(x + 2, y - 240), (x, y - 70)], mix(OCHRE, inks.accent, 0.3), 5)


def _spoon(sheet: Sheet) -> None:
    silver: Ink = sheet.palette.light
    sheet.stroke([(990, 905), (1330, 868)], sheet.palette.dark, 26)
    sheet.stroke([(990, 896), (1330, 860)], silver, 17)
    sheet.fill(oval(930, 902, 88, 42, turn=-6), silver)
    sheet.tone(
        oval(930, 902, 88, 42, turn=-6),
        sheet.palette.deep,
        Across((960, 940), (910, 880)),
        strength=0.9,
        screen=Screen.GRAIN,
    )
