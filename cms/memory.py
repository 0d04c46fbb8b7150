"""How often a server looks for garbage that goes in circles."""

from __future__ import annotations

import gc

OBJECTS = 50_000
"""Made and not gone before the youngest are looked at. A feed of 50 articles makes about as many, and all go by
themselves when it is sent: with Python's own 700 they are walked again and again while it is written."""


def collect_seldom() -> None:
    """To be called once all is loaded: what is there by then stays, and is not looked at any more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, 20, 20)
