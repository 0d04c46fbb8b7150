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
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import chromium  # noqa: E402  (the path comes first)

FOLDER = ROOT / "docs" / "pictures"
ARTICLE = "the-clock-that-runs-late"
STARTS_WITHIN = 180  # seconds; the demo's covers are drawn first
COLOURS = 128  # of the palette: screens are flat, and a repository keeps each version


class Failed(Exception):
    """A page is not what the picture is to show."""


@dataclass(frozen=True)
class Picture:
    name: str
    path: str
    """Where the browser goes; {pk} stands for the primary key of the first row of the list `of`."""
    of: str = f"/admin/articles/article/?q={ARTICLE}"
    width: int = 1280  # CSS pixels
    height: int = 860
    dark: bool = False
    prepare: Callable[[Page], None] | None = None
    """What a reader or editor does before the picture is taken."""


def highlights(page: Page) -> None:
    page.locator("label:has(#highlights_on)").click()


def first_highlight(page: Page) -> None:
    highlights(page)
    page.locator("mark").first.evaluate("mark => mark.scrollIntoView({block: 'center', behavior: 'instant'})")


def wait_for_editor(page: Page) -> None:
    page.locator(".ProseMirror").last.wait_for()


def wait_for_reference(page: Page) -> None:
    page.locator(".opblock").first.wait_for()


def find_related(page: Page) -> None:
    wait_for_editor(page)
    search = page.locator("[data-picker] [role=combobox]")
    search.evaluate("field => window.scrollBy(0, field.getBoundingClientRect().top - 120)")
    search.press_sequentially("the r", delay=40)
    page.locator("[data-picker] [role=option]").first.wait_for()


def choose_moment(page: Page) -> None:
    start = datetime.now().astimezone() + timedelta(days=3)
    page.locator("input[type=datetime-local]").fill(f"{start:%Y-%m-%d}T06:00")
    page.locator("[name=note]").focus()


def give_a_reason(page: Page) -> None:
    page.locator("[name=how][value=withdrawn]").check()
    page.locator("[name=note]").fill("The timetable in this article was last year’s. We are looking into it.")


def choose_several(page: Page) -> None:
    for row in page.locator("#result_list tbody tr").all()[:5]:
        row.locator(".action-select").check()
    page.locator("select[name=action]").select_option("bulk_publish")
    page.locator("button[name=index]").click()
    page.locator(".bulk-page").wait_for()


LIST = "/admin/articles/article/"
WITH_NEWER_DRAFT = f"{LIST}?q=night-bus-to-the-harbour"
CORRECTED = f"{LIST}?q=the-swifts-of-marl-cross"
PICTURES = (
    Picture("reader", f"/articles/{ARTICLE}/", prepare=highlights),
    Picture("reader-front-dark", "/", dark=True),
    Picture("reader-highlights", f"/articles/{ARTICLE}/", height=700, prepare=first_highlight),
    Picture("reader-narrow", f"/articles/{ARTICLE}/", width=390, height=844, prepare=first_highlight),
    Picture("desk-list", f"{LIST}?locale=en", width=1600, height=900),
    Picture("desk-writing", LIST + "{pk}/change/", width=1440, height=1000, prepare=wait_for_editor),
    Picture("desk-related", LIST + "{pk}/change/", width=1440, height=700, prepare=find_related),
    Picture("desk-publish", LIST + "{pk}/publish/", of=WITH_NEWER_DRAFT, height=700),
    Picture("desk-schedule", LIST + "{pk}/schedule/", of=WITH_NEWER_DRAFT, height=700, prepare=choose_moment),
    Picture("desk-withdraw", LIST + "{pk}/withdraw/", of=WITH_NEWER_DRAFT, height=700, prepare=give_a_reason),
    Picture("desk-bulk", f"{LIST}?locale=en", width=1440, height=960, prepare=choose_several),
    Picture("desk-history", LIST + "{pk}/history/", of=CORRECTED, height=520),
    Picture("desk-library", "/admin/articles/image/"),
    Picture("desk-focal", "/admin/articles/image/{pk}/change/", of="/admin/articles/image/?q=clock"),
    Picture("desk-categories", "/admin/articles/category/"),
    Picture("desk-side-by-side", LIST + "{pk}/translations/", of=CORRECTED, width=1440, height=1000),
    Picture("api-reference", "/api/v1/docs/", height=900, prepare=wait_for_reference),
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


def sign_in(browser: Browser, url: str, password: str) -> Any:
    """The state of a browser in which `editor` is signed in."""
    with browser.new_context(base_url=url) as context:
        page = context.new_page()
        page.goto("/admin/login/")
        page.locator("[name=username]").fill("editor")
        page.locator("[name=password]").fill(password)
        page.locator("[name=password]").press("Enter")
        page.locator("#logout-form").wait_for(state="attached")
        return context.storage_state()


def take(browser: Browser, url: str, state: Any, picture: Picture) -> None:
    with browser.new_context(
        base_url=url,
        storage_state=state,
        locale="en-GB",
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        answer = page.goto(address_of(picture, page), wait_until="networkidle")
        if answer is None or not answer.ok:
            raise Failed(f"{page.url} answers {answer.status if answer else 'nothing'}")
        if picture.prepare:
            picture.prepare(page)
        page.wait_for_timeout(300)  # what was just opened is drawn
        shot = FOLDER / f"{picture.name}.png"
        page.screenshot(path=shot)
    Image.open(shot).convert("RGB").quantize(COLOURS).save(shot, optimize=True)
    print(f"{shot.relative_to(ROOT)}: {shot.stat().st_size // 1000} KB", flush=True)


def address_of(picture: Picture, page: Page) -> str:
    if "{pk}" not in picture.path:
        return picture.path
    page.goto(picture.of)
    link = page.locator("#result_list tbody tr").first.locator("a[href*='/change/']").first.get_attribute("href") or ""
    return picture.path.format(pk=link.partition("/change/")[0].rpartition("/")[2])


def take_all(browser: Browser, url: str, password: str, wanted: list[Picture]) -> list[str]:
    """The names of those that could not be taken, each told with its reason."""
    state, failed = sign_in(browser, url, password), []
    for picture in wanted:
        try:
            take(browser, url, state, picture)
        except (Failed, PlaywrightError) as error:
            print(f"{picture.name}: {error}", file=sys.stderr, flush=True)
            failed.append(picture.name)
    return failed


def main() -> None:
    wanted = [one for one in PICTURES if not sys.argv[1:] or one.name in sys.argv[1:]]
    executable = chromium.find() or chromium.install()
    if not wanted or executable is None:
        names = ", ".join(one.name for one in PICTURES)
        raise SystemExit(f"Nothing to take: no Chromium, or no such picture. There are: {names}.")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with demo_site() as (url, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--disable-gpu", "--lang=en-GB", *root])
        failed = take_all(browser, url, password, wanted)
        browser.close()
    if failed:
        raise SystemExit(f"Not taken: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
