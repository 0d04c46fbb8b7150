"""Swifts over the roofs of Marl Cross."""

from __future__ import annotations

from cms.demo.pictures.palettes import Ink, mix
from cms.demo.pictures.people import SKINS, Person, head
from cms.demo.pictures.screens import Across, Screen
from cms.demo.pictures.shapes import box, moved, oval, rounded, smooth, turned
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(inks.light)
    sheet.wash(inks.mid, Across((0, 760), (0, 120)), strength=0.95)
    sheet.fill(oval(1010, 560, 150), inks.warm)
    sheet.tone(oval(1010, 560, 150), inks.accent, Across((1010, 720), (1010, 480)), strength=0.9)
    for y, left, right in ((330, 60, 420), (372, 230, 700), (470, 1090, 1440), (250, 1010, 1260)):
        sheet.tone(rounded(left, y, right, y + 20, 10), inks.paper, Across((right, y), (left - 150, y)), strength=0.8)
    _back_roofs(sheet)
    _front_roofs(sheet)
    _flock(sheet)
    _chairs(sheet)


def _back_roofs(sheet: Sheet) -> None:
    inks = sheet.palette
    far = mix(inks.deep, inks.mid, 0.35)
    sheet.fill([(236, 800), (236, 470), (262, 300), (288, 470), (288, 800)], far)
    sheet.stroke([(262, 300), (262, 268)], far, 4)
    for x, top in (
        (-40, 640), (120, 610), (300, 650), (520, 600), (700, 640), (880, 610), (1060, 655), (1250, 600),
        (1420, 640),
    ):  # fmt: skip
        sheet.fill([(x, 900), (x, top + 60), (x + 95, top), (x + 190, top + 60), (x + 190, 900)], far)
        sheet.fill(box(x + 130, top - 14, x + 158, top + 50), far)


def _front_roofs(sheet: Sheet) -> None:
    inks = sheet.palette
    for x, width, top, chimney in (
        (-60, 380, 690, 60),
        (320, 300, 740, 220),
        (620, 420, 670, 300),
        (1040, 330, 735, 60),
        (1370, 300, 690, 80),
    ):
        wall = box(x + 14, top + 70, x + width - 14, 1000)
        sheet.fill(wall, mix(inks.dark, inks.deep, 0.35))
        roof = [(x, top + 100), (x + 62, top), (x + width - 62, top), (x + width, top + 100)]
        sheet.fill(box(x + chimney, top - 66, x + chimney + 52, top + 20), inks.dark)
        sheet.fill(box(x + chimney - 6, top - 74, x + chimney + 58, top - 56), inks.dark)
        sheet.fill(roof, inks.dark)
        sheet.tone(roof, inks.accent, Across((x, top), (x + 30, top + 110)), strength=0.45, screen=Screen.LINES)
        for slot in range(int(width // 90)):  # the hollow bricks, under the eaves
            sheet.fill(rounded(x + 50 + slot * 84, top + 116, x + 76 + slot * 84, top + 124, 4), inks.dark)
        for pane in range(int(width // 130)):
            left = x + 56 + pane * 122
            sheet.fill(box(left, top + 146, left + 52, top + 212), inks.warm if (pane + x) % 3 else inks.dark)


def swift(sheet: Sheet, x: float, y: float, size: float, turn: float, ink: Ink) -> None:
    """A dark sickle; `size` is half its span."""
    outer = smooth([(-0.1, -0.22), (-0.34, -0.27), (-0.72, -0.08), (-1.02, 0.42)], closed=False)
    inner = smooth([(-1.02, 0.42), (-0.66, 0.08), (-0.34, -0.02), (-0.09, 0.12)], closed=False)
    half = [*outer, *inner, (-0.09, 0.34), (-0.16, 0.74), (0, 0.52)]
    whole = [(0, -0.44), (-0.07, -0.38), *half, *[(-dx, dy) for dx, dy in reversed(half)], (0.07, -0.38)]
    sheet.fill(turned(moved(whole, x, y, by=size), turn, (x, y)), ink, hand=0)


def _flock(sheet: Sheet) -> None:
    inks = sheet.palette
    bunch = (
        (470, 250, 150, 62), (760, 180, 96, 78), (690, 380, 178, 48), (930, 300, 112, 66), (1080, 210, 70, 84),
        (560, 510, 84, 38), (900, 470, 86, 52), (330, 430, 66, 40), (1180, 360, 58, 74), (1010, 108, 44, 88),
    )  # fmt: skip
    for x, y, size, turn in bunch:
        swift(sheet, x, y, size, turn, inks.dark)
    for _ in range(11):
        swift(
            sheet,
            sheet.rng.uniform(80, 420),
            sheet.rng.uniform(60, 240),
            sheet.rng.uniform(8, 18),
            sheet.rng.uniform(0, 180),
            inks.dark,
        )


def _chairs(sheet: Sheet) -> None:
    """Whoever sits on them looks up."""
    inks = sheet.palette
    sheet.fill([(-20, 945), (1520, 930), (1520, 1020), (-20, 1020)], mix(inks.dark, (0, 0, 0), 0.25))
    coats = (inks.accent, inks.warm, inks.light, inks.mid, inks.warm, inks.accent, inks.light)
    for index, coat in enumerate(coats):
        x, y = 130 + index * 205, 950 - index * 2
        sheet.stroke([(x - 30, y - 92), (x - 24, y)], inks.paper, 5)
        sheet.stroke([(x - 27, y - 42), (x + 22, y - 42)], inks.paper, 5)
        sheet.stroke([(x + 22, y - 42), (x + 28, y)], inks.paper, 5)
        sheet.fill(
            smooth(
                [
                    (x - 24, y - 100), (x + 2, y - 100), (x + 16, y - 62), (x + 38, y - 52), (x + 36, y - 38),
                    (x - 22, y - 40),
                ]
            ),
            coat,
        )  # fmt: skip
        sheet.stroke([(x + 34, y - 46), (x + 42, y - 4)], coat, 12)
        head(sheet, Person(100, coat, SKINS[index % 4], inks.dark), x - 14, y - 118, 19, tilt=-38)
