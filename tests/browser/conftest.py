"""A real browser on a real server, which share the tests' database.

`site` is the running site (`site.url`), `page` a fresh page that fails its test on whatever goes wrong in the console,
`desk` the same for a signed-in publisher. Expect an error? `console.allow("404")`.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from articles.models import User
from tests.browser import chromium

# Playwright's synchronous face keeps an event loop in this thread; the tests' own queries are none of its business.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ROOT = Path(__file__).resolve().parent.parent.parent
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--no-first-run",
]
STARTS_WITHIN = 60  # seconds
PATIENCE = 20_000  # milliseconds: a machine of two cores that does much else may take a while, and is not wrong


@dataclass(frozen=True)
class Site:
    url: str
    """Scheme, host and port, without a slash at the end."""
    environ: dict[str, str]
    """Of its processes."""
    log: Path

    def start(self, *command: str, **environ: str) -> subprocess.Popen[bytes]:
        """A process of the site, in a session of its own: what it starts in turn can be ended with it."""
        with self.log.open("a") as log:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environ | environ,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


@dataclass
class Console:
    """What the browser complained of: errors, uncaught exceptions, blocked by the content security policy."""

    complaints: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, part: str) -> None:
        """Complaints that contain `part` are expected in this test."""
        self.allowed.append(part)

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))
        page.on("console", self.hear)

    def hear(self, said: ConsoleMessage) -> None:
        address = said.location.get("url", "")
        if said.type == "error" and not address.endswith("/favicon.ico"):  # Chromium asks for it by itself
            self.complaints.append(f"{said.text} ({address})")

    def unexpected(self) -> list[str]:
        return [words for words in self.complaints if not any(part in words for part in self.allowed)]


@pytest.fixture(scope="session")
def site(django_db_setup: None, media: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site as `serve` runs it, on the tests' database, with collected static files and without a worker."""
    assert connection.vendor == "sqlite", "browser tests share a SQLite file with their site"
    var = tmp_path_factory.mktemp("site")
    port = free_port()
    environ = os.environ | {
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "PORT": str(port),
        "SECRET_KEY": settings.SECRET_KEY,  # so that sessions made here are known there
        "VAR_DIR": str(var),
        "MEDIA_DIR": str(media),
    }
    site = Site(f"http://127.0.0.1:{port}", environ, var / "log")
    with override_settings(STATIC_ROOT=var / "static"):  # what `prepare` would do, in no process of its own
        call_command("collectstatic", interactive=False, verbosity=0)
    process = site.start(sys.executable, "manage.py", "serve", "--no-worker")
    try:
        wait_for(f"{site.url}/healthz", process, site.log)
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  (our own)
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the site did not start:\n{log.read_text()}")


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = chromium.find()
    if executable is None:
        pytest.skip("no Chromium found")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*ARGUMENTS, *root])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, site: Site, transactional_db: None) -> Iterator[BrowserContext]:
    """A browser without memory, on a desk's screen; `base_url` is the site's, so tests go to "/admin/"."""
    settle_content_types()
    with browser.new_context(**of_a_desk(site)) as context:
        context.set_default_timeout(PATIENCE)
        yield context


@pytest.fixture(scope="session")
def window(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """One for all tests of `desk`: to open it costs more than most of them, and files that never change are kept."""
    with browser.new_context(**of_a_desk(site)) as window:
        window.set_default_timeout(PATIENCE)
        window.new_page()  # holds it open: the pages of tests are tabs beside this one
        yield window


def of_a_desk(site: Site) -> dict[str, Any]:
    return {"base_url": site.url, "viewport": {"width": 1440, "height": 900}}


def forget(window: BrowserContext, site: Site) -> None:
    """All that a test left in it but for the cache: cookies, storage of every kind, routes, pages."""
    holding, *pages = window.pages
    for page in pages:
        page.close()
    window.unroute_all()
    window.set_offline(False)
    window.clear_permissions()
    window.clear_cookies()
    session = window.new_cdp_session(holding)
    session.send("Storage.clearDataForOrigin", {"origin": site.url, "storageTypes": "all"})
    session.detach()


def settle_content_types() -> None:
    """Give them the same ids in each test: a flush makes them anew, and the site remembers those that it saw first."""
    kinds = sorted(ContentType.objects.values_list("app_label", "model"))
    ContentType.objects.all().delete()
    ContentType.objects.bulk_create(
        ContentType(id=number, app_label=app, model=model) for number, (app, model) in enumerate(kinds, start=1)
    )
    ContentType.objects.clear_cache()


@pytest.fixture
def console() -> Console:
    return Console()


@pytest.fixture
def page(context: BrowserContext, console: Console) -> Iterator[Page]:
    with watched(context, console) as page:
        yield page


@contextmanager
def watched(context: BrowserContext, console: Console) -> Iterator[Page]:
    context.on("page", console.watch)
    yield context.new_page()
    context.remove_listener("page", console.watch)
    assert console.unexpected() == []


@pytest.fixture
def desk(
    window: BrowserContext, console: Console, site: Site, transactional_db: None, publisher: User
) -> Iterator[Page]:
    """A page that is nowhere yet, signed in as `publisher`."""
    settle_content_types()
    try:
        with watched(window, console) as desk:
            sign_in(desk, publisher)
            yield desk
    finally:
        forget(window, site)


def sign_in(page: Page, user: User) -> None:
    """Give the page's context a session of that user, without the login form."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookies: SimpleCookie = client.cookies
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": cookies[name].value, "domain": "127.0.0.1", "path": "/"}])
