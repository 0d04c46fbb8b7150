"""How a brick with a slot is made. For the middle of an article."""

from __future__ import annotations

from cms.demo.pictures.palettes import CLAY, UMBER, mix
from cms.demo.pictures.scenes.swifts import swift
from cms.demo.pictures.screens import Across
from cms.demo.pictures.shapes import box, rounded, smooth
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    """The wall is cut open on the right, so that one sees the chamber and who lives there."""
    inks = sheet.palette
    sheet.ground(inks.light)
    sheet.wash(inks.warm, Across((0, 1000), (200, 100)), strength=0.5)
    _wall_in_section(sheet)
    sheet.fill(rounded(624, 334, 1346, 692, 16), inks.paper)
    chamber = rounded(700, 386, 1290, 640, 30)
    sheet.fill(rounded(640, 350, 1330, 676, 16), inks.mid)
    sheet.tone(rounded(640, 350, 1330, 676, 16), CLAY, Across((1340, 690), (900, 400)), strength=0.7)
    sheet.fill(chamber, inks.dark)
    sheet.tone(chamber, inks.warm, Across((640, 470), (1180, 560)), strength=0.75)
    sheet.fill(box(632, 470, 716, 530), inks.dark)
    _nest(sheet)
    swift(sheet, 300, 470, 250, 82, inks.dark)
    swift(sheet, 120, 150, 60, 60, inks.dark)
    swift(sheet, 420, 130, 40, 110, inks.dark)


def _wall_in_section(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.fill(box(640, -10, 1510, 1010), inks.paper)
    for row in range(8):
        y = -6 + row * 127
        for column in range(3):
            x = 646 + column * 352 - (row % 2) * 176
            left, right = max(x, 644), x + 336
            if right - left > 30:
                brick = box(left, y, right, y + 112)
                sheet.fill(
                    brick,
                    sheet.rng.choice((inks.accent, mix(inks.accent, CLAY, 0.5), mix(inks.accent, inks.deep, 0.4))),
                )
                sheet.tone(brick, inks.dark, Across((right, y + 130), (left, y + 20)), strength=0.45)
    sheet.fill([(600, -10), (760, -10), (690, 90), (560, 104)], inks.deep)  # the eaves


def _nest(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.fill(smooth([(960, 640), (980, 596), (1110, 606), (1240, 592), (1264, 640)]), inks.warm)
    for _ in range(46):
        x, y = sheet.rng.uniform(962, 1230), sheet.rng.uniform(598, 634)
        sheet.stroke(
            [(x, y), (x + sheet.rng.uniform(-40, 40), y + sheet.rng.uniform(-12, 8))],
            sheet.rng.choice((inks.paper, UMBER, CLAY)),
            3.5,
        )
    for x in (1020, 1110, 1190):
        sheet.fill(
            smooth([(x - 34, 612), (x - 30, 560), (x, 536), (x + 30, 560), (x + 34, 612)]), mix(inks.dark, UMBER, 0.5)
        )
        sheet.fill([(x - 24, 552), (x - 58, 540), (x - 26, 568)], inks.accent)
        sheet.dot(x - 12, 556, 5.5, inks.paper)
