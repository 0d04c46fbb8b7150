"""A dough that sulks by the window."""

from __future__ import annotations

from cms.demo.pictures.palettes import CLAY, CREAM, OCHRE, UMBER, mix
from cms.demo.pictures.screens import Across, Around
from cms.demo.pictures.shapes import Shape, box, moved, oval, ribbon, rounded, smooth, turned
from cms.demo.pictures.sheet import Sheet


def paint(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.ground(mix(inks.deep, inks.mid, 0.25))
    sheet.wash(inks.dark, Across((1600, 0), (500, 500)), strength=0.75)
    _window(sheet)
    _thermometer(sheet)
    _sill(sheet)
    _flour(sheet)
    _basket(sheet)


def _window(sheet: Sheet) -> None:
    inks = sheet.palette
    pane = box(150, 60, 960, 640)
    sheet.fill(box(118, 28, 992, 680), inks.paper)
    with sheet.inside(pane):
        sheet.fill(pane, inks.dark, hand=0)
        sheet.tone(pane, mix(inks.mid, inks.light, 0.4), Across((0, 640), (0, 60)), strength=0.9)
        sheet.dot(770, 190, 46, inks.warm)
        sheet.fill(
            smooth([(100, 700), (120, 560), (330, 500), (560, 548), (800, 490), (1020, 540), (1020, 700)]), inks.light
        )
        sheet.tone(box(100, 490, 1020, 700), inks.deep, Across((0, 660), (0, 520)), strength=0.7)
        _bare_tree(sheet, 330, 520)
        for _ in range(110):
            sheet.dot(
                sheet.rng.uniform(150, 960), sheet.rng.uniform(60, 640), sheet.rng.choice((2, 3, 4.5)), inks.light
            )
        for x, y in ((150, 640), (960, 640), (150, 60), (960, 60)):  # frost
            sheet.tone(oval(x, y, 190), inks.light, Around(x, y, 180), strength=1.1)
    for x in (420, 690):
        sheet.fill(box(x - 11, 40, x + 11, 660), inks.paper)
    sheet.fill(box(140, 318, 970, 340), inks.paper)
    sheet.tone(box(118, 28, 992, 680), inks.deep, Across((1000, 700), (820, 600)), strength=0.35)


def _bare_tree(sheet: Sheet, x: float, y: float) -> None:
    twigs = (
        ((0, 0), (4, -130), (-6, -220), 20), ((2, -90), (60, -170), (78, -260), 9),
        ((2, -110), (-60, -180), (-96, -250), 9), ((0, -170), (34, -240), (28, -320), 7),
        ((-2, -180), (-34, -250), (-30, -330), 7), ((56, -168), (108, -200), (128, -240), 5),
        ((-56, -178), (-104, -196), (-136, -210), 5), ((70, -220), (50, -270), (54, -310), 4),
        ((-80, -226), (-70, -280), (-84, -320), 4),
    )  # fmt: skip
    for a, b, c, width in twigs:
        branch = moved(smooth([a, b, c], closed=False), x, y)
        sheet.fill(ribbon(branch, width, 2), mix(sheet.palette.dark, (0, 0, 0), 0.2))


def _thermometer(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.fill(rounded(1126, 46, 1276, 566, 34), inks.dark)
    sheet.fill(rounded(1116, 34, 1266, 554, 34), inks.paper)
    sheet.dot(1191, 64, 9, inks.dark)
    sheet.stroke([(1191, 104), (1191, 490)], inks.mid, 26, hand=0)
    sheet.stroke([(1191, 416), (1191, 490)], inks.accent, 16, hand=0)
    sheet.dot(1191, 500, 34, inks.accent)
    sheet.dot(1181, 490, 8, inks.paper)
    for step in range(16):
        y = 110 + step * 21
        length = 34 if step % 4 == 0 else 18
        sheet.stroke([(1224, y), (1224 + length, y)], inks.dark, 4)
        sheet.stroke([(1158 - length, y), (1158, y)], inks.dark, 4)


def _sill(sheet: Sheet) -> None:
    inks = sheet.palette
    sheet.fill([(-10, 690), (1510, 690), (1510, 1010), (-10, 1010)], CLAY)
    sheet.fill([(-10, 690), (1510, 690), (1510, 716), (-10, 716)], mix(CLAY, inks.warm, 0.5))
    sheet.tone(box(-10, 716, 1510, 1010), UMBER, Across((0, 1020), (0, 700)), strength=0.9)
    for row, y in enumerate((760, 812, 874, 940)):
        line = [(x, y + 8 * ((x // 200 + row) % 2)) for x in range(-40, 1600, 200)]
        sheet.stroke(smooth(line, closed=False), mix(CLAY, UMBER, 0.6), 3)
    sheet.tone(oval(660, 930, 470, 60), inks.dark, Around(660, 930, 460, flat=0.14), strength=1.4)


def _flour(sheet: Sheet) -> None:
    inks = sheet.palette
    bag = [(1020, 906), (1006, 680), (1040, 612), (1250, 604), (1290, 680), (1282, 906), (1150, 920)]
    sheet.fill(bag, mix(inks.paper, OCHRE, 0.18))
    sheet.tone(bag, UMBER, Across((1310, 760), (1060, 740)), strength=0.75)
    sheet.fill([(1036, 612), (1252, 604), (1240, 656), (1052, 664)], mix(inks.paper, inks.mid, 0.3))
    for side in (-1, 1):  # an ear of wheat on the bag
        for grain in range(5):
            y = 728 + grain * 29
            seed = smooth([(0, -18), (9, 0), (0, 18), (-9, 0)], steps=5)
            sheet.fill(turned(moved(seed, 1146 + side * 16, y), side * 32, (1146 + side * 16, y)), OCHRE, hand=0)
    sheet.stroke([(1146, 708), (1146, 880)], OCHRE, 4)
    heap = smooth([(1240, 930), (1290, 890), (1350, 880), (1420, 912), (1450, 938), (1340, 950)])
    sheet.fill(heap, inks.paper)
    sheet.tone(heap, inks.mid, Across((1340, 960), (1340, 890)), strength=0.8)


def _basket(sheet: Sheet) -> None:
    """The dough hangs over the rim like a wet hat, and somebody has lent it a scarf."""
    inks = sheet.palette
    bowl = smooth([(330, 690), (990, 690), (960, 800), (880, 900), (660, 934), (440, 900), (360, 800)])
    sheet.fill(bowl, OCHRE)
    with sheet.inside(bowl):
        for index in range(7):
            coil = [(300, 716 + index * 36), (660, 752 + index * 36), (1020, 716 + index * 36)]
            sheet.stroke(smooth(coil, closed=False), mix(OCHRE, UMBER, 0.55), 7)
    sheet.tone(bowl, UMBER, Across((1000, 900), (560, 740)), strength=0.9)
    dough = smooth([
        (318, 700), (350, 610), (470, 548), (640, 560), (790, 532), (930, 580), (1006, 668), (1022, 760), (985, 812),
        (940, 780), (905, 742), (830, 760), (740, 742), (640, 752), (560, 748), (500, 770), (450, 836), (392, 846),
        (360, 780),
    ])  # fmt: skip
    sheet.fill(dough, mix(CREAM, inks.warm, 0.22))
    sheet.tone(dough, CLAY, Across((960, 860), (640, 560)), strength=0.5)
    sheet.tone(dough, inks.paper, Around(520, 600, 200, flat=0.5), strength=1.1)
    for x, y, size in ((560, 640, 13), (800, 610, 18), (700, 690, 9), (880, 690, 11), (450, 690, 8)):
        sheet.ring(x, y, size, size * 0.8, mix(CLAY, inks.warm, 0.4), 4)
    for x, turn in ((610, 14), (742, -14)):  # shut eyes, of course only two folds in the skin
        fold = turned(smooth([(x - 34, 640), (x, 654), (x + 34, 640)], closed=False), turn, (x, 646))
        sheet.stroke(fold, UMBER, 6)
    sheet.stroke(smooth([(640, 712), (676, 696), (712, 714)], closed=False), UMBER, 6)
    _scarf(sheet, bowl)


def _scarf(sheet: Sheet, bowl: Shape) -> None:
    inks = sheet.palette
    wrap = ribbon(smooth([(300, 770), (440, 846), (660, 876), (880, 846), (1020, 766)], closed=False), 62, 62)
    with sheet.inside(bowl):
        sheet.fill(wrap, inks.accent)
        sheet.tone(wrap, inks.dark, Across((1000, 860), (600, 840)), strength=0.6)
    for x, length, turn in ((860, 150, -16), (912, 120, 8)):
        tail = turned(box(x - 34, 836, x + 34, 836 + length), turn, (x, 836))
        sheet.fill(tail, inks.accent)
        with sheet.inside(tail):
            for stripe in (0.5, 0.72):
                y = 836 + length * stripe
                sheet.fill(turned(box(x - 40, y, x + 40, y + 14), turn, (x, 836)), inks.paper)
        for fringe in range(5):
            end = turned([(x - 28 + fringe * 14, 834 + length), (x - 28 + fringe * 14, 858 + length)], turn, (x, 836))
            sheet.stroke(end, inks.accent, 5)
    sheet.fill(rounded(838, 816, 926, 890, 26), mix(inks.accent, inks.dark, 0.2))
