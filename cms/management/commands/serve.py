from __future__ import annotations

import http.client
import ipaddress
import os
import socket
import sys
import time
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from cms import health
from cms.serving import Child, StopSignal, claim

GRACE = 5  # seconds that a running request has to finish when the site is stopped
FIRST_ANSWER = 60  # seconds after which we stop waiting for it
MANAGE = (sys.executable, str(settings.BASE_DIR / "manage.py"))


class Command(BaseCommand):
    help = "Run the site: the web server and the background worker, until Ctrl+C or SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-worker", action="store_true", help="Only the web server: a worker runs elsewhere.")

    def handle(self, *args: Any, no_worker: bool, **options: Any) -> None:
        asked_to_stop = StopSignal()
        address = resolve(settings.HOST)
        refuse_to_show(address)
        refuse_unprepared()
        with claimed(address):
            server = Child(*granian(address))
            worker = None if no_worker else Child(*MANAGE, "worker")
            try:
                self.watch(server, worker, asked_to_stop, address)
            finally:
                end(server, worker)

    def watch(self, server: Child, worker: Child | None, asked_to_stop: StopSignal, address: str) -> None:
        """Until asked to stop: revive the worker. The server revives its own; when all of it ends, so do we."""
        greeted = False
        while not asked_to_stop:
            if not server.is_alive():
                raise CommandError(
                    f"The web server ended (code {server.process.returncode}); its last words are above."
                )
            if worker and (news := worker.revive()):
                self.stderr.write(f"The worker {news}.")
            if not greeted and (greeted := answers(address) or time.monotonic() - server.began > FIRST_ANSWER):
                self.greet()
            asked_to_stop.sleep(0.2 if greeted else 0.05)
        self.stdout.write("Stopping …")

    def greet(self) -> None:
        here = f"http://{settings.HOST}:{settings.PORT}" if settings.ENVIRONMENT == "local" else settings.PUBLIC_URL
        self.stdout.write(f"\n{settings.SITE_NAME} is up. Ctrl+C stops it.\n")
        if settings.READER:
            self.stdout.write(f"  Reader      {here}/")
        self.stdout.write(f"  Admin       {here}/admin/")
        self.stdout.write(f"  API         {here}/api/v1/articles/")
        self.stdout.write(f"  API docs    {here}/api/v1/docs/")
        if login := editor_login():
            self.stdout.write(f"  Sign in as  {login[0]}  with the password  {login[1]}")
        self.stdout.write("")


def granian(address: str) -> tuple[str, ...]:
    """The command of the web server. HTTP/1 only: the timeout on slow headers knows no other."""
    options = {
        "interface": "wsgi",
        "host": address,
        "port": settings.PORT,
        "http": 1,
        "workers": settings.WEB_WORKERS,
        "blocking-threads": settings.WEB_THREADS,
        "http1-header-read-timeout": 5_000,  # milliseconds
        "workers-kill-timeout": GRACE,
        "working-dir": settings.BASE_DIR,
        "log-level": "warning",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    return (sys.executable, "-m", "granian", *words, "--respawn-failed-workers", "cms.wsgi:application")


def resolve(host: str) -> str:
    """The address of HOST in figures, as the server wants it."""
    try:
        return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
    except OSError:
        raise CommandError(
            f"HOST={host} is not an address of this machine. For this machine alone: HOST=127.0.0.1"
        ) from None


def refuse_to_show(address: str) -> None:
    """ENVIRONMENT=local has a generated secret and no https: nothing for the eyes of others."""
    if settings.ENVIRONMENT == "local" and not ipaddress.ip_address(address).is_loopback:
        raise CommandError(
            f"HOST={settings.HOST} would show this site to others, and ENVIRONMENT=local is for this machine alone. "
            "Use HOST=127.0.0.1, or set ENVIRONMENT=production and what docs/operators.md says with it."
        )


def refuse_unprepared() -> None:
    """A database without its tables, or pages without their styles, would answer with errors only."""
    with suppress(DatabaseError):  # it may be on its way up: /readyz tells
        if health.migrations() != "ok":
            raise CommandError("The database lacks migrations. Run `manage.py prepare` first.")
    if not settings.DEBUG and not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise CommandError("The static files are not collected. Run `manage.py prepare` first.")
    connection.close()


def claimed(address: str) -> socket.socket:
    try:
        return claim(address, settings.PORT)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CommandError(
            f"Port {settings.PORT} of {settings.HOST} cannot be had: {reason}. Try PORT={settings.PORT % 60000 + 1}."
        ) from None


def answers(address: str) -> bool:
    """True when the server is up."""
    own = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104  (asked, not bound)
    connection = http.client.HTTPConnection(own, settings.PORT, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def editor_login() -> list[str] | None:
    """Name and password of the account that the demo made, while its file is there."""
    path = settings.VAR_DIR / "editor-login"
    lines = path.read_text().splitlines() if os.access(path, os.R_OK) else []
    return lines if len(lines) == 2 else None


def end(*children: Child | None) -> None:
    """Ask all at once, then wait: the server finishes its requests, the worker its round."""
    for child in filter(None, children):
        child.ask_to_end()
    for child in filter(None, children):
        child.end(patience=GRACE + 2)
