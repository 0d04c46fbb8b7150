"""`make pictures`: the pictures of README and docs, taken from a site with the demo content in a real browser.

Each is made anew from nothing, so that docs show what is there today. Names as arguments make these alone.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import chromium  # noqa: E402  (the path comes first)

FOLDER = ROOT / "docs" / "pictures"
ARTICLE = "the-clock-that-runs-late"
STARTS_WITHIN = 180  # seconds; the demo's covers are drawn first
COLOURS = 128  # of the palette: screens are flat, and a repository keeps each version


@dataclass(frozen=True)
class Picture:
    name: str
    path: str
    """Where the browser goes; {article} stands for the primary key of ARTICLE."""
    width: int = 1280  # CSS pixels
    height: int = 860
    dark: bool = False
    prepare: Callable[[Page], None] | None = None
    """What a reader or editor does before the picture is taken."""


def switch_highlights_on(page: Page) -> None:
    page.get_by_role("switch").first.click()


def write(page: Page) -> None:
    page.locator(".ProseMirror").last.wait_for()


def find_related(page: Page) -> None:
    page.get_by_role("combobox", name="Add an article").scroll_into_view_if_needed()
    page.get_by_role("combobox", name="Add an article").press_sequentially("the r", delay=40)
    page.get_by_role("option").first.wait_for()


PICTURES = (
    Picture("reader", f"/articles/{ARTICLE}/", prepare=switch_highlights_on),
    Picture("reader-front-dark", "/", dark=True),
    Picture("desk-list", "/admin/articles/article/"),
    Picture("desk-writing", "/admin/articles/article/{article}/change/", width=1440, prepare=write),
    Picture("desk-library", "/admin/articles/image/"),
    Picture("desk-publish", "/admin/articles/article/{article}/publish/", height=700),
    Picture("desk-history", "/admin/articles/article/{article}/history/", height=700),
    Picture("api-reference", "/api/v1/docs/", height=900),
)


@contextmanager
def demo_site() -> Iterator[tuple[str, str]]:
    """Its address, and the password of `editor`."""
    with tempfile.TemporaryDirectory(prefix="standfirst-pictures-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environ = os.environ | {"VAR_DIR": folder, "PORT": str(port), "TIME_ZONE": "Europe/London"}
        environ.pop("DATABASE_URL", None)
        subprocess.run([sys.executable, "manage.py", "prepare", "--demo"], cwd=ROOT, env=environ, check=True)
        server = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environ)
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}", Path(folder, "editor-login").read_text().splitlines()[1].strip()
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


def wait_for(address: str) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  (our own)
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"The site did not answer at {address} within {STARTS_WITHIN} s.")


def sign_in(browser: Browser, url: str, password: str) -> dict[str, str]:
    """The state of a browser in which `editor` is signed in; and the primary key of ARTICLE."""
    with browser.new_context(base_url=url) as context:
        page = context.new_page()
        page.goto("/admin/login/?next=/admin/articles/article/?q=clock")
        page.get_by_label("Username").fill("editor")
        page.get_by_label("Password").fill(password)
        page.locator("[type=submit]").click()
        link = page.locator("#result_list tbody th a").first.get_attribute("href") or ""
        state = str(Path(tempfile.gettempdir(), f"standfirst-{os.getpid()}.json"))
        context.storage_state(path=state)
    return {"state": state, "article": link.split("/")[-3]}


def take(browser: Browser, url: str, session: dict[str, str], picture: Picture) -> None:
    with browser.new_context(
        base_url=url,
        storage_state=session["state"],
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(picture.path.format(article=session["article"]), wait_until="networkidle")
        if picture.prepare:
            picture.prepare(page)
        page.wait_for_timeout(300)
        shot = FOLDER / f"{picture.name}.png"
        page.screenshot(path=shot)
    Image.open(shot).convert("RGB").quantize(COLOURS).save(shot, optimize=True)
    print(f"{shot.relative_to(ROOT)}: {shot.stat().st_size // 1000} KB", flush=True)


def main() -> None:
    wanted = [one for one in PICTURES if not sys.argv[1:] or one.name in sys.argv[1:]]
    executable = chromium.find() or chromium.install()
    if not wanted or executable is None:
        names = ", ".join(one.name for one in PICTURES)
        raise SystemExit(f"Nothing to take: no Chromium, or no such picture. There are: {names}.")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with demo_site() as (url, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--disable-gpu", *root])
        session = sign_in(browser, url, password)
        try:
            for picture in wanted:
                take(browser, url, session, picture)
        finally:
            Path(session["state"]).unlink()
            browser.close()


if __name__ == "__main__":
    main()
