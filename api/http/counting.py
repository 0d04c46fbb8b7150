"""The store that counts requests, and what becomes of them when it is away: nobody is counted, and nobody waits for it.

It is the memory of each process, or Redis for all of them together (REDIS_URL). One that did not answer is left alone
for a while, so that one request in so many seconds waits for it rather than each; the log is told when it goes and when
it is back.
"""

from __future__ import annotations

import logging
import time
from threading import Lock

from django.core.cache import caches

logger = logging.getLogger("api.throttle")

PAUSE = 5.0
"""Seconds for which a store that did not answer is not asked again."""


class Counters:
    """Of one process, for all its threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ask_again: float | None = None
        """By the monotonic clock; None while the store answers."""

    def count(self, name: str, seconds: int) -> int | None:
        """One more of that name, which is forgotten after so many seconds; how many there are. None while the store is
        away."""
        if not self._may_ask():
            return None
        try:
            counted = _count(name, seconds)
        except Exception:  # whatever a store raises: readers are not to suffer for it
            self._note_away()
            return None
        self._note_back()
        return counted

    def _may_ask(self) -> bool:
        """Of all that come when the pause is over, one alone tries."""
        with self._lock:
            if self._ask_again is None:
                return True
            if time.monotonic() < self._ask_again:
                return False
            self._ask_again = time.monotonic() + PAUSE
            return True

    def _note_away(self) -> None:
        with self._lock:
            is_news = self._ask_again is None
            self._ask_again = time.monotonic() + PAUSE
        if is_news:
            logger.warning("Requests cannot be counted: until the store answers, everybody may ask", exc_info=True)

    def _note_back(self) -> None:
        with self._lock:
            is_news, self._ask_again = self._ask_again is not None, None
        if is_news:
            logger.warning("Requests are counted again")


counters = Counters()


def _count(name: str, seconds: int) -> int:
    store = caches["throttle"]
    if store.add(name, 1, timeout=seconds):
        return 1
    try:
        return store.incr(name)
    except ValueError:  # forgotten in between
        store.set(name, 1, timeout=seconds)
        return 1
