"""What comes due is visible by the clock alone, and noted once for the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError

from articles.errors import StaleAct, UnknownRevision
from articles.models import Change, ContentState, PublishedVersion
from articles.publishing.actions import Pending, expire
from articles.publishing.due import OVER_AFTER, late, note_all_due, record, retire
from articles.publishing.scheduling import unschedule
from tests.articles.conftest import MICROSECOND
from tests.factories import edit, make_article, publish_now, schedule_for, withdraw_now

pytestmark = pytest.mark.django_db


def log():
    return list(Change.objects.order_by("number").values_list("number", "kind", "at"))


def test_a_late_schedule_is_visible_by_the_clock_though_nobody_noted_it(clock):
    article = make_article()
    version = schedule_for(article, clock.in_(hours=1)).version
    clock.pass_(hours=1)

    assert PublishedVersion.objects.live(at=clock.now).get() == version
    assert list(late(clock.now)) == [version]
    assert log() == []


def test_a_start_is_noted_once_with_the_moment_that_it_had(clock):
    article = make_article()
    version = schedule_for(article, clock.in_(hours=1)).version
    clock.pass_(hours=3)

    assert (note_all_due(), note_all_due()) == (1, 0)
    assert log() == [(1, "published", version.live_from)]
    assert not late(clock.now).exists()


def test_nothing_is_noted_a_microsecond_too_soon(clock):
    schedule_for(make_article(), clock.in_(hours=1))
    clock.set(clock.in_(hours=1) - MICROSECOND)
    assert note_all_due() == 0

    clock.set(clock.now + MICROSECOND)

    assert note_all_due() == 1


def test_what_came_due_together_is_noted_in_order_of_time(clock):
    article = make_article(expires_at=clock.in_(hours=3))
    first = schedule_for(article, clock.in_(hours=1)).version.live_from
    second = schedule_for(article, clock.in_(hours=2), kind="correction", note="It was five.").version.live_from
    clock.pass_(hours=4)

    note_all_due()

    expiry = second + timedelta(hours=1)
    assert log() == [(1, "published", first), (2, "corrected", second), (3, "expired", expiry)]


def test_noting_moves_the_stamp_and_looking_round_in_vain_does_not(clock):
    schedule_for(make_article(), clock.in_(hours=1))
    stamp = ContentState.read().stamp

    note_all_due()
    assert ContentState.read().stamp == stamp
    clock.pass_(hours=1)
    note_all_due()

    assert ContentState.read().stamp != stamp
    assert ContentState.read().public_sequence == 1


def act_on(article, act, clock):
    article.refresh_from_db()
    if act == "publish":
        pending = article.versions.scheduled(at=clock.now).values_list("pk", flat=True)
        return publish_now(article, pending=Pending(keep=list(pending)))
    if act == "schedule":
        return schedule_for(article, clock.in_(minutes=5))
    if act == "unschedule":
        return unschedule(article, version=article.versions.scheduled(at=clock.now).get().pk, seen=article.acts)
    if act == "expire":
        return expire(article, seen=article.acts)
    return withdraw_now(article, act)


@pytest.mark.parametrize("act", ["publish", "schedule", "unschedule", "expire", "unpublished", "withdrawn", "killed"])
def test_each_act_notes_first_what_came_due_before_it(clock, act):
    article = make_article()
    version = schedule_for(article, clock.in_(hours=1)).version
    schedule_for(article, clock.in_(hours=9))
    clock.pass_(hours=2)

    done = act_on(article, act, clock)

    assert log()[0] == (1, "published", version.live_from)
    assert [(change.number, change.kind, change.at) for change in done.changes] == log()
    assert note_all_due() == 0


def test_an_act_at_the_very_moment_that_something_is_due_comes_after_it(clock):
    article = make_article()
    version = schedule_for(article, clock.in_(hours=1)).version
    clock.pass_(hours=1)

    withdraw_now(article)

    assert log() == [(1, "published", version.live_from), (2, "withdrawn", version.live_from + MICROSECOND)]


def test_a_refused_act_notes_nothing(clock):
    article = make_article()
    schedule_for(article, clock.in_(hours=1))
    clock.pass_(hours=1)

    with pytest.raises(UnknownRevision):
        publish_now(article, revision=9)

    assert log() == []
    assert note_all_due() == 1


def test_an_end_by_a_successor_is_no_event_of_its_own(clock):
    article = make_article()
    publish_now(article)
    schedule_for(article, clock.in_(hours=1))
    clock.pass_(hours=1)

    note_all_due()

    assert [kind for _, kind, _ in log()] == ["published", "updated"]


def test_numbers_have_no_gap_across_articles_and_refusals(clock):
    articles = [make_article(slug=slug) for slug in ("one", "two", "three")]
    for article in articles:
        publish_now(article)
        with pytest.raises(StaleAct):
            publish_now(article, seen=0)
        schedule_for(article, clock.in_(hours=1))
    clock.pass_(hours=1)
    note_all_due()

    assert [number for number, _, _ in log()] == [1, 2, 3, 4, 5, 6]
    assert ContentState.read().public_sequence == 6


def test_an_article_that_cannot_be_noted_holds_up_no_other(clock):
    broken, sound = make_article(slug="broken"), make_article(slug="sound")
    version = schedule_for(broken, clock.in_(hours=1)).version
    schedule_for(sound, clock.in_(hours=1))
    # As a double worker would have left it, had the constraint not been there.
    Change.objects.create(
        number=99, kind="published", record=broken.uuid, article=broken, version=version, at=version.live_from
    )
    clock.pass_(hours=1)

    with pytest.raises(DatabaseError):
        note_all_due()

    assert list(Change.objects.exclude(number=99).values_list("article", flat=True)) == [sound.pk]
    assert [one.article for one in late(clock.now)] == [broken]


def test_recording_nothing_moves_the_stamp_and_takes_no_number(clock):
    article = make_article()
    stamp = ContentState.read().stamp

    assert record(article, []) == []

    assert ContentState.read().stamp != stamp
    assert ContentState.read().public_sequence == 0


# --- Over -----------------------------------------------------------------------------------------------------------


def test_a_version_is_over_an_hour_after_its_end(clock):
    article = make_article()
    version = publish_now(article).version
    withdraw_now(article)
    end = article.versions.get().live_until
    clock.set(end + OVER_AFTER)
    assert retire() == 0

    clock.set(clock.now + MICROSECOND)

    assert (retire(), retire()) == (1, 0)
    version.refresh_from_db()
    assert version.is_over


def test_what_is_over_stays_in_the_past(clock):
    article = make_article()
    version = publish_now(article).version
    began = clock.now
    clock.pass_(minutes=1)
    withdraw_now(article)
    clock.pass_(hours=2)
    retire()

    assert PublishedVersion.objects.live(at=began, present=False).get() == version


def test_what_is_live_or_to_come_is_never_over(clock):
    article = make_article()
    publish_now(article)
    schedule_for(article, clock.in_(days=30))
    edit(article)
    clock.pass_(days=20)

    assert retire() == 0
