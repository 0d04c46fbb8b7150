"""Which pages of other sites may read the content API from a browser."""

from __future__ import annotations

from corsheaders.conf import conf
from corsheaders.middleware import CorsMiddleware as Middleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class CorsMiddleware(Middleware):
    """The library's; but where every origin may read, every answer says so, whoever asks.

    The library says it only to requests that name an origin, and lets answers vary by it: a shared cache would keep a
    copy for each page of the web.
    """

    def add_response_headers(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not conf.CORS_ALLOW_ALL_ORIGINS:
            return super().add_response_headers(request, response)
        if self.is_enabled(request):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = ", ".join(conf.CORS_EXPOSE_HEADERS)
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Methods"] = ", ".join(conf.CORS_ALLOW_METHODS)
                response.headers["Access-Control-Allow-Headers"] = ", ".join(conf.CORS_ALLOW_HEADERS)
                response.headers["Access-Control-Max-Age"] = str(conf.CORS_PREFLIGHT_MAX_AGE)
        return response
