"""To expire: a version ends by itself, or is told to."""

from __future__ import annotations

import pytest

from articles.errors import MomentPassed, NotPublic, StaleAct
from articles.models import Change, PublishedVersion
from articles.publishing.actions import expire
from tests.articles.conftest import MICROSECOND
from tests.factories import edit, make_article, publish_now, schedule_for, withdraw_now

pytestmark = pytest.mark.django_db


def expire_now(article, at=None):
    article.refresh_from_db()
    done = expire(article, seen=article.acts, at=at)
    article.refresh_from_db()
    return done


def test_a_version_with_an_expiry_is_gone_at_that_very_moment(clock):
    article = make_article(expires_at=clock.in_(hours=1))

    version = publish_now(article).version

    assert (version.live_until, version.ended_by) == (clock.in_(hours=1), "expiry")
    assert PublishedVersion.objects.live(at=clock.in_(hours=1) - MICROSECOND).get() == version
    assert not PublishedVersion.objects.live(at=clock.in_(hours=1)).exists()


def test_expiring_now_ends_at_once_and_tells_the_log(clock):
    article = make_article()
    publish_now(article)
    clock.pass_(minutes=1)

    done = expire_now(article)

    assert (done.version.live_until, done.version.ended_by) == (clock.now, "expiry")
    assert [(change.kind, change.at) for change in done.changes] == [("expired", clock.now)]


def test_expiring_later_tells_the_log_when_it_comes(clock):
    article = make_article()
    publish_now(article)

    done = expire_now(article, clock.in_(hours=1))

    assert (done.changes, done.version.live_until) == ((), clock.in_(hours=1))
    assert PublishedVersion.objects.next_transition(at=done.moment) == clock.in_(hours=1)


def test_an_expiry_can_be_moved_until_it_has_come(clock):
    article = make_article(expires_at=clock.in_(hours=1))
    publish_now(article)

    later = expire_now(article, clock.in_(hours=3)).version.live_until
    sooner = expire_now(article, clock.in_(hours=2)).version.live_until

    assert (later, sooner) == (clock.in_(hours=3), clock.in_(hours=2))
    clock.pass_(hours=2)
    with pytest.raises(NotPublic):
        expire_now(article, clock.in_(hours=3))


def test_what_expires_as_its_successor_starts_did_not_expire(clock):
    article = make_article(expires_at=clock.in_(hours=1))
    version = publish_now(article).version
    edit(article, expires_at=None)

    schedule_for(article, clock.in_(hours=1))

    version.refresh_from_db()
    assert (version.live_until, version.ended_by) == (clock.in_(hours=1), "successor")


def test_an_expiry_behind_the_successor_changes_nothing(clock):
    article = make_article()
    version = publish_now(article).version
    successor = schedule_for(article, clock.in_(hours=1)).version

    expire_now(article, clock.in_(hours=2))

    version.refresh_from_db()
    assert (version.live_until, version.ended_by) == (successor.live_from, "successor")


def test_an_expiry_leaves_a_gap_before_what_is_scheduled(clock):
    article = make_article(expires_at=clock.in_(hours=1))
    publish_now(article)
    edit(article, expires_at=None)

    later = schedule_for(article, clock.in_(hours=2)).version

    assert not PublishedVersion.objects.live(at=clock.in_(minutes=90), present=False).exists()
    assert (later.kind, later.published_at) == ("update", clock.now)


def test_published_after_an_expiry_the_log_tells_published(clock):
    article = make_article()
    publish_now(article)
    expire_now(article)
    clock.pass_(minutes=1)

    publish_now(article)

    assert list(Change.objects.order_by("number").values_list("kind", flat=True)) == [
        "published",
        "expired",
        "published",
    ]


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn"])
def test_what_is_not_live_cannot_be_expired(clock, state):
    article = make_article()
    if state == "scheduled":
        schedule_for(article, clock.in_(hours=1))
    if state == "withdrawn":
        publish_now(article)
        withdraw_now(article)

    with pytest.raises(NotPublic):
        expire_now(article)


def test_a_moment_that_has_passed_is_refused(clock):
    article = make_article()
    publish_now(article)
    clock.pass_(minutes=1)

    with pytest.raises(MomentPassed):
        expire_now(article, clock.in_(seconds=-1))


def test_a_stale_form_expires_nothing(clock):
    article = make_article()
    publish_now(article)

    with pytest.raises(StaleAct):
        expire(article, seen=article.acts - 1)
