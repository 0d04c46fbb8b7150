"""Files to upload: drawn, and dressed up with whatever cameras, programs and attackers put into them."""

from __future__ import annotations

import io
import struct
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 photoshop:Credit="Harbour Press" {attributes}>
<dc:creator><rdf:Seq><rdf:li>Ada Penrose</rdf:li><rdf:li>Bo Quist</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="de">© Ada, alle Rechte</rdf:li>
<rdf:li xml:lang="x-default">© 2026 Ada Penrose</rdf:li></rdf:Alt></dc:rights>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A gull &amp; its shadow</rdf:li></rdf:Alt></dc:description>
<xmpRights:WebStatement>https://example.org/rights</xmpRights:WebStatement>
<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture</Iptc4xmpExt:DigitalSourceType>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A gull</rdf:li></rdf:Alt>
</Iptc4xmpCore:AltTextAccessibility>
{more}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def xmp(more: str = "", attributes: str = "") -> bytes:
    return XMP.replace("{more}", more).replace("{attributes}", attributes).encode()


def draw(width: int = 800, height: int = 500, mode: str = "RGB") -> Image.Image:
    """Quarters of four colours, so that turning and cropping show: red and green above, blue and yellow below."""
    picture = Image.new("RGB", (width, height), "red")
    for colour, box in (
        ("green", (width // 2, 0, width, height // 2)),
        ("blue", (0, height // 2, width // 2, height)),
        ("yellow", (width // 2, height // 2, width, height)),
    ):
        picture.paste(colour, box)
    return picture.convert(mode)


def encoded(picture: Image.Image | None = None, format: str = "JPEG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    (picture or draw()).save(buffer, format, **options)
    return buffer.getvalue()


def dataset(number: int, value: bytes, record: int = 2) -> bytes:
    return b"\x1c" + struct.pack(">BBH", record, number, len(value)) + value


def with_iim(jpeg: bytes, *datasets: bytes) -> bytes:
    """The JPEG with IPTC-IIM in a Photoshop segment, as picture agencies write it."""
    data = b"".join(datasets)
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(data)) + data + (b"\0" if len(data) % 2 else b"")
    segment = b"Photoshop 3.0\0" + resource
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


def named_profile(word: str) -> bytes:
    """An sRGB profile that bears a word in its description: the space for it in the file is overwritten."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = profile.find("sRGB".encode("utf-16-be"))
    told = word.encode("utf-16-be")
    profile[at : at + len("sRGB".encode("utf-16-be"))] = told[: len("sRGB".encode("utf-16-be"))]
    return bytes(profile) + word.encode()


def png_text(word: str) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", word)
    info.add_itxt("Description", word, zip=True)
    return info
