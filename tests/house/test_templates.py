from __future__ import annotations

from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted(
    path.relative_to(folder).as_posix()
    for folder in ROOT.glob("*/**/templates")
    if ".venv" not in folder.parts
    for path in folder.rglob("*.*")
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_compiles(name: str) -> None:
    assert get_template(name).template.name == name  # type: ignore[attr-defined]
