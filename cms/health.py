"""Is the process up (/healthz), and may it be sent readers (/readyz)? One word a check, nothing that helps an attacker.

Both are for probes that know only the process's address: cms/door.py lets them name any host.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models.worker_pulse import WorkerPulse
from articles.publishing.due import late

KEPT = 2.0  # seconds that an answer is kept: a crowd of probes costs one look at the database
PULSE_WITHIN = timedelta(seconds=30)
NOTED_WITHIN = timedelta(seconds=30)

logger = logging.getLogger("cms.health")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the process answers at all; the database is not asked."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every check says `ok`, else 503."""
    checks = readiness.read()
    ready = set(checks.values()) == {"ok"}
    return JsonResponse({"status": "ok" if ready else "unready", "checks": checks}, status=200 if ready else 503)


def look() -> dict[str, str]:
    """Each check with its word; those after a database that does not answer are `unknown`."""
    checks = {"database": database, "migrations": migrations, "worker": worker, "schedules": schedules}
    words = dict.fromkeys(checks, "unknown")
    try:
        for name, check in checks.items():
            words[name] = check()
            if words[name] == "unapplied":
                break
    except DatabaseError:
        logger.exception("A readiness check failed")
        words[name] = "failed"
    return words


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return "ok"


def migrations() -> str:
    return "unapplied" if set(of_this_code()) - set(MigrationRecorder(connection).applied_migrations()) else "ok"


@cache
def of_this_code() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.nodes)


def worker() -> str:
    return "ok" if WorkerPulse.objects.filter(at__gte=timezone.now() - PULSE_WITHIN).exists() else "missing"


def schedules() -> str:
    return "late" if late(timezone.now() - NOTED_WITHIN).exists() else "ok"


class Kept:
    """The answer of `look`, for `seconds`; whoever comes while one looks waits for that answer."""

    def __init__(self, look: Callable[[], dict[str, str]], seconds: float) -> None:
        self._look = look
        self._seconds = seconds
        self._lock = threading.Lock()
        self._answer: dict[str, str] = {}
        self._until = 0.0

    def read(self) -> dict[str, str]:
        with self._lock:
            if time.monotonic() >= self._until:
                self._answer = self._look()
                self._until = time.monotonic() + self._seconds
            return self._answer

    def forget(self) -> None:
        self._until = 0.0


readiness = Kept(look, KEPT)
