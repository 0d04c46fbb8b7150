"""REDIS_URL, with a real Redis and real processes of the site: they count together, and nobody waits for one away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.http import counting
from tests.api import redis_server
from tests.api.redis_server import Server

ROOT = Path(__file__).parents[2]
TIMEOUT = 0.2
"""Seconds that a request waits for Redis (CACHES)."""


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Server]:
    executable = redis_server.find()
    if executable is None:
        pytest.skip("no redis-server found: install one (on Debian and Ubuntu: apt install redis-server)")
    server = Server(executable, tmp_path)
    server.start()
    yield server
    server.stop()


class Process:
    """One of the site's, as tests/api/asking.py."""

    def __init__(self, server: Server, folder: Path, throttle: str) -> None:
        folder.mkdir()
        self.log = folder / "log"
        environ = os.environ | {
            "API_THROTTLE": throttle,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DJANGO_SETTINGS_MODULE": "cms.settings",
            "LOG_FORMAT": "text",
            "REDIS_URL": server.url,
            "VAR_DIR": str(folder),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.api.asking"],
            cwd=ROOT,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log.open("w"),
            text=True,
        )

    def begin(self, times: int) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{times}\n")
        self.process.stdin.flush()

    def told(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, self.log.read_text()
        return dict(json.loads(line))

    def ask(self, times: int) -> dict[str, Any]:
        self.begin(times)
        return self.told()

    def logged(self, words: str) -> int:
        return self.log.read_text().count(words)

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def start(redis: Server, tmp_path: Path) -> Iterator[Any]:
    """Starts a process of the site with that throttle."""
    started: list[Process] = []

    def make(throttle: str) -> Process:
        started.append(Process(redis, tmp_path / f"process-{len(started)}", throttle))
        return started[-1]

    yield make
    for process in started:
        process.end()


def test_two_processes_count_together(start):
    left, right = start("3/day"), start("3/day")

    for process in (left, right):
        process.begin(2)
    statuses = left.told()["statuses"] + right.told()["statuses"]

    assert sorted(statuses) == [200, 200, 200, 429]


def test_when_redis_is_stopped_everybody_is_answered_and_the_log_is_told_once(start, redis):
    site = start("1/day")
    assert site.ask(2)["statuses"] == [200, 429]

    redis.stop()
    away = site.ask(20)["statuses"]

    assert away == [200] * 20
    assert site.logged("Requests cannot be counted") == 1


def test_when_redis_hangs_one_request_waits_for_it_and_not_each(start, redis):
    site = start("1/day")
    site.ask(1)

    redis.freeze()
    away = site.ask(40)

    assert away["statuses"] == [200] * 40
    assert away["seconds"] < 40 * TIMEOUT
    assert site.logged("Requests cannot be counted") == 1


def test_when_redis_is_back_requests_are_counted_again(api, clock, redis, settings, monkeypatch, caplog):
    monkeypatch.setattr(counting, "PAUSE", 0)
    monkeypatch.setattr(counting, "counters", counting.Counters())
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = settings.CACHES | {"throttle": {"BACKEND": backend, "LOCATION": redis.url}}
    settings.API_THROTTLE = (1, 60)
    before = [api.get("articles/").status_code for _ in range(2)]

    redis.stop()
    away = [api.get("articles/").status_code for _ in range(2)]
    redis.start()
    back = [api.get("articles/").status_code for _ in range(2)]

    assert (before, away, back) == ([200, 429], [200, 200], [200, 429])
    assert [record.getMessage().partition(":")[0] for record in caplog.records if record.name == "api.throttle"] == [
        "Requests cannot be counted",
        "Requests are counted again",
    ]
