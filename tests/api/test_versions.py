"""`versions/` and their difference: what was public of a live article when, for keys with the scope history."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from articles.publishing.actions import expire
from articles.snapshot import Section
from tests.api.conftest import NOW, SITE, make_live
from tests.factories import edit, make_article, make_key, make_section, publish_now, schedule_for, withdraw_now

HOUR = timedelta(hours=1)
ROUTES = ("versions/", "versions/diff/")


def z(moment):
    return moment.isoformat().replace("+00:00", "Z")


@pytest.fixture
def history(api, clock):
    _, header = make_key("history")
    return lambda path, query="": api.get(f"articles/{path}", query, **header)


@pytest.fixture
def article(history, clock):
    """Public in revision 1, then corrected in 3; 2 was never public, and 4 is a draft."""
    article = make_live()
    clock.shift(HOUR)
    edit(article, title="Never shown")
    edit(article, title="Another title")
    publish_now(article, kind="correction", note="Mended.")
    edit(article, title="A newer draft")
    clock.shift(HOUR)
    return article


# --- Who may ask ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("reference", ["a-title", "draft", "never-was"])
def test_it_takes_a_key_with_the_scope_whatever_is_asked_for(api, clock, route, reference):
    make_live()
    make_article(slug="draft")

    answers = [api.get(f"articles/{reference}/{route}", **header) for header in ({}, make_key("preview")[1])]

    assert [answer.status_code for answer in answers] == [401, 403]
    assert answers[0]["WWW-Authenticate"] == 'Bearer realm="API"'


# --- The list -------------------------------------------------------------------------------------------------------


def test_each_stretch_is_told_newest_first(history, article):
    answer = history("a-title/versions/")

    assert answer.json() == {
        "count": 2,
        "next": None,
        "previous": None,
        "results": [
            {
                "revision": 3,
                "live_from": z(NOW + HOUR),
                "live_until": None,
                "kind": "correction",
                "note": "Mended.",
            },
            {"revision": 1, "live_from": z(NOW), "live_until": z(NOW + HOUR), "kind": "first", "note": ""},
        ],
    }
    assert (answer["Cache-Control"], answer["Vary"]) == ("private, no-store", "Authorization")


def test_neither_a_scheduled_version_nor_the_end_that_it_brings_is_told(history, article):
    before = history("a-title/versions/").json()
    schedule_for(article, NOW + 24 * HOUR, note="To come.")

    assert history("a-title/versions/").json() == before


@pytest.mark.parametrize("route", ROUTES)
def test_statuses_are_those_of_the_article_but_of_what_is_gone_nothing_is_told(history, clock, route):
    make_article(slug="draft")
    schedule_for(make_article(slug="scheduled"), NOW + HOUR)
    expired = make_live(slug="expired")
    expire(expired, seen=expired.acts)
    for how in ("unpublished", "withdrawn", "killed", "legal"):
        withdraw_now(make_live(slug=how), how, "A note.")
    clock.shift(1)

    statuses = {}
    for slug in ("draft", "scheduled", "never-was", "expired", "unpublished", "withdrawn", "killed", "legal"):
        statuses[slug] = history(f"{slug}/{route}").status_code

    assert statuses == {"draft": 404, "scheduled": 404, "never-was": 404} | dict.fromkeys(
        ("expired", "unpublished", "withdrawn", "killed", "legal"), 410
    )


@pytest.mark.parametrize("route", ROUTES)
def test_what_is_hidden_answers_the_same_bytes_as_what_never_was(history, clock, route):
    hidden = make_article()
    nonsense = uuid4()

    answers = [history(f"{one}/{route}") for one in (hidden.uuid, nonsense)]

    assert answers[0].content.replace(str(hidden.uuid).encode(), str(nonsense).encode()) == answers[1].content
    assert dict(answers[0].items()) == dict(answers[1].items())


@pytest.mark.parametrize("route", ROUTES)
def test_without_a_key_it_is_told_what_may_be_done(api, clock, route):
    make_live()
    path = f"/api/v1/articles/a-title/{route}"

    assert [api.client.options(path).status_code, api.client.post(path).status_code] == [204, 405]
    assert api.client.get(path).status_code == 401


def test_of_what_is_live_again_after_a_kill_only_that_is_told(history, clock):
    article = make_live(title="Killed")
    clock.shift(HOUR)
    withdraw_now(article, "killed")
    clock.shift(HOUR)
    edit(article, title="Again")
    publish_now(article, again=True)

    assert [one["revision"] for one in history("a-title/versions/").json()["results"]] == [2]
    assert history("a-title/versions/diff/", "from=1&to=2").json()["errors"][0]["parameter"] == "from"
    assert history("a-title/versions/diff/").json()["from_revision"] is None


@pytest.mark.parametrize("route", ROUTES)
def test_a_former_slug_leads_on(history, clock, route):
    article = make_live(slug="old")
    clock.shift(1)
    edit(article, slug="new")
    publish_now(article)

    answer = history(f"old/{route}", "locale=en")

    assert (answer.status_code, answer["Location"]) == (301, f"{SITE}/api/v1/articles/new/{route}?locale=en")
    assert answer["Cache-Control"] == "private, no-store"


def test_it_comes_by_page(history, article):
    first = history("a-title/versions/", "page_size=1").json()

    assert (first["count"], [one["revision"] for one in first["results"]]) == (2, [3])
    assert first["next"] == f"{SITE}/api/v1/articles/a-title/versions/?page_size=1&page=2"
    assert history("a-title/versions/", "page=3").status_code == 404


@pytest.mark.parametrize(("route", "queries"), [("versions/", 6), ("versions/diff/", 6)])
def test_they_take_as_many_queries_for_many_as_for_one(api, clock, route, queries, django_assert_num_queries):
    _, header = make_key("history")
    article = make_live()
    api.get("articles/", **header)  # its use is noted

    for _ in range(3):
        with django_assert_num_queries(queries):
            assert api.get(f"articles/a-title/{route}", **header).status_code == 200
        clock.shift(1)
        edit(article, title=f"Title {clock}")
        publish_now(article)


# --- The difference -------------------------------------------------------------------------------------------------


def words(pieces):
    return [(piece["op"], piece["text"]) for piece in pieces]


def test_the_newest_is_compared_with_the_one_before(history, article):
    document = history("a-title/versions/diff/").json()

    assert (document["id"], document["from_revision"], document["to_revision"]) == (str(article.uuid), 1, 3)
    assert words(document["title"]) == [("delete", "A"), ("insert", "Another"), ("equal", " title")]
    assert words(document["lead"]) == [("equal", "The lead.")]
    assert [section["change"] for section in document["sections"]] == ["unchanged"]


def test_any_two_are_compared_in_either_direction(history, article):
    document = history("a-title/versions/diff/", "from=3&to=1").json()

    assert words(document["title"]) == [("delete", "Another"), ("insert", "A"), ("equal", " title")]


def test_the_first_is_compared_with_nothing(history, article):
    document = history("a-title/versions/diff/", "to=1").json()

    assert (document["from_revision"], words(document["title"])) == (None, [("insert", "A title")])
    assert [section["change"] for section in document["sections"]] == ["added"]


@pytest.mark.parametrize("query", ["from=2", "to=2", "from=4", "to=4", "from=9&to=1", "from=1&to=2147483647"])
def test_a_revision_that_was_never_public_is_as_one_that_never_was(history, article, query):
    answer = history("a-title/versions/diff/", query)

    assert answer.content == history("a-title/versions/diff/", re.sub(r"2147483647|[249]", "99", query)).content
    assert [(one["parameter"], one["code"]) for one in answer.json()["errors"]] == [
        ("from" if query.startswith(("from=2", "from=4", "from=9")) else "to", "invalid_choice")
    ]


@pytest.mark.parametrize("query", ["from=0", "to=-1", "from=x", "to=1.5", "from=1&from=2", "to=", "diff=1..3"])
def test_what_is_no_revision_is_refused(history, article, query):
    assert history("a-title/versions/diff/", query).status_code == 400


def test_sections_are_compared_by_their_identity(history, clock):
    kept, moved, gone, come = (make_section(name, f"<p>{name} text.</p>") for name in ("Kept", "Moved", "Gone", "Come"))
    article = make_live(sections=(moved, kept, gone))
    clock.shift(1)
    changed = Section(kept.id, kept.heading, "<p>Kept word.</p>")
    edit(article, sections=(changed, moved, come))
    publish_now(article)

    sections = history("a-title/versions/diff/").json()["sections"]

    told = {section["id"]: (section["change"], section["is_moved"]) for section in sections}
    assert set(told) == {kept.id, moved.id, gone.id, come.id}
    assert (told[gone.id], told[come.id]) == (("removed", False), ("added", False))
    assert {told[kept.id][0], told[moved.id][0]} == {"changed", "unchanged"}
    assert [told[kept.id][1], told[moved.id][1]].count(True) == 1
    by_id = {section["id"]: section for section in sections}
    assert words(by_id[kept.id]["text"]) == [
        ("equal", "Kept "),
        ("delete", "text"),
        ("insert", "word"),
        ("equal", "."),
    ]
    later = [section["id"] for section in sections if section["change"] != "removed"]
    assert later == [kept.id, moved.id, come.id]
