"""XML as feeds need it: names by prefix, text that cannot break out, entries that are written once and joined."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Final

from lxml import etree

DECLARATION: Final = b'<?xml version="1.0" encoding="utf-8"?>\n'
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"


class Names:
    """The namespaces of a format, by prefix; "" for that of names without one."""

    def __init__(self, **uris: str) -> None:
        self.nsmap: dict[str | None, str] = {prefix or None: uri for prefix, uri in uris.items()}
        self.named = cache(self._named)
        """`dc:creator` as lxml wants it; a format has few names."""

    def _named(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        uri = self.nsmap.get(prefix or None)
        return f"{{{uri}}}{local}" if uri else local

    def root(self, name: str, attributes: dict[str, str] | None = None) -> etree._Element:
        return etree.Element(self.named(name), attributes, nsmap=self.nsmap)  # type: ignore[arg-type]  # None is the name of no prefix

    def add(
        self,
        parent: etree._Element,
        name: str,
        text: str | None = None,
        attributes: dict[str, str] | None = None,
        *,
        cdata: bool = False,
    ) -> etree._Element:
        """A child with that text. `cdata`: easier to read for people, the same to programs.

        Raises ValueError for what XML cannot hold (api/feeds/printable.py).
        """
        element = etree.SubElement(parent, self.named(name), attributes)
        if text is not None:
            element.text = etree.CDATA(text) if cdata and text else text
        return element


def fragment(root: etree._Element) -> bytes:
    """What stands in `root`, without its own tags: namespaces are declared there, and so only once in a feed."""
    written = etree.tostring(root, encoding="utf-8")
    return written[written.index(b">") + 1 : written.rindex(b"</")]


def document(head: bytes, fragments: Iterable[bytes], *, closing: str) -> bytes:
    """The root as it stands in `head`, with fragments before its `closing` tags."""
    end = closing.encode()
    return b"".join([DECLARATION, head.removesuffix(end), *fragments, end])


def rfc3339(moment: datetime) -> str:
    """In UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
