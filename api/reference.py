"""`schema/` and `docs/`: what the API says of itself."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.http.parameters import OneOf
from api.http.renderers import JSONRenderer
from api.http.views import PublicView


class OpenAPIJSON(JSONRenderer):
    media_type = "application/vnd.oai.openapi+json"


class YAML(JSONRenderer):
    """A problem is JSON here too: it says so by its own media type."""

    media_type = "application/yaml"
    format = "yaml"


class OpenAPIYAML(YAML):
    media_type = "application/vnd.oai.openapi"


class Page(JSONRenderer):
    media_type = "text/html"
    format = "html"


@cache
def schema_bytes(form: str) -> bytes:
    """The OpenAPI document as json or yaml: made once a process, since it follows from code and settings alone."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    renderer = OpenApiYamlRenderer() if form == "yaml" else OpenApiJsonRenderer()
    content: bytes = renderer.render(schema, renderer_context={})
    return content


class Schema(PublicView):
    authentication_classes = ()
    renderer_classes = (JSONRenderer, OpenAPIJSON, YAML, OpenAPIYAML)
    parameters: ClassVar = {
        "format": OneOf(choices=("json", "yaml"), help_text="Without it the Accept header decides.")
    }

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        renderer: Any = request.accepted_renderer
        form = self.values.get("format", renderer.format)
        media_type = renderer.media_type if form == renderer.format else f"application/{form}"
        return HttpResponse(schema_bytes(form), content_type=media_type)


class Docs(PublicView):
    """The reference to read and try: Swagger UI from our own static files, under the same strict CSP as every page."""

    authentication_classes = ()
    renderer_classes = (Page,)

    @extend_schema(exclude=True)
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "api/docs.html")
