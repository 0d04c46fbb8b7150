"""Other people's schemas: in the folder that the environment variable VALIDATORS names, never copied in here.

`jsonfeed/schema-v1.1.json` of npm's jsonfeed-schema; `ninjs/ninjs-schema_3.1.json` and `ninjs/GeoJSON-schema.json` of
IPTC's repository newsinjson.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

# jsonschema is imported where it is needed: it takes seconds (RFC 3987's grammar), in each process that collects tests.

GEOJSON: Final = "https://geojson.org/schema/GeoJSON.json"


def json_feed_errors(feed: Any) -> list[str]:
    return _errors(_json_feed(), feed)


def ninjs_errors(item: Any) -> list[str]:
    return _errors(_ninjs(), item)


@cache
def _json_feed() -> Validator:
    from jsonschema import Draft7Validator, FormatChecker

    return Draft7Validator(_read("jsonfeed/schema-v1.1.json"), format_checker=FormatChecker())


@cache
def _ninjs() -> Validator:
    """With what it refers to, so that nothing is fetched."""
    from jsonschema import Draft202012Validator, FormatChecker

    geojson = Resource(contents=_read("ninjs/GeoJSON-schema.json"), specification=DRAFT7)
    registry: Any = Registry().with_resources([(GEOJSON, geojson), (f"{GEOJSON}#", geojson)])
    schema = _read("ninjs/ninjs-schema_3.1.json")
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


def _read(name: str) -> Any:
    folder = os.environ.get("VALIDATORS")
    if not folder:
        pytest.skip("needs the schemas that VALIDATORS leads to")
    return json.loads(Path(folder, name).read_bytes())


def _errors(validator: Validator, document: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(document)]
