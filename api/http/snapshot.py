"""One answer, one state of the database, one moment: whatever is published meanwhile is seen whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from api.http.parameters import Whole
from api.http.problems import NotYet
from articles.models.content_state import ContentState
from articles.models.published_version import PublishedVersion


@dataclass(frozen=True)
class Reading:
    """What an answer is made of, apart from what was asked."""

    epoch: str
    stamp: int
    sequence: int
    """Number of the newest public Change."""
    at: datetime
    """The moment that every query of the answer asks for."""

    def valid_until(self) -> datetime | None:
        """The answer holds until then, and while (epoch, stamp) stands still. To be asked inside the snapshot."""
        return PublishedVersion.objects.next_transition(at=self.at)


MIN_SEQUENCE = Whole(
    minimum=0,
    maximum=2**63 - 1,
    help_text="At least as new as the public change of this number (Content-Sequence): else 503 with Retry-After.",
)


@contextmanager
def read_snapshot(min_sequence: int = 0) -> Iterator[Reading]:
    """A read-only transaction that sees one state of the database, and the moment it is read for.

    The state row is read first, then the clock: the other way round, an answer made before a publish could carry
    the stamp of after it. Refuses to begin inside another transaction, but for the one around a test.

    `min_sequence`: raises NotYet while the newest public Change has a lower number.
    """
    # The transaction around a test has begun: its kind cannot be changed any more.
    opened = _joined if connection.in_atomic_block else _OPENERS[connection.vendor]
    with opened():
        state = ContentState.read()
        if state.public_sequence < min_sequence:
            raise NotYet(state.public_sequence)
        yield Reading(state.epoch, state.stamp, state.public_sequence, timezone.now())


@contextmanager
def _joined() -> Iterator[None]:
    if not getattr(connection.atomic_blocks[-1], "_from_testcase", False):
        raise RuntimeError("A snapshot cannot begin inside a transaction: what was read before would not belong to it.")
    yield


@contextmanager
def _on_sqlite() -> Iterator[None]:
    """BEGIN DEFERRED, where the site's own IMMEDIATE would queue for the write lock.

    A fresh connection resets `transaction_mode`, hence ensure_connection. `query_only` turns a write, which would
    fail with "database is locked" after another's commit, into an error that says what is wrong.
    """
    connection.ensure_connection()
    mode = connection.transaction_mode  # type: ignore[attr-defined]  # SQLite's wrapper only
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # as above
    try:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
            try:
                yield
            finally:
                cursor.execute("PRAGMA query_only = OFF")
    finally:
        connection.transaction_mode = mode  # type: ignore[attr-defined]  # as above


@contextmanager
def _on_postgresql() -> Iterator[None]:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


_OPENERS = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
