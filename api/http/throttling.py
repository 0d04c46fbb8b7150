"""How much one key, or one address, may ask: API_THROTTLE, told in each answer by RateLimit headers
(draft-ietf-httpapi-ratelimit-headers-10).

Counted in windows of fixed length, so that to count is one atomic step in whichever store (api/http/counting.py). The
store forgets: it is the memory of each process (each then grants its share), or Redis. Never the database.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from rest_framework.throttling import BaseThrottle

from api.http import counting


@dataclass(frozen=True)
class Quota:
    """What is left to somebody."""

    limit: int
    """Requests a window."""
    window: int
    """Seconds."""
    taken: int
    """In this window, this request included."""
    reset: int
    """Whole seconds until the next window."""

    @property
    def is_exceeded(self) -> bool:
        return self.taken > self.limit

    def tell(self, response: HttpResponse) -> None:
        response.headers["RateLimit-Policy"] = f'"default";q={self.limit};w={self.window}'
        response.headers["RateLimit"] = f'"default";r={max(0, self.limit - self.taken)};t={self.reset}'


class Throttle(BaseThrottle):
    """Counts whatever is answered, 304 too. Tells the view by its `quota`."""

    quota: Quota

    def allow_request(self, request: Any, view: Any) -> bool:
        taken = take(who(request))
        if taken is None:
            return True
        self.quota = view.quota = taken
        return not taken.is_exceeded

    def wait(self) -> float:
        return self.quota.reset


def who(request: Any) -> str:
    """The key, whatever address it is used from; else the address, of IPv6 the /64."""
    if request.auth is not None:
        return f"key:{request.auth.key_id}"
    client_address: Callable[[HttpRequest], str] = import_string(settings.CLIENT_ADDRESS)
    return f"address:{client_address(request)}"


def take(name: str) -> Quota | None:
    """Count one request of that name. None where nothing is counted, or the store does not answer."""
    if settings.API_THROTTLE is None:
        return None
    limit, window = settings.API_THROTTLE
    now = time.time()
    taken = counting.counters.count(f"{name}:{int(now // window)}", window)
    if taken is None:
        return None
    share = ceil(limit / settings.API_THROTTLE_PROCESSES)
    return Quota(share, window, taken, reset=ceil(window - now % window))
