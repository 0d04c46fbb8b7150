"""`manage.py serve` as processes: it starts, answers, survives the death of a child, and ends without a trace."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import psutil
import pytest

from tests.conftest import migrated

pytestmark = pytest.mark.sqlite_only  # the processes know no other database than their own file

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 30  # seconds


class Serve:
    """A running `serve` on a free port."""

    def __init__(self, var: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.environ = environ(var, PORT=str(self.port), HTTP_COLOUR="of the process")
        self.log = (var / "log").open("w+")
        self.process = psutil.Popen(
            [sys.executable, "manage.py", "serve"], cwd=ROOT, env=self.environ, stdout=self.log, stderr=self.log
        )
        eventually(lambda: self.get("/healthz") == 200)
        self.children = self.process.children(recursive=True)

    def get(self, path: str) -> int:
        """The status, or 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def worker(self) -> psutil.Process:
        return next(child for child in self.process.children() if child.cmdline()[-1] == "worker")

    def web(self) -> psutil.Process:
        return next(child for child in self.process.children() if "granian" in child.cmdline())

    def has_left_nothing(self) -> bool:
        """No child runs any more; a zombie that nobody buried is none."""
        left = [child for child in self.children if child.is_running()]
        return all(child.status() == psutil.STATUS_ZOMBIE for child in left)

    def words(self) -> str:
        self.log.seek(0)
        return self.log.read()

    def end(self, number: int = signal.SIGTERM) -> int:
        self.children = self.process.children(recursive=True)
        self.process.send_signal(number)
        return int(self.process.wait(PATIENCE))


def environ(var: Path, **variables: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "VAR_DIR": str(var)} | variables


def eventually(true: Callable[[], Any]) -> None:
    """Wait until it is."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def serve_once(var: Path, **variables: str) -> tuple[int, list[str]]:
    """Exit code and words of a `serve` that is expected not to start."""
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environ(var, **variables),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


@pytest.fixture(scope="module")
def var(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The folder of a site that is ready to serve."""
    var = tmp_path_factory.mktemp("var")
    copyfile(migrated(pytestconfig), var / "db.sqlite3")  # to migrate takes longer than most tests
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environ(var), check=True, timeout=PATIENCE)
    return var


@pytest.fixture
def serve(var: Path) -> Iterator[Serve]:
    yield from started(var)


def started(var: Path) -> Iterator[Serve]:
    serve = Serve(var)
    yield serve
    if serve.process.is_running():
        serve.end()


@pytest.fixture(scope="module")
def lasting(var: Path) -> Iterator[Serve]:
    """One for all tests that leave it running: to start takes some seconds."""
    yield from started(var)


def test_ctrl_c_ends_everything_at_once_and_quietly(serve: Serve) -> None:
    ends_at_once_and_quietly(serve, signal.SIGINT)


def ends_at_once_and_quietly(serve: Serve, number: int) -> None:
    began = time.monotonic()

    code = serve.end(number)

    assert code == 0
    assert time.monotonic() - began < 4
    assert serve.has_left_nothing()
    assert serve.words().splitlines()[-1] == "Stopping …"
    assert "Traceback" not in serve.words()


def test_killed_children_come_back(lasting: Serve) -> None:
    worker, server = lasting.worker(), lasting.web().children()[0]

    worker.kill()
    server.kill()

    eventually(lambda: lasting.get("/healthz") == 200)
    eventually(lambda: any(child.cmdline()[-1:] == ["worker"] for child in lasting.process.children()))
    assert lasting.worker().pid != worker.pid
    assert lasting.web().children()[0].pid != server.pid


def test_worker_ends_with_the_server_that_cannot_go_on(serve: Serve) -> None:
    serve.web().kill()

    assert serve.process.wait(PATIENCE) == 1
    eventually(serve.has_left_nothing)
    assert "The web server ended (code -9)" in serve.words()


def test_children_end_with_a_killed_parent(serve: Serve) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux tells a child of its parent's death")

    serve.process.kill()

    eventually(serve.has_left_nothing)


def test_taken_port_is_told_in_a_line(lasting: Serve, var: Path) -> None:
    code, words = serve_once(var, PORT=str(lasting.port))

    assert (code, len(words)) == (1, 1)
    assert words[0].startswith(f"CommandError: Port {lasting.port} of 127.0.0.1 cannot be had: Address already in use.")


def test_local_site_is_shown_to_nobody_else(var: Path) -> None:
    code, words = serve_once(var, HOST="0.0.0.0")  # noqa: S104  (refused)

    assert (code, len(words)) == (1, 1)
    assert words[0].startswith("CommandError: HOST=0.0.0.0 would show this site to others")


def test_site_that_is_not_prepared_says_so(tmp_path: Path) -> None:
    assert serve_once(tmp_path) == (
        1,
        ["CommandError: The database lacks migrations. Run `manage.py prepare` first."],
    )


def test_server_refuses_bodies_that_it_will_not_bound(lasting: Serve) -> None:
    chunked = (
        b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    )
    huge = b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000000\r\n\r\n"

    assert [first_line(lasting.port, request) for request in (chunked, huge)] == [
        "HTTP/1.1 411 Length Required",
        "HTTP/1.1 413 Payload Too Large",
    ]


def test_sigterm_ends_everything_at_once_and_quietly(lasting: Serve) -> None:
    """Stands last: it ends what the tests before have shared."""
    ends_at_once_and_quietly(lasting, signal.SIGTERM)


def first_line(port: int, request: bytes) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        return connection.recv(1000).split(b"\r\n")[0].decode()
