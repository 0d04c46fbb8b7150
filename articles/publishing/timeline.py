"""Pure: when does each version of an article end, and why; what is it, and which dates does it bear?

No database and no clock: `settle` takes what stands and gives what follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

FIRST, UPDATE, SILENT = "first", "update", "silent"
WITHDRAWAL, SUCCESSOR, EXPIRY = "withdrawal", "successor", "expiry"
TIES = (WITHDRAWAL, SUCCESSOR, EXPIRY)
"""Of causes that fall on the same instant the first one counts: what expires as its successor starts did not expire."""


@dataclass(frozen=True)
class Stretch:
    """One version: what was asked for, and what was computed for it before."""

    key: int
    live_from: datetime
    expires_at: datetime | None = None
    intended_kind: str = UPDATE
    dates_given: bool = False
    """Imported with its dates: they are kept."""
    suppressed_at: datetime | None = None

    live_until: datetime | None = None
    ended_by: str = ""
    kind: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None


def settle(stretches: Iterable[Stretch], *, withdrawn_at: datetime | None, moment: datetime) -> list[Stretch]:
    """The versions of one article in order of their starts, with ends, kinds and dates as they follow at `moment`.

    In: all versions that were not dropped, with distinct starts; the newest withdrawal. What has come by `moment` stays
    as it is: an end that has passed, and the kind and dates of what began before. At most one version has no end.
    """
    ordered = sorted(stretches, key=lambda stretch: stretch.live_from)
    settled: list[Stretch] = []
    for index, stretch in enumerate(ordered):
        successor = ordered[index + 1].live_from if index + 1 < len(ordered) else None
        stretch = _ended(stretch, successor, withdrawn_at, moment)
        settled.append(stretch if stretch.live_from < moment else _dated(stretch, settled))
    return settled


def _ended(stretch: Stretch, successor: datetime | None, withdrawn_at: datetime | None, moment: datetime) -> Stretch:
    if stretch.live_until is not None and stretch.live_until < moment:
        return stretch
    causes = {WITHDRAWAL: withdrawn_at, SUCCESSOR: successor, EXPIRY: stretch.expires_at}
    ends = [
        (at, TIES.index(cause), cause) for cause, at in causes.items() if at is not None and at >= stretch.live_from
    ]
    if not ends:
        return replace(stretch, live_until=None, ended_by="")
    at, _, cause = min(ends)
    return replace(stretch, live_until=at, ended_by=cause)


def _dated(stretch: Stretch, earlier: list[Stretch]) -> Stretch:
    """Kind and editorial dates: they go on from the version before, unless that one is as if it had never been."""
    before = next((one for one in reversed(earlier) if one.suppressed_at is None), None)
    if before is None:
        kind, published_at, updated_at = FIRST, stretch.live_from, stretch.live_from
    else:
        kind = UPDATE if stretch.intended_kind == FIRST else stretch.intended_kind
        published_at = before.published_at or stretch.live_from
        updated_at = (before.updated_at if kind == SILENT else None) or stretch.live_from
    if stretch.dates_given:
        return replace(stretch, kind=kind)
    return replace(stretch, kind=kind, published_at=published_at, updated_at=updated_at)
