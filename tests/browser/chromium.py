"""Where a Chromium is, and how to get one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find() -> str | None:
    """The executable of a Chromium: the system's, else the one that Playwright downloaded."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return next((str(path) for path in (MAC, downloaded()) if path and path.is_file()), None)


def downloaded() -> Path | None:
    from playwright.sync_api import sync_playwright  # slow import, and often not needed

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def install() -> str | None:
    """Install one: by apt when root on Debian, else by Playwright's own download. None when neither worked."""
    print("Looking for a Chromium: none yet, installing one …", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quietly("apt-get", "update")
        quietly("apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-liberation")
    if find() is None:
        quietly(sys.executable, "-m", "playwright", "install", "chromium")
    return find()


def quietly(*command: str) -> None:
    """Run it, and show its last lines only when it failed."""
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    )
    if done.returncode:
        print(f"{' '.join(command)} failed:", *done.stdout.splitlines()[-5:], sep="\n  ", flush=True)
