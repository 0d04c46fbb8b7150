"""A choir in a laundrette at night."""

from __future__ import annotations

from cms.demo.pictures.palettes import FOG, VERMILION, Ink, mix
from cms.demo.pictures.people import SKINS, Person, stand
from cms.demo.pictures.screens import Across, Around
from cms.demo.pictures.shapes import WIDTH, arc, box, moved, oval, ribbon, rounded, smooth, turned
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.dark)
    sheet.wash(inks.deep, Around(750, 420, 1000), strength=0.9)
    room = box(170, 150, 1330, 800)
    sheet.fill(box(140, 120, 1360, 830), mix(inks.dark, inks.deep, 0.3))
    sheet.fill(room, inks.warm)
    with sheet.inside(room):
        _machines(sheet)
        _choir(sheet)
    _front(sheet)
    _listeners(sheet)


def _machines(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.tone(box(170, 150, 1330, 800), inks.accent, Across((0, 820), (0, 300)), strength=0.7)
    for x in (330, 620, 910, 1200):
        sheet.fill(box(x - 90, 158, x + 90, 176), inks.paper)
    for index in range(7):
        x = 256 + index * 165
        sheet.fill(rounded(x - 76, 226, x + 76, 520, 12), inks.paper)
        sheet.tone(rounded(x - 76, 226, x + 76, 520, 12), inks.mid, Across((x + 90, 530), (x - 30, 300)), strength=0.8)
        sheet.fill(box(x - 60, 242, x + 10, 270), inks.mid)
        sheet.dot(x + 44, 256, 13, inks.accent)
        sheet.dot(x, 372, 62, inks.deep)
        sheet.dot(x, 372, 47, inks.mid)
        turn = sheet.rng.uniform(0, 360)
        for cloth, tint in ((0, inks.accent), (120, inks.paper), (240, inks.light)):
            swirl = smooth([(0, -6), (26, -38), (44, -8), (30, 6)])
            sheet.fill(turned(moved(swirl, x, 372), turn + cloth, (x, 372)), tint, hand=0)


def _choir(sheet: Sheet) -> None:
    """Their mouths are as round as the doors behind them."""
    inks = sheet.palette
    sheet.fill(box(170, 730, 1330, 800), mix(inks.accent, inks.deep, 0.35))
    coats: tuple[Ink, ...] = (
        inks.deep,
        inks.mid,
        VERMILION,
        inks.light,
        inks.mid,
        inks.deep,
        VERMILION,
        inks.paper,
        inks.deep,
        inks.mid,
        VERMILION,
    )
    hairs: tuple[Ink, ...] = (inks.dark, mix(VERMILION, inks.dark, 0.55), FOG, mix(inks.accent, inks.dark, 0.6))
    for index, coat in enumerate(coats):
        x = 262 + index * 98
        tall = 330 + (index * 37) % 50
        top = 790 - tall
        sheet.fill(
            smooth(
                [
                    (x - 34, 800), (x - 52, top + 190), (x - 44, top + 104), (x, top + 84), (x + 44, top + 104),
                    (x + 52, top + 190), (x + 34, 800),
                ]
            ),
            coat,
        )  # fmt: skip
        sheet.tone(box(x - 60, top + 90, x + 60, 800), inks.dark, Across((0, 850), (0, top + 150)), strength=0.35)
        skin = SKINS[(index * 3) % 4]
        sheet.fill(oval(x, top + 30, 47, 52), hairs[index % 4])
        sheet.fill(oval(x, top + 42, 38, 44), skin)
        sheet.fill(
            smooth([(x - 40, top + 34), (x - 20, top), (x + 24, top - 2), (x + 41, top + 32), (x + 6, top + 14)]),
            hairs[index % 4],
        )
        sheet.fill(oval(x, top + 62, 11, 14), inks.dark)
        for side in (-1, 1):
            sheet.stroke(
                smooth([(x + side * 22, top + 38), (x + side * 15, top + 43), (x + side * 8, top + 39)], closed=False),
                inks.dark,
                3.5,
            )
        book = [
            (x - 36, top + 132), (x, top + 144), (x + 36, top + 132), (x + 36, top + 178), (x, top + 190),
            (x - 36, top + 178),
        ]  # fmt: skip
        sheet.fill(book, inks.paper if coat != inks.paper else inks.accent)
        sheet.stroke([(x, top + 144), (x, top + 190)], inks.dark, 2)
        for side in (-1, 1):
            sheet.dot(x + side * 38, top + 158, 11, skin)


def _front(sheet: Sheet) -> None:
    inks = sheet.palette
    for x in (170, 507, 997, 1330):
        sheet.fill(box(x - 9, 140, x + 9, 812), inks.dark)
    sheet.fill(box(140, 792, 1360, 836), inks.dark)
    sheet.fill(box(120, 40, 1380, 132), inks.mid)
    sheet.tone(box(120, 40, 1380, 132), inks.dark, Across((0, 140), (0, 40)), strength=0.6)
    for index in range(15):  # soap bubbles for a sign
        radius = (30, 18, 24)[index % 3]
        sheet.ring(210 + index * 77, 86, radius, radius, inks.paper, 6)
        sheet.stroke(arc(210 + index * 77, 86, radius * 0.55, radius * 0.55, 190, 250), inks.paper, 5)
    pavement = [(-10, 836), (1510, 836), (1510, 1010), (-10, 1010)]
    sheet.fill(pavement, mix(inks.dark, inks.deep, 0.6))
    for left, right in ((180, 498), (516, 988), (1006, 1320)):
        light = [(left, 838), (right, 838), (750 + (right - 750) * 1.35, 1010), (750 + (left - 750) * 1.35, 1010)]
        sheet.tone(light, inks.warm, Across((0, 836), (0, 1040)), strength=0.85)
    for _ in range(90):
        fall = moved([(0, 0), (-6, 26)], sheet.rng.uniform(0, WIDTH), sheet.rng.uniform(0, 980))
        sheet.stroke(fall, mix(inks.deep, inks.mid, 0.7), 2, hand=0)


def _listeners(sheet: Sheet) -> None:
    """A man who lifts his hat, and a greyhound."""
    inks = sheet.palette
    shade = mix(inks.dark, (0, 0, 0), 0.35)
    man = Person(360, shade, shade, shade, shade, step=0.05)
    stand(sheet, man, 1090, 965, mirror=True)
    sheet.fill(ribbon(smooth([(1112, 736), (1164, 690), (1142, 610)], closed=False), 40, 28), shade)
    sheet.fill(
        turned(
            [(1096, 586), (1186, 586), (1186, 574), (1168, 574), (1164, 536), (1120, 536), (1116, 574), (1096, 574)],
            14,
            (1142, 580),
        ),
        shade,
    )
    hound = smooth(
        [
            (-96, -104), (-40, -112), (30, -96), (78, -120), (104, -164), (120, -190), (150, -186), (196, -160),
            (192, -150), (146, -150), (128, -110), (100, -72), (60, -58), (10, -84), (-50, -60), (-96, -60),
            (-112, -84),
        ]
    )  # fmt: skip
    sheet.fill(moved(hound, 826, 965), shade)
    for hip, knee, foot in (
        ((-92, -70), (-112, -30), (-94, 0)), ((-70, -70), (-84, -34), (-72, 0)),
        ((70, -70), (76, -36), (70, 0)), ((88, -80), (98, -40), (96, 0)),
    ):  # fmt: skip
        sheet.fill(moved(ribbon([hip, knee, foot], 26, 10), 826, 965), shade)
    sheet.stroke(moved(smooth([(-104, -90), (-150, -50), (-160, -20), (-140, -10)], closed=False), 826, 965), shade, 8)
    sheet.stroke(smooth([(932, 828), (1000, 850), (1056, 800)], closed=False), inks.accent, 4)
