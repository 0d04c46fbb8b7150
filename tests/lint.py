"""`make lint`: every check of form, each with its own line; the first that fails does not hide the others."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def in_repository(*patterns: str) -> list[str]:
    """Paths of ours that match, or `[]` where the tool then has nothing to check."""
    found = (path for pattern in patterns for path in ROOT.glob(pattern))
    return sorted(str(path.relative_to(ROOT)) for path in found)


TEMPLATES = in_repository("articles/templates/**/*.html", "api/templates/**/*.html", "cms/**/templates/**/*.html")
SCRIPTS = in_repository("articles/static/**/*.js", "cms/**/static/**/*.js")
PYTHON = ["articles", "api", "cms", "tests", "manage.py"]

CHECKS: dict[str, list[str]] = {
    "form": ["ruff", "format", "--check", "--quiet", *PYTHON],
    "style": ["ruff", "check", "--quiet", *PYTHON],
    "imports": ["lint-imports", "--no-logo"],
    "types": ["mypy"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "templates": ["djangofmt", "check", *TEMPLATES] if TEMPLATES else [],
    "scripts": ["oxlint", "--deny-warnings", *SCRIPTS] if SCRIPTS else [],
}


def run(name: str) -> bool:
    """Run one check and tell how it went: its words only when it failed."""
    command = CHECKS[name]
    if not command:
        return True
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as var:
        done = subprocess.run(
            [str(BIN / command[0]), *command[1:]],
            cwd=ROOT,
            env=os.environ | {"VAR_DIR": var},
            capture_output=True,
            text=True,
        )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    words = "" if done.returncode == 0 else f"\n{done.stdout}{done.stderr}".rstrip()
    print(f"lint {name}: {verdict} ({time.monotonic() - began:.1f} s){words}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    with ThreadPoolExecutor(max_workers=2) as pool:
        sys.exit(0 if all(list(pool.map(run, CHECKS))) else 1)
