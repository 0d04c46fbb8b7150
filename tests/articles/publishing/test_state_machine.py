"""Random acts on several articles under a clock set by hand, held against the naive oracle after each step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from articles.editing.drafts import create_draft, save_draft
from articles.errors import Refused
from articles.models import Article, Change, ContentState, PublishedVersion, SlugClaim
from articles.models.public_status import Gone, Live, Moved, status_by_id, status_by_slug
from articles.publishing.actions import Pending, expire, publish
from articles.publishing.due import note_all_due, retire
from articles.publishing.scheduling import schedule, unschedule
from articles.publishing.slugs import free_slug
from articles.publishing.states import with_states
from articles.publishing.withdrawal import withdraw
from tests.articles.publishing.oracle import MICROSECOND, Act, History
from tests.articles.soak import examples
from tests.factories import make_content, make_user

BEGIN = datetime(2026, 3, 1, 12, tzinfo=UTC)
SLUGS = ("ash", "birch", "cedar", "elm")
ARTICLES = 2
KINDS = [kind.value for kind in PublishedVersion.Kind]
STEPS = [MICROSECOND, timedelta(seconds=1), timedelta(minutes=1), timedelta(minutes=7), timedelta(hours=3)]

which = st.integers(0, ARTICLES - 1)
slugs = st.sampled_from(SLUGS)
some_minutes = st.sampled_from([-1, 0, 1, 2, 2, 5, 5, 5])  # few, so that much falls on one instant


def mistakes(*kinds: str) -> st.SearchStrategy[str]:
    """Mostly none."""
    return st.sampled_from(["", "", "", *(["", ""] * len(kinds)), *kinds])


def note_unless(mistake: str) -> str:
    return "" if mistake == "no note" else "What was wrong."


class Newsroom(RuleBasedStateMachine):
    user: Any

    def __init__(self) -> None:
        super().__init__()
        self.clock = BEGIN
        self.travel = time_machine.travel(self.clock, tick=False)
        self.traveller = self.travel.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.histories: list[History] = []
        self.owners: dict[str, int] = {}
        self.frozen: dict[int, tuple[object, ...]] = {}
        self.looked_at = 0
        self.first_change = ContentState.read().public_sequence

    def teardown(self) -> None:
        try:
            if self.histories:
                self.every_moment_is_as_the_oracle_says()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)
            self.travel.stop()

    @initialize()
    def begin(self) -> None:
        for number in range(ARTICLES):
            article = create_draft(make_content(slug=SLUGS[number], sections=()), by=self.user)
            self.histories.append(History(revisions=[(SLUGS[number], None)]))
            self.owners[SLUGS[number]] = number
            self.first = article.pk - number

    # --- Helpers ----------------------------------------------------------------------------------------------------

    def article(self, number: int) -> Article:
        return Article.objects.get(pk=self.first + number)

    def history(self, number: int) -> tuple[History, datetime]:
        return self.histories[number], self.histories[number].moment(self.clock)

    def attempt(self, wrongs: set[str], act: Any, *args: Any, **options: Any) -> Any:
        """Do it. Refused if and only if the oracle knows a reason, and for one of its reasons; then nothing changed."""
        before = self.fingerprint() if wrongs else None
        try:
            done = act(*args, **options)
        except Refused as refused:
            assert type(refused).__name__ in wrongs, f"refused {refused!r}, expected {wrongs}"
            assert self.fingerprint() == before
            return None
        assert not wrongs, f"{act.__name__} was accepted, expected {wrongs}"
        return done

    def fingerprint(self) -> tuple[object, ...]:
        return (
            ContentState.read().stamp,
            list(Article.objects.order_by("pk").values_list("pk", "head", "acts", "withdrawn_at", "slug")),
            list(PublishedVersion.objects.order_by("pk").values_list("pk", "live_until", "start_noted", "end_noted")),
            Change.objects.count(),
            set(SlugClaim.objects.values_list("slug", "article_id")),
        )

    def did(self, number: int, act: Act) -> None:
        self.histories[number].acts.append(act)
        self.histories[number].noted = act.moment

    def moved(self, stamp: int) -> None:
        assert ContentState.read().stamp != stamp

    def minute(self, minutes: int) -> datetime:
        """A whole minute, that many from now."""
        return self.clock.replace(second=0, microsecond=0) + timedelta(minutes=minutes)

    def one_that(self, number: int, is_so: Callable[[History], object]) -> int:
        """That article if it is so, else another one that is: few acts are to be refused for nothing."""
        order = [(number + step) % ARTICLES for step in range(ARTICLES)]
        return next((one for one in order if is_so(self.histories[one])), number)

    def slug_wrongs(self, number: int, slug: str) -> set[str]:
        return {"SlugTaken"} if self.owners.get(slug, number) != number else set()

    # --- Acts -------------------------------------------------------------------------------------------------------

    @rule(number=which, slug=st.none() | slugs, lasts=st.none() | some_minutes, mistake=mistakes("stale"))
    def save(self, number: int, slug: str | None, lasts: int | None, mistake: str) -> None:
        history, _ = self.history(number)
        slug = slug or history.slug
        expires = None if lasts is None else self.minute(lasts)
        content = make_content(title=f"Revision {history.head + 1}", slug=slug, sections=(), expires_at=expires)
        wrongs = self.slug_wrongs(number, slug) | ({"StaleRevision"} if mistake == "stale" else set())
        base = history.head - (mistake == "stale")

        saved = self.attempt(wrongs, save_draft, self.article(number), content, base=base, by=self.user)

        if saved:
            history.revisions.append((slug, expires))
            self.owners[slug] = number
            assert saved.number == history.head

    @rule(
        number=which,
        back=st.sampled_from([0, 0, 0, 1, 2]),
        kind=st.sampled_from(KINDS),
        keep=st.integers(0, 7),
        days=st.sampled_from([None, None, None, 30]),
        mistake=mistakes(
            "stale",
            "not said",
            "unknown",
            "kept and replaced",
            "from the future",
            "not confirmed",
            "no revision",
            "no note",
        ),
    )
    def publish(self, number: int, back: int, kind: str, keep: int, days: int | None, mistake: str) -> None:
        history, moment = self.history(number)
        days = -1 if mistake == "from the future" else days
        revision = 99 if mistake == "no revision" else max(1, history.head - back)
        published = None if days is None else self.clock - timedelta(days=days)
        waiting = set(history.waiting(moment))
        kept = {version for place, version in enumerate(sorted(waiting)) if keep >> place & 1}
        pending = Pending(keep=kept, replace=waiting - kept)
        if mistake == "not said":
            pending = Pending()
        elif mistake == "unknown":
            pending = Pending(keep=kept | {10**9}, replace=waiting - kept)
        elif mistake == "kept and replaced":
            pending = Pending(keep=waiting, replace=waiting)
        wrongs = self.version_wrongs(number, revision, moment, moment, kind, mistake)
        if mistake == "unknown" or (mistake in ("not said", "kept and replaced") and waiting):
            wrongs.add("PendingSchedule")
        if published is not None and published > moment:
            wrongs.add("PublishedTooLate")
        article = self.article(number)
        stamp = ContentState.read().stamp

        done = self.attempt(
            wrongs, publish, article, revision=revision, seen=article.acts - (mistake == "stale"), by=self.user,
            kind=kind, pending=pending, again=mistake != "not confirmed", published_at=published,
            note=note_unless(mistake),
        )  # fmt: skip

        if done:
            assert done.moment == moment
            slug, expires = history.revisions[revision - 1]
            gone = history.waiting(moment)
            assert list(done.dropped) == sorted(gone[version].starts for version in pending.replace)
            self.did(
                number,
                Act("publish", moment, done.version.pk, slug, revision, expires=expires, kind=kind,
                    published=published, replaced=frozenset(pending.replace)),
            )  # fmt: skip
            self.owners[slug] = number
            self.moved(stamp)

    @rule(
        number=which,
        back=st.sampled_from([0, 0, 1]),
        kind=st.sampled_from(KINDS),
        minutes=some_minutes,
        mistake=mistakes("stale", "not confirmed", "no revision", "no note"),
    )
    def schedule(self, number: int, back: int, kind: str, minutes: int, mistake: str) -> None:
        history, moment = self.history(number)
        revision = 99 if mistake == "no revision" else max(1, history.head - back)
        starts = self.minute(minutes)
        wrongs = self.version_wrongs(number, revision, starts, moment, kind, mistake)
        if starts <= moment:
            wrongs.add("MomentPassed")
        if any(act.starts == starts for act in history.waiting(moment).values()):
            wrongs.add("StartTaken")
        article = self.article(number)
        stamp = ContentState.read().stamp

        done = self.attempt(
            wrongs, schedule, article, at=starts, revision=revision, seen=article.acts - (mistake == "stale"),
            by=self.user, kind=kind, note=note_unless(mistake), again=mistake != "not confirmed",
        )  # fmt: skip

        if done:
            slug, expires = history.revisions[revision - 1]
            self.did(number, Act("schedule", moment, done.version.pk, slug, revision, starts, expires, kind))
            self.owners[slug] = number
            self.moved(stamp)

    def version_wrongs(
        self, number: int, revision: int, starts: datetime, moment: datetime, kind: str, mistake: str
    ) -> set[str]:
        history = self.histories[number]
        wrongs = {"StaleAct"} if mistake == "stale" else set()
        if history.must_confirm(moment) and mistake == "not confirmed":
            wrongs.add("WasKilled")
        if not 1 <= revision <= history.head:
            return wrongs | {"UnknownRevision"}
        slug, expires = history.revisions[revision - 1]
        if expires is not None and expires <= starts:
            wrongs.add("ExpiresTooEarly")
        if kind in PublishedVersion.CORRECTING and mistake == "no note":
            wrongs.add("NoteMissing")
        return wrongs | self.slug_wrongs(number, slug)

    @rule(number=which, choice=st.integers(0, 3), mistake=mistakes("stale"))
    def unschedule(self, number: int, choice: int, mistake: str) -> None:
        number = self.one_that(number, lambda history: history.waiting(self.clock))
        history, moment = self.history(number)
        waiting = sorted(history.waiting(moment))
        known = waiting or [act.version for act in history.acts if act.what == "schedule"]
        version = known[choice % len(known)] if known else 10**9
        wrongs = ({"StaleAct"} if mistake == "stale" else set()) | (set() if version in waiting else {"NotScheduled"})
        article = self.article(number)
        stamp = ContentState.read().stamp

        done = self.attempt(wrongs, unschedule, article, version=version, seen=article.acts - (mistake == "stale"))

        if done:
            assert list(done.dropped) == [history.waiting(moment)[version].starts]
            self.did(number, Act("unschedule", moment, version))
            self.moved(stamp)

    @rule(
        number=which,
        how=st.sampled_from(["unpublished", "unpublished", "withdrawn", "killed", "legal"]),
        mistake=mistakes("stale"),
    )
    def withdraw(self, number: int, how: str, mistake: str) -> None:
        number = self.one_that(number, lambda history: history.live(self.clock))
        history, moment = self.history(number)
        wrongs = {"StaleAct"} if mistake == "stale" else set()
        if how in ("unpublished", "withdrawn") and history.live(moment) is None:
            wrongs.add("NotPublic")
        article = self.article(number)
        stamp = ContentState.read().stamp

        done = self.attempt(
            wrongs, withdraw, article, how=how, seen=article.acts - (mistake == "stale"), note="We were wrong."
        )

        if done:
            assert list(done.dropped) == sorted(act.starts for act in history.waiting(moment).values())
            self.did(number, Act("withdraw", moment, how=how, note="We were wrong."))
            self.moved(stamp)

    @rule(number=which, minutes=st.none() | some_minutes, mistake=mistakes("stale"))
    def expire(self, number: int, minutes: int | None, mistake: str) -> None:
        number = self.one_that(number, lambda history: history.live(self.clock))
        history, moment = self.history(number)
        ends = None if minutes is None else self.minute(minutes)
        wrongs = {"StaleAct"} if mistake == "stale" else set()
        if history.live(moment) is None:
            wrongs.add("NotPublic")
        if ends is not None and ends < moment:
            wrongs.add("MomentPassed")
        article = self.article(number)
        stamp = ContentState.read().stamp

        if self.attempt(wrongs, expire, article, seen=article.acts - (mistake == "stale"), at=ends):
            self.did(number, Act("expire", moment, expires=ends or moment))
            self.moved(stamp)

    @rule(number=which, slug=slugs)
    def free(self, number: int, slug: str) -> None:
        history, moment = self.history(number)
        live = history.live(moment)
        held = {history.slug, *(act.slug for act in history.waiting(moment).values())} | (
            {live.slug} if live else set()
        )
        wrongs = {"SlugInUse"} if slug in held else set()

        self.attempt(wrongs, free_slug, self.article(number), slug)

        if not wrongs and self.owners.get(slug) == number:
            del self.owners[slug]

    # --- Time -------------------------------------------------------------------------------------------------------

    def set_clock(self, clock: datetime) -> None:
        self.clock = clock
        self.traveller.move_to(clock)

    @rule(step=st.sampled_from(STEPS))
    def wait(self, step: timedelta) -> None:
        self.set_clock(self.clock + step)

    @rule(number=which, off=st.sampled_from([-MICROSECOND, timedelta(), timedelta(), MICROSECOND]))
    def wait_for_what_is_due(self, number: int, off: timedelta) -> None:
        number = self.one_that(number, lambda history: history.waiting(self.clock))
        coming = [at for at in self.histories[number].future().events if at + off > self.clock]
        if coming:
            self.set_clock(min(coming) + off)

    @rule(seconds=st.sampled_from([1, 30]))
    def clock_steps_back(self, seconds: int) -> None:
        self.set_clock(self.clock - timedelta(seconds=seconds))

    @rule()
    def worker_looks_round(self) -> None:
        stamp = ContentState.read().stamp
        before = sum(len(history.log()) for history in self.histories)
        noted = [history.note(self.clock) for history in self.histories]
        new = sum(len(history.log()) for history in self.histories) - before

        assert note_all_due() == new
        retire()

        assert note_all_due() == 0
        assert any(noted) or new == 0
        assert (ContentState.read().stamp != stamp) == (new > 0)

    # --- What must hold ---------------------------------------------------------------------------------------------

    @invariant()
    def all_is_as_the_oracle_says(self) -> None:
        if not self.histories:
            return
        self.rows_are_as_the_oracle_says()
        self.what_has_come_never_changes()
        self.the_log_is_whole()
        self.claims_and_counters_are_as_the_oracle_says()
        self.looked_at = (self.looked_at + 1) % ARTICLES  # what costs most takes turns
        if self.looked_at == 0:
            self.editors_see_the_state()
        self.compare_statuses(self.looked_at, self.clock)
        self.compare_deadline(self.clock)

    def rows_are_as_the_oracle_says(self) -> None:
        columns = (
            "article_id", "pk", "live_from", "live_until", "ended_by", "kind", "published_at", "updated_at", "slug",
            "revision__number",
        )  # fmt: skip
        rows = PublishedVersion.objects.filter(article_id__gte=self.first).order_by("article_id", "live_from")
        found = [(*row[:-1], row[-1] is not None) for row in rows.values_list(*columns, "suppressed_at")]
        assert found == [
            (self.first + number, one.version, one.since, one.until, one.cause, one.kind, one.published, one.updated,
             one.slug, one.revision, one.suppressed)
            for number, history in enumerate(self.histories)
            for one in history.future().shown
        ]  # fmt: skip

    def what_has_come_never_changes(self) -> None:
        for history in self.histories:
            for one in history.future().shown:
                if history.noted is not None and one.since <= history.noted:
                    come = (one.since, one.slug, one.revision, one.kind, one.published, one.updated)
                    assert self.frozen.setdefault(one.version, come) == come

    def editors_see_the_state(self) -> None:
        seen = with_states(Article.objects.filter(pk__gte=self.first).order_by("pk"), at=self.clock)
        states = list(seen.values_list("state", flat=True))
        assert states == [history.state(self.clock) for history in self.histories]

    def the_log_is_whole(self) -> None:
        changes = list(Change.objects.filter(number__gt=self.first_change).order_by("number"))
        assert [change.number for change in changes] == [
            self.first_change + place for place in range(1, len(changes) + 1)
        ]
        assert ContentState.read().public_sequence == self.first_change + len(changes)
        for number, history in enumerate(self.histories):
            told = [(change.at, change.kind) for change in changes if change.article_id == self.first + number]
            assert told == history.log()
            assert [at for at, _ in told] == sorted(at for at, _ in told)

    def claims_and_counters_are_as_the_oracle_says(self) -> None:
        counted = list(Article.objects.filter(pk__gte=self.first).order_by("pk").values_list("acts", "head"))
        assert counted == [(len(history.acts), history.head) for history in self.histories]
        claims = {slug: owner - self.first for slug, owner in SlugClaim.objects.values_list("slug", "article_id")}
        assert claims == self.owners

    def every_moment_is_as_the_oracle_says(self) -> None:
        events = sorted({at for history in self.histories for at in history.future().events})
        for at in {near for event in events for near in (event - MICROSECOND, event, event + MICROSECOND)}:
            for number in range(ARTICLES):
                self.compare_statuses(number, at)
            self.compare_deadline(at)

    def compare_statuses(self, number: int, at: datetime) -> None:
        history = self.histories[number]
        acted = history.acts[-1].moment if history.acts else at
        uuid = self.uuids()[number]
        present = at >= max(acted, self.clock)
        live = history.live(at)

        door = PublishedVersion.objects.filter(article_id=self.first + number).live(at=at, present=at == self.clock)
        assert list(door.values_list("pk", flat=True)) == ([live.version] if live else [])
        self.compare(spoken(status_by_id(uuid, at=at)), history.status(at), present)
        for slug, owner in self.owners.items():
            if owner == number:
                told = spoken(status_by_slug(slug, locale="en", at=at))
                self.compare(told, history.status_of_slug(slug, at), present)
        if number == 0:
            for slug in set(SLUGS) - set(self.owners):
                assert status_by_slug(slug, locale="en", at=at) is None

    def compare(self, told: tuple[object, ...], expected: tuple[object, ...], present: bool) -> None:
        """Of what is gone the reason speaks of the newest withdrawal: in the past only that it is gone counts."""
        if present or expected[0] != "gone":
            assert told == expected
        else:
            assert told[0] == "gone"

    def compare_deadline(self, at: datetime) -> None:
        edges = [
            edge
            for history in self.histories
            for one in history.future().shown
            if not one.suppressed
            for edge in (one.since, one.until)
            if edge is not None and edge > at
        ]
        assert PublishedVersion.objects.next_transition(at=at) == min(edges, default=None)

    def uuids(self) -> list[UUID]:
        if not hasattr(self, "_uuids"):
            self._uuids = list(Article.objects.filter(pk__gte=self.first).order_by("pk").values_list("uuid", flat=True))
        return self._uuids


def spoken(status: Any) -> tuple[object, ...]:
    if isinstance(status, Live):
        return ("live", status.version)
    if isinstance(status, Moved):
        assert status.locale == "en"
        return ("moved", status.slug)
    if isinstance(status, Gone):
        return ("gone", status.reason, status.note)
    return ("unknown",)


@pytest.mark.django_db
def test_random_acts_come_out_as_in_a_replay_from_scratch():
    Newsroom.user = make_user("publisher")

    number = 10 if connection.vendor == "sqlite" else 5
    run_state_machine_as_test(Newsroom, settings=examples(number, stateful_step_count=40))
