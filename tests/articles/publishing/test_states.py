"""What an editor sees of an article, derived at this moment."""

from __future__ import annotations

import pytest

from articles.models import Article
from articles.publishing.states import state_of, with_states
from tests.articles.conftest import NOON
from tests.factories import edit, make_article, publish_now, schedule_for, withdraw_now

pytestmark = pytest.mark.django_db


def state(article, at):
    return state_of(article, at=at).state


def test_a_draft_is_a_draft(clock):
    seen = state_of(make_article(), at=clock.now)

    assert (seen.state, seen.live_since, seen.live_revision, seen.next_start) == ("draft", None, None, None)


def test_what_is_live_says_since_when_and_which_revision(clock):
    article = make_article()
    publish_now(article)

    seen = state_of(article, at=clock.now)

    assert (seen.state, seen.live_since, seen.live_revision) == ("live", NOON, 1)


def test_a_newer_draft_beside_what_is_live_shows(clock):
    article = make_article()
    publish_now(article)
    edit(article)

    assert state(article, clock.now) == "live, newer draft"


def test_an_older_revision_that_is_live_is_beside_a_newer_draft(clock):
    article = make_article()
    edit(article)
    publish_now(article, revision=1)

    assert state(article, clock.now) == "live, newer draft"


def test_what_is_scheduled_turns_live_by_the_clock(clock):
    article = make_article()
    start = schedule_for(article, clock.in_(hours=1)).version.live_from

    before, after = state_of(article, at=clock.now), state_of(article, at=start)

    assert (before.state, before.next_start) == ("scheduled", start)
    assert (after.state, after.next_start) == ("live", None)


def test_a_scheduled_change_of_what_is_live_shows_as_the_next_start(clock):
    article = make_article()
    publish_now(article)
    schedule_for(article, clock.in_(hours=2))
    start = schedule_for(article, clock.in_(hours=1)).version.live_from

    seen = state_of(article, at=clock.now)

    assert (seen.state, seen.next_start) == ("live", start)


def test_what_has_expired_shows_so(clock):
    article = make_article(expires_at=clock.in_(hours=1))
    publish_now(article)

    assert state(article, clock.in_(hours=1)) == "expired"


@pytest.mark.parametrize("how", ["unpublished", "withdrawn", "killed", "legal"])
def test_what_was_withdrawn_shows_so_in_every_way(clock, how):
    article = make_article()
    publish_now(article)
    clock.pass_(minutes=1)
    withdraw_now(article, how)

    assert state(article, clock.now) == "withdrawn"


def test_what_was_killed_after_it_had_expired_is_withdrawn(clock):
    article = make_article(expires_at=clock.in_(hours=1))
    publish_now(article)
    clock.pass_(hours=2)
    withdraw_now(article, "killed")

    assert state(article, clock.now) == "withdrawn"


def test_what_was_killed_as_a_draft_is_a_draft(clock):
    article = make_article()
    schedule_for(article, clock.in_(hours=1))
    withdraw_now(article, "killed")

    assert state(article, clock.in_(hours=2)) == "draft"


def test_what_is_scheduled_again_after_a_withdrawal_is_scheduled(clock):
    article = make_article()
    publish_now(article)
    clock.pass_(minutes=1)
    withdraw_now(article)
    schedule_for(article, clock.in_(hours=1))

    assert state(article, clock.now) == "scheduled"


@pytest.mark.parametrize("articles", [1, 3])
def test_states_of_many_articles_take_one_query(clock, articles, django_assert_num_queries):
    for number in range(articles):
        publish_now(make_article(slug=f"article-{number}"))

    with django_assert_num_queries(1):
        states = [article.state for article in with_states(Article.objects.all(), at=clock.now)]

    assert states == ["live"] * articles
