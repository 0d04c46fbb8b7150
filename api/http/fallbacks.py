"""What Django itself refuses below /api/: problem documents there too, its own pages elsewhere.

Named in cms/urls.py as handler400, handler404 and handler500.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views import defaults

from api.http import caching, problems
from api.http.renderers import as_json


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return _answer(request, 400, defaults.bad_request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return _answer(request, 404, defaults.page_not_found, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    return _answer(request, 500, defaults.server_error)


def _answer(
    request: HttpRequest, status: int, page: Callable[..., HttpResponseBase], *arguments: Any
) -> HttpResponseBase:
    if not request.path.startswith("/api/"):
        return page(request, *arguments)
    problem = problems.located(problems.in_words(status), request)
    response = HttpResponse(as_json(problem.content()), status=status, content_type=problems.MEDIA_TYPE)
    return caching.finish(request, response)
