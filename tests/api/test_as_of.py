"""`as_of`: what was public before, and what is scheduled to be, for keys that may know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group

from articles.editing.drafts import create_draft
from articles.models import PublishedVersion
from articles.publishing.actions import expire
from articles.publishing.due import retire
from articles.snapshot import Byline, Related
from tests.api.conftest import NOW, make_live
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_content,
    make_key,
    publish_now,
    schedule_for,
    withdraw_now,
)

HOUR = timedelta(hours=1)


def z(moment):
    return moment.isoformat().replace("+00:00", "Z")


@pytest.fixture
def ask(api, clock):
    """Asks with a key of both scopes, which belongs to an editor."""
    _, header = make_key("history", "preview")
    return lambda path, at, query="": api.get(path, f"as_of={z(at)}{query}", **header)


@pytest.fixture
def titles(ask):
    def told(at, query=""):
        answer = ask("articles/", at, query)
        assert answer.status_code == 200, answer.content
        return [card["title"] for card in answer.json()["results"]]

    return told


# --- Who may ask ----------------------------------------------------------------------------------------------------

PATHS = ("articles/", "articles/a-title/")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("scopes", "past", "future"),
    [
        (None, 401, 401),
        ((), 403, 403),
        (("history",), 200, 403),
        (("preview",), 403, 200),
        (("history", "preview"), 200, 200),
    ],
)
def test_the_past_takes_one_scope_and_the_future_another(api, clock, path, scopes, past, future):
    make_live()
    clock.shift(HOUR)
    header = {} if scopes is None else make_key(*scopes)[1]

    answers = [api.get(path, f"as_of={z(NOW + shift)}", **header) for shift in (HOUR / 2, 2 * HOUR)]

    assert [answer.status_code for answer in answers] == [past, future]
    assert {answer["Cache-Control"] for answer in answers} == {"no-store" if scopes is None else "private, no-store"}


def test_a_missing_scope_is_named(api, clock):
    _, header = make_key("preview")

    answer = api.get("articles/", f"as_of={z(NOW - HOUR)}", **header)

    assert answer.json() == {
        "type": "urn:standfirst:problem:missing-scope",
        "title": "Forbidden",
        "status": 403,
        "detail": "This needs a key with the scope history.",
        "instance": "/api/v1/articles/",
    }
    assert answer["WWW-Authenticate"] == 'Bearer realm="API", error="insufficient_scope", scope="history"'


def test_the_present_moment_is_history_and_the_next_microsecond_is_not(api, clock):
    make_live()
    _, header = make_key("history")

    answers = [api.get("articles/", f"as_of={z(NOW + timedelta(microseconds=n))}", **header) for n in (-1, 0, 1)]

    assert [answer.status_code for answer in answers] == [200, 200, 403]


def test_the_future_takes_an_owner_who_edits_all(api, clock):
    key, header = make_key("preview")
    key.owner.groups.set(Group.objects.filter(name="author"))

    assert api.get("articles/", f"as_of={z(NOW + HOUR)}", **header).status_code == 403


@pytest.mark.parametrize("value", ["", "2026-13-45", "NaN", "2026-03-01", "2026-03-01T00:00:00", "1e400", "now"])
def test_a_moment_that_is_none_is_refused_before_the_key_matters(api, clock, value):
    assert [api.get(path, f"as_of={value}").status_code for path in PATHS] == [400, 400]


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_the_ends_of_the_calendar_are_moments(api, clock, value):
    make_live()
    _, header = make_key("history", "preview")

    assert api.get("articles/", f"as_of={value}", **header).status_code == 200


# --- The past -------------------------------------------------------------------------------------------------------


def test_a_list_and_an_article_are_told_as_they_were(ask, titles, clock):
    article = make_live(title="First")
    clock.shift(HOUR)
    edit(article, title="Second")
    publish_now(article, kind="correction", note="Mended.")
    clock.shift(HOUR)

    assert [titles(NOW + shift) for shift in (-HOUR, 0 * HOUR, HOUR)] == [[], ["First"], ["Second"]]
    documents = [ask("articles/a-title/", NOW + shift).json() for shift in (0 * HOUR, HOUR)]
    assert [(one["title"], one["revision"], len(one["corrections"])) for one in documents] == [
        ("First", 1, 0),
        ("Second", 2, 1),
    ]


@pytest.mark.parametrize("how", ["expired", "unpublished", "withdrawn"])
def test_what_is_gone_is_told_of_the_time_when_it_was_live(ask, titles, clock, how):
    article = make_live()
    clock.shift(HOUR)
    if how == "expired":
        expire(article, seen=article.acts)
    else:
        withdraw_now(article, how, "A note.")
    clock.shift(3 * HOUR)

    told = [ask(f"articles/{article.uuid}/", NOW + shift).status_code for shift in (-HOUR, HOUR / 2, HOUR, 2 * HOUR)]

    assert told == [404, 200, 410, 410]
    assert (titles(NOW + HOUR / 2), titles(NOW + HOUR)) == (["A title"], [])


def test_what_is_over_for_long_is_still_told(titles, clock):
    """The worker marks what ended an hour ago as over, and lists of the present leave that out by an index."""
    article = make_live()
    clock.shift(HOUR)
    withdraw_now(article)
    clock.shift(24 * HOUR)
    retire()
    assert PublishedVersion.objects.get().is_over

    assert titles(NOW + HOUR / 2) == ["A title"]


def test_a_gap_tells_of_its_own_withdrawal_and_not_of_a_later_one(ask, clock):
    article = make_live()
    clock.shift(HOUR)
    withdraw_now(article, "unpublished")
    clock.shift(HOUR)
    publish_now(article)
    clock.shift(HOUR)
    withdraw_now(article, "withdrawn", "Why.")
    clock.shift(HOUR)

    notes = [ask("articles/a-title/", NOW + n * HOUR).json().get("note") for n in (1, 3)]

    assert notes == [None, "Why."]


@pytest.mark.parametrize("how", ["killed", "legal"])
def test_a_kill_reaches_back(ask, titles, clock, how):
    article = make_live(title="Killed")
    clock.shift(HOUR)
    withdraw_now(article, how)
    clock.shift(HOUR)
    edit(article, title="Again")
    publish_now(article, again=True)
    clock.shift(HOUR)

    told = [ask("articles/a-title/", NOW + n * HOUR).status_code for n in (-1, 0, 1, 2)]

    assert told == [404, 410, 410, 200]
    assert [titles(NOW + n * HOUR) for n in (0, 1, 2)] == [[], [], ["Again"]]
    assert set(ask("articles/a-title/", NOW).json()) == {"type", "title", "status", "detail", "instance", "id"}


def test_a_slug_asks_today_s_owner_who_was_called_otherwise(ask, clock):
    article = make_live(slug="old")
    clock.shift(HOUR)
    edit(article, slug="new")
    publish_now(article)
    clock.shift(HOUR)

    before, after = ask("articles/new/", NOW), ask("articles/old/", NOW + HOUR)

    assert (before.status_code, after.status_code) == (404, 301)
    assert after["Location"] == f"https://magazine.example/api/v1/articles/new/?as_of={z(NOW + HOUR)}"
    assert after["Cache-Control"] == "private, no-store"


def test_what_an_article_leads_to_is_told_as_it_was_too(ask, clock):
    target = make_live("Target", "target")
    german = create_draft(
        make_content("Deutsch", "deutsch", locale="de"), by=target.owner, translation_key=target.translation_key
    )
    publish_now(german)
    make_live("Leads", "leads", related=(Related(article=str(target.uuid)),))
    clock.shift(HOUR)
    withdraw_now(target)
    withdraw_now(german)
    clock.shift(24 * HOUR)
    retire()

    def leads_to(at):
        return [one["title"] for one in ask("articles/leads/", at).json()["related"]]

    assert (leads_to(NOW), leads_to(NOW + HOUR)) == (["Target"], [])
    assert [one["title"] for one in ask("articles/target/", NOW).json()["translations"]] == ["Deutsch"]


def test_filters_and_names_hold_for_the_moment_asked(titles, clock, ask):
    category, author = make_category("Cities"), make_author("Former Name")
    article = make_live(category=str(category.uuid), authors=(Byline(str(author.uuid)),))
    clock.shift(HOUR)
    edit(article, category=None)
    publish_now(article)
    type(author).objects.update(name="Today's Name")
    clock.shift(24 * HOUR)
    retire()

    assert [titles(NOW + n * HOUR, f"&category={category.slug}") for n in (0, 1)] == [["A title"], []]
    assert ask("articles/a-title/", NOW).json()["authors"][0]["name"] == "Today's Name"


def test_the_past_costs_as_many_queries_as_the_present(api, clock, django_assert_num_queries):
    _, header = make_key("history")
    api.get("articles/", **header)  # its use is noted

    for _ in range(2):
        make_live(slug=f"a-{PublishedVersion.objects.count()}")
        with django_assert_num_queries(3 + 2):
            api.get("articles/", f"as_of={z(NOW)}", **header)


# --- The future -----------------------------------------------------------------------------------------------------


def test_what_is_scheduled_is_told_of_its_time(ask, titles, clock):
    live = make_live("Now", "now")
    edit(live, title="Then", slug="then")
    schedule_for(live, NOW + 2 * HOUR)
    schedule_for(make_article(title="New", slug="new"), NOW + 2 * HOUR)
    make_article(title="Draft", slug="draft")

    assert titles(NOW + HOUR) == ["Now"]
    assert sorted(titles(NOW + 2 * HOUR)) == ["New", "Then"]
    statuses = {slug: ask(f"articles/{slug}/", NOW + 2 * HOUR).status_code for slug in ("now", "then", "new", "draft")}
    assert statuses == {"now": 301, "then": 200, "new": 200, "draft": 404}


def test_what_will_have_expired_is_gone_then(ask, clock):
    make_live(expires_at=NOW + HOUR)

    assert [ask("articles/a-title/", NOW + n * HOUR).status_code for n in (0.5, 1)] == [200, 410]


def test_what_was_dropped_is_not_to_come(titles, clock):
    article = make_article()
    schedule_for(article, NOW + HOUR)
    withdraw_now(article, "killed")

    assert titles(NOW + 2 * HOUR) == []
