"""JSON as feeds need it: text that every reader can show, items that are written once and joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from typing import Any, Final

import orjson

from api.feeds.body import printable

_OPTIONS: Final = orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS
"""Times as in the other formats: UTC, whole seconds, RFC 3339."""


_ESCAPED: Final = re.compile(rb"\\[bfu]")
_CONTROLS: Final = re.compile(b"\xc2[\x80-\x9f]")


def written(value: object) -> bytes:
    """In UTF-8; dataclasses as objects. Only what may hold a sign to leave out is looked through value by value."""
    try:
        data = orjson.dumps(value, option=_OPTIONS)
    except TypeError:  # a lone surrogate
        data = b"\x7f"
    return orjson.dumps(_printable(value), option=_OPTIONS) if _may_be_unprintable(data) else data


def _may_be_unprintable(data: bytes) -> bool:
    """A control as JSON escapes it or as UTF-8 writes it, or a byte that what is no character begins with."""
    return b"\x7f" in data or b"\xef" in data or bool(_CONTROLS.search(data) or _ESCAPED.search(data))


def document(head: Mapping[str, Any], items: Iterable[bytes]) -> bytes:
    """An object with what stands in `head`, then `items`, which are written already."""
    return written(head).removesuffix(b"}") + b',"items":[' + b",".join(items) + b"]}"


def present(members: Mapping[str, Any]) -> dict[str, Any]:
    """Without those that say nothing: None, empty texts and lists."""
    return {name: value for name, value in members.items() if value is not None and value != "" and value != []}


def _printable(value: Any) -> Any:
    """The same without signs that XML could not hold, so that an article reads the same in every format; and JSON has
    no lone surrogates (RFC 8259, 8.2)."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if is_dataclass(value):
        value = vars(value)
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return value
