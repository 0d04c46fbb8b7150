"""SQLite as sites run it: durable, strict, and fair to its writers."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
from django.db.utils import IntegrityError

from articles.models import Revision
from articles.models.worker_pulse import WorkerPulse
from cms.sqlite.base import Turn
from tests.factories import make_article

pytestmark = pytest.mark.sqlite_only


def pragma(name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20_000)],  # 2: FULL
)
def test_connection_is_set_up(name: str, value: object) -> None:
    assert pragma(name) == value


@pytest.mark.django_db(transaction=True)
def test_foreign_keys_hold_against_statements_of_ones_own() -> None:
    article = make_article()

    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_article WHERE id = %s", [article.pk])

    assert Revision.objects.filter(article=article).exists()


@pytest.mark.django_db(transaction=True)
def test_transaction_holds_the_write_lock_from_its_start() -> None:
    """DEFERRED would let both read, and then refuse one of them at once, whatever the timeout."""
    order: list[str] = []

    def other() -> None:
        with transaction.atomic():
            order.append("other")
        connection.close()

    with transaction.atomic():
        WorkerPulse.objects.count()  # a read only
        thread = threading.Thread(target=other)
        thread.start()
        time.sleep(0.2)
        order.append("first")
    thread.join()

    assert order == ["first", "other"]


@pytest.mark.django_db(transaction=True)
def test_nested_and_failed_transactions_give_their_turn_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), transaction.atomic():
        1 / 0  # noqa: B018

    turn = Turn(f"{connection.settings_dict['NAME']}-queue")
    assert turn.take(timeout=0)
    turn.give_back()


@pytest.mark.django_db(transaction=True)
def test_writer_that_waits_too_long_is_told_that_the_database_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)
    turn = Turn(f"{connection.settings_dict['NAME']}-queue")
    turn.take(timeout=1)

    with pytest.raises(OperationalError, match="database is locked"), transaction.atomic():
        pass
    turn.give_back()

    with transaction.atomic():  # whoever gave up has left the line
        assert WorkerPulse.objects.count() == 0


def test_writers_come_in_the_order_of_their_asking(tmp_path: Path) -> None:
    path = str(tmp_path / "queue")
    holder, order = Turn(path), []
    holder.take(timeout=1)

    def wait(name: int) -> None:
        turn = Turn(path)
        assert turn.take(timeout=5)
        order.append(name)
        turn.give_back()

    threads = [threading.Thread(target=wait, args=(name,)) for name in range(5)]
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    holder.give_back()
    for thread in threads:
        thread.join()

    assert order == [0, 1, 2, 3, 4]
