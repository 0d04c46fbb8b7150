"""JSON as feeds need it: items that are written once and joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice, repeat
from typing import Any, Final

import orjson

from api.feeds.printable import printed

_OPTIONS: Final = orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS
"""Times as in the other formats: UTC, whole seconds, RFC 3339."""


def dumps(value: object) -> bytes:
    """In UTF-8; dataclasses as objects."""
    return orjson.dumps(value, option=_OPTIONS)


written: Final = printed(dumps)


def document(head: Mapping[str, Any], items: Iterable[bytes]) -> bytes:
    """An object with what stands in `head`, then `items`, which are written already."""
    separated = islice(chain.from_iterable(zip(repeat(b","), items, strict=False)), 1, None)
    return b"".join([written(head).removesuffix(b"}"), b',"items":[', *separated, b"]}"])  # megabytes, copied once


def present(members: Mapping[str, Any]) -> dict[str, Any]:
    """Without those that say nothing: None, empty texts and lists."""
    return {name: value for name, value in members.items() if value is not None and value != "" and value != []}
