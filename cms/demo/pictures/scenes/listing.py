"""What a program knows, line by line. For the middle of an article."""

from __future__ import annotations

from cms.demo.pictures.palettes import mix
from cms.demo.pictures.scenes.lock import heron
from cms.demo.pictures.screens import Around, Screen
from cms.demo.pictures.shapes import WIDTH, box, moved, oval, ribbon, smooth
from cms.demo.pictures.sheet import Sheet

LINES, PLAIN = 212, 40
"""How long the program is, and how many of its lines anyone could have written."""


def paint(sheet: Sheet) -> None:
    """A bar for each line: plain ones are pale, those that the lock had learned are not."""
    inks = sheet.palette
    sheet.ground(inks.deep)
    sheet.tone(box(0, 0, WIDTH, 1000), inks.dark, Around(750, 500, 1100), strength=0.5)
    sheet.fill(moved(box(110, -10, 1390, 1010), 14, 0), inks.dark)
    sheet.fill(box(110, -10, 1390, 1010), inks.paper)
    for row in range(0, 1000, 80):
        sheet.fill(box(110, row, 1390, row + 40), mix(inks.paper, inks.light, 0.6), hand=0)
    for row in range(20, 1000, 40):
        for x in (140, 1360):
            sheet.dot(x, row, 9, inks.deep)
    for number in range(LINES):
        column, row = divmod(number, 53)
        x, y = 205 + column * 285, 60 + row * 16.8
        indent = 22 * ((number * 7) % 3)
        length = sheet.rng.uniform(90, 225) - indent
        ink = (
            mix(inks.light, inks.mid, 0.75)
            if number < PLAIN
            else sheet.rng.choice((inks.deep, inks.deep, inks.accent, inks.warm))
        )
        sheet.stroke([(x + indent, y), (x + indent + length, y)], ink, 7.5, hand=0.3)
    sheet.tone(oval(1010, 560, 300), inks.paper, Around(1010, 560, 330), strength=1.6)
    sheet.tone(oval(1010, 560, 280), inks.mid, Around(1010, 560, 280), strength=0.5, screen=Screen.DOTS)
    heron(sheet, 1040, 560, 1.05)
    sheet.stroke([(900, 696), (1210, 690)], inks.dark, 12)
    for foot, tall in ((1160, 210), (1190, 280), (1226, 180), (920, 150), (950, 110)):
        reed = smooth([(foot, 694), (foot + 6, 694 - tall * 0.6), (foot - 8, 694 - tall)], closed=False)
        sheet.fill(ribbon(reed, 10, 2), inks.deep)
