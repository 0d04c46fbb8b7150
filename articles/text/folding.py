"""Text without case and diacritics, so that "uber" finds "Über"."""

from __future__ import annotations

import re
import unicodedata

COMBINING = re.compile("[\u0300-\u036f]")
"""Combining diacritical marks: what NFKD takes off a Latin, Greek or Cyrillic letter."""


def fold(text: str) -> str:
    """In small letters, without diacritics, "ß" as "ss", a final "ς" as "σ"."""
    if text.isascii():
        return text.lower()
    return COMBINING.sub("", unicodedata.normalize("NFKD", text)).lower().replace("ß", "ss").replace("ς", "σ")
