"""A server started without `serve`: the application itself refuses what is unsafe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def load(tmp_path: Path, **environ: str) -> tuple[int, list[str]]:
    """Exit code and words of a process that loads the application as granian does."""
    done = subprocess.run(
        [sys.executable, "-c", "import cms.wsgi"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)} | environ,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr.splitlines()


def test_production_with_defaults_refuses_with_a_line_each(tmp_path: Path) -> None:
    code, lines = load(tmp_path, ENVIRONMENT="production", DEBUG="1")

    assert code == 1
    assert [line.split(":")[0] for line in lines] == ["cms.E001", "cms.E002", "cms.E003", "cms.E004"]


def test_variable_of_the_wrong_kind_is_named(tmp_path: Path) -> None:
    code, lines = load(tmp_path, PORT="eighty")

    assert (code, len(lines)) == (1, 1)
    assert lines[0].startswith("PORT=eighty is no good")


def test_production_with_what_it_needs_starts(tmp_path: Path) -> None:
    safe = {
        "ENVIRONMENT": "production",
        "SECRET_KEY": "k3y-" * 20,
        "PUBLIC_URL": "https://magazine.example",
        "ALLOWED_HOSTS": "magazine.example",
        "TRUSTED_PROXIES": "10.0.0.5",
    }

    assert load(tmp_path, **safe) == (0, [])
