"""Signs that no XML can hold, or that none should: all formats leave them out, so that an article reads the same.

Hardly an article has any. So what is written is looked at as a whole; only where one of these signs stands in it, or
kept it from being written, each text is cleaned and all is written again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import wraps
from typing import Any, Final, TypeVar

T = TypeVar("T")

_NEVER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML 1.0 forbids (2.2) or discourages, and browsers do not show; JSON has no lone surrogates (RFC 8259, 8.2)."""
_IN_BYTES: Final = {
    b"\x7f": re.compile(b"\x7f"),
    b"\xc2": re.compile(b"\xc2[\x80-\x9f]"),
    b"\xef": re.compile(b"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])"),
    b"\\": re.compile(rb"\\[bfu]"),  # so JSON escapes controls of ASCII; lxml refuses them
}
"""By the byte that begins them: that most texts have none is seen at once."""


def printed(write: Callable[[T], bytes]) -> Callable[[T], bytes]:
    """For what writes a value in UTF-8: the same of the value without such signs, wherever it has any."""

    @wraps(write)
    def writing(value: T) -> bytes:
        try:
            written = write(value)
        except (TypeError, ValueError):  # orjson refuses lone surrogates, lxml whatever XML cannot hold
            return write(printable(value))
        has_any = any(byte in written and never.search(written) for byte, never in _IN_BYTES.items())
        return write(printable(value)) if has_any else written

    return writing


def printable(value: Any) -> Any:
    """The same without such signs in any text of it."""
    if isinstance(value, str):
        return _NEVER.sub("", value)
    if isinstance(value, list | tuple):
        return type(value)(map(printable, value))
    if isinstance(value, dict):
        return {name: printable(one) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: printable(getattr(value, one.name)) for one in fields(value)})
    return value
