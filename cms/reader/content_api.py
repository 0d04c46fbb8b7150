"""The public API, asked from inside the process: the same routes, statuses and documents as from outside.

The reader gets nothing that another frontend could not get. What it saves is the way over the network.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils.http import urlencode

# Of the visitor's request only this goes on: throttling counts the visitor, not us. No cookie, no Authorization, no
# conditional header.
FORWARDED = ("REMOTE_ADDR", "SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "wsgi.url_scheme")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    document: dict[str, Any]
    """The JSON body: a document, or an RFC 9457 problem."""


def ask(request: HttpRequest, path: str, **parameters: str) -> Answer:
    """What `GET /api/v1/{path}` says to this visitor."""
    inner = _request_for("/api/v1/" + path, urlencode(parameters), request)
    match = resolve(inner.path_info)
    inner.resolver_match = match
    response = match.func(inner, *match.args, **match.kwargs)
    return Answer(response.status_code, dict(response.items()), _body(response))


def _request_for(path: str, query: str, visitor: HttpRequest) -> HttpRequest:
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = path
    request.META = {key: visitor.META[key] for key in FORWARDED if key in visitor.META}
    request.META |= {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}
    request.GET = QueryDict(query)
    return request


def _body(response: HttpResponseBase) -> dict[str, Any]:
    """The JSON of an answer; a redirect has none."""
    if hasattr(response, "render"):
        response.render()
    content = getattr(response, "content", b"")
    return orjson.loads(content) if content else {}
