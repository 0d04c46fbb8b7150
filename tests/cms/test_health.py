from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.models.worker_pulse import WorkerPulse
from cms.health import Kept, readiness
from tests.factories import make_article, schedule_for

FINE = {"database": "ok", "migrations": "ok", "worker": "ok", "schedules": "ok"}


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    readiness.forget()
    yield
    readiness.forget()


@pytest.fixture
def pulse(db: None) -> WorkerPulse:
    return WorkerPulse.objects.create(name="here:1", at=timezone.now())


@pytest.fixture
def scheduled(publisher) -> Article:  # type: ignore[no-untyped-def]
    article = make_article(publisher)
    schedule_for(article, timezone.now() + timedelta(minutes=1))
    return article


def readyz(client: Client) -> tuple[int, dict[str, str]]:
    response = client.get("/readyz")
    return response.status_code, response.json()["checks"]


def test_healthz_asks_no_database(client: Client) -> None:
    response = client.get("/healthz")  # without the db mark, a query would be an error

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_readyz_with_a_worker_at_work(client: Client, pulse: WorkerPulse) -> None:
    assert readyz(client) == (200, FINE)


def test_readyz_without_a_worker(client: Client, db: None) -> None:
    assert readyz(client) == (503, FINE | {"worker": "missing"})


def test_readyz_with_a_worker_that_stands_still(client: Client, pulse: WorkerPulse) -> None:
    WorkerPulse.objects.update(at=timezone.now() - timedelta(seconds=31))

    assert readyz(client) == (503, FINE | {"worker": "missing"})


@pytest.mark.parametrize(("seconds", "word"), [(29, "ok"), (31, "late")])
def test_readyz_with_a_schedule_that_nobody_notes(
    client: Client, pulse: WorkerPulse, scheduled: Article, seconds: int, word: str
) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=1, seconds=seconds), tick=False):
        WorkerPulse.objects.update(at=timezone.now())

        assert readyz(client)[1]["schedules"] == word


def test_readyz_before_migrate(client: Client, pulse: WorkerPulse) -> None:
    MigrationRecorder(connection).record_unapplied("articles", "0002_groups")

    assert readyz(client) == (503, {"database": "ok", "migrations": "unapplied"} | unknown("worker", "schedules"))


def unknown(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "unknown")


def test_readyz_names_a_check_that_the_database_refused(client: Client, pulse: WorkerPulse) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_workerpulse RENAME TO elsewhere")

    # Inside the test's transaction the renamed table is missing for this connection only.
    assert readyz(client) == (503, FINE | {"worker": "failed", "schedules": "unknown"})


def test_answer_is_kept_for_a_crowd_of_probes() -> None:
    looks: list[int] = []
    kept = Kept(lambda: looks.append(1) or {"database": "ok"}, seconds=60)

    answers = [kept.read() for _ in range(3)]

    assert (answers, len(looks)) == ([{"database": "ok"}] * 3, 1)


@pytest.mark.django_db
def test_crowd_of_probes_costs_three_queries(client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(5):  # SELECT 1, is there a migrations table and what is in it, pulse, late schedules
        for _ in range(5):
            client.get("/readyz")
