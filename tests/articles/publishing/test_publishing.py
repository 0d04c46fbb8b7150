"""To publish: a revision becomes public from this moment on."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from articles.errors import (
    ExpiresTooEarly,
    NoteMissing,
    NotUsable,
    PendingSchedule,
    PublishedTooLate,
    SlugTaken,
    StaleAct,
    UnknownRevision,
    WasKilled,
)
from articles.models import Change, ContentState, PublishedVersion
from articles.publishing.actions import Pending, publish
from articles.publishing.due import note_all_due
from articles.publishing.slugs import free_slug
from articles.snapshot import Byline
from tests.articles.conftest import MICROSECOND, NOON
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_section,
    make_tag,
    publish_now,
    schedule_for,
    withdraw_now,
)

pytestmark = pytest.mark.django_db
QUERIES = 30
"""Of one publish, savepoints included."""


def live(article, at):
    return PublishedVersion.objects.live(at=at).filter(article=article).first()


def test_a_published_revision_is_live_from_the_very_moment(clock):
    article = make_article(title="The tide")

    done = publish_now(article)

    assert done.moment == NOON
    assert live(article, NOON) == done.version
    assert live(article, NOON - MICROSECOND) is None
    assert (done.version.live_from, done.version.live_until, done.version.ended_by) == (NOON, None, "")


def test_a_version_is_frozen_and_goes_its_own_way_from_the_draft(clock):
    article = make_article(title="The tide", lead_html="It rises.")
    publish_now(article)

    edit(article, title="The ebb", lead_html="It falls.")

    content = live(article, NOON).content
    assert (content.title, content.lead_html) == ("The tide", "It rises.")


def test_a_version_keeps_the_columns_that_lists_filter_by(clock):
    author, category, tag = make_author(), make_category(), make_tag()
    article = make_article(
        title="The tide",
        slug="the-tide",
        authors=(Byline(author=str(author.uuid)),),
        category=str(category.uuid),
        tags=(str(tag.uuid),),
        genre="report",
        priority=2,
        access="metered",
        lead_html='Three <mark data-highlight-id="h0123456789">short words</mark>',
        sections=(make_section("Two more", "<p>And these.</p>"),),
    )

    version = publish_now(article).version

    version.refresh_from_db()
    assert (version.slug, version.title, version.locale) == ("the-tide", "The tide", "en")
    assert (version.genre, version.priority, version.access) == ("report", 2, "metered")
    assert (version.category, list(version.authors.all()), list(version.tags.all())) == (category, [author], [tag])
    assert (version.has_highlights, version.word_count) == (True, 7)
    assert version.translation_key == article.translation_key


def test_the_first_version_is_first_whatever_was_said(clock):
    version = publish_now(make_article(), kind="correction", note="It was five.").version

    assert (version.kind, version.published_at, version.updated_at) == ("first", NOON, NOON)


def test_an_update_has_a_new_date_and_a_silent_change_has_not(clock):
    article = make_article()
    publish_now(article)

    clock.pass_(hours=1)
    update = publish_now(article, kind="update").version
    clock.pass_(hours=1)
    silent = publish_now(article, kind="silent").version

    assert (update.published_at, update.updated_at) == (NOON, NOON + timedelta(hours=1))
    assert (silent.published_at, silent.updated_at) == (NOON, NOON + timedelta(hours=1))


def test_a_new_version_ends_the_one_before_at_its_own_start(clock):
    article = make_article()
    first = publish_now(article).version

    clock.pass_(minutes=5)
    second = publish_now(article).version

    first.refresh_from_db()
    assert (first.live_until, first.ended_by) == (second.live_from, "successor")
    assert live(article, clock.now) == second


@pytest.mark.parametrize("kind", PublishedVersion.CORRECTING)
def test_what_readers_are_told_of_needs_a_note_and_changes_nothing_without(clock, kind):
    article = make_article()
    publish_now(article)
    edit(article, slug="another", title="Newer")
    clock.pass_(hours=1)

    for note in ("", " \n ", "\u200b"):
        with pytest.raises(NoteMissing) as refused:
            publish_now(article, kind=kind, note=note)
        with pytest.raises(NoteMissing):
            schedule_for(article, clock.in_(hours=1), kind=kind, note=note)

    assert refused.value.field == "note"
    assert live(article, clock.now).title != "Newer"


def test_the_log_tells_published_updated_corrected(clock):
    article = make_article()
    for kind in ("update", "silent", "update", "correction", "clarification", "retraction"):
        publish_now(article, kind=kind, note="Told where readers are told.")
        clock.pass_(minutes=1)

    kinds = list(Change.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == ["published", "updated", "updated", "corrected", "corrected", "corrected"]


def test_after_a_withdrawal_the_log_tells_published_again_and_the_date_stays(clock):
    article = make_article()
    publish_now(article)
    clock.pass_(minutes=1)
    withdraw_now(article)

    clock.pass_(minutes=1)
    done = publish_now(article)

    assert [change.kind for change in done.changes] == ["published"]
    assert (done.version.kind, done.version.published_at) == ("update", NOON)


def test_two_acts_never_share_an_instant(clock):
    article = make_article()

    moments = [publish_now(article).moment for _ in range(3)]

    assert moments == [NOON, NOON + MICROSECOND, NOON + 2 * MICROSECOND]


def test_a_clock_that_steps_back_reorders_nothing(clock):
    article = make_article()
    publish_now(article)
    clock.pass_(seconds=-30)

    done = publish_now(article)

    assert done.moment == NOON + MICROSECOND


def test_what_the_log_was_told_has_come_even_if_the_clock_steps_back(clock):
    article = make_article()
    begun = schedule_for(article, clock.in_(minutes=1)).version
    clock.pass_(minutes=1)
    note_all_due()
    clock.pass_(seconds=-30)

    done = withdraw_now(article)

    begun.refresh_from_db()
    assert done.moment == begun.live_from + MICROSECOND
    assert (begun.live_until, begun.ended_by) == (done.moment, "withdrawal")


def test_an_older_revision_can_be_published(clock):
    article = make_article(title="The tide")
    edit(article, title="The ebb")

    version = publish_now(article, revision=1).version

    assert (version.title, version.revision.number) == ("The tide", 1)


def test_each_act_moves_the_stamp(clock):
    article = make_article()
    stamp = ContentState.read().stamp

    publish_now(article)

    assert ContentState.read().stamp != stamp


def test_an_import_keeps_its_date_and_what_follows_goes_on_from_it(clock):
    article = make_article()
    then = clock.in_(days=-400)

    imported = publish_now(article, published_at=then).version
    clock.pass_(minutes=1)
    silent = publish_now(article, kind="silent").version
    clock.pass_(minutes=1)
    update = publish_now(article).version

    assert (imported.published_at, imported.updated_at) == (then, then)
    assert (silent.published_at, silent.updated_at) == (then, then)
    assert (update.published_at, update.updated_at) == (then, clock.now)


# --- Refused --------------------------------------------------------------------------------------------------------


def test_a_stale_form_publishes_nothing(clock):
    article = make_article()
    publish_now(article)

    with pytest.raises(StaleAct):
        publish_now(article, seen=article.acts - 1)

    assert PublishedVersion.objects.count() == 1


def test_an_unknown_revision_is_refused(clock):
    with pytest.raises(UnknownRevision):
        publish_now(make_article(), revision=2)


def test_a_revision_of_another_article_is_unknown(clock):
    edit(make_article(slug="other"))

    with pytest.raises(UnknownRevision):
        publish_now(make_article(slug="own"), revision=2)


def test_what_would_expire_before_it_starts_is_refused(clock):
    with pytest.raises(ExpiresTooEarly):
        publish_now(make_article(expires_at=NOON))


def test_an_import_from_the_future_is_refused(clock):
    with pytest.raises(PublishedTooLate):
        publish_now(make_article(), published_at=clock.in_(seconds=1))


def test_a_slug_that_was_freed_and_taken_by_another_is_refused(clock):
    article = make_article(slug="tide")
    edit(article, slug="ebb")
    free_slug(article, "tide")
    make_article(slug="tide")

    with pytest.raises(SlugTaken):
        publish_now(article, revision=1)

    assert publish_now(article, revision=2).version.slug == "ebb"


def test_a_note_that_is_too_long_is_refused_and_says_which_field(clock):
    with pytest.raises(NotUsable) as refused:
        publish_now(make_article(), note="x" * 501)

    assert refused.value.field == "note"


def test_an_unknown_kind_is_an_error_and_publishes_nothing(clock):
    with pytest.raises(ValueError, match="sensation"):
        publish_now(make_article(), kind="sensation")

    assert not PublishedVersion.objects.exists()


def test_a_refusal_changes_nothing(clock):
    article = make_article()
    publish_now(article)
    before = (ContentState.read().stamp, Change.objects.count(), article.acts)

    with pytest.raises(UnknownRevision):
        publish_now(article, revision=99)

    article.refresh_from_db()
    assert (ContentState.read().stamp, Change.objects.count(), article.acts) == before


# --- While others are scheduled -------------------------------------------------------------------------------------


def test_publishing_while_one_is_scheduled_must_say_what_becomes_of_it(clock):
    article = make_article()
    pending = schedule_for(article, clock.in_(hours=1)).version

    with pytest.raises(PendingSchedule) as refused:
        publish_now(article)

    assert refused.value.pending == ((pending.pk, pending.live_from),)


def test_what_is_kept_starts_as_it_stands(clock):
    article = make_article()
    pending = schedule_for(article, clock.in_(hours=1)).version

    now = publish_now(article, pending=Pending(keep=[pending.pk])).version

    assert (now.live_until, now.ended_by) == (pending.live_from, "successor")
    pending.refresh_from_db()
    assert (pending.kind, pending.published_at, pending.updated_at) == ("update", now.live_from, pending.live_from)


def test_what_is_replaced_is_dropped_and_named(clock):
    article = make_article()
    pending = schedule_for(article, clock.in_(hours=1)).version

    done = publish_now(article, pending=Pending(replace=[pending.pk]))

    assert done.dropped == (pending.live_from,)
    assert not PublishedVersion.objects.filter(pk=pending.pk).exists()
    assert done.version.live_until is None


def test_a_scheduled_version_goes_with_its_authors_and_tags(clock):
    author, tag = make_author(), make_tag()
    article = make_article(authors=(Byline(author=str(author.uuid)),), tags=(str(tag.uuid),))
    pending = schedule_for(article, clock.in_(hours=1)).version

    now = publish_now(article, pending=Pending(replace=[pending.pk])).version

    assert list(author.versions.all()) == [now]
    assert list(tag.versions.all()) == [now]


@pytest.mark.parametrize("decision", ["one of two", "one that is unknown", "one twice", "one that began meanwhile"])
def test_a_decision_on_another_set_than_the_scheduled_one_is_refused(clock, decision):
    article = make_article()
    one = schedule_for(article, clock.in_(hours=1)).version.pk
    two = schedule_for(article, clock.in_(hours=2)).version.pk
    if decision == "one that began meanwhile":
        clock.pass_(hours=1)
    said = {
        "one of two": Pending(keep=[one]),
        "one that is unknown": Pending(keep=[one, two, two + 1]),
        "one twice": Pending(keep=[one, two], replace=[two]),
        "one that began meanwhile": Pending(keep=[one, two]),
    }[decision]

    with pytest.raises(PendingSchedule):
        publish_now(article, pending=said)


# --- After a kill ---------------------------------------------------------------------------------------------------


def test_after_a_kill_to_publish_must_be_said_explicitly_and_begins_anew(clock):
    article = make_article()
    old = publish_now(article).version
    clock.pass_(minutes=1)
    withdraw_now(article, "killed")
    clock.pass_(minutes=1)

    with pytest.raises(WasKilled):
        publish_now(article)
    done = publish_now(article, again=True)

    assert (done.version.kind, done.version.published_at) == ("first", clock.now)
    assert [change.kind for change in done.changes] == ["published"]
    old.refresh_from_db()
    assert old.suppressed_at is not None


def test_once_it_is_public_again_nothing_needs_saying_any_more(clock):
    article = make_article()
    publish_now(article)
    withdraw_now(article, "legal")
    publish_now(article, again=True)

    assert publish_now(article).version.kind == "update"


def test_publishing_reads_the_article_anew(clock, publisher):
    article = make_article()
    stale = type(article).objects.get(pk=article.pk)
    publish_now(article)

    with pytest.raises(StaleAct):
        publish(stale, revision=1, seen=stale.acts, by=publisher)


def test_a_term_that_is_gone_is_left_out(clock):
    article = make_article(category=str(uuid4()), tags=(str(uuid4()),))

    version = publish_now(article).version

    assert (version.category, list(version.tags.all())) == (None, [])


@pytest.mark.parametrize("versions", [1, 3])
def test_an_act_takes_a_constant_number_of_queries(clock, versions, django_assert_num_queries, on_postgresql):
    article = make_article()
    for _ in range(versions):
        publish_now(article)
        clock.pass_(minutes=1)
    article.refresh_from_db()

    with django_assert_num_queries(QUERIES + on_postgresql):  # SET CONSTRAINTS
        publish(article, revision=1, seen=article.acts, by=article.owner)


def test_a_revision_in_another_locale_than_its_article_is_refused(clock):
    """Else two articles of one translation set could be live in one locale."""
    article = make_article(locale="en")
    edit(article, locale="de")

    with pytest.raises(NotUsable) as refusal:
        publish_now(article, revision=1)

    assert refusal.value.reason == "Revision 1 is in “en”, the article is in “de”."
    assert article.versions.count() == 0


def test_an_act_never_falls_on_a_start_that_the_clock_has_not_reached(clock):
    """Three acts at one clock: the third would stand on the second's schedule."""
    article = make_article()
    publish_now(article)
    schedule_for(article, NOON + 2 * MICROSECOND)

    done = publish_now(article)

    assert done.moment == NOON + 3 * MICROSECOND
    starts = article.versions.order_by("live_from").values_list("live_from", flat=True)
    assert list(starts) == [NOON, NOON + 2 * MICROSECOND, NOON + 3 * MICROSECOND]
    assert [change.kind for change in Change.objects.order_by("number")] == ["published", "updated", "updated"]
