"""What Django answers by itself, in the reader's dress: what it refuses, no such route, and a failure of ours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from .addresses import locale_of
from .content_api import Answer
from .pages import message


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _message(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _message(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same bytes for every path: nothing tells a hidden thing from one that never was."""
    return _message(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks no database: that may be what failed."""
    return _message(request, 500)


def _message(request: HttpRequest, status: int) -> HttpResponse:
    locale = locale_of(request)
    with override(locale):
        return message(request, locale=locale, answer=Answer(status, {}, {}))
