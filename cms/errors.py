"""What Django itself refuses: as a problem document below /api/, in the desk's dress below /admin/, in the reader's
elsewhere."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views import defaults

from api.http import fallbacks
from articles.admin import errors as desk

reader: ModuleType | None = import_module("cms.reader.errors") if settings.READER else None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if fallbacks.is_api(request):
        return fallbacks.answer(request, 400)
    if desk.is_desk(request):
        return desk.error_page(request, 400)
    page = reader.bad_request if reader else defaults.bad_request
    return page(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if fallbacks.is_api(request):
        return fallbacks.answer(request, 403)
    if desk.is_desk(request):
        return desk.error_page(request, 403)
    page = reader.forbidden if reader else defaults.permission_denied
    return page(request, exception)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token. Why stands in the log, and is nothing that who sent it could mend."""
    if fallbacks.is_api(request):
        return fallbacks.answer(request, 403)
    if desk.is_desk(request):
        return desk.refused_form(request)
    return forbidden(request, PermissionDenied())  # forms are the desk's alone


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if fallbacks.is_api(request):
        return fallbacks.answer(request, 404)
    if desk.is_desk(request):
        return desk.error_page(request, 404)
    page = reader.not_found if reader else defaults.page_not_found
    return page(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    if fallbacks.is_api(request):
        return fallbacks.answer(request, 500)
    if desk.is_desk(request):
        return desk.error_page(request, 500)
    page = reader.server_error if reader else defaults.server_error
    return page(request)
