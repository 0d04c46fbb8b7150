"""The bytes of a page as text: by its byte order mark, else as its `<meta charset>` says, else as UTF-8.

The order of the HTML standard (13.2.3.2), as are its two surprises: ISO 8859-1 means windows-1252, and a page that
says of itself in ASCII that it is UTF-16 is UTF-8.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from articles.transfer.manuscript import NotReadable

MAX_PAGE_BYTES: Final = 10_000_000
"""Much of a saved page is scripts and styles."""
_LOOKED_AT: Final = 4096  # bytes in which an encoding is declared; the standard asks for 1024
_BOMS: Final = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_DECLARED: Final = re.compile(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.I | re.S
)
# Python knows codecs that are no encodings of text (zlib, idna, unicode_escape); these are the standard's.
_OF_THE_WEB: Final = re.compile(
    r"utf-?8|us-ascii|iso-?8859-?\d{1,2}|latin-?1|windows-?\d{3,4}|cp125\d|koi8-[ru]|macintosh|ibm866"
    r"|shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp|gb2312|gbk|gb18030|big5"
)


def is_page(data: bytes) -> bool:
    """Whether the file begins as HTML pages do."""
    head = data[:_LOOKED_AT].lstrip(BOM_UTF8)
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        head = head[2:].replace(b"\0", b"")
    return _PAGE.match(head) is not None


def decode_page(data: bytes) -> str:
    """Raises NotReadable for what is too large, in no encoding of the web, or not in the one that it declares."""
    if len(data) > MAX_PAGE_BYTES:
        raise NotReadable(f"The page is larger than {MAX_PAGE_BYTES:,} bytes.", "Save it without its scripts.")
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding)
    declared = _DECLARED.search(data[:_LOOKED_AT])
    return _decode(data, _encoding(declared[1].decode("ascii")) if declared else "utf-8")


def _encoding(label: str) -> str:
    label = label.lower()
    if label.startswith("utf-16"):
        return "utf-8"
    if not _OF_THE_WEB.fullmatch(label):
        raise NotReadable(f"The page says that it is in “{label}”, an encoding we do not know.", "Save it as UTF-8.")
    if re.fullmatch(r"iso-?8859-?1|latin-?1|us-ascii|windows-1252", label):
        return "cp1252"
    return "mac_roman" if label == "macintosh" else label


def _decode(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except LookupError:
        raise NotReadable(f"We cannot read the encoding “{encoding}”.", "Save the page as UTF-8.") from None
    except UnicodeDecodeError as wrong:
        if encoding == "cp1252":  # browsers show its five holes as controls; `scrub` takes those away
            return data.decode("cp1252", "replace").replace("\ufffd", "")
        line = data.count(b"\n", 0, wrong.start) + 1
        raise NotReadable(
            f"Line {line} is not in {encoding.upper()} (byte 0x{data[wrong.start]:02X}).", "Save the page as UTF-8."
        ) from wrong
    return text.replace("\0", "")
