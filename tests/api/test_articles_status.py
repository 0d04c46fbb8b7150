"""What the world is told of an article in each state: the table of statuses, asked over HTTP.

A hidden thing and one that never was must answer the same bytes, but for the path.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.api.conftest import NOW, SITE, make_live
from tests.factories import edit, make_article, publish_now, schedule_for, withdraw_now

PROBLEM = "application/problem+json"


def statuses(api, article, slug="a-title"):
    """By slug, and by id."""
    return [api.get(f"articles/{reference}/").status_code for reference in (slug, article.uuid)]


def never_was(api, path):
    """The answer to something that never was, told for `path`."""
    nonsense = api.get(f"articles/{uuid4()}/")
    return nonsense.content.replace(nonsense.wsgi_request.path.encode(), path.encode())


def assert_hidden(api, article, slug="a-title"):
    nonsense = api.get("articles/never-was/")
    for reference in (slug, str(article.uuid)):
        answer = api.get(f"articles/{reference}/")
        assert answer.status_code == 404
        assert answer.content == never_was(api, f"/api/v1/articles/{reference}/")
        assert dict(answer.items()) | {"Content-Length": ""} == dict(nonsense.items()) | {"Content-Length": ""}


# --- 404: never public ----------------------------------------------------------------------------------------------


def test_a_draft_never_was(api, clock):
    assert_hidden(api, make_article())


def test_a_scheduled_article_never_was_until_its_second(api, clock):
    article = make_article()
    schedule_for(article, NOW + timedelta(hours=1))

    assert_hidden(api, article)
    clock.move_to(NOW + timedelta(hours=1))
    assert statuses(api, article) == [200, 200]


def test_what_was_killed_before_its_start_never_was(api, clock):
    article = make_article()
    schedule_for(article, NOW + timedelta(hours=1))
    withdraw_now(article, "killed")

    assert_hidden(api, article)
    clock.move_to(NOW + timedelta(hours=2))
    assert_hidden(api, article)


def test_a_renamed_draft_of_a_live_article_does_not_answer_by_its_new_slug(api, clock):
    article = make_live()
    edit(article, slug="renamed")

    assert statuses(api, article) == [200, 200]
    assert api.get("articles/renamed/").content == never_was(api, "/api/v1/articles/renamed/")


def test_a_scheduled_rename_does_not_answer_before_its_hour(api, clock):
    article = make_live()
    edit(article, slug="renamed")
    schedule_for(article, NOW + timedelta(hours=1))

    assert [api.get(f"articles/{slug}/").status_code for slug in ("a-title", "renamed")] == [200, 404]
    clock.move_to(NOW + timedelta(hours=1))
    assert [api.get(f"articles/{slug}/").status_code for slug in ("a-title", "renamed")] == [301, 200]


@pytest.mark.parametrize(
    "reference",
    [
        "Never-Was",
        "-",
        "a--b",
        "a_b",
        "é",
        "ａ-title",
        "%00",
        "%ff",
        "a%2Fb",
        "..",
        "%2e%2e",
        "a-title;x",
        "a-title'--",
        "x" * 121,
        "1" * 5000,
        "{8b0f6d43-3c1c-4f2b-8f0a-6f7a3d9e5c11}",
        "urn:uuid:8b0f6d43-3c1c-4f2b-8f0a-6f7a3d9e5c11",
        "8B0F6D43-3C1C-4F2B-8F0A-6F7A3D9E5C11",
        "8b0f6d433c1c4f2b8f0a6f7a3d9e5c11",
    ],
)
def test_what_is_neither_a_slug_nor_an_id_is_not_found(api, clock, reference):
    make_live()

    answer = api.client.get(f"/api/v1/articles/{reference}/")

    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert len(answer.content) < 1000


@pytest.mark.parametrize(
    "write", [str.upper, "{{{}}}".format, "urn:uuid:{}".format, lambda text: text.replace("-", "")]
)
def test_an_id_has_one_form_only(api, clock, write):
    article = make_live()

    assert api.get(f"articles/{write(str(article.uuid))}/").status_code == 404


@pytest.mark.parametrize("path", ["articles/a-title/a.css", "articles//", "nonsense/", "articles/a-title/x/"])
def test_an_address_that_is_none_answers_as_a_problem(api, clock, path):
    make_live()

    answer = api.get(path)

    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (404, PROBLEM, "public, max-age=5")
    assert answer.json()["instance"] == f"/api/v1/{path}"


def test_an_address_without_its_slash_redirects_with_its_query(api, clock):
    answer = api.get("articles", "page=1")

    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/articles/?page=1")
    assert answer["Cache-Control"] == "public, max-age=60"


# --- 301 ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def moved(db, clock):
    article = make_live(slug="old")
    clock.shift(1)
    edit(article, slug="new")
    publish_now(article)
    clock.shift(1)
    return article


def test_a_former_slug_redirects_and_keeps_the_query(api, moved):
    answer = api.client.get("/api/v1/articles/old/?highlights=off&locale=en", headers={"Host": "localhost"})

    location = f"{SITE}/api/v1/articles/new/?highlights=off&locale=en"
    assert (answer.status_code, answer["Location"]) == (301, location)
    assert answer.json() == {"redirect_to": location}
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert api.client.get(answer["Location"].removeprefix(SITE)).status_code == 200


def test_a_chain_of_slugs_redirects_to_the_newest_at_once(api, clock, moved):
    edit(moved, slug="newest")
    publish_now(moved)
    clock.shift(1)

    assert [api.get(f"articles/{slug}/")["Location"] for slug in ("old", "new")] == [
        f"{SITE}/api/v1/articles/newest/"
    ] * 2


def test_a_slug_that_was_taken_back_answers_itself(api, clock, moved):
    edit(moved, slug="old")
    publish_now(moved)
    clock.shift(1)

    assert [api.get(f"articles/{slug}/").status_code for slug in ("old", "new")] == [200, 301]


def test_a_former_slug_of_what_is_gone_is_gone(api, moved):
    withdraw_now(moved)

    answers = [api.get(f"articles/{slug}/") for slug in ("old", "new")]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert "Location" not in answers[0]


# --- 410 ------------------------------------------------------------------------------------------------------------


def gone(article, path, detail="This article is no longer public.", **members):
    return {
        "type": "urn:standfirst:problem:gone",
        "title": "Gone",
        "status": 410,
        "detail": detail,
        "instance": f"/api/v1/articles/{path}/",
        "id": str(article.uuid),
        **members,
    }


def test_expired_is_gone_from_its_second_on(api, clock):
    article = make_live(expires_at=NOW + timedelta(hours=1))

    clock.move_to(NOW + timedelta(hours=1, microseconds=-1))
    before = statuses(api, article)
    clock.move_to(NOW + timedelta(hours=1))

    assert before == [200, 200]
    assert api.get("articles/a-title/").json() == gone(article, "a-title")
    assert api.get(f"articles/{article.uuid}/").json() == gone(article, article.uuid)


@pytest.mark.parametrize("how", ["unpublished", "killed", "legal"])
def test_how_an_article_ended_is_nobodys_business(api, clock, how):
    article = make_live()
    clock.shift(1)
    withdraw_now(article, how)

    answer = api.get("articles/a-title/")

    assert (answer.status_code, answer["Content-Type"]) == (410, PROBLEM)
    assert answer["Cache-Control"] == "public, max-age=30"
    assert answer.json() == gone(article, "a-title")
    assert statuses(api, article) == [410, 410]


def test_a_withdrawal_gives_its_public_note(api, clock):
    article = make_live("A title that must go")
    clock.shift(1)
    withdraw_now(article, "withdrawn", "We could not verify this.")

    assert api.get("articles/a-title/").json() == gone(
        article, "a-title", "This article was withdrawn.", note="We could not verify this."
    )


def test_what_is_live_again_after_a_withdrawal_answers(api, clock):
    article = make_live()
    clock.shift(1)
    withdraw_now(article, "withdrawn", "A note.")
    clock.shift(1)
    publish_now(article)

    assert statuses(api, article) == [200, 200]


def test_after_a_kill_a_slug_borne_by_the_suppressed_alone_stays_gone(api, clock):
    article = make_live(slug="old")
    clock.shift(1)
    withdraw_now(article, "killed")
    edit(article, slug="new")
    clock.shift(1)
    publish_now(article, again=True)

    assert [api.get(f"articles/{slug}/").status_code for slug in ("old", "new", article.uuid)] == [410, 200, 200]


def test_a_gone_article_leaves_every_list(api, clock):
    article = make_live()
    clock.shift(1)
    withdraw_now(article)

    assert api.slugs(f"id__in={article.uuid}") == []


# --- Cost -----------------------------------------------------------------------------------------------------------


def test_hidden_and_never_heard_of_cost_the_same(api, clock, django_assert_num_queries):
    make_article(slug="draft")

    for slug in ("draft", "never-was"):
        with django_assert_num_queries(2):
            api.get(f"articles/{slug}/")


def test_a_fault_of_ours_is_a_problem_that_says_nothing_of_it(api, settings):
    make_live()
    settings.FRONTENDS = {"en": None}  # an operator's mistake
    api.client.raise_request_exception = False

    answer = api.get("articles/a-title/")

    assert answer.status_code == 500
    assert answer.json() == {
        "type": "urn:standfirst:problem:internal-server-error",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "Something went wrong on our side; it has been noted.",
        "instance": "/api/v1/articles/a-title/",
    }
    assert answer["Cache-Control"] == "no-store"
