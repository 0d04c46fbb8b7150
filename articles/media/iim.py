"""The older sort of picture metadata: IPTC-IIM 4.2, in a JPEG's Photoshop segment."""

from __future__ import annotations

import struct
from typing import Final

_MARKER: Final = 0x1C
_UTF_8: Final = b"\x1b%G"
_CHARACTER_SET: Final = (1, 90)
DATASETS: Final = {
    (2, 80): "creator",
    (2, 110): "credit",
    (2, 116): "copyright_notice",
    (2, 120): "caption",
}
PHOTOSHOP_RESOURCE: Final = 0x0404


def read_iim(data: bytes) -> dict[str, list[str]]:
    """Values by the names of DATASETS. Whatever is cut off or overlong ends the reading; nothing raises."""
    found: dict[tuple[int, int], list[bytes]] = {}
    at = 0
    while at + 5 <= len(data) and data[at] == _MARKER:
        record, dataset, size = struct.unpack_from(">BBH", data, at + 1)
        at += 5
        if size & 0x8000 or at + size > len(data):  # the extended form is for files within, not for words
            break
        found.setdefault((record, dataset), []).append(data[at : at + size])
        at += size
    is_utf_8 = _UTF_8 in found.get(_CHARACTER_SET, [])
    return {name: [_decoded(value, is_utf_8) for value in found[key]] for key, name in DATASETS.items() if key in found}


def _decoded(value: bytes, is_utf_8: bool) -> str:
    """Many programs write UTF-8 and do not say so; what is no UTF-8 is most often Windows' Latin."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8" if is_utf_8 else "cp1252", "replace")
