"""What Django itself refuses: as a problem document below /api/, in the reader's dress elsewhere."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views import defaults

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
