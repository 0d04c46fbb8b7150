"""The worker's rounds, one at a time."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from articles.media import files
from articles.models import Change
from articles.models.worker_pulse import WorkerPulse
from cms.management.commands.worker import PAUSE, Worker
from tests.factories import make_article, make_image, publish_now, schedule_for


@pytest.mark.django_db
def test_turn_notes_what_came_due_once() -> None:
    now = timezone.now()
    schedule_for(make_article(), now + timedelta(minutes=1))

    with time_machine.travel(now + timedelta(minutes=2), tick=False):
        pauses = [Worker("a").turn(), Worker("b").turn()]

    assert list(Change.objects.values_list("kind", flat=True)) == [Change.Kind.PUBLISHED]
    assert pauses == [PAUSE, PAUSE]


@pytest.mark.django_db
def test_next_turn_comes_when_the_next_start_does() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        schedule_for(make_article(), timezone.now() + timedelta(minutes=1))
        clock.shift(timedelta(seconds=59.75))

        assert Worker("a").turn() == pytest.approx(0.25, abs=0.001)


@pytest.mark.django_db
def test_turn_leaves_a_pulse_and_takes_away_those_of_yesterday() -> None:
    WorkerPulse.objects.create(name="gone", at=timezone.now() - timedelta(days=2))
    WorkerPulse.objects.create(name="other", at=timezone.now() - timedelta(hours=2))

    with time_machine.travel(timezone.now(), tick=False):
        Worker("here:1").turn()

        assert dict(WorkerPulse.objects.values_list("name", "at")) == {
            "here:1": timezone.now(),
            "other": WorkerPulse.objects.get(name="other").at,
        }


@pytest.mark.django_db
def test_pulse_beats_no_oftener_than_needed() -> None:
    worker = Worker("here:1")
    worker.turn()
    first = WorkerPulse.objects.get().at

    worker.turn()

    assert WorkerPulse.objects.get().at == first


@pytest.mark.django_db
def test_turn_retires_what_ended_long_ago() -> None:
    article = make_article()
    publish_now(article)
    publish_now(article)

    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        Worker("a").turn()

    assert list(article.versions.order_by("live_from").values_list("is_over", flat=True)) == [True, False]


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_locked_database_is_waited_for_ever_longer_and_then_work_goes_on() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 10")  # milliseconds
    worker = Worker("a")

    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    worker.turn()
    assert worker.failures == 1
    other.execute("ROLLBACK")
    other.close()

    assert worker.turn() == PAUSE
    assert worker.failures == 0
    assert WorkerPulse.objects.count() == 1


@pytest.mark.django_db
def test_turns_make_renditions_without_a_pause_until_none_is_missing() -> None:
    image = make_image()

    pauses = [Worker("a").turn() for _ in range(20)]

    image.refresh_from_db()
    assert image.is_complete
    assert set(pauses) == {0.0, PAUSE}
    assert pauses[-1] == PAUSE


@pytest.mark.django_db
def test_one_folder_is_swept_after_the_other() -> None:
    storage = files.storage_of(files.RENDITIONS)
    orphans = [f"{files.SHARDS - 1:02x}/orphan.jpg", "00/orphan.jpg"]
    for key in orphans:
        files.write(files.RENDITIONS, key, b"x")
    worker = Worker("a")
    worker.shard = files.SHARDS - 1

    left = []
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        for _ in orphans:
            worker.sweep()
            left.append([key for key in orphans if storage.exists(key)])

    assert left == [["00/orphan.jpg"], []]
