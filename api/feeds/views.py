"""Feeds over HTTP: `/feeds/…`. Whoever asks gets the same bytes; the file's name says the format, not `Accept`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any, ClassVar, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from api.documents.addresses import feed_url
from api.feeds import atom, json_feed, ninjs, rss
from api.feeds.building import CORRECTIONS, PAGES, build_feed
from api.feeds.selection import Scope, find_scope
from api.http.caching import headers_for
from api.http.locales import default_locale
from api.http.parameters import Parameter, Whole, read
from api.http.snapshot import Reading, read_snapshot
from api.http.tracking import without_tracking
from api.http.views import PublicView
from articles.models.public_status import Moved
from articles.models.slug_claim import SLUG

FORMATS: Final[dict[str, ModuleType]] = {
    "rss.xml": rss,
    "atom.xml": atom,
    "corrections.xml": atom,
    "feed.json": json_feed,
    "ninjs.json": ninjs,
    "corrections.json": json_feed,
}
"""Each with `render(feed) -> bytes` and its `MEDIA_TYPE`."""
GRAIN: Final = timedelta(seconds=1)
"""Of the dates of HTTP: of two changes in one second a date tells the first only."""


class WhateverIsAccepted(BaseContentNegotiation):
    """The first renderer, for problems alone; feeds are written without one."""

    def select_renderer(
        self, request: HttpRequest, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        first = next(iter(renderers))
        return first, first.media_type

    def select_parser(self, request: HttpRequest, parsers: Iterable[Any]) -> Any:
        return next(iter(parsers), None)


class PulledView(PublicView):
    """What feeds and sitemaps have in common: nobody has to say who they are, what counts visitors is no parameter."""

    authentication_classes = ()
    is_compressed = True
    content_negotiation_class = WhateverIsAccepted

    def read_parameters(self, request: Request) -> Mapping[str, Any]:
        return read(without_tracking(request.query_params), self.parameters)

    def answer(
        self, content: bytes, media_type: str, reading: Reading, *, modified: datetime | None = None, language: str = ""
    ) -> HttpResponse:
        """`modified` is told once it is a second old: before, another change may bear the same date."""
        told = modified if modified and reading.at - modified >= GRAIN else None
        return HttpResponse(
            content, content_type=media_type, headers=headers_for(reading, modified=told, language=language)
        )


@extend_schema(exclude=True)
class FeedView(PulledView):
    """A feed of the site, or of a category, tag or author, by the name of its file."""

    is_dated = True
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "page": Whole(minimum=1, maximum=PAGES, initial=1, help_text="Which page, from 1; new articles shift them."),
    }

    def get(self, request: Request, name: str, locale: str = "", kind: str = "", slug: str = "") -> HttpResponse:
        is_misplaced = bool(kind) and (name in CORRECTIONS or not SLUG.fullmatch(slug))
        if name not in FORMATS or is_misplaced or (locale and locale not in settings.LOCALES):
            raise Http404
        own_locale = locale or default_locale()
        if locale == default_locale():
            return moved(feed_url(name, locale, kind, slug), request)
        with read_snapshot() as reading:
            scope = find_scope(kind, slug, own_locale, at=reading.at) if kind else Scope(own_locale)
            if scope is None:
                raise Http404
            if isinstance(scope, Moved):
                return moved(feed_url(name, own_locale, kind, scope.slug), request)
            feed = build_feed(scope, name, at=reading.at, page=self.values["page"])
        if feed is None:
            raise Http404
        module = FORMATS[name]
        return self.answer(
            module.render(feed), module.MEDIA_TYPE, reading, modified=feed.modified, language=feed.locale
        )


@extend_schema(exclude=True)
class GuessedFeed(PulledView):
    """Where people and programs look for a feed that nobody has told them of: 301 to the site's own."""

    parameters: ClassVar[Mapping[str, Parameter]] = FeedView.parameters

    def get(self, request: Request, name: str) -> HttpResponse:
        return moved(feed_url(name, default_locale()), request)


def moved(address: str, request: HttpRequest) -> HttpResponse:
    """301; the query stays, but for what counts visitors."""
    query = without_tracking(request.GET).urlencode(safe=",:*")
    return HttpResponse(status=301, headers={"Location": f"{address}?{query}" if query else address})
