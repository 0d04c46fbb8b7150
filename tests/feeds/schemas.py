"""Other people's schemas: in the folder that the environment variable VALIDATORS names, never copied in here.

`jsonfeed/schema-v1.1.json` of npm's jsonfeed-schema; `ninjs/ninjs-schema_3.1.json` and `ninjs/GeoJSON-schema.json` of
IPTC's repository newsinjson.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema_rs import Draft7Validator, Draft202012Validator, Registry

GEOJSON: Final = "https://geojson.org/schema/GeoJSON.json"


def json_feed_errors(feed: Any) -> list[str]:
    return _errors(_json_feed(), feed)


def ninjs_errors(item: Any) -> list[str]:
    return _errors(_ninjs(), item)


@cache
def _json_feed() -> Draft7Validator:
    return Draft7Validator(_read("jsonfeed/schema-v1.1.json"), validate_formats=True)


@cache
def _ninjs() -> Draft202012Validator:
    """With what it refers to, so that nothing is fetched."""
    registry = Registry([(GEOJSON, _read("ninjs/GeoJSON-schema.json"))])
    schema = _read("ninjs/ninjs-schema_3.1.json")
    return Draft202012Validator(schema, registry=registry, validate_formats=True, offline=True)


def _read(name: str) -> Any:
    folder = os.environ.get("VALIDATORS")
    if not folder:
        pytest.skip("needs the schemas that VALIDATORS leads to")
    return json.loads(Path(folder, name).read_bytes())


def _errors(validator: Draft7Validator | Draft202012Validator, document: Any) -> list[str]:
    return [f"{error.instance_path}: {error.message[:200]}" for error in validator.iter_errors(document)]
