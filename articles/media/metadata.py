"""Rights in, rights out: what a file says of its rights becomes ours, and every rendition says it again.

Of what is said twice XMP goes before IPTC-IIM, and that before Exif (Metadata Working Group, guidelines 2.0, 5): it is
the only one without limits of length and character set, and what programs write today. Nothing else that a file says
(places, serial numbers, thumbnails, comments) is read at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy
from PIL import Image as Pillow

from articles.media.iim import PHOTOSHOP_RESOURCE, read_iim
from articles.media.xmp import HostileXmp, read_xmp, write_xmp
from articles.models.image import Image
from articles.text.inline import scrub
from articles.text.links import safe_href

SOURCE_TYPES: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_RETIRED: Final = {
    "minorHumanEdits": "humanEdits",
    "digitalArt": "digitalCreation",
    "softwareImage": "digitalCreation",
}
"""Codes that IPTC has replaced."""
_EXIF: Final = {"creator": 0x013B, "copyright_notice": 0x8298}
WRITTEN: Final = ("creator", "credit", "copyright_notice", "caption", "rights_url", "digital_source_type")
"""Fields of an image that its renditions carry."""
UNREADABLE: Final = gettext_lazy(
    "What the file says of its rights in XMP cannot be read; look whether creator and credit are right."
)

Found = Mapping[str, list[str]]


@dataclass(frozen=True)
class Said:
    """What a file says; each value fits its field of Image."""

    creator: str = ""
    credit: str = ""
    copyright_notice: str = ""
    caption: str = ""
    rights_url: str = ""
    digital_source_type: str = ""
    alt: str = ""
    remarks: tuple[str, ...] = ()
    """For the editor: what could not be read."""


def read_metadata(opened: Pillow.Image) -> Said:
    """Of a file that Pillow has opened and loaded. Hostile metadata is left out and told; the picture is still good."""
    remarks: tuple[str, ...] = ()
    try:
        xmp = read_xmp(_packet(opened))
    except HostileXmp:
        xmp, remarks = {}, (str(UNREADABLE),)
    sources = (xmp, _iim(opened), _exif(opened))
    return Said(
        creator=_text(sources, "creator"),
        credit=_text(sources, "credit"),
        copyright_notice=_text(sources, "copyright_notice", first=True),
        caption=_text(sources, "caption", first=True),
        rights_url=_rights_url(xmp),
        digital_source_type=_source_type(xmp),
        alt=_text(sources, "alt", first=True),
        remarks=remarks,
    )


def xmp_of(image: Image) -> bytes:
    """The packet that every rendition of the image carries: its rights, and nothing else."""
    source_type = image.digital_source_type
    return write_xmp(
        {
            "creator": image.creator,
            "credit": image.credit,
            "copyright_notice": image.copyright_notice,
            "caption": image.caption,
            "web_statement": image.rights_url,
            "digital_source_type": SOURCE_TYPES + source_type if source_type else "",
        }
    )


def _packet(opened: Pillow.Image) -> bytes:
    packet = opened.info.get("xmp") or opened.info.get("XML:com.adobe.xmp") or b""
    return packet if isinstance(packet, bytes) else str(packet).encode("utf-8", "replace")


def _iim(opened: Pillow.Image) -> Found:
    resources = opened.info.get("photoshop")
    data = resources.get(PHOTOSHOP_RESOURCE) if isinstance(resources, dict) else None
    return read_iim(data) if isinstance(data, bytes) else {}


def _exif(opened: Pillow.Image) -> Found:
    try:
        tags = opened.getexif()
        values = {name: tags.get(tag) for name, tag in _EXIF.items()}
    except Exception:  # Pillow reads Exif as it comes, and stumbles in many ways
        return {}
    return {name: [value.replace("\0", " ")] for name, value in values.items() if isinstance(value, str)}


def _text(sources: Iterable[Found], name: str, *, first: bool = False) -> str:
    """The values of the first source that has any, as one line that fits the column; `first`: of languages, one."""
    for source in sources:
        values = [" ".join(scrub(value).split()) for value in source.get(name, ())]
        values = [value for value in dict.fromkeys(values) if value][: 1 if first else None]
        if values:
            return ", ".join(values)[: _length(name)].rstrip()
    return ""


def _length(name: str) -> int:
    return getattr(Image._meta.get_field(name), "max_length", None) or 0


def _rights_url(xmp: Found) -> str:
    """The web statement; terms of use that are an address are taken for one."""
    for value in (*xmp.get("web_statement", ()), *xmp.get("usage_terms", ())):
        address = safe_href(scrub(value)) or ""
        if address.startswith(("https://", "http://")) and len(address) <= _length("rights_url"):
            return address
    return ""


def _source_type(xmp: Found) -> str:
    for value in xmp.get("digital_source_type", ()):
        code = value.strip().rpartition("/")[2]
        code = _RETIRED.get(code, code)
        if code in Image.SourceType.values:
            return code
    return ""
