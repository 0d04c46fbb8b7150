"""Small people without faces: a coat, a head, two legs."""

from __future__ import annotations

from dataclasses import dataclass

from cms.demo.pictures.palettes import UMBER, Ink, ink
from cms.demo.pictures.shapes import Point, Shape, moved, oval, ribbon, smooth, turned
from cms.demo.pictures.sheet import Sheet

SKINS = (ink("f0c3a0"), ink("c98d64"), ink("8a5638"), ink("e3ac85"))

COAT: Shape = smooth([(-7, -76), (7, -76), (14, -66), (17, -28), (12, -24), (-12, -24), (-17, -28), (-14, -66)])


@dataclass(frozen=True)
class Person:
    """`height` in units; feet stand at the place where the person is drawn."""

    height: float
    coat: Ink
    skin: Ink = SKINS[0]
    hair: Ink = UMBER
    legs: Ink = UMBER
    step: float = 0  # how far the feet are apart, as a share of the height


def stand(sheet: Sheet, person: Person, x: float, y: float, *, mirror: bool = False) -> None:
    by = person.height / 100

    def place(shape: Shape) -> Shape:
        return moved(shape, x, y, by=by, mirror=mirror)

    wide = person.step * 50
    for side in (-1, 1):
        sheet.fill(place(ribbon([(side * 5, -30), (side * (6 + wide), -1)], 9, 6)), person.legs, hand=0.2)
        sheet.fill(place(oval(side * (6 + wide) + 3, -1.5, 7, 3)), person.legs, hand=0)
    sheet.fill(place(COAT), person.coat, hand=0.3)
    head(sheet, person, x, y - 87 * by, 8.5 * by, mirror=mirror)


def head(
    sheet: Sheet, person: Person, x: float, y: float, radius: float, *, mirror: bool = False, tilt: float = 0
) -> None:
    """Seen from the side, hair behind; a negative tilt looks up."""
    sheet.dot(x, y, radius, person.skin)
    nape: Shape = [(-1.1, 0.7), (-1.15, -0.4), (-0.5, -1.1), (0.5, -1.1), (0.95, -0.45), (0.2, -0.4), (-0.3, 0.2)]
    sheet.fill(turned(moved(smooth(nape), x, y, by=radius, mirror=mirror), tilt, (x, y)), person.hair, hand=0)


def arm(sheet: Sheet, shoulder: Point, elbow: Point, hand: Point, sleeve: Ink, skin: Ink, width: float) -> None:
    sheet.fill(ribbon(smooth([shoulder, elbow, hand], closed=False), width, width * 0.7), sleeve, hand=0.2)
    sheet.dot(*shoulder, width / 2, sleeve)
    sheet.dot(*hand, width * 0.45, skin)
