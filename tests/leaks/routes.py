"""Every address of the site, read off the URL configuration: a new route is crawled without anyone remembering."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern
from django.utils.regex_helper import normalize
from drf_spectacular.generators import SchemaGenerator

from tests.articles.soak import SOAK

PARAMETER = re.compile(r"<(?:(?P<converter>[^>:]+):)?(?P<name>[^>]+)>")
MOST_A_ROUTE = 400
"""So many addresses at the most for one route: those with several parameters multiply."""
MOST_OF_THE_DESK = 6 if SOAK == 1 else MOST_A_ROUTE
"""It sends whoever is no editor to the login, whatever is asked for."""
COMMON: dict[str, Sequence[str]] = {
    "locale": ["en", "de"],
    "year": ["2025", "2026"],
    "month": ["01", "03"],
    "path": ["live-slug", "admin/css/base.css"],
    # The admin.
    "app_label": ["articles", "auth"],
    "content_type_id": ["1", "2"],
    "key": ["11111111-1111-4111-8111-111111111111"],
}
"""Values of parameters that say nothing of what is in the database. A new route with a new parameter names some here,
or where its values are known (`addresses` of the crawl, `names_of` a history)."""


def all_addresses(
    values: Mapping[str, Sequence[str]], *, most: int = MOST_A_ROUTE, in_turn: Collection[str] = ()
) -> list[str]:
    """Every route, its parameters filled with all values that fit, of `values` and COMMON. An unknown one fails.

    `tags/slug` names those of `slug` where it stands behind `tags/`; a route that nobody thought of gets all.
    `in_turn` are such places at the end of a route: what stands before meets one value there (SOAK: all).
    """
    addresses: list[str] = []
    for number, route in enumerate(all_routes()):
        choices = choices_of(route, values)
        combined = list(itertools.product(*choices.values()))
        if SOAK == 1 and any(_place(route, name) in in_turn for name in choices):
            last = len(list(choices.values())[-1])
            combined = [combined[at + (number + at // last) % last] for at in range(0, len(combined), last)]
        limit = min(most, MOST_OF_THE_DESK) if route.startswith("admin/") else most
        spread = combined[:: -(-len(combined) // limit)]
        addresses += [fill(route, dict(zip(choices, chosen, strict=True))) for chosen in spread]
    return list(dict.fromkeys(addresses))


def choices_of(route: str, values: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The values that fit each parameter of the route."""
    names = dict.fromkeys(match["name"] for match in PARAMETER.finditer(route))
    known = COMMON | values
    return {name: known.get(_place(route, name), known[name]) for name in names}


def fill(route: str, chosen: Mapping[str, str]) -> str:
    return "/" + PARAMETER.sub(lambda match: chosen[match["name"]], route)


def _place(route: str, name: str) -> str:
    """`tags/slug` for the parameter of `de/tags/<slug>/`."""
    before = route.partition(f"<{name}>")[0].rstrip("/")
    return f"{before.rpartition('/')[2]}/{name}"


def all_routes() -> list[str]:
    """Routes in the form `api/v1/articles/<reference>/`."""
    return list(dict.fromkeys(_walk(get_resolver().url_patterns, "")))


def _walk(patterns: Sequence[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for entry in patterns:
        for piece in _pieces(entry.pattern):
            if isinstance(entry, URLResolver):
                yield from _walk(entry.url_patterns, prefix + piece)
            else:
                yield prefix + piece


def _pieces(pattern: object) -> list[str]:
    if isinstance(pattern, RoutePattern):
        return [PARAMETER.sub(lambda match: f"<{match['name']}>", str(pattern))]
    assert isinstance(pattern, RegexPattern)
    return [
        re.sub(r"%\((\w+)\)s", r"<\1>", form).removeprefix("/") if form else "" for form, _ in normalize(str(pattern))
    ]


@cache
def described_parameters() -> dict[str, dict[str, Any]]:
    """Query parameters by route, both as the OpenAPI document has them, in the form of routes: `/…/<reference>/`."""
    document = SchemaGenerator().get_schema(public=True)
    return {
        path.replace("{", "<").replace("}", ">"): {
            one["name"]: one for one in operations["get"].get("parameters", ()) if one["in"] == "query"
        }
        for path, operations in document["paths"].items()
    }
