"""One answer, one state of the database: what is committed meanwhile by others is not seen, and waits for nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from api.http.snapshot import read_snapshot
from articles.models import Article, ContentState, PublishedVersion
from articles.snapshot import Related
from tests.api.conftest import NOW, SITE, make_live
from tests.factories import edit, make_article, publish_now, schedule_for

pytestmark = pytest.mark.django_db(transaction=True)


def in_another_connection(act: Callable[[], Any]) -> None:
    """Run `act` in a thread of its own, hence with a connection of its own, and wait for its end."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as fault:  # told to the test below
            faults.append(fault)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    thread.join(timeout=30)
    assert not thread.is_alive()
    if faults:
        raise faults[0]


@contextmanager
def interrupted(act: Callable[[], Any], *, before: int) -> Iterator[list[str]]:
    """Run `act` elsewhere just before the nth SELECT of this connection; gives the statements seen."""
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().startswith(("SELECT", "WITH")):
            seen.append(sql)
            if len(seen) == before:
                in_another_connection(act)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def republish(article: Article, target: Article) -> Callable[[], None]:
    def act() -> None:
        for one in (article, target):
            edit(Article.objects.get(pk=one.pk), title="New")
            publish_now(Article.objects.get(pk=one.pk))

    return act


@pytest.fixture
def site(settings: Any) -> tuple[Article, Article]:
    settings.PUBLIC_URL = SITE
    target = make_live("Old", "target")
    return make_live("Old", "main", related=(Related(article=str(target.uuid)),)), target


@pytest.mark.parametrize("before", range(2, 8))
def test_an_article_published_while_its_document_is_made_is_not_seen(client, site, before):
    with interrupted(republish(*site), before=before) as seen:
        during = client.get("/api/v1/articles/main/").json()
    after = client.get("/api/v1/articles/main/").json()

    assert len(seen) == 7  # state, status, version, targets of related, they, translations, corrections
    assert [(one["title"], one["related"][0]["title"]) for one in (during, after)] == [("Old", "Old"), ("New", "New")]


@pytest.mark.parametrize("before", [2, 3])
def test_an_article_published_while_a_list_is_made_is_not_seen(client, site, before):
    def publish_another() -> None:
        make_live("Another", "another")

    with interrupted(publish_another, before=before) as seen:
        during = client.get("/api/v1/articles/").json()
    after = client.get("/api/v1/articles/").json()

    assert len(seen) == 3  # state, count, rows
    assert [(one["count"], len(one["results"])) for one in (during, after)] == [(2, 2), (3, 3)]


def test_a_reader_waits_for_no_writer(client, site):
    holds, let_go = Event(), Event()

    def hold_the_lock() -> None:
        try:
            with transaction.atomic():
                ContentState.move()
                holds.set()
                assert let_go.wait(timeout=30)
        finally:
            connections.close_all()

    connection.close()  # a fresh connection would begin IMMEDIATE by itself
    writer = Thread(target=hold_the_lock)
    writer.start()
    assert holds.wait(timeout=30)
    try:
        answer = client.get("/api/v1/articles/main/")
        assert writer.is_alive()
    finally:
        let_go.set()
        writer.join(timeout=30)

    assert answer.status_code == 200


def test_nothing_can_be_written_in_a_snapshot_and_afterwards_all_can(site):
    with pytest.raises(DatabaseError, match=r"(?i)read-?only"), read_snapshot():
        ContentState.move()

    assert not connection.in_atomic_block
    ContentState.move()
    publish_now(site[0])
    assert PublishedVersion.objects.filter(article=site[0]).count() == 2


def test_a_fault_while_reading_leaves_the_connection_as_it_was(site):
    with pytest.raises(ZeroDivisionError), read_snapshot():
        _ = 1 / 0

    ContentState.move()
    assert not connection.in_atomic_block


@pytest.mark.sqlite_only
def test_a_snapshot_begins_deferred_and_leaves_immediate_to_the_next(site):
    connection.close()
    statements: list[str] = []
    with read_snapshot():
        connection.connection.set_trace_callback(statements.append)
        mode = connection.transaction_mode
    with transaction.atomic():
        pass
    connection.connection.set_trace_callback(None)

    assert mode == "DEFERRED"
    assert connection.transaction_mode == "IMMEDIATE"
    assert [one for one in statements if one.startswith("BEGIN")] == ["BEGIN IMMEDIATE"]


def test_a_snapshot_cannot_begin_within_a_transaction(site):
    with transaction.atomic(), pytest.raises(RuntimeError), read_snapshot():
        pass


def test_a_reading_says_what_it_is_of(site, clock):
    schedule_for(make_article(slug="soon"), NOW + timedelta(hours=1))
    state = ContentState.read()

    with read_snapshot() as reading:
        until = reading.valid_until()

    assert (reading.epoch, reading.stamp, reading.sequence) == (state.epoch, state.stamp, state.public_sequence)
    assert reading.at == NOW
    assert until == NOW + timedelta(hours=1)


def test_the_clock_is_read_after_the_state(site):
    """Else an answer for a moment before a publish could carry the stamp of after it."""
    moments = []

    def note_the_time(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if "articles_contentstate" in sql:
            moments.append(timezone.now())
        return result

    with connection.execute_wrapper(note_the_time), read_snapshot() as reading:
        pass

    assert len(moments) == 1
    assert moments[0] <= reading.at
