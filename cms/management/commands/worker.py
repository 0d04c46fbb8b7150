from __future__ import annotations

import logging
import os
import secrets
import socket
import time
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from articles.media import files, tasks
from articles.models.published_version import PublishedVersion
from articles.models.worker_pulse import WorkerPulse
from articles.publishing import catching_up, due
from cms.serving import BACKOFF, StopSignal

PAUSE = 1.0  # seconds between two looks round
PULSE_EVERY = 5.0
RETIRE_EVERY = 60.0
SWEEP_EVERY = 60.0  # one of 256 folders at a time: all of them in four hours
PICTURES_FOR = 1.0  # seconds of a turn; what is left has its turn at once
PULSES_KEPT = timedelta(days=1)

logger = logging.getLogger("cms.worker")


class Command(BaseCommand):
    help = "Note the schedules that come due, make renditions of pictures, until Ctrl+C or SIGTERM. Several may run."

    def handle(self, *args: Any, **options: Any) -> None:
        asked_to_stop = StopSignal()
        worker = Worker(name=f"{socket.gethostname()}:{os.getpid()}"[:120])
        while not asked_to_stop:
            asked_to_stop.sleep(worker.turn())
        connection.close()


class Worker:
    """Looks round again and again; what goes wrong is logged and tried again, later the more often it does.

    Readers lose nothing while it stands still: the clock alone decides what is live.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.failures = 0
        self.pulse = Every(PULSE_EVERY)
        self.retirement = Every(RETIRE_EVERY)
        self.sweeping = Every(SWEEP_EVERY)
        self.shard = secrets.randbelow(files.SHARDS)
        self.has_caught_up = False

    def turn(self) -> float:
        """Do what is due. Gives the seconds until the next turn."""
        try:
            pause = self.look_round()
        except Exception:  # a locked or absent database, or one bad row: no reason to stand still for ever
            connection.close()
            self.failures += 1
            pause = BACKOFF[min(self.failures, len(BACKOFF)) - 1]
            logger.exception("A look round failed; the next in %s s", pause)
        else:
            self.failures = 0
        return pause

    def look_round(self) -> float:
        if noted := due.note_all_due():
            logger.info("Noted %s changes that came due", noted)
        if not self.has_caught_up:
            if told := catching_up.tell_what_is_missing():
                logger.info("Told %s changes that the log did not know", told)
            self.has_caught_up = True
        if self.retirement.has_come():
            due.retire()
            self.retirement.done()
        if self.pulse.has_come():
            self.beat()
            self.pulse.done()
        if self.sweeping.has_come():
            self.sweep()
        if tasks.make_missing_renditions(seconds=PICTURES_FOR):
            return 0.0
        return seconds_to_next_start()

    def sweep(self) -> None:
        """Each worker begins somewhere else, so that one that is often restarted gets round, too."""
        tasks.forget_retired()
        if swept := tasks.sweep(self.shard):
            logger.info("Deleted %s files that no picture names", swept)
        self.shard = (self.shard + 1) % files.SHARDS

    def beat(self) -> None:
        now = timezone.now()
        WorkerPulse.objects.update_or_create(name=self.name, defaults={"at": now})
        WorkerPulse.objects.filter(at__lt=now - PULSES_KEPT).delete()


class Every:
    """Something that is due again so many seconds after it was done, and the first time."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.next = 0.0

    def has_come(self) -> bool:
        return time.monotonic() >= self.next

    def done(self) -> None:
        self.next = time.monotonic() + self.seconds


def seconds_to_next_start() -> float:
    """The usual pause, or less when a start or an end comes sooner."""
    now = timezone.now()
    next_one = PublishedVersion.objects.next_transition(at=now)
    return PAUSE if next_one is None else min(PAUSE, max(0.01, (next_one - now).total_seconds()))
