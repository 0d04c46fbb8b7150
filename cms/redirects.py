"""A missing slash is added by a redirect that nobody keeps for long."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponsePermanentRedirect
from django.middleware import common


class ShortLivedRedirect(HttpResponsePermanentRedirect):
    """Without a life of its own, browsers keep a 301 as long as they like."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headers["Cache-Control"] = "public, max-age=60"


class CommonMiddleware(common.CommonMiddleware):
    response_redirect_class = ShortLivedRedirect
