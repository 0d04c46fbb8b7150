"""OpenAPI: what drf-spectacular is told beyond what it finds. Parameters come from the views' own closed lists."""

from __future__ import annotations

from typing import Any, Final, Literal

from drf_spectacular import openapi
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter

from api.http.parameters import Parameter

LAST: Final = 2**31 - 1


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
    """Every parameter that a view reads, with its allowed values; and the first sentence beside each address."""

    def get_summary(self) -> str:
        return str(self.get_description()).split(".", 1)[0]

    def is_deprecated(self) -> bool:
        return getattr(self.view, "retirement", None) is not None or bool(super().is_deprecated())

    def get_override_parameters(self) -> list[Any]:
        in_path: dict[str, Parameter] = getattr(self.view, "path_parameters", {})
        in_query: dict[str, Parameter] = getattr(self.view, "parameters", {})
        return [
            *(_described(name, one, "path") for name, one in in_path.items()),
            *(_described(name, one, "query") for name, one in in_query.items()),
        ]


def tell_sparse(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Where `fields` may be given, an answer may lack any member: a second description, beside the full one.

    A hook of drf-spectacular, called with the finished document.
    """
    schemas = result["components"]["schemas"]
    full = dict(schemas)
    for operations in result["paths"].values():
        operation = operations.get("get", {})
        if any(one["name"] == "fields" for one in operation.get("parameters", ())):
            content = operation["responses"]["200"]["content"]["application/json"]
            items = full[_name(content["schema"])]["properties"].get("results", {})
            if items:
                items["items"] = _either(items["items"], "Article", full, schemas)
            else:
                content["schema"] = _either(content["schema"], "Article", full, schemas)
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    return result


def _either(whole: dict[str, Any], widest: str, full: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """The schema, or the same without any duty; of a card that of the article, which `include` adds to it."""
    name = _name(whole)
    return {"anyOf": [whole, _sparse(widest if name == "Card" else name, full, schemas)]}


def _sparse(name: str, full: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """A reference to the component without duties, which is made where it is missing."""
    sparse = f"Sparse{name}"
    if sparse not in schemas:
        schemas[sparse] = {}  # against circles
        members = {key: one for key, one in full[name].items() if key != "required"}
        schemas[sparse] = _with_sparse(members, full, schemas)
    return {"$ref": f"#/components/schemas/{sparse}"}


def _with_sparse(part: Any, full: dict[str, Any], schemas: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_with_sparse(one, full, schemas) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part and full[_name(part)].get("type") == "object":
        return {**part, **_sparse(_name(part), full, schemas)}
    return {key: _with_sparse(one, full, schemas) for key, one in part.items()}


def _name(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


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
        description=parameter.help_text + _range(schema),
        deprecated=parameter.retirement is not None,
        style="form" if is_list else None,  # with commas between values
        explode=False if is_list else None,
    )


def _range(schema: dict[str, Any]) -> str:
    """In words, since readers of schemas do not show it; none for what ends where numbers do."""
    if schema.get("maximum", LAST) >= LAST:
        return ""
    return f" From {schema['minimum']} to {schema['maximum']}."
