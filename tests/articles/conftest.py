"""A clock that stands still until a test moves it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Clock:
    """`clock.now` is what everybody's clock says."""

    def __init__(self, coordinates: time_machine.Coordinates) -> None:
        self._coordinates = coordinates
        self.now = NOON

    def set(self, now: datetime) -> None:
        self.now = now
        self._coordinates.move_to(now)

    def pass_(self, **duration: float) -> datetime:
        self.set(self.now + timedelta(**duration))
        return self.now

    def in_(self, **duration: float) -> datetime:
        """That long from now."""
        return self.now + timedelta(**duration)


@pytest.fixture
def clock() -> Iterator[Clock]:
    with time_machine.travel(NOON, tick=False) as coordinates:
        yield Clock(coordinates)
