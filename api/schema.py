"""OpenAPI: what drf-spectacular is told beyond what it finds. Parameters come from the views' own closed lists."""

from __future__ import annotations

from typing import Any, Literal

from drf_spectacular import openapi
from drf_spectacular.utils import OpenApiParameter

from api.http.parameters import Parameter


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
        required=location == "path" or parameter.required,
        description=parameter.help_text,
        style="form" if is_list else None,  # with commas between values
        explode=False if is_list else None,
    )
