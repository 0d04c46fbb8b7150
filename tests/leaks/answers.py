"""What an answer gives away, however it is encoded."""

from __future__ import annotations

import gzip
import html
import re
from urllib.parse import unquote

from django.http import HttpResponseBase

from tests.leaks.newsroom import CANARY

ADDRESS = re.compile(r"/media/([\w-]{22}\.\w+)")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def seen_in(response: HttpResponseBase) -> set[str]:
    """The canaries in headers and body."""
    return canaries_in(body_of(response).decode("utf-8", "replace") + str(dict(response.headers)))


def canaries_in(text: str) -> set[str]:
    told = (text, unquote(text), html.unescape(text), ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))
    return {word for form in told for word in CANARY.findall(form)}


def addresses_in(response: HttpResponseBase) -> set[str]:
    """Names of renditions in a text."""
    if response.streaming or response.headers.get("Content-Type", "").startswith("image/"):
        return set()
    return set(ADDRESS.findall(html.unescape(response.content.decode("utf-8", "replace"))))  # type: ignore[attr-defined]


def body_of(response: HttpResponseBase) -> bytes:
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    return gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body
