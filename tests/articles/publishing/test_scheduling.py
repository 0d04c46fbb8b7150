"""To schedule: a revision becomes public at a moment to come, and the world is not told before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from articles.errors import (
    ExpiresTooEarly,
    MomentPassed,
    NotScheduled,
    SlugTaken,
    StaleAct,
    StartTaken,
    UnknownRevision,
    WasKilled,
)
from articles.models import Change, ContentState, PublishedVersion
from articles.publishing.due import note_all_due
from articles.publishing.scheduling import unschedule
from articles.publishing.slugs import free_slug
from tests.articles.conftest import MICROSECOND, NOON
from tests.factories import edit, make_article, publish_now, schedule_for, withdraw_now

pytestmark = pytest.mark.django_db


def live(article, at):
    return PublishedVersion.objects.live(at=at).filter(article=article).first()


def take_back(article, version):
    article.refresh_from_db()
    return unschedule(article, version=version.pk, seen=article.acts)


def test_a_scheduled_version_is_live_from_its_very_moment_and_not_before(clock):
    article = make_article()

    version = schedule_for(article, clock.in_(hours=1)).version

    assert live(article, version.live_from - MICROSECOND) is None
    assert live(article, version.live_from) == version


def test_scheduling_tells_the_world_nothing_but_moves_the_stamp(clock):
    article = make_article()
    stamp = ContentState.read().stamp

    done = schedule_for(article, clock.in_(hours=1))

    assert (done.changes, Change.objects.count(), ContentState.read().public_sequence) == ((), 0, 0)
    assert ContentState.read().stamp != stamp


def test_a_scheduled_change_ends_what_is_live_at_its_start(clock):
    article = make_article()
    now = publish_now(article).version

    later = schedule_for(article, clock.in_(hours=1)).version

    now.refresh_from_db()
    assert (now.live_until, now.ended_by) == (later.live_from, "successor")


def test_several_may_be_scheduled_and_the_order_of_asking_does_not_matter(clock):
    article = make_article()
    second = schedule_for(article, clock.in_(hours=2), kind="correction", note="It was five.").version
    first = schedule_for(article, clock.in_(hours=1), kind="correction", note="It was four.").version

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.kind, first.live_until, first.published_at) == ("first", second.live_from, first.live_from)
    assert (second.kind, second.live_until, second.published_at) == ("correction", None, first.live_from)


def test_next_transition_is_the_earliest_start_or_end_to_come(clock):
    article = make_article(expires_at=clock.in_(hours=5))
    start = schedule_for(article, clock.in_(hours=1)).version.live_from

    versions = PublishedVersion.objects
    assert versions.next_transition(at=NOON) == start
    assert versions.next_transition(at=start) == clock.in_(hours=5)
    assert versions.next_transition(at=clock.in_(hours=5)) is None


def test_unscheduling_gives_back_what_was_before(clock):
    article = make_article(expires_at=clock.in_(hours=9))
    publish_now(article)
    clock.pass_(minutes=1)
    columns = ("pk", "live_from", "live_until", "ended_by", "kind", "published_at", "updated_at")
    before = list(PublishedVersion.objects.values_list(*columns))
    version = schedule_for(article, clock.in_(hours=1)).version

    done = take_back(article, version)

    assert done.dropped == (version.live_from,)
    assert list(PublishedVersion.objects.values_list(*columns)) == before


def test_where_the_first_of_two_is_unscheduled_the_other_is_first_and_bears_its_own_date(clock):
    article = make_article()
    first = schedule_for(article, clock.in_(hours=1)).version
    second = schedule_for(article, clock.in_(hours=2)).version

    take_back(article, first)

    second.refresh_from_db()
    assert (second.kind, second.published_at, second.updated_at) == ("first", second.live_from, second.live_from)


def test_the_same_moment_may_be_asked_for_again_once_it_is_free(clock):
    article = make_article()
    version = schedule_for(article, clock.in_(hours=1)).version
    take_back(article, version)

    assert schedule_for(article, clock.in_(hours=1)).version.live_from == clock.in_(hours=1)


# --- Refused --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0, -1])
def test_a_moment_that_has_come_is_refused(clock, seconds):
    with pytest.raises(MomentPassed):
        schedule_for(make_article(), clock.in_(seconds=seconds))


def test_a_moment_between_the_clock_and_the_newest_act_is_refused(clock):
    article = make_article()
    publish_now(article)
    clock.pass_(seconds=-30)

    with pytest.raises(MomentPassed):
        schedule_for(article, clock.in_(seconds=10))


def test_two_versions_cannot_start_at_one_moment(clock):
    article = make_article()
    schedule_for(article, clock.in_(hours=1))

    with pytest.raises(StartTaken):
        schedule_for(article, clock.in_(hours=1))


def test_two_articles_may_start_at_one_moment(clock):
    moments = {schedule_for(make_article(slug=slug), clock.in_(hours=1)).version.live_from for slug in ("one", "two")}

    assert moments == {NOON + timedelta(hours=1)}


def test_what_would_expire_before_it_starts_is_refused(clock):
    article = make_article(expires_at=clock.in_(hours=1))

    with pytest.raises(ExpiresTooEarly):
        schedule_for(article, clock.in_(hours=1))


def test_an_unknown_revision_is_refused(clock):
    with pytest.raises(UnknownRevision):
        schedule_for(make_article(), clock.in_(hours=1), revision=7)


def test_a_stale_form_schedules_nothing(clock):
    article = make_article()
    publish_now(article)

    with pytest.raises(StaleAct):
        schedule_for(article, clock.in_(hours=1), seen=article.acts - 1)


def test_a_slug_of_somebody_else_is_refused(clock):
    article = make_article(slug="tide")
    edit(article, slug="ebb")
    free_slug(article, "tide")
    make_article(slug="tide")

    with pytest.raises(SlugTaken):
        schedule_for(article, clock.in_(hours=1), revision=1)


def test_after_a_kill_scheduling_must_be_said_explicitly_too(clock):
    article = make_article()
    publish_now(article)
    withdraw_now(article, "killed")

    with pytest.raises(WasKilled):
        schedule_for(article, clock.in_(hours=1))

    assert schedule_for(article, clock.in_(hours=1), again=True).version.kind == "first"


def test_after_a_kill_an_unscheduled_confirmation_counts_no_more(clock):
    article = make_article()
    publish_now(article)
    withdraw_now(article, "killed")
    version = schedule_for(article, clock.in_(hours=1), again=True).version
    take_back(article, version)

    with pytest.raises(WasKilled):
        publish_now(article)


def test_what_has_begun_cannot_be_unscheduled_even_if_nobody_noted_it(clock):
    article = make_article()
    version = schedule_for(article, clock.in_(hours=1)).version
    clock.pass_(hours=1)

    with pytest.raises(NotScheduled):
        take_back(article, version)


def test_a_version_of_another_article_cannot_be_unscheduled(clock):
    other = schedule_for(make_article(slug="other"), clock.in_(hours=1)).version

    with pytest.raises(NotScheduled):
        take_back(make_article(slug="own"), other)


def test_what_was_noted_cannot_be_unscheduled_after_a_step_back(clock):
    article = make_article()
    version = schedule_for(article, clock.in_(minutes=1)).version
    clock.pass_(minutes=1)
    note_all_due()
    clock.pass_(seconds=-30)

    with pytest.raises(NotScheduled):
        take_back(article, version)
