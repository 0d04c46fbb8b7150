"""A blackbird on an open book."""

from __future__ import annotations

from cms.demo.pictures.palettes import mix
from cms.demo.pictures.people import SKINS, Person, head
from cms.demo.pictures.screens import Across, Around, Screen
from cms.demo.pictures.shapes import WIDTH, arc, moved, oval, ribbon, smooth, turned
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.light)
    sheet.wash(inks.paper, Across((0, 1000), (0, 300)), strength=0.6)
    _song(sheet)
    _hedge(sheet)
    _open_book(sheet)
    _blackbird(sheet)
    _reading_child(sheet)


def _song(sheet: Sheet) -> None:
    inks = sheet.palette
    for index, radius in enumerate((150, 240, 330, 420, 510)):
        wave = ribbon(arc(960, 290, radius, radius, -62, 34), 12, 12, swell=26 - index * 3)
        sheet.tone(wave, (inks.warm, inks.accent)[index % 2], Around(960, 290, 760), strength=1.5, screen=Screen.DOTS)


def _hedge(sheet: Sheet) -> None:
    inks = sheet.palette
    for _ in range(260):
        x = sheet.rng.uniform(-40, WIDTH + 40)
        y = 770 + sheet.rng.uniform(-110, 180) - abs(x - 750) * 0.08
        leaf = smooth([(-34, 0), (0, -15), (34, 0), (0, 15)], steps=6)
        tint = sheet.rng.choice((inks.deep, inks.mid, mix(inks.deep, inks.dark, 0.35)))
        sheet.fill(
            turned(moved(leaf, x, y, by=sheet.rng.uniform(0.8, 1.7)), sheet.rng.uniform(0, 180), (x, y)), tint, hand=0
        )


def _open_book(sheet: Sheet) -> None:
    inks = sheet.palette
    for side in (-1, 1):
        page = [
            (0, 640),
            *[(side * dx, y) for dx, y in smooth([(30, 618), (190, 580), (400, 598), (500, 640)], closed=False)],
            (side * 540, 890),
            (0, 905),
        ]
        cover = [(0, 925), (side * 566, 912), (side * 524, 628), (0, 640)]
        sheet.fill(moved(cover, 720, 0), inks.accent)
        sheet.fill(moved(page, 720, 0), inks.paper)
        sheet.tone(moved(page, 720, 0), inks.mid, Across((720, 700), (720 + side * 200, 720)), strength=0.75)
        for row in range(8):
            y = 668 + row * 27
            length = 360 if row % 4 < 3 else 200
            start = 790 if side > 0 else 285 - row * 3
            line = [(start, y - 14), (start + length * 0.5, y - 26), (start + length, y - 16)]
            sheet.stroke(smooth(line, closed=False), inks.dark, 5)


def _blackbird(sheet: Sheet) -> None:
    inks = sheet.palette
    for x in (700, 748):
        sheet.stroke([(x, 520), (x + 8, 606)], inks.warm, 10)
        sheet.stroke([(x - 24, 612), (x + 42, 606)], inks.warm, 9)
    tail = [(560, 400), (330, 560), (372, 610), (640, 500)]
    sheet.fill(tail, inks.dark)
    body = smooth(
        [
            (560, 350), (640, 240), (740, 150), (830, 112), (900, 140), (915, 210), (890, 330), (830, 460),
            (720, 540), (610, 520), (540, 440),
        ]
    )  # fmt: skip
    sheet.fill(body, inks.dark)
    sheet.tone(body, mix(inks.deep, inks.mid, 0.4), Around(800, 300, 230), strength=0.45)
    wing = smooth([(640, 290), (760, 300), (770, 400), (650, 480), (500, 520), (420, 545), (520, 440)])
    sheet.fill(wing, mix(inks.dark, (0, 0, 0), 0.3))
    for offset in (0, 34, 68):
        sheet.stroke(
            smooth([(700 - offset, 350 + offset), (640 - offset, 430 + offset * 0.7), (520, 500)], closed=False),
            mix(inks.deep, inks.dark, 0.3),
            4,
        )
    sheet.fill([(890, 152), (1010, 96), (916, 186)], inks.warm)
    sheet.fill([(902, 186), (990, 232), (898, 216)], inks.warm)
    sheet.dot(850, 165, 17, inks.warm)
    sheet.dot(851, 165, 11, inks.dark)


def _reading_child(sheet: Sheet) -> None:
    """Leans on the edge of the large book, with a small one."""
    inks = sheet.palette
    sheet.fill(smooth([(1030, 830), (1050, 740), (1100, 730), (1140, 790), (1150, 900), (1040, 905)]), inks.warm)
    sheet.fill(ribbon(smooth([(1110, 885), (1190, 800), (1240, 905)], closed=False), 46, 36), inks.dark)
    sheet.fill(oval(1258, 905, 34, 14), inks.accent)
    head(sheet, Person(100, inks.warm, SKINS[1], inks.dark), 1092, 690, 48)
    sheet.fill([(1140, 770), (1196, 736), (1210, 800), (1158, 826)], inks.accent)
    sheet.fill([(1196, 736), (1240, 756), (1250, 812), (1210, 800)], inks.paper)
    sheet.stroke([(1090, 780), (1130, 840), (1172, 812)], mix(inks.warm, inks.accent, 0.3), 22)
    sheet.dot(1176, 810, 13, SKINS[1])
