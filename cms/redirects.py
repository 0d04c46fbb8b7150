"""A missing slash is added by a redirect that nobody keeps for long; a 304 is not said to be empty."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware import common


class ShortLivedRedirect(HttpResponsePermanentRedirect):
    """Without a life of its own, browsers keep a 301 as long as they like."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headers["Cache-Control"] = "public, max-age=60"


class CommonMiddleware(common.CommonMiddleware):
    response_redirect_class = ShortLivedRedirect

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """A 304 has the length of what it does not send, or none; Django would say 0, and a cache may believe it
        (RFC 9110, 8.6)."""
        if response.status_code == 304 and not response.has_header("Content-Length"):
            return response
        return super().process_response(request, response)
