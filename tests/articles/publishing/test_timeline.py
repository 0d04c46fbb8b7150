"""Properties of the pure timeline: thousands of made-up histories, no database and no clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.publishing.timeline import EXPIRY, FIRST, SILENT, SUCCESSOR, UPDATE, WITHDRAWAL, Stretch, settle
from tests.articles.soak import examples

START = datetime(2026, 3, 1, tzinfo=UTC)
KINDS = (FIRST, UPDATE, SILENT, "correction", "clarification", "retraction")


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


minutes = st.integers(0, 30)
moments = minutes.map(at)
many = examples(100)


@st.composite
def versions(draw: st.DrawFn, least: int = 0) -> list[Stretch]:
    """Versions of one article as they were asked for, nothing computed yet."""
    starts = draw(st.lists(minutes, unique=True, min_size=least, max_size=6))
    stretches = []
    for key, start in enumerate(starts, 1):
        lasts = draw(st.none() | st.integers(1, 12))
        dates = draw(st.none() | st.integers(0, 90))
        stretches.append(
            Stretch(
                key=key,
                live_from=at(start),
                expires_at=None if lasts is None else at(start + lasts),
                intended_kind=draw(st.sampled_from(KINDS)),
                dates_given=dates is not None,
                published_at=None if dates is None else at(start - dates),
                updated_at=None if dates is None else at(start - dates),
            )
        )
    return stretches


def settled_at_every_minute(stretches: list[Stretch], last: int, withdrawn: int | None = None) -> list[Stretch]:
    """As an editor would have made them: each is there from the beginning, the clock passes, the withdrawal comes."""
    for minute in range(last + 1):
        come = withdrawn is not None and withdrawn <= minute
        stretches = settle(stretches, withdrawn_at=at(withdrawn) if come else None, moment=at(minute))
    return stretches


def live(stretches: list[Stretch], moment: datetime) -> list[int]:
    return [
        one.key for one in stretches if one.live_from <= moment and (one.live_until is None or moment < one.live_until)
    ]


# --- Ends -----------------------------------------------------------------------------------------------------------


@many
@given(versions(), st.none() | moments, moments)
def test_at_most_one_version_has_no_end(stretches, withdrawn_at, moment):
    settled = settle(stretches, withdrawn_at=withdrawn_at, moment=moment)

    assert sum(one.live_until is None for one in settled) <= 1
    assert all(one.live_until is not None for one in settled[:-1])


@many
@given(versions(), st.none() | moments, moments)
def test_versions_never_overlap(stretches, withdrawn_at, moment):
    settled = settle(stretches, withdrawn_at=withdrawn_at, moment=moment)

    assert all(earlier.live_until <= later.live_from for earlier, later in pairwise(settled))
    assert all(one.live_until is None or one.live_from <= one.live_until for one in settled)
    assert all(len(live(settled, at(minute))) <= 1 for minute in range(45))


@many
@given(versions(), st.none() | moments, moments)
def test_each_end_is_the_earliest_of_its_causes_and_is_named(stretches, withdrawn_at, moment):
    settled = settle(stretches, withdrawn_at=withdrawn_at, moment=moment)

    for place, one in enumerate(settled):
        successor = settled[place + 1].live_from if place + 1 < len(settled) else None
        causes = [
            (WITHDRAWAL, withdrawn_at if withdrawn_at is not None and withdrawn_at >= one.live_from else None),
            (SUCCESSOR, successor),
            (EXPIRY, one.expires_at),
        ]
        ends = [end for _, end in causes if end is not None]
        if not ends:
            assert (one.live_until, one.ended_by) == (None, "")
        else:
            assert one.live_until == min(ends)
            assert one.ended_by == next(cause for cause, end in causes if end == min(ends))


def test_of_causes_on_one_instant_withdrawal_counts_before_successor_and_successor_before_expiry():
    both = [Stretch(key=1, live_from=at(0), expires_at=at(5)), Stretch(key=2, live_from=at(5))]

    (withdrawn, _) = settle(both, withdrawn_at=at(5), moment=at(5))
    (succeeded, _) = settle(both, withdrawn_at=None, moment=at(5))
    (expired,) = settle(both[:1], withdrawn_at=None, moment=at(5))

    assert (withdrawn.ended_by, succeeded.ended_by, expired.ended_by) == (WITHDRAWAL, SUCCESSOR, EXPIRY)
    assert {withdrawn.live_until, succeeded.live_until, expired.live_until} == {at(5)}


@many
@given(versions(least=1), minutes, minutes)
def test_a_withdrawal_does_not_end_what_starts_after_it(stretches, withdrawn, moment):
    settled = settle(stretches, withdrawn_at=at(withdrawn), moment=at(moment))

    assert all(one.ended_by != WITHDRAWAL for one in settled if one.live_from > at(withdrawn))


# --- What has come, and what is taken back --------------------------------------------------------------------------


@many
@given(versions(least=1), versions(), st.integers(1, 30), st.booleans())
def test_what_has_come_stays_whatever_is_decided_later(stretches, later, moment, is_withdrawn):
    before = settled_at_every_minute(stretches, moment - 1)
    come = [one for one in before if one.live_from < at(moment)]
    new = [replace(one, key=one.key + 100) for one in later if one.live_from >= at(moment)]

    after = settle([*come, *new], withdrawn_at=at(moment) if is_withdrawn else None, moment=at(moment))

    kept = {one.key: one for one in after}
    for one in come:
        now = kept[one.key]
        assert (now.kind, now.published_at, now.updated_at) == (one.kind, one.published_at, one.updated_at)
        if one.live_until is not None and one.live_until < at(moment):
            assert now == one


@many
@given(versions(least=1), st.integers(0, 30), st.data())
def test_unscheduling_gives_back_what_was_before(stretches, moment, data):
    extra = data.draw(st.sampled_from(stretches))
    moment = min(moment, int((extra.live_from - START).total_seconds() // 60))
    others = [one for one in stretches if one is not extra]
    before = settled_at_every_minute(others, moment)

    scheduled = settle([*before, extra], withdrawn_at=None, moment=at(moment))
    unscheduled = settle([one for one in scheduled if one.key != extra.key], withdrawn_at=None, moment=at(moment))

    assert unscheduled == before


@many
@given(versions(), st.none() | moments, moments)
def test_to_settle_twice_is_to_settle_once(stretches, withdrawn_at, moment):
    once = settle(stretches, withdrawn_at=withdrawn_at, moment=moment)

    assert settle(once, withdrawn_at=withdrawn_at, moment=moment) == once
    assert settle(reversed(once), withdrawn_at=withdrawn_at, moment=moment) == once


@many
@given(versions(), moments, moments)
def test_the_passing_of_time_alone_changes_nothing(stretches, first, second):
    once = settle(stretches, withdrawn_at=None, moment=min(first, second))

    assert settle(once, withdrawn_at=None, moment=max(first, second)) == once


# --- Kinds and dates ------------------------------------------------------------------------------------------------


@many
@given(versions(least=1))
def test_the_first_version_is_first_and_no_later_one_is(stretches):
    settled = settle(stretches, withdrawn_at=None, moment=at(0))

    assert settled[0].kind == FIRST
    wanted = {one.key: UPDATE if one.intended_kind == FIRST else one.intended_kind for one in stretches}
    assert [one.kind for one in settled[1:]] == [wanted[one.key] for one in settled[1:]]


@many
@given(versions(least=1))
def test_dates_go_on_from_version_to_version(stretches):
    settled = settle(stretches, withdrawn_at=None, moment=at(0))

    for before, after in pairwise(settled):
        if not after.dates_given:
            assert after.published_at == before.published_at
            assert after.updated_at == (before.updated_at if after.kind == SILENT else after.live_from)


@many
@given(versions(least=1), st.none() | moments, moments)
def test_nothing_is_published_after_its_start(stretches, withdrawn_at, moment):
    settled = settle(stretches, withdrawn_at=withdrawn_at, moment=at(0))
    settled = settle(settled, withdrawn_at=withdrawn_at, moment=moment)

    assert all(one.published_at <= one.live_from and one.updated_at <= one.live_from for one in settled)


@many
@given(versions(least=1), st.none() | moments)
def test_imported_dates_are_kept(stretches, withdrawn_at):
    given_dates = {one.key: (one.published_at, one.updated_at) for one in stretches if one.dates_given}

    settled = settled_at_every_minute(stretches, 30)

    assert {one.key: (one.published_at, one.updated_at) for one in settled if one.dates_given} == given_dates


@many
@given(versions(least=2), st.integers(1, 30))
def test_dates_survive_a_withdrawal_and_begin_anew_after_a_kill(stretches, moment):
    settled = settled_at_every_minute(stretches, moment, withdrawn=moment)
    come = [one for one in settled if one.live_from < at(moment)]
    new = Stretch(key=99, live_from=at(moment + 5))
    killed = [replace(one, suppressed_at=at(moment)) for one in come]

    published = settle([*come, new], withdrawn_at=at(moment), moment=at(moment + 1))[-1]
    after_kill = settle([*killed, new], withdrawn_at=at(moment), moment=at(moment + 1))[-1]

    if come:
        assert (published.kind, published.published_at) == (UPDATE, come[-1].published_at)
    assert published.updated_at == new.live_from
    assert (after_kill.kind, after_kill.published_at, after_kill.updated_at) == (FIRST, new.live_from, new.live_from)


@many
@given(versions(least=2))
def test_where_the_first_is_dropped_the_next_one_is_first_and_bears_its_own_dates(stretches):
    settled = settle(stretches, withdrawn_at=None, moment=at(0))

    heir = settle(settled[1:], withdrawn_at=None, moment=at(0))[0]

    assert heir.kind == FIRST
    if not heir.dates_given:
        assert (heir.published_at, heir.updated_at) == (heir.live_from, heir.live_from)
