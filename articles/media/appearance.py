"""What a page shows before a picture is there: its dominant colour, and a blurred placeholder."""

from __future__ import annotations

import base64
import io
from typing import Any, Final

from PIL import Image

_SAMPLE: Final = 64  # pixels a side
_COLOURS: Final = 6
_BLUR: Final = 16  # pixels of the longer side


def dominant_colour(pixels: Image.Image) -> str:
    """Of the few colours that tell the picture best, the one with most pixels: `#rrggbb`."""
    sample = pixels.copy()
    sample.thumbnail((_SAMPLE, _SAMPLE))
    few = sample.quantize(_COLOURS).convert("RGB")
    counted: Any = few.getcolors(_SAMPLE * _SAMPLE)  # (how many pixels, (red, green, blue))
    red, green, blue = max(counted)[1]
    return f"#{red:02x}{green:02x}{blue:02x}"


def blur(pixels: Image.Image) -> str:
    """The picture in a few pixels as a `data:` address, some 150 bytes: browsers blur it when they stretch it."""
    tiny = pixels.copy()
    tiny.thumbnail((_BLUR, _BLUR))
    buffer = io.BytesIO()
    tiny.save(buffer, "WEBP", quality=30, method=6)
    return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode()
