"""The dish on the sheep farm, under the Milky Way."""

from __future__ import annotations

from cms.demo.pictures.palettes import mix
from cms.demo.pictures.screens import Across, Around, Even
from cms.demo.pictures.shapes import WIDTH, Shape, arc, box, moved, oval, ribbon, rounded, smooth, turned
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.dark)
    sheet.wash(inks.deep, Across((0, 800), (0, 100)))
    sheet.wash(inks.mid, Across((0, 820), (0, 380)), strength=0.8)
    _milky_way(sheet)
    _far_hills(sheet)
    _mount(sheet)
    _dish(sheet)
    _near_field(sheet)
    for x, y, size, mirror in (
        (330, 905, 1.15, False),
        (1140, 880, 0.8, True),
        (1285, 915, 1.0, False),
        (130, 850, 0.6, True),
    ):
        _sheep(sheet, x, y, size, mirror=mirror)
    _sheep(sheet, 615, 868, 1.0, mirror=False)


def _milky_way(sheet: Sheet) -> None:
    inks = sheet.palette
    band = smooth([(-100, 640), (330, 470), (800, 250), (1250, 90), (1700, -140)], closed=False)
    for width, strength in ((430, 0.1), (290, 0.16), (150, 0.22)):
        sheet.tone(ribbon(band, width, width * 0.8, swell=60), inks.light, Even(), strength=strength)
    sheet.tone(ribbon(band, 90, 60), inks.accent, Even(), strength=0.14)
    for _ in range(330):
        x, y = sheet.rng.uniform(0, WIDTH), sheet.rng.uniform(0, 760)
        sheet.dot(x, y, sheet.rng.choice((1, 1.2, 1.5, 2)), inks.paper)
    for _ in range(14):
        x, y = sheet.rng.uniform(0, WIDTH), sheet.rng.uniform(20, 560)
        sheet.fill(
            [
                (x, y - 11), (x + 2, y - 2), (x + 11, y), (x + 2, y + 2), (x, y + 11), (x - 2, y + 2), (x - 11, y),
                (x - 2, y - 2),
            ],
            inks.warm,
            hand=0,
        )  # fmt: skip


def _far_hills(sheet: Sheet) -> None:
    """Their outline is what the pen drew that night: a hump, and to the left of it another."""
    inks = sheet.palette
    crest = smooth(
        [
            (-80, 770), (110, 762), (240, 690), (330, 668), (430, 742), (620, 760), (860, 700), (1040, 580),
            (1180, 588), (1330, 730), (1620, 770),
        ],
        closed=False,
    )  # fmt: skip
    sheet.fill([*crest, (1620, 1100), (-80, 1100)], mix(inks.dark, inks.deep, 0.5))
    sheet.stroke(crest, inks.accent, 4)


def _mount(sheet: Sheet) -> None:
    inks = sheet.palette
    iron = mix(inks.dark, inks.deep, 0.2)
    for x in (596, 690, 784):
        sheet.stroke([(x, 880), (690 + (x - 690) * 0.35, 590)], iron, 13)
    for low, high in ((860, 770), (770, 685), (685, 610)):
        near, far = 94 - (880 - low) * 0.2, 94 - (880 - high) * 0.2
        sheet.stroke([(690 - near, low), (690 + far, high)], iron, 7)
        sheet.stroke([(690 + near, low), (690 - far, high)], iron, 7)


def _dish(sheet: Sheet) -> None:
    inks = sheet.palette
    centre = (720, 430)

    def at(shape: Shape) -> Shape:
        return turned(moved(shape, *centre), 32, centre)

    sheet.fill(at(rounded(-64, 140, 64, 236, 18)), mix(inks.dark, inks.deep, 0.2))
    bowl = at(arc(0, 0, 330, 205, 0, 180))
    sheet.fill(bowl, inks.mid)
    sheet.tone(bowl, inks.light, Across((1010, 640), (640, 560)), strength=0.8)
    sheet.tone(bowl, inks.dark, Across((520, 640), (760, 520)), strength=0.75)
    sheet.tone(bowl, inks.accent, Around(640, 590, 170), strength=0.6)
    inner = at(oval(0, 0, 330, 112))
    sheet.fill(inner, inks.paper)
    sheet.tone(inner, inks.mid, Across(at([(330, 30)])[0], at([(-200, -60)])[0]), strength=0.85)
    for share in (0.72, 0.4):
        sheet.stroke(at(oval(0, 14 * (1 - share) * 2, 330 * share, 112 * share)), mix(inks.light, inks.mid, 0.4), 3)
    for x, y in ((-300, 30), (305, 20), (0, 108), (10, -104)):
        sheet.stroke(at([(x, y), (0, -290)]), inks.dark if y > 0 else inks.mid, 6, hand=0)
    sheet.fill(at(rounded(-26, -330, 26, -270, 8)), inks.accent)


def _near_field(sheet: Sheet) -> None:
    inks = sheet.palette
    crest = smooth([(-100, 850), (260, 812), (690, 845), (1100, 830), (1600, 790)], closed=False)
    field = [*crest, (1600, 1100), (-100, 1100)]
    sheet.fill(field, inks.dark)
    sheet.tone(field, inks.mid, Across((0, 800), (0, 930)), strength=0.5)
    sheet.fill([(1180, 812), (1180, 722), (1268, 680), (1356, 722), (1356, 806)], mix(inks.dark, inks.deep, 0.15))
    sheet.fill(box(1214, 738, 1256, 776), inks.warm)
    sheet.tone(oval(1235, 757, 150), inks.warm, Around(1235, 757, 140), strength=0.4)


def _sheep(sheet: Sheet, x: float, y: float, size: float, *, mirror: bool) -> None:
    inks = sheet.palette

    def at(shape: Shape) -> Shape:
        return moved(shape, x, y, by=size, mirror=mirror)

    for leg in (-34, -20, 18, 32):
        sheet.stroke(at([(leg, 20), (leg, 62)]), inks.light, 8 * size, hand=0)
    wool = [
        (-58, 0), (-46, -34), (-18, -42), (8, -46), (36, -40), (56, -14), (54, 16), (30, 34), (0, 32), (-30, 36),
        (-54, 24),
    ]  # fmt: skip
    sheet.fill(at(smooth(wool)), inks.paper)
    sheet.tone(at(smooth(wool)), inks.mid, Across((x, y + 40 * size), (x, y - 30 * size)), strength=0.8)
    sheet.fill(at(smooth([(44, -40), (72, -44), (94, -22), (86, -6), (62, -8), (46, -20)])), inks.dark)
    sheet.stroke(at([(50, -38), (34, -32)]), inks.dark, 9 * size, hand=0)
