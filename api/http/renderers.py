"""Documents as JSON, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from django.http import HttpRequest
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer


def as_json(document: object) -> bytes:
    """UTF-8; dataclasses as objects, times as RFC 3339 in UTC with "Z"."""
    return orjson.dumps(document, option=orjson.OPT_UTC_Z)


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None  # JSON is UTF-8 (RFC 8259, 8.1)
    render_style = "binary"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return b"" if data is None else as_json(data)


class AcceptNegotiation(BaseContentNegotiation):
    """The renderer that the Accept header prefers. DRF's own knows no q=0, and a `format` parameter of its own."""

    def select_renderer(
        self, request: HttpRequest, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Raises NotAcceptable."""
        by_type = {renderer.media_type: renderer for renderer in renderers}
        try:
            preferred = request.get_preferred_type(list(by_type))
        except (ValueError, LookupError):  # over-long, or in a charset that is none
            preferred = None
        if preferred is None:
            raise NotAcceptable
        return by_type[preferred], preferred

    def select_parser(self, request: HttpRequest, parsers: Iterable[Any]) -> Any:
        return next(iter(parsers), None)
