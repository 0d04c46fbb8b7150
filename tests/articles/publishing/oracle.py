"""A naive oracle: what editors did to an article, replayed from scratch as a story, minute by minute.

It shares nothing with the code under test. There an end is computed from successors, expiry and withdrawal; here a
clock walks from one event to the next, and whatever is on the stand is put there and taken away again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

MICROSECOND = timedelta(microseconds=1)
CORRECTING = {"correction", "clarification", "retraction"}
REACHING_BACK = {"killed", "legal"}


@dataclass(frozen=True)
class Act:
    """Something that was done and accepted."""

    what: str  # publish | schedule | unschedule | withdraw | expire
    moment: datetime
    version: int = 0
    slug: str = ""
    revision: int = 0
    starts: datetime | None = None
    expires: datetime | None = None
    kind: str = ""
    published: datetime | None = None
    replaced: frozenset[int] = frozenset()
    how: str = ""
    note: str = ""


@dataclass
class Shown:
    """A version on the stand."""

    version: int
    slug: str
    revision: int
    since: datetime
    until: datetime | None = None
    cause: str = ""
    kind: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    suppressed: bool = False

    def is_shown(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


@dataclass
class Story:
    """The replay: walks through the acts, then on through everything that is still to come."""

    acts: list[Act]
    shown: list[Shown] = field(default_factory=list)
    log: list[tuple[datetime, str]] = field(default_factory=list)
    events: list[datetime] = field(default_factory=list)
    waiting: dict[int, Act] = field(default_factory=dict)
    expires: datetime | None = None
    how: str = ""
    note: str = ""

    @classmethod
    def told(cls, acts: list[Act]) -> Story:
        story = cls(acts)
        for act in acts:
            story.walk(act.moment)
            story.do(act)
        return story

    @property
    def current(self) -> Shown | None:
        return self.shown[-1] if self.shown and self.shown[-1].until is None else None

    def walk(self, until: datetime | None) -> None:
        """Let everything happen that falls due up to `until`; None: everything there is."""
        while True:
            start = min((act.starts for act in self.waiting.values()), default=None)
            end = self.expires if self.current else None
            due = min((at for at in (start, end) if at is not None), default=None)
            if due is None or (until is not None and due > until):
                return
            if start == due:
                version = next(key for key, act in self.waiting.items() if act.starts == due)
                self.put_up(self.waiting.pop(version), due)
            else:
                self.take_down(due, "expiry")
                self.log.append((due, "expired"))

    def put_up(self, act: Act, at: datetime) -> None:
        replaced = self.current
        if replaced:
            self.take_down(at, "successor")
        before = next((one for one in reversed(self.shown) if not one.suppressed), None)
        if before is None:
            kind, published, updated = "first", at, at
        else:
            kind = "update" if act.kind == "first" else act.kind
            published, updated = before.published, before.updated if kind == "silent" else at
        if act.published is not None:
            published = updated = act.published
        self.shown.append(
            Shown(act.version, act.slug, act.revision, at, kind=kind, published=published, updated=updated)
        )
        self.expires = act.expires
        self.events.append(at)
        happened = "published" if not replaced else "corrected" if kind in CORRECTING else "updated"
        self.log.append((at, happened))

    def take_down(self, at: datetime, cause: str) -> None:
        assert self.current
        self.current.cause, self.current.until = cause, at
        self.events.append(at)

    def do(self, act: Act) -> None:
        if act.what == "publish":
            for version in act.replaced:
                del self.waiting[version]
            self.put_up(act, act.moment)
        elif act.what == "schedule":
            self.waiting[act.version] = act
        elif act.what == "unschedule":
            del self.waiting[act.version]
        elif act.what == "withdraw":
            self.withdraw(act)
        elif act.what == "expire":
            if act.expires == act.moment:
                self.take_down(act.moment, "expiry")
                self.log.append((act.moment, "expired"))
            else:
                self.expires = act.expires

    def withdraw(self, act: Act) -> None:
        self.waiting.clear()
        self.how, self.note = act.how, act.note if act.how == "withdrawn" else ""
        was_shown = self.current is not None
        if was_shown:
            self.take_down(act.moment, "withdrawal")
        if act.how not in REACHING_BACK:
            self.log.append((act.moment, "withdrawn"))
            return
        fresh = [one for one in self.shown if not one.suppressed]
        for one in fresh:
            one.suppressed = True
        if fresh:
            self.log.append((act.moment, "suppressed"))


@dataclass
class History:
    """One article as the oracle knows it."""

    acts: list[Act] = field(default_factory=list)
    revisions: list[tuple[str, datetime | None]] = field(default_factory=list)  # slug, expires_at
    noted: datetime | None = None
    """Up to when the log was told: by an act, or by the worker if it found something."""
    _future: Story | None = None

    @property
    def head(self) -> int:
        return len(self.revisions)

    @property
    def slug(self) -> str:
        return self.revisions[-1][0]

    def story(self) -> Story:
        return Story.told(self.acts)

    def future(self) -> Story:
        """The whole story, as far as it is decided now."""
        if self._future is None or len(self._future.acts) != len(self.acts):
            self._future = Story.told(list(self.acts))
            self._future.walk(None)
        return self._future

    def moment(self, clock: datetime) -> datetime:
        """When an act happens that is done when the clock says `clock`."""
        marks = {act.moment for act in self.acts} | set(self.future().events)
        told = {act.moment for act in self.acts} | {at for at in marks if self.noted and at <= self.noted}
        moment = max([clock, *(at + MICROSECOND for at in told)])
        while moment in marks:  # it would stand on a start that the clock has not reached
            moment += MICROSECOND
        return moment

    def waiting(self, moment: datetime) -> dict[int, Act]:
        story = self.story()
        story.walk(moment)
        return story.waiting

    def live(self, at: datetime) -> Shown | None:
        return next((one for one in self.future().shown if one.is_shown(at) and not one.suppressed), None)

    def note(self, clock: datetime) -> bool:
        """The worker looks round. True if there was something to note."""
        due = [at for at in self.future().events if at <= clock]
        if not due or (self.noted is not None and max(due) <= self.noted):
            return False
        self.noted = max(due)
        return True

    def log(self) -> list[tuple[datetime, str]]:
        return [(at, kind) for at, kind in self.future().log if self.noted is not None and at <= self.noted]

    def status(self, at: datetime) -> tuple[object, ...]:
        """By id: ("live", version), ("gone", reason, note) or ("unknown",)."""
        story = self.future()
        begun = [one for one in story.shown if one.since <= at]
        if not begun:
            return ("unknown",)
        if all(one.suppressed for one in begun):
            return ("gone", "suppressed", "")
        newest = next(one for one in reversed(begun) if not one.suppressed)
        if newest.is_shown(at):
            return ("live", newest.version)
        if newest.cause != "withdrawal":
            return ("gone", "expired", "")
        return ("gone", "withdrawn", story.note) if story.how == "withdrawn" else ("gone", "unpublished", "")

    def status_of_slug(self, slug: str, at: datetime) -> tuple[object, ...]:
        """As `status`, for a slug that this article owns; ("moved", slug) too."""
        bearers = [one for one in self.future().shown if one.since <= at and one.slug == slug]
        if not bearers:
            return ("unknown",)
        if all(one.suppressed for one in bearers):
            return ("gone", "suppressed", "")
        live = self.live(at)
        if live is not None and live.slug != slug:
            return ("moved", live.slug)
        return self.status(at)

    def state(self, at: datetime) -> str:
        """What editors are told."""
        story = self.future()
        live = self.live(at)
        if live is not None:
            return "live" if live.revision == self.head else "live, newer draft"
        if any(one.since > at and not one.suppressed for one in story.shown):
            return "scheduled"
        begun = [one for one in story.shown if one.since <= at]
        if not begun:
            return "draft"
        return "expired" if begun[-1].cause == "expiry" and not begun[-1].suppressed else "withdrawn"

    def must_confirm(self, moment: datetime) -> bool:
        """Killed, and nothing was put up or scheduled since."""
        withdrawals = [act for act in self.acts if act.what == "withdraw"]
        if not withdrawals or withdrawals[-1].how not in REACHING_BACK:
            return False
        since = withdrawals[-1].moment
        return not any(one.since > since for one in self.future().shown)
