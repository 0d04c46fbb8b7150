"""What stands around each page, kept in this process for as long as the site's state row says that it is true.

The rule is that of docs/architecture.md: read (epoch, stamp), then the clock, then the next start or end after it. What
is built from then on may know more than the stamp says, never less, so it is never shown for longer than it holds.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Final, TypeVar

from django.utils import timezone

from articles.models.content_state import ContentState
from articles.models.published_version import PublishedVersion

MOST: Final = 500
"""Entries; of more the longest unused go."""

State = tuple[str, int]
Value = TypeVar("Value")


@dataclass(frozen=True)
class _Entry:
    state: State
    since: datetime
    until: datetime | None
    value: Any

    def holds(self, state: State, now: datetime) -> bool:
        return self.state == state and self.since <= now and (self.until is None or now < self.until)


class Kept:
    """One query while what is asked for holds, however much it is; whole pages ask once (`state`)."""

    def __init__(self) -> None:
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, build: Callable[[], Value | None], *, state: State) -> Value | None:
        """What `build` gave for the key; None (it could not) is not kept."""
        now = timezone.now()
        with self._lock:
            entry = self._entries.get(key)
            if entry and entry.holds(state, now):
                self._entries.move_to_end(key)
                return entry.value  # type: ignore[no-any-return]
        until = PublishedVersion.objects.next_transition(at=now)
        value = build()
        if value is not None:
            self._keep(key, _Entry(state, now, until, value))
        return value

    def _keep(self, key: Hashable, entry: _Entry) -> None:
        with self._lock:
            self._entries[key] = entry
            self._entries.move_to_end(key)
            while len(self._entries) > MOST:
                self._entries.popitem(last=False)


def read_state() -> State:
    """One query. Read it before anything that is kept is asked for."""
    row = ContentState.read()
    return row.epoch, row.stamp


kept: Final = Kept()
