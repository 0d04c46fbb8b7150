"""Which addresses may stand in a text: absolute, plain, the same for every reader.

Relative ones are refused, because a feed carries the text to places where they would lead elsewhere. Rules of reading
follow the WHATWG URL standard (that is what browsers do), stricter wherever two programs could understand two things.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Final
from unicodedata import normalize
from urllib.parse import quote

MAX_LENGTH: Final = 2000  # characters

_WEB: Final = re.compile(r"(https?)://([^/?#]+)([^#]*)(#.*)?", re.IGNORECASE | re.DOTALL)
_AUTHORITY: Final = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]@\s]+)(?::([0-9]{0,5}))?", re.ASCII)
_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_MAILTO: Final = re.compile(
    r"mailto:([A-Za-z0-9.!#$&'*+=^_`{|}~-]{1,64})@([^@?#%/\s]+)(?:\?.*)?", re.IGNORECASE | re.DOTALL
)
_TEL: Final = re.compile(r"tel:(\+?[0-9]{2,20})", re.IGNORECASE)
_REMOVED: Final = re.compile(r"[\t\n\r\ufeff\u200b]")
_AROUND: Final = "".join(map(chr, range(33))) + "\u00a0\u2028\u2029"
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# Letters that IDNA 2003 (Python's codec) folds away and IDNA 2008 (browsers) keeps: straße.de is not strasse.de.
_DEVIATIONS: Final = frozenset("ßẞς\u200c\u200d")


def safe_href(url: str) -> str | None:
    """The address as it may stand in a link, or None. Applying it twice changes nothing.

    http and https with a real host, `mailto:` with one address (its query is dropped), `tel:` with digits, `#fragment`.
    Hosts come out in lower case and punycode, everything else percent-encoded where a URI demands it.
    """
    url = _REMOVED.sub("", url).strip(_AROUND)
    if len(url) > MAX_LENGTH or "\\" in url or _CONTROLS.search(url):
        return None
    safe = _safe_fragment(url) or _safe_web(url) or _safe_mail(url) or _safe_phone(url)
    return safe if safe and len(safe) <= MAX_LENGTH else None


def safe_embed(url: str) -> str | None:
    """The address as it may stand in a figure's `data-embed`: like a link, but https only."""
    safe = safe_href(url)
    return safe if safe and safe.startswith("https://") else None


def _safe_fragment(url: str) -> str | None:
    return "#" + _encode(url[1:]) if url.startswith("#") and len(url) > 1 else None


def _safe_web(url: str) -> str | None:
    found = _WEB.fullmatch(url)
    authority = _AUTHORITY.fullmatch(found[2]) if found else None
    if found is None or authority is None:
        return None
    host, port = _safe_host(authority[1]), authority[2]
    if host is None or (port and not 1 <= int(port) <= 65535):
        return None
    return (
        found[1].lower()
        + "://"
        + host
        + (f":{int(port)}" if port else "")
        + _encode(found[3])
        + _encode(found[4] or "")
    )


def _safe_mail(url: str) -> str | None:
    found = _MAILTO.fullmatch(url)
    host = _safe_host(found[2]) if found else None
    return f"mailto:{found[1]}@{host}" if found and host else None


def _safe_phone(url: str) -> str | None:
    found = _TEL.fullmatch(url[:4] + re.sub(r"[-. ()]|%20", "", url[4:]))
    return f"tel:{found[1]}" if found else None


def _safe_host(host: str) -> str | None:
    """A name in punycode, or an IP address; None for anything that browsers might read as something else."""
    try:
        if host.startswith("["):
            return f"[{IPv6Address(host[1:-1]).compressed}]"
        labels = [_punycode(label) for label in host.removesuffix(".").split(".")]
        name = ".".join(labels).lower()
        # "1", "0x7f.1", "2130706433" are IPv4 addresses to a browser (WHATWG: the host ends in a number)
        if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", name.rsplit(".", 1)[-1]):
            return str(IPv4Address(name))
    except (UnicodeError, AddressValueError):
        return None
    is_name = len(name) <= 253 and all(map(_LABEL.fullmatch, name.split(".")))
    return name if is_name else None


def _punycode(label: str) -> str:
    if _DEVIATIONS.isdisjoint(label):
        return label.encode("idna").decode("ascii")
    return "xn--" + normalize("NFC", label.lower()).encode("punycode").decode("ascii")


def _encode(part: str) -> str:
    """Percent-encode what no URI may hold; what is encoded already stays."""
    encoded = quote(part, safe="!#$%&'()*+,/:;=?@[]~")
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", encoded)
