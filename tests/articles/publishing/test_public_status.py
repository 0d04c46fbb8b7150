"""The table of statuses: each state that can be reached, by id and by slug, now and as of an earlier moment."""

from __future__ import annotations

from uuid import uuid4

import pytest

from articles.models.public_status import Gone, Live, status_by_id, status_by_slug
from articles.publishing.actions import expire
from articles.publishing.scheduling import unschedule
from tests.articles.conftest import MICROSECOND
from tests.factories import edit, make_article, publish_now, schedule_for, withdraw_now

pytestmark = pytest.mark.django_db


def both(article, at):
    """The status by id, which must be that by slug."""
    by_id = status_by_id(article.uuid, at=at)
    assert status_by_slug(article.slug, locale=article.locale, at=at) == by_id
    return by_id


def test_what_nobody_ever_wrote_is_unknown(clock):
    assert status_by_id(uuid4(), at=clock.now) is None
    assert status_by_slug("nothing", locale="en", at=clock.now) is None


def test_a_draft_is_unknown(clock):
    assert both(make_article(), clock.now) is None


def test_what_is_scheduled_is_unknown_up_to_its_start(clock):
    article = make_article()
    version = schedule_for(article, clock.in_(hours=1)).version

    assert both(article, clock.now) is None
    assert both(article, version.live_from - MICROSECOND) is None
    assert both(article, version.live_from) == Live(version.pk)


def test_what_was_unscheduled_is_unknown_for_ever(clock):
    article = make_article()
    version = schedule_for(article, clock.in_(hours=1)).version
    unschedule(article, version=version.pk, seen=article.acts)

    assert both(article, clock.in_(hours=2)) is None


@pytest.mark.parametrize("how", ["killed", "legal"])
def test_what_was_killed_before_its_start_is_unknown_after_its_hour_too(clock, how):
    article = make_article()
    schedule_for(article, clock.in_(hours=1))
    withdraw_now(article, how)

    assert both(article, clock.in_(hours=2)) is None


def test_what_is_live_is_live_and_before_its_start_it_was_unknown(clock):
    article = make_article()
    version = publish_now(article).version

    assert both(article, clock.now) == Live(version.pk)
    assert both(article, clock.now - MICROSECOND) is None


def test_what_is_live_stays_live_while_a_newer_draft_is_written(clock):
    article = make_article()
    version = publish_now(article).version
    edit(article, title="Another title")

    assert both(article, clock.now) == Live(version.pk)


def test_each_moment_has_the_version_of_its_time(clock):
    article = make_article()
    first = publish_now(article).version
    second = publish_now(article).version
    third = schedule_for(article, clock.in_(hours=1)).version

    assert both(article, first.live_from) == Live(first.pk)
    assert both(article, second.live_from) == Live(second.pk)
    assert both(article, third.live_from - MICROSECOND) == Live(second.pk)
    assert both(article, third.live_from) == Live(third.pk)


def test_what_has_expired_is_gone_and_was_live(clock):
    article = make_article(expires_at=clock.in_(hours=1))
    version = publish_now(article).version

    assert both(article, clock.in_(hours=1)) == Gone(article.uuid, "expired")
    assert both(article, clock.in_(minutes=59)) == Live(version.pk)


def test_what_was_told_to_expire_is_gone_at_once(clock):
    article = make_article()
    publish_now(article)
    clock.pass_(minutes=1)
    expire(article, seen=article.acts)

    assert both(article, clock.now) == Gone(article.uuid, "expired")


def test_what_was_unpublished_is_gone_without_a_word_and_was_live(clock):
    article = make_article()
    done = publish_now(article)
    clock.pass_(minutes=1)
    withdraw_now(article, "unpublished", note="Not for readers.")

    assert both(article, clock.now) == Gone(article.uuid, "unpublished", note="")
    assert both(article, done.moment) == Live(done.version.pk)


def test_what_was_withdrawn_is_gone_with_its_note_and_was_live(clock):
    article = make_article()
    done = publish_now(article)
    clock.pass_(minutes=1)
    withdraw_now(article, "withdrawn", note="We were wrong.")

    assert both(article, clock.now) == Gone(article.uuid, "withdrawn", note="We were wrong.")
    assert both(article, done.moment) == Live(done.version.pk)


@pytest.mark.parametrize("how", ["killed", "legal"])
def test_what_was_killed_is_gone_with_its_id_alone_and_is_gone_from_the_past(clock, how):
    article = make_article()
    done = publish_now(article)
    clock.pass_(minutes=1)
    withdraw_now(article, how, note="Not for readers.")

    assert both(article, clock.now) == Gone(article.uuid, "suppressed", note="")
    assert both(article, done.moment) == Gone(article.uuid, "suppressed", note="")
    assert both(article, done.moment - MICROSECOND) is None


def test_live_again_after_a_kill_it_is_live_and_stays_gone_within_what_was_suppressed(clock):
    article = make_article()
    killed = publish_now(article)
    clock.pass_(minutes=1)
    withdraw_now(article, "killed")
    clock.pass_(minutes=1)
    again = publish_now(article, again=True)

    assert both(article, again.moment) == Live(again.version.pk)
    assert both(article, killed.moment) == Gone(article.uuid, "suppressed")
    assert both(article, again.moment - MICROSECOND) == Gone(article.uuid, "suppressed")


def test_withdrawn_after_a_kill_it_speaks_of_the_newest_withdrawal(clock):
    article = make_article()
    publish_now(article)
    clock.pass_(minutes=1)
    withdraw_now(article, "killed")
    publish_now(article, again=True)
    clock.pass_(minutes=1)
    withdraw_now(article, "withdrawn", note="We were wrong again.")

    assert both(article, clock.now) == Gone(article.uuid, "withdrawn", note="We were wrong again.")


def test_in_a_gap_between_two_versions_it_was_gone(clock):
    article = make_article()
    publish_now(article)
    clock.pass_(minutes=1)
    gap = withdraw_now(article).moment
    clock.pass_(minutes=1)
    publish_now(article)
    clock.pass_(minutes=1)

    assert isinstance(both(article, gap), Gone)
    assert isinstance(both(article, clock.now), Live)


def test_scheduled_again_after_a_withdrawal_it_is_gone_until_it_starts(clock):
    article = make_article()
    publish_now(article)
    clock.pass_(minutes=1)
    withdraw_now(article, "withdrawn", note="We were wrong.")
    version = schedule_for(article, clock.in_(hours=1)).version

    assert both(article, clock.now) == Gone(article.uuid, "withdrawn", note="We were wrong.")
    assert both(article, version.live_from) == Live(version.pk)


def test_a_status_takes_one_query(clock, django_assert_num_queries):
    article = make_article()
    for _ in range(3):
        publish_now(article)

    with django_assert_num_queries(1):
        status_by_id(article.uuid, at=clock.now)
    with django_assert_num_queries(1):
        status_by_slug(article.slug, locale="en", at=clock.now)
