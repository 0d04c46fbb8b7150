"""Which scene belongs to which slug, and the inks that it is printed with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from cms.demo.pictures import palettes
from cms.demo.pictures.palettes import Palette
from cms.demo.pictures.scenes import (
    bench,
    blackbird,
    bottles,
    brick,
    clock,
    dish,
    dough,
    ferry,
    footpaths,
    ice,
    laundrette,
    listing,
    lock,
    night_bus,
    pears,
    rain,
    repairs,
    river,
    seeds,
    sign,
    swifts,
)
from cms.demo.pictures.sheet import Sheet


class Scene(NamedTuple):
    paint: Callable[[Sheet], None]
    palette: Palette


COVERS: Final[Mapping[str, Scene]] = {
    "a-word-for-this-drizzle": Scene(rain.paint, palettes.DRIZZLE),
    "birdsong-in-the-classroom": Scene(blackbird.paint, palettes.HEDGE),
    "eleven-sopranos-and-a-spin-cycle": Scene(laundrette.paint, palettes.LAUNDRETTE),
    "night-bus-to-the-harbour": Scene(night_bus.paint, palettes.HARBOUR),
    "notes-from-a-corner-bench": Scene(bench.paint, palettes.CORNER),
    "she-listens-to-the-ice": Scene(ice.paint, palettes.ICE),
    "the-clock-that-runs-late": Scene(clock.paint, palettes.TOWER),
    "the-dish-on-the-sheep-farm": Scene(dish.paint, palettes.STARS),
    "the-drawer-of-sleeping-seeds": Scene(seeds.paint, palettes.SOIL),
    "the-map-with-nobodys-name-on-it": Scene(footpaths.paint, palettes.LINEN),
    "the-pear-nobody-would-sell": Scene(pears.paint, palettes.ATTIC),
    "the-program-that-opens-the-lock": Scene(lock.paint, palettes.CANAL),
    "the-repair-cafe-ledger": Scene(repairs.paint, palettes.BENCHWORK),
    "the-river-under-the-car-park": Scene(river.paint, palettes.RIVER),
    "the-space-between-the-letters": Scene(sign.paint, palettes.SIGN),
    "the-swifts-of-marl-cross": Scene(swifts.paint, palettes.PEACH),
    "why-your-dough-sulks-in-february": Scene(dough.paint, palettes.FEBRUARY),
    "winter-ferry-to-ansay": Scene(ferry.paint, palettes.FERRY),
}

INSIDE: Final[Mapping[str, Scene]] = {
    "brick-with-a-slot": Scene(brick.paint, palettes.PEACH),
    "five-counted-bottles": Scene(bottles.paint, palettes.SOIL),
    "two-hundred-and-twelve-lines": Scene(listing.paint, palettes.CANAL),
}
