"""Addresses and parameters that will go: said in the answers of those who still use them, months before.

RFC 9745 (Deprecation), RFC 8594 (Sunset).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils.http import http_date


@dataclass(frozen=True)
class Retirement:
    """Since when something is not to be used any more, until when it works, and where is written what to use."""

    since: datetime
    sunset: datetime
    read: str
    """Address of a page for people."""


def announce(response: HttpResponse, retirements: Iterable[Retirement]) -> None:
    """Puts into the answer when the first of them goes, and where to read about each."""
    retiring = sorted(retirements, key=lambda one: one.sunset)
    if not retiring:
        return
    response.headers["Deprecation"] = f"@{int(min(one.since for one in retiring).timestamp())}"
    response.headers["Sunset"] = http_date(retiring[0].sunset.timestamp())
    links = [f'<{address}>; rel="deprecation"; type="text/html"' for address in {one.read: None for one in retiring}]
    if "Link" in response.headers:
        links.insert(0, response.headers["Link"])
    response.headers["Link"] = ", ".join(links)
