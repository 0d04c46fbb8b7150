"""XMP packets: properties out of a stranger's, and a packet of our own. (ISO 16684-1; properties: IPTC Photo Metadata.)

Read with expat and no more: a packet has no document type, so one that declares any is hostile, and with it go external
entities and entities that swell. The reader keeps a stack of names and builds no tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 64

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC: Final = "http://purl.org/dc/elements/1.1/"
PHOTOSHOP: Final = "http://ns.adobe.com/photoshop/1.0/"
XMP_RIGHTS: Final = "http://ns.adobe.com/xap/1.0/rights/"
IPTC_CORE: Final = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
IPTC_EXT: Final = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"

PROPERTIES: Final = {
    "creator": f"{DC} creator",
    "credit": f"{PHOTOSHOP} Credit",
    "copyright_notice": f"{DC} rights",
    "caption": f"{DC} description",
    "web_statement": f"{XMP_RIGHTS} WebStatement",
    "usage_terms": f"{XMP_RIGHTS} UsageTerms",
    "digital_source_type": f"{IPTC_EXT} DigitalSourceType",
    "alt": f"{IPTC_CORE} AltTextAccessibility",
}
_NAMES: Final = {qualified: name for name, qualified in PROPERTIES.items()}
_PREFIXES: Final = {
    "rdf": RDF,
    "dc": DC,
    "photoshop": PHOTOSHOP,
    "xmpRights": XMP_RIGHTS,
    "Iptc4xmpExt": IPTC_EXT,
}


class HostileXmp(ValueError):
    """A packet with a document type, too large, too deep, or no XML."""


def read_xmp(packet: bytes) -> dict[str, list[str]]:
    """Values by the names of PROPERTIES; of alternatives by language the default one comes first. Raises HostileXmp."""
    packet = packet.strip(b" \t\r\n")
    if b"\0" not in packet[:4]:  # some programs pad with NULs; in UTF-16 every other byte is one
        packet = packet.rstrip(b"\0 \t\r\n")
    if len(packet) > MAX_BYTES:
        raise HostileXmp
    return _Reader().read(packet) if packet else {}


def write_xmp(values: Mapping[str, str]) -> bytes:
    """A packet with these values, by the names of PROPERTIES; empty ones are left out, and b"" if all are."""
    properties = [_FORMS[name](escape(value)) for name, value in values.items() if value and name in _FORMS]
    if not properties:
        return b""
    namespaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _PREFIXES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {namespaces}><rdf:Description rdf:about="">{"".join(properties)}</rdf:Description></rdf:RDF>'
        '</x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _plain(tag: str, value: str) -> str:
    return f"<{tag}>{value}</{tag}>"


def _by_language(tag: str, value: str) -> str:
    return _plain(tag, f'<rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt>')


_FORMS: Final = {
    "creator": lambda value: _plain("dc:creator", f"<rdf:Seq><rdf:li>{value}</rdf:li></rdf:Seq>"),
    "credit": lambda value: _plain("photoshop:Credit", value),
    "copyright_notice": lambda value: _by_language("dc:rights", value),
    "caption": lambda value: _by_language("dc:description", value),
    "web_statement": lambda value: _plain("xmpRights:WebStatement", value),
    "digital_source_type": lambda value: _plain("Iptc4xmpExt:DigitalSourceType", value),
}


class _Reader:
    def __init__(self) -> None:
        self.open: list[str] = []
        self.values: dict[str, list[str]] = {}
        self.text: list[str] | None = None
        self.is_default = False

    def read(self, packet: bytes) -> dict[str, list[str]]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.refuse
        parser.EntityDeclHandler = self.refuse
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        try:
            parser.Parse(packet, True)
        except (expat.ExpatError, UnicodeError, LookupError, ValueError) as wrong:
            raise HostileXmp from wrong
        return self.values

    def refuse(self, *declaration: object) -> None:
        raise HostileXmp

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.open.append(name)
        if len(self.open) > MAX_DEPTH:
            raise HostileXmp
        if name == f"{RDF} Description" and self.parent(1) == f"{RDF} RDF":
            for attribute, value in attributes.items():
                self.keep(_NAMES.get(attribute), value)
        elif self.current is not None:
            self.text = []
            self.is_default = attributes.get("http://www.w3.org/XML/1998/namespace lang") == "x-default"
            self.keep(self.current, attributes.get(f"{RDF} resource", ""))

    def characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, name: str) -> None:
        if self.text is not None and self.current is not None:
            self.keep(self.current, "".join(self.text))
        self.text = None
        self.open.pop()

    @property
    def current(self) -> str | None:
        """The property that the open element is, or is an item of."""
        for depth in (0, 2):
            if self.parent(depth + 1) == f"{RDF} Description" and self.parent(depth + 2) == f"{RDF} RDF":
                return _NAMES.get(self.parent(depth))
        return None

    def parent(self, steps: int) -> str:
        return self.open[-1 - steps] if len(self.open) > steps else ""

    def keep(self, name: str | None, value: str) -> None:
        if name and value.strip():
            values = self.values.setdefault(name, [])
            values.insert(0 if self.is_default else len(values), value.strip())
            self.is_default = False
