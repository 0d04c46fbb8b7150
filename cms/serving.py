"""What `serve` runs: a port of its own, and processes that live and end with it."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType

BACKOFF = (1, 2, 4, 8, 16, 30)  # seconds before the next start of a process that keeps dying
SETTLED = 60  # seconds of life after which a death counts as the first
PR_SET_PDEATHSIG = 1  # Linux: prctl(2)


class StopSignal:
    """True once somebody asked us to end: Ctrl+C, SIGTERM, or the terminal went away.

    A plain flag: an Event may deadlock when the signal meets the thread that waits for it.
    """

    def __init__(self) -> None:
        self._asked = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._asked = True

    def __bool__(self) -> bool:
        return self._asked

    def sleep(self, seconds: float) -> None:
        """Wait that long, or until asked."""
        end = time.monotonic() + seconds
        while not self._asked and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))


def claim(address: str, port: int) -> socket.socket:
    """Take the port for this site, and keep it while the socket is held. Raises OSError when somebody has it.

    granian shares its port (SO_REUSEPORT) with any other granian, silently: half of the requests would go astray.
    So a socket that shares nothing tries first; the held one, which never listens, then refuses the next such try.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as strict:
        strict.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        strict.bind((address, port))
        strict.listen(1)
    held = socket.socket(family)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    with suppress(OSError):  # connections of a server that just ended may forbid it for a minute; the try above decided
        held.bind((address, port))
    return held


class Child:
    """A process in a group of its own: Ctrl+C reaches only the parent, which then ends its children in order."""

    def __init__(self, *command: str) -> None:
        self.command = command
        self.deaths = 0
        self.start()

    def start(self) -> None:
        self.began = time.monotonic()
        self.ended: float | None = None
        self.process = subprocess.Popen(  # noqa: S603  (our own commands)
            self.command, start_new_session=True, preexec_fn=end_with_parent, stdin=subprocess.DEVNULL
        )

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def revive(self) -> str:
        """Start it again when it died, the later the more often it did. Gives what to tell, or ""."""
        if self.is_alive():
            return ""
        now = time.monotonic()
        if self.ended is None:
            self.ended = now
            self.deaths = 1 if now - self.began > SETTLED else self.deaths + 1
            return f"ended with {self.process.returncode}, starts again in {self.pause} s"
        if now - self.ended >= self.pause:
            self.start()
        return ""

    @property
    def pause(self) -> int:
        return BACKOFF[min(self.deaths, len(BACKOFF)) - 1]

    def ask_to_end(self) -> None:
        if self.is_alive():
            self.process.terminate()

    def end(self, patience: float) -> None:
        """Wait that many seconds for it to end, then end it and whatever it left in its group."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def end_with_parent() -> None:
    """In the child, before it becomes the program: be told to end when the parent is killed without a word."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
