"""`make bench`: how long the writing page takes to open, and from a key to its paint, in an article of 30,000 words.

60 sections, 60 highlights, on SQLite, in Chromium, with outline, autosave and all else that an editor has. Of the keys
that are typed into the middle of the text the time is from the key's event to the frame that shows it. Figures:
docs/editors.md.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import chromium  # noqa: E402  (the path comes first)

SECTIONS, PARAGRAPHS, WORDS = 60, 8, 62
OPENINGS, KEYS = 5, 300
PAUSE = 60  # milliseconds between two keys: a fast hand
STARTS_WITHIN = 60  # seconds
WATCH = """
new MutationObserver((_, observer) => {
  if (!document.querySelector("#article_form[data-ready]")) return;
  observer.disconnect();
  window.editableAfter = performance.now();
}).observe(document, {attributes: true, childList: true, subtree: true});
window.keyTimes = [];
document.addEventListener("keydown", ({timeStamp}) => requestAnimationFrame(() => {
  const {port1, port2} = new MessageChannel();
  port1.onmessage = () => window.keyTimes.push(performance.now() - timeStamp);
  port2.postMessage(null);
}), true);
"""
"""A message that is sent in a frame comes when the frame has been painted."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--without-outline", action="store_true", help="to see what the outline costs")
    options.add_argument("--keys", type=int, default=KEYS)
    chosen = options.parse_args()
    if chromium.find() is None:
        sys.exit("no Chromium found")
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DJANGO_SETTINGS_MODULE": "cms.settings",
            "PORT": str(free_port()),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "VAR_DIR": folder,
        }
        with served() as address, browser() as opened_browser:
            path, cookie = fill()
            context = opened_browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
            context.add_cookies([cookie | {"url": address}])
            context.add_init_script(WATCH)
            if chosen.without_outline:
                context.route("**/desk/outline*.js", without_outline)
            measure(context, path, chosen.keys)


def measure(context: BrowserContext, path: str, keys: int) -> None:
    page = context.new_page()
    first, *others = [opened(page, path) for _ in range(OPENINGS + 1)]
    print(f"from navigation to editable: first visit {first:.0f} ms, then median {median(others):.0f} ms", flush=True)
    times = typed(page, keys)
    cuts = quantiles(times, n=20)
    print(
        f"from key to paint, {len(times)} keys: p50 {cuts[9]:.1f}, p95 {cuts[18]:.1f}, max {max(times):.1f} ms",
        flush=True,
    )


def opened(page: Page, path: str) -> float:
    """Milliseconds."""
    page.goto(path)
    page.wait_for_selector("#article_form[data-ready]")
    return float(page.evaluate("window.editableAfter"))


def typed(page: Page, keys: int) -> list[float]:
    """Milliseconds of each key, typed where the middle of the text is."""
    page.locator('[data-writing-editor="document"] > p').nth(SECTIONS * PARAGRAPHS // 2).click()
    page.wait_for_timeout(1000)
    page.evaluate("window.keyTimes.length = 0")
    draw = random.Random(2)
    for _ in range(keys):
        page.keyboard.type(draw.choice("abcdefghijklmnopqrstuvwxyz    "))
        page.wait_for_timeout(PAUSE)
    said = page.locator("[data-autosave] [role=status]").inner_text()
    print(f"meanwhile: {said}", flush=True)
    return list(page.evaluate("window.keyTimes"))


def without_outline(route: Any) -> None:
    route.fulfill(content_type="text/javascript", body="export class Outline {}")


def fill() -> tuple[str, Any]:
    """The path of the article's page, and the cookie of who may write it."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from tests.factories import make_article, make_section, make_user

    draw, by = random.Random(0), make_user()
    sections = tuple(make_section(f"Section {number}", body(draw, number)) for number in range(SECTIONS))
    article = make_article(by, sections=sections)
    client = Client()
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value}
    return reverse("admin:articles_article_change", args=[article.pk]), cookie


def body(draw: random.Random, number: int) -> str:
    """With one highlight."""
    marked = f'<p><mark data-highlight-id="h{number:010x}">A passage of note.</mark> {words(draw, WORDS - 4)}</p>'
    return marked + "".join(f"<p>{words(draw, WORDS)}</p>" for _ in range(PARAGRAPHS - 1))


def words(draw: random.Random, count: int) -> str:
    letters = "abcdefghiklmnoprstuvwz"
    return " ".join("".join(draw.choices(letters, k=draw.randint(2, 9))) for _ in range(count)) + "."


@contextmanager
def browser() -> Iterator[Browser]:
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
        started = playwright.chromium.launch(executable_path=chromium.find(), args=["--disable-gpu", *root])
        yield started
        started.close()


@contextmanager
def served() -> Iterator[str]:
    """The address of the site, as `serve` runs it."""
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "prepare"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    process = subprocess.Popen([*manage, "serve", "--no-worker"], cwd=ROOT, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{os.environ['PORT']}"
    try:
        wait_for(f"{address}/healthz", process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  (our own)
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("the site did not start")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    main()
