"""What the reader's own code weighs in the browser."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

READER = Path(import_module("cms.reader").__file__ or "").parent


def test_own_code_in_the_browser_is_small() -> None:
    files = [path for path in (READER / "static").rglob("*") if path.is_file()]

    assert {path.suffix for path in files} == {".css", ".js", ".svg"}
    assert sum(path.stat().st_size for path in files) < 50_000
