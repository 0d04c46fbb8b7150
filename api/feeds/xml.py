"""XML as feeds need it: names by prefix, text that cannot break out, entries that are written once and joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Final

from lxml import etree

from api.feeds.body import printable

DECLARATION: Final = b'<?xml version="1.0" encoding="utf-8"?>\n'


class Names:
    """The namespaces of a format, by prefix; "" for that of names without one."""

    def __init__(self, **uris: str) -> None:
        self.nsmap: dict[str | None, str] = {prefix or None: uri for prefix, uri in uris.items()}
        self.named = cache(self._named)
        """`dc:creator` as lxml wants it; a format has few names."""

    def _named(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        if prefix == "xml":
            return f"{{http://www.w3.org/XML/1998/namespace}}{local}"
        uri = self.nsmap.get(prefix or None)
        return f"{{{uri}}}{local}" if uri else local

    def root(self, name: str, **attributes: str) -> etree._Element:
        element = etree.Element(self.named(name), nsmap=self.nsmap)  # type: ignore[arg-type]  # None is the name of no prefix
        return self._with(element, attributes)

    def add(
        self,
        parent: etree._Element,
        name: str,
        text: str | None = None,
        attributes: Mapping[str, str] | None = None,
        *,
        cdata: bool = False,
    ) -> etree._Element:
        """A child with that text. `cdata`: easier to read for people, the same to programs."""
        element = self._with(etree.SubElement(parent, self.named(name)), attributes or {})
        if text is not None:
            clean = printable(text)
            element.text = etree.CDATA(clean) if cdata and clean else clean
        return element

    def _with(self, element: etree._Element, attributes: Mapping[str, str]) -> etree._Element:
        for name, value in attributes.items():
            element.set(self.named(name) if ":" in name else name, printable(value))
        return element


def fragment(root: etree._Element) -> bytes:
    """What stands in `root`, without its own tags: namespaces are declared there, and so only once in a feed."""
    written = etree.tostring(root, encoding="utf-8")
    return written[written.index(b">") + 1 : written.rindex(b"</")]


def document(root: etree._Element, fragments: Iterable[bytes], *, closing: str) -> bytes:
    """The root as it stands, with fragments before its `closing` tags."""
    written, end = etree.tostring(root, encoding="utf-8"), closing.encode()
    return DECLARATION + written.removesuffix(end) + b"".join(fragments) + end


def rfc3339(moment: datetime) -> str:
    """In UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
