"""What Django answers by itself, in the reader's dress: what it refuses, no such route, and a failure of ours."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, override

from .addresses import locale_of
from .content_api import Answer
from .pages import message, refused_form


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _message(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """At the desk in its language, elsewhere in that of the page."""
    locale = _spoken() if request.path.startswith(reverse("admin:index")) else locale_of(request)
    with override(locale):
        return message(request, locale=locale, answer=Answer(403, {}, {}))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """In the language of the form that was sent: forms are the desk's, whose paths name no locale."""
    locale = _spoken()
    with override(locale):
        return refused_form(request, locale=locale)


def _spoken() -> str:
    spoken = get_language()
    return spoken if spoken in settings.LOCALES else str(settings.LOCALES[0])


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
