"""To withdraw: quietly, with a note, or as if it had never been there."""

from __future__ import annotations

import pytest

from articles.errors import NotPublic, NotUsable, StaleAct
from articles.models import Change, PublishedVersion
from articles.models.public_status import Gone, status_by_id
from articles.publishing.withdrawal import withdraw
from tests.articles.conftest import MICROSECOND, NOON
from tests.factories import make_article, publish_now, schedule_for, withdraw_now

pytestmark = pytest.mark.django_db
QUIET, BACK = ("unpublished", "withdrawn"), ("killed", "legal")


@pytest.mark.parametrize("how", [*QUIET, *BACK])
def test_from_the_moment_of_the_act_nothing_is_live(clock, how):
    article = make_article()
    version = publish_now(article).version
    clock.pass_(minutes=1)

    done = withdraw_now(article, how)

    assert not PublishedVersion.objects.live(at=clock.now).exists()
    version.refresh_from_db()
    assert (version.live_until, version.ended_by) == (done.moment, "withdrawal")
    assert done.version == version


@pytest.mark.parametrize("how", QUIET)
def test_a_quiet_withdrawal_leaves_the_past_alone(clock, how):
    article = make_article()
    version = publish_now(article).version
    clock.pass_(minutes=1)

    withdraw_now(article, how)

    assert PublishedVersion.objects.live(at=NOON, present=False).get() == version
    version.refresh_from_db()
    assert (version.suppressed_at, version.is_over) == (None, False)


@pytest.mark.parametrize("how", BACK)
def test_a_kill_reaches_back_to_every_version(clock, how):
    article = make_article()
    moments = []
    for _ in range(3):
        moments.append(publish_now(article).moment)
        clock.pass_(minutes=1)

    done = withdraw_now(article, how)

    assert not any(PublishedVersion.objects.live(at=at, present=False).exists() for at in moments)
    assert set(article.versions.values_list("suppressed_at", "is_over")) == {(done.moment, True)}


@pytest.mark.parametrize("how", [*QUIET, *BACK])
def test_what_is_scheduled_is_dropped_and_named(clock, how):
    article = make_article()
    publish_now(article)
    starts = [schedule_for(article, clock.in_(hours=hours)).version.live_from for hours in (2, 1)]

    done = withdraw_now(article, how)

    assert done.dropped == tuple(sorted(starts))
    assert article.versions.count() == 1
    assert PublishedVersion.objects.next_transition(at=done.moment) is None


@pytest.mark.parametrize(
    ("how", "told"), [*((how, "withdrawn") for how in QUIET), *((how, "suppressed") for how in BACK)]
)
def test_the_log_tells_how(clock, how, told):
    article = make_article()
    publish_now(article)

    done = withdraw_now(article, how)

    assert [(change.kind, change.at) for change in done.changes] == [(told, done.moment)]


def test_only_a_withdrawal_has_a_public_note(clock):
    notes = {}
    for how in (*QUIET, *BACK):
        article = make_article(slug=how)
        publish_now(article)
        withdraw_now(article, how, note="We were wrong.")
        notes[how] = article.withdrawal_note

    assert notes == {"unpublished": "", "withdrawn": "We were wrong.", "killed": "", "legal": ""}


@pytest.mark.parametrize("how", QUIET)
@pytest.mark.parametrize("state", ["draft", "scheduled", "expired", "withdrawn before"])
def test_a_quiet_withdrawal_of_what_is_not_public_is_refused(clock, how, state):
    article = make_article(expires_at=clock.in_(hours=1))
    if state == "scheduled":
        schedule_for(article, clock.in_(minutes=1))
    if state in ("expired", "withdrawn before"):
        publish_now(article)
        clock.pass_(minutes=1)
    if state == "expired":
        clock.pass_(hours=1)
    if state == "withdrawn before":
        withdraw_now(article, "unpublished")

    with pytest.raises(NotPublic):
        withdraw_now(article, how)


@pytest.mark.parametrize("how", BACK)
def test_a_kill_of_a_draft_is_done_and_the_world_is_told_nothing(clock, how):
    article = make_article()
    schedule_for(article, clock.in_(hours=1))

    done = withdraw_now(article, how)

    assert (done.changes, done.version, len(done.dropped)) == ((), None, 1)
    assert status_by_id(article.uuid, at=clock.in_(hours=2)) is None


def test_a_kill_after_the_end_suppresses_what_was_public(clock):
    article = make_article()
    publish_now(article)
    clock.pass_(minutes=1)
    withdraw_now(article, "withdrawn", note="We were wrong.")
    clock.pass_(minutes=1)

    done = withdraw_now(article, "killed")

    assert [change.kind for change in done.changes] == ["suppressed"]
    assert status_by_id(article.uuid, at=clock.now) == Gone(article.uuid, "suppressed")


def test_a_second_kill_tells_nothing_new(clock):
    article = make_article()
    publish_now(article)
    first = withdraw_now(article, "killed").moment
    clock.pass_(minutes=1)

    done = withdraw_now(article, "legal")

    assert done.changes == ()
    assert article.versions.get().suppressed_at == first


def test_a_kill_notes_first_what_came_due_unnoticed(clock):
    article = make_article()
    version = schedule_for(article, clock.in_(hours=1)).version
    clock.pass_(hours=2)

    withdraw_now(article, "killed")

    log = list(Change.objects.order_by("number").values_list("kind", "at"))
    assert log == [("published", version.live_from), ("suppressed", clock.now)]


def test_a_stale_form_withdraws_nothing(clock):
    article = make_article()
    publish_now(article)

    with pytest.raises(StaleAct):
        withdraw(article, how="killed", seen=article.acts - 1)

    assert PublishedVersion.objects.live(at=clock.now).exists()


def test_a_note_that_is_too_long_is_refused(clock):
    article = make_article()
    publish_now(article)

    with pytest.raises(NotUsable) as refused:
        withdraw_now(article, "withdrawn", note="x" * 501)

    assert refused.value.field == "note"


def test_an_unknown_way_of_withdrawing_is_an_error(clock):
    with pytest.raises(ValueError, match="gently"):
        withdraw_now(make_article(), "gently")


@pytest.mark.parametrize("how", BACK)
def test_what_starts_in_the_instant_of_a_kill_was_public_and_is_gone(clock, how):
    """The act comes after the start, never on it: else it would count as never public."""
    article = make_article()
    schedule_for(article, NOON + MICROSECOND)

    done = withdraw_now(article, how)

    assert done.moment == NOON + 2 * MICROSECOND
    assert status_by_id(article.uuid, at=done.moment) == Gone(article.uuid, "suppressed")
    assert [change.kind for change in Change.objects.order_by("number")] == ["published", "suppressed"]
