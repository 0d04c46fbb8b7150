"""To the address that something bears by now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from rest_framework.response import Response

from api.http.caching import headers_for
from api.http.locales import default_locale
from api.http.snapshot import Reading
from articles.models.public_status import Moved


def redirect(
    route: str, moved: Moved, request: HttpRequest, *, reading: Reading, values: Mapping[str, Any]
) -> Response:
    """301; the query stays, but for a locale in which the new slug may belong to something else."""
    query = iri_to_uri(request.META.get("QUERY_STRING", ""))
    if moved.locale and moved.locale != values.get("locale", default_locale()):
        changed = request.GET.copy()
        changed["locale"] = moved.locale
        query = changed.urlencode(safe=",:*")
    address = f"{settings.PUBLIC_URL}{reverse(route, args=[moved.slug])}" + (f"?{query}" if query else "")
    return Response({"redirect_to": address}, status=301, headers=headers_for(reading) | {"Location": address})
