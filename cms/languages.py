"""The language of the desk: what its user chose, else what the browser prefers.

Django's LocaleMiddleware would do this for every address, and tell caches that each answer of the API depends on
`Accept-Language`. What the world reads speaks for itself: the reader in the locale of its path, the API in English.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers


class DeskLanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(reverse("admin:index")):
            return self.get_response(request)
        language = translation.get_language_from_request(request)
        with translation.override(language, deactivate=True):  # the thread answers others next
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response
