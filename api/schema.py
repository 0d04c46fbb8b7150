"""OpenAPI: what drf-spectacular is told beyond what it finds. Parameters come from the views' own closed lists."""

from __future__ import annotations

from typing import Any, Literal

from drf_spectacular import openapi
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter

from api.http.parameters import Parameter


class KeyScheme(OpenApiAuthenticationExtension):  # registers itself
    target_class = "api.http.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "An API key, made at the desk: `Authorization: Bearer sf_live_…`. What is public needs "
            "none. Answers to a key are `private, no-store`.",
        }


class PreviewScheme(OpenApiAuthenticationExtension):
    target_class = "api.content.previews.PreviewAuthentication"
    name = "preview"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A preview token (it may come as `token=` too), or an API key with the scope `preview`.",
        }


class AutoSchema(openapi.AutoSchema):
    """Every parameter that a view reads, with its allowed values."""

    def get_override_parameters(self) -> list[Any]:
        in_path: dict[str, Parameter] = getattr(self.view, "path_parameters", {})
        in_query: dict[str, Parameter] = getattr(self.view, "parameters", {})
        return [
            *(_described(name, one, "path") for name, one in in_path.items()),
            *(_described(name, one, "query") for name, one in in_query.items()),
        ]


def _described(name: str, parameter: Parameter, location: Literal["path", "query"]) -> OpenApiParameter:
    schema: dict[str, Any] = parameter.schema()
    if parameter.initial is not None:
        schema = {"default": parameter.initial, **schema}
    is_list = schema["type"] == "array"
    return OpenApiParameter(
        name,
        type=schema,
        location=location,
        required=location == "path",
        description=parameter.help_text,
        style="form" if is_list else None,  # with commas between values
        explode=False if is_list else None,
    )
