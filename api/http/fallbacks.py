"""What Django refuses before a view of ours is reached, or because one failed: problem documents there too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from api.http import caching, problems
from api.http.renderers import as_json


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def answer(request: HttpRequest, status: int) -> HttpResponse:
    problem = problems.located(problems.in_words(status), request)
    response = HttpResponse(as_json(problem.content()), status=status, content_type=problems.MEDIA_TYPE)
    return caching.finish(request, response)
