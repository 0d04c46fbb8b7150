"""What an answer gives away, however it is encoded."""

from __future__ import annotations

import gzip
import html
import re
from typing import Any
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
    if response.headers.get("Content-Type", "").startswith("image/"):
        return set()
    return set(ADDRESS.findall(html.unescape(body_of(response).decode("utf-8", "replace"))))


def body_of(response: HttpResponseBase) -> bytes:
    """Unpacked. A stream is read once, and kept."""
    answer: Any = response
    if response.streaming:
        answer.read_before = getattr(answer, "read_before", None) or b"".join(answer)
    body = answer.read_before if response.streaming else answer.content
    return gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else bytes(body)
