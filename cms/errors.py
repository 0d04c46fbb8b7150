"""What Django itself refuses: as a problem document below /api/, in the reader's dress elsewhere."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views import csrf, defaults

from api.http import fallbacks

reader: ModuleType | None = import_module("cms.reader.errors") if settings.READER else None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if fallbacks.is_api(request):
        return fallbacks.answer(request, 400)
    page = reader.bad_request if reader else defaults.bad_request
    return page(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if fallbacks.is_api(request):
        return fallbacks.answer(request, 403)
    page = reader.forbidden if reader else defaults.permission_denied
    return page(request, exception)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token. Why stands in the log, and is nothing that who sent it could mend."""
    if fallbacks.is_api(request):
        return fallbacks.answer(request, 403)
    page = reader.csrf_failure if reader else csrf.csrf_failure
    return page(request, reason)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if fallbacks.is_api(request):
        return fallbacks.answer(request, 404)
    page = reader.not_found if reader else defaults.page_not_found
    return page(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    if fallbacks.is_api(request):
        return fallbacks.answer(request, 500)
    page = reader.server_error if reader else defaults.server_error
    return page(request)
