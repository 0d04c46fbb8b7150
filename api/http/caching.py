"""How long an answer may be kept, and how to ask whether it still holds.

By default browsers and proxies ask each time, and 304 is nearly free. No life depends on what is still to come: a
short one would tell that something is scheduled.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.http import http_date, parse_http_date_safe

from api.http import problems
from api.http.encodings import Encoding, encode
from api.http.renderers import as_json
from api.http.snapshot import Reading

ALWAYS_ASK = "public, max-age=0, must-revalidate"
NEVER_KEEP = "no-store"
PRIVATE = "private, no-store"
LIVES = {
    200: ALWAYS_ASK,
    301: ALWAYS_ASK,  # a slug that goes back to where it was would lead who kept this round in a circle
    404: "public, max-age=5",  # it may be published the next moment
    410: "public, max-age=30",
}
"""By status; what is not named here is not kept."""

KEPT_BY_304 = ("Content-Language", "Content-Sequence", "Deprecation", "Link", "Sunset")


def headers_for(
    reading: Reading,
    *,
    language: str = "",
    modified: datetime | None = None,
    links: Mapping[str, str] | None = None,
    translations: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Headers that come from what was read. `modified` is for people: only the ETag tells whether an answer holds,
    since a renamed author changes it too. `links` are addresses by relation, `translations` by locale."""
    headers = {"Content-Sequence": str(reading.sequence)}
    if language:
        headers["Content-Language"] = language
    if modified is not None:
        headers["Last-Modified"] = http_date(modified.timestamp())
    # As a URI: what ends the angle brackets early is encoded (RFC 8288, 3), and so is what is not ASCII.
    named = [f'<{iri_to_uri(address)}>; rel="{relation}"' for relation, address in (links or {}).items()]
    named += [
        f'<{iri_to_uri(address)}>; rel="alternate"; hreflang="{locale}"'
        for locale, address in (translations or {}).items()
    ]
    if named:
        headers["Link"] = ", ".join(named)
    return headers


def make_private(response: HttpResponse) -> None:
    """Of an answer to somebody who said who they are: no cache may keep it, or give it to anybody else."""
    response.headers["Cache-Control"] = PRIVATE
    patch_vary_headers(response, ["Authorization"])


def finish(
    request: HttpRequest, response: HttpResponse, *, encoding: Encoding = "identity", by_date: bool = False
) -> HttpResponse:
    """The response with its life and, when it is a document, its ETag, and in the encoding given; 304 or 412 where the
    request's conditions ask for it (RFC 9110, 13). A stream brings its ETag and is encoded already. `by_date`:
    Last-Modified decides where a request has no ETag."""
    response.headers.setdefault("Cache-Control", LIVES.get(response.status_code, NEVER_KEEP))
    if response.status_code != 200:
        return response
    if not response.streaming:
        response.headers["ETag"] = etag_of(response.content, encoding=encoding)
    dated = parse_http_date_safe(response.headers["Last-Modified"]) if by_date and "Last-Modified" in response else None
    answer = get_conditional_response(request, etag=response.headers["ETag"], last_modified=dated, response=response)
    if answer is None or answer is response:
        return response if response.streaming else _encoded(response, encoding)
    if answer.status_code == 412:
        return _precondition_failed(request)
    if answer.status_code == 304:
        if encoding == "identity":  # that of the answer that is not sent; of others it would have to be found first
            length = response.headers.get("Content-Length") or str(len(response.content))
            answer.headers["Content-Length"] = length
        for name in KEPT_BY_304:
            if name in response.headers:
                answer.headers[name] = response.headers[name]
    return answer


def _encoded(response: HttpResponse, encoding: Encoding) -> HttpResponse:
    if encoding != "identity":
        response.content = encode(response.content, encoding)
        response.headers["Content-Encoding"] = encoding
    return response


def etag_of(content: bytes, *, encoding: str = "identity") -> str:
    """A strong one: other bytes or another encoding, another tag."""
    return f'"{blake2b(encoding.encode() + b":" + content, digest_size=16).hexdigest()}"'


def _precondition_failed(request: HttpRequest) -> HttpResponse:
    problem = problems.located(problems.in_words(412), request)
    response = HttpResponse(as_json(problem.content()), status=412, content_type=problems.MEDIA_TYPE)
    response.headers["Cache-Control"] = NEVER_KEEP
    return response
