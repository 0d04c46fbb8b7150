"""Renditions by name: never an original, nothing by path. The row decides, so an address dies at a commit.

What a name stands for never changes, so browsers and proxies may keep it for ever.
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from articles.media import files
from articles.models.image import Rendition

FOR_EVER = "public, max-age=31536000, immutable"
UNKNOWN = "public, max-age=5"
NAME = re.compile(r"[\w-]{22}\.[a-z]{3,4}", re.ASCII)  # PostgreSQL refuses to look for a NUL
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponse:
    """200, 206, 304, 404 or 416."""
    row = Rendition.objects.filter(name=name).first() if NAME.fullmatch(name) else None
    try:
        data = files.read(files.RENDITIONS, row.file) if row else None
    except FileNotFoundError:
        data = None
    if row is None or data is None:
        missing = HttpResponse("Not Found\n", status=404, content_type="text/plain; charset=utf-8")
        return with_headers(missing, {"Cache-Control": UNKNOWN})
    etag = f'"{row.file.rpartition("/")[2]}"'
    own = {"ETag": etag, "Cache-Control": FOR_EVER, "Accept-Ranges": "bytes"}
    whole = with_headers(HttpResponse(data, content_type=Rendition.CONTENT_TYPES[row.format]), own)
    answer = get_conditional_response(request, etag=etag, response=whole)
    if answer is not whole:
        return with_headers(answer or whole, own)
    return cut(request, whole, etag)


def with_headers(response: HttpResponse, more: dict[str, str]) -> HttpResponse:
    for header, value in (HEADERS | more).items():
        response.headers[header] = value
    return response


def cut(request: HttpRequest, whole: HttpResponse, etag: str) -> HttpResponse:
    """The one range that was asked for (RFC 9110, 14). Several, or what is none, get the whole, which is allowed."""
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or not asked or request.headers.get("If-Range", etag) != etag:
        return whole
    size = len(whole.content)
    span = range_of(asked[1], asked[2], size)
    if span is None:
        return whole
    start, end = span
    if start >= end:
        whole.status_code, whole.content = 416, b""
        whole.headers["Content-Range"] = f"bytes */{size}"
        return whole
    whole.status_code, whole.content = 206, whole.content[start:end]
    whole.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return whole


def range_of(first: str, last: str, size: int) -> tuple[int, int] | None:
    """Start and end (not in it); an empty span where nothing is there to give; None for what is no range."""
    if not first:
        return (max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size
