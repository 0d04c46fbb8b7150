"""Query parameters that others put into links to count visitors (`utm_source`, …): they ask nothing of us."""

from __future__ import annotations

from django.conf import settings
from django.http import QueryDict


def without_tracking(query: QueryDict) -> QueryDict:
    """The query as if TRACKING_PARAMETERS had not been given."""
    asked = query.copy()
    for name in query:
        if is_tracking(name):
            del asked[name]
    return asked


def is_tracking(name: str) -> bool:
    """By exact name, or by the beginning that stands before a star."""
    return any(
        name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern
        for pattern in settings.TRACKING_PARAMETERS
    )
