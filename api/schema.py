"""OpenAPI: what drf-spectacular is told beyond what it finds."""

from drf_spectacular import openapi


class AutoSchema(openapi.AutoSchema):
    pass
