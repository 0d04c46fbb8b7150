"""`preview/`: a token shows one draft for ten minutes to whoever holds it, and opens nothing else."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing

from articles.editing.deletion import delete_draft
from articles.models import Article
from articles.previews import LIFE, LONGEST, SALT, sign_preview
from articles.snapshot import Byline, Highlight, Related
from cms.logs import JSONFormatter
from tests.api.conftest import NOW, make_live
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_image,
    make_key,
    make_section,
    make_tag,
    make_user,
    publish_now,
    schedule_for,
    with_figure,
    withdraw_now,
)

HOUR = timedelta(hours=1)
OUT_OF_SIGHT = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Vary": "Authorization",
}


def z(moment):
    return moment.isoformat().replace("+00:00", "Z")


@pytest.fixture
def article(db, clock):
    return make_article(title="A draft")


@pytest.fixture
def token(article):
    return sign_preview(article, by=article.owner)


@pytest.fixture
def show(api):
    return lambda token, query="": api.get("preview/", f"token={token}{query}")


# --- Where a token is not -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [logging.Formatter("%(message)s"), JSONFormatter()])
def test_a_fault_of_ours_leaves_no_token_in_the_log(api, show, token, monkeypatch, caplog, form):
    def fail(*_, **__):
        raise RuntimeError("broken")

    monkeypatch.setattr("api.content.previews.build_article", fail)
    api.client.raise_request_exception = False

    answer = show(token)

    lines = [form.format(record) for record in caplog.records]
    assert answer.status_code == 500
    assert any("/api/v1/preview/" in line and "RuntimeError: broken" in line for line in lines)
    assert not any(token in line for line in lines)


# --- What it shows --------------------------------------------------------------------------------------------------


def test_a_draft_has_the_shape_of_an_article(api, show, clock, article, token):
    make_live(slug="live")

    draft, live = show(token), api.get("articles/live/")

    assert draft.status_code == 200
    assert list(draft.json()) == list(live.json())
    assert (draft.json()["id"], draft.json()["title"]) == (str(article.uuid), "A draft")
    assert {name: draft.get(name) for name in OUT_OF_SIGHT} == OUT_OF_SIGHT
    assert draft.json()["seo"]["noindex"] is True


def test_everything_of_it_is_there(show, clock):
    image, mark = make_image(), "habcdef0123"
    text = f'{with_figure(image)}<p>Some <mark data-highlight-id="{mark}">marked</mark> text.</p>'
    section = make_section(html=text)
    article = make_article(
        sections=(section,),
        highlights=(Highlight(mark, section.id, note="A note."),),
        authors=(Byline(str(make_author().uuid)),),
        category=str(make_category().uuid),
        tags=(str(make_tag().uuid),),
        related=(Related("One", url="https://example.org/"),),
    )

    document = show(sign_preview(article, by=article.owner), "&highlights=inline").json()

    assert [one["exact"] for one in document["highlights"]] == ["marked"]
    assert f'<mark id="{mark}"' in document["sections"][0]["html"]
    assert [one["id"] for one in document["images"]] == [str(image.uuid)]
    assert (document["authors"][0]["name"], document["category"]["name"]) == ("Ada Penrose", "Cities")
    assert (document["tags"][0]["name"], document["related"][0]["title"]) == ("rivers", "One")


def test_it_shows_what_was_saved_last_and_not_what_is_public(show, clock, api):
    article = make_live(title="Public")
    clock.shift(HOUR)
    token = sign_preview(article, by=article.owner)
    edit(article, title="Newer")

    document = show(token).json()

    assert (document["title"], document["revision"]) == ("Newer", 2)
    assert (document["published_at"], document["updated_at"]) == (z(NOW), z(NOW + HOUR))
    assert api.get("articles/a-title/").json()["title"] == "Public"


def test_what_was_killed_can_be_seen_by_who_may_mend_it(show, clock):
    article = make_live()
    withdraw_now(article, "killed")

    assert show(sign_preview(article, by=article.owner)).status_code == 200


def test_of_other_drafts_it_tells_nothing(show, clock):
    hidden = make_article(title="Hidden", slug="hidden")
    schedule_for(make_article(title="Scheduled", slug="scheduled"), NOW + HOUR)
    targets = (hidden, Article.objects.get(slug="scheduled"), make_live("Shown", "shown"))
    article = make_article(related=tuple(Related(article=str(one.uuid)) for one in targets), slug="leads")
    schedule_for(article, NOW + HOUR)

    documents = [
        show(sign_preview(article, by=article.owner), query).json() for query in ("", f"&as_of={z(NOW + HOUR)}")
    ]

    assert [[one["title"] for one in document["related"]] for document in documents] == [["Shown"], ["Shown"]]


@pytest.mark.parametrize("items", [1, 3])
def test_it_takes_twelve_queries_whatever_it_holds(show, clock, items, django_assert_num_queries):
    targets = [make_live(slug=f"target-{n}") for n in range(items)]
    article = make_article(
        sections=tuple(make_section(f"Section {n}") for n in range(items)),
        authors=tuple(Byline(str(make_author(f"Author {n}").uuid)) for n in range(items)),
        related=tuple(Related(article=str(one.uuid)) for one in targets),
    )
    token = sign_preview(article, by=article.owner)

    with django_assert_num_queries(12):
        assert show(token).status_code == 200


# --- How long, and for whom -----------------------------------------------------------------------------------------


def test_it_ends_after_ten_minutes(show, clock, token):
    clock.shift(timedelta(minutes=10))
    assert show(token).status_code == 200
    clock.shift(1)
    assert show(token).status_code == 401


@pytest.mark.parametrize("what", ["deactivated", "password", "role", "deleted account"])
def test_it_ends_with_whoever_made_it(show, clock, what, editor):
    maker = make_user("editor")
    token = sign_preview(make_article(editor), by=maker)
    assert show(token).status_code == 200

    if what == "deactivated":
        maker.is_active = False
        maker.save()
    elif what == "password":
        maker.set_password("another correct horse")
        maker.save()
    elif what == "role":
        maker.groups.clear()
    else:
        maker.delete()

    assert show(token).status_code == 401


def test_who_may_not_change_a_draft_makes_no_token_that_opens_it(show, clock, author_user, editor):
    own, colleagues = make_article(author_user, slug="own"), make_article(editor, slug="theirs")

    statuses = [show(sign_preview(one, by=author_user)).status_code for one in (own, colleagues)]

    assert statuses == [200, 401]


def test_what_was_deleted_is_gone(show, article, token):
    delete_draft(article)

    assert show(token).status_code == 401


# --- What else it opens: nothing ------------------------------------------------------------------------------------


def test_every_bad_token_gets_the_same_bytes(show, clock, article, token):
    body, _, signature = token.rpartition(":")
    flipped = ("A" if signature[0] != "A" else "B") + signature[1:]
    other = signing.dumps([str(article.uuid), article.owner.pk, "x"], salt="another")
    expired = token
    clock.shift(LIFE + timedelta(seconds=1))
    fresh = sign_preview(article, by=article.owner)
    bad = [
        expired,
        f"{body}:{flipped}",
        f"A{fresh[1:]}",
        fresh[:-1],
        fresh + "A",
        other,
        signing.dumps([str(uuid4()), article.owner.pk, "x"], salt=SALT),
        "x",
        "::",
        "x" * (LONGEST + 1),
        "é",
    ]

    answers = [show(one) for one in bad]

    assert show(fresh).status_code == 200
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert {answer["WWW-Authenticate"] for answer in answers} == {'Bearer realm="API"'}
    assert {answer["Referrer-Policy"] for answer in answers} == {"no-referrer"}


@pytest.mark.parametrize(
    "path", ["articles/", "articles/a-title/", "articles/a-title/versions/", "categories/", "schema/"]
)
def test_used_elsewhere_it_opens_nothing(api, clock, article, token, path):
    as_parameter = api.get(path, f"token={token}")
    as_key = api.get(path, f"as_of={z(NOW + HOUR)}", Authorization=f"Bearer {token}")

    assert as_parameter.status_code == (401 if "versions" in path else 400)
    assert as_key.status_code == (400 if path == "schema/" else 401)


def test_it_names_its_article_and_no_other(api, clock, article, token):
    other = make_article(slug="other")

    answer = api.get("preview/", f"token={token}&article={other.uuid}")

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "contradictory")


def test_it_may_come_in_a_header_and_stay_out_of_the_address(api, clock, article, token):
    answer = api.get("preview/", Authorization=f"Bearer {token}")

    assert (answer.status_code, answer.json()["title"]) == (200, "A draft")
    assert api.get("preview/", Authorization=f"Bearer {token[:-1]}").status_code == 401


def test_without_anything_there_is_nothing(api, clock, article):
    answers = [api.get("preview/", query) for query in ("", f"article={article.uuid}", f"article={uuid4()}")]

    assert [answer.status_code for answer in answers] == [401, 401, 401]
    assert len({answer.content for answer in answers}) == 1
    assert api.get("preview/", "token=").status_code == 400


# --- A moment to come -----------------------------------------------------------------------------------------------


def test_it_shows_what_is_scheduled_by_a_moment_to_come(show, clock):
    article = make_article(title="Scheduled")
    schedule_for(article, NOW + HOUR)
    edit(article, title="Newer draft")
    token = sign_preview(article, by=article.owner)

    answers = [show(token, query) for query in ("", f"&as_of={z(NOW + HOUR)}", f"&as_of={z(NOW + HOUR / 2)}")]

    assert [answer.status_code for answer in answers] == [200, 200, 404]
    assert [answer.json()["title"] for answer in answers[:2]] == ["Newer draft", "Scheduled"]


def test_history_is_not_its_business(show, clock):
    article = make_live()
    clock.shift(HOUR)

    answers = [show(sign_preview(article, by=article.owner), f"&as_of={z(at)}") for at in (NOW, NOW + HOUR)]

    assert [(answer.status_code, answer.json()["errors"][0]["code"]) for answer in answers] == [(400, "past")] * 2


# --- Keys -----------------------------------------------------------------------------------------------------------


def test_a_key_with_the_scope_sees_any_draft(api, clock, article):
    _, header = make_key("preview")

    answer = api.get("preview/", f"article={article.uuid}", **header)

    assert (answer.status_code, answer.json()["title"]) == (200, "A draft")
    assert {name: answer.get(name) for name in OUT_OF_SIGHT} == OUT_OF_SIGHT


def test_a_key_sees_what_is_scheduled_with_what_it_will_lead_to(api, clock):
    _, header = make_key("preview")
    target = make_article(title="Target", slug="target")
    article = make_article(related=(Related(article=str(target.uuid)),))
    for one in (target, article):
        schedule_for(one, NOW + HOUR)

    document = api.get("preview/", f"article={article.uuid}&as_of={z(NOW + HOUR)}", **header).json()

    assert [one["title"] for one in document["related"]] == ["Target"]


def test_a_key_says_which_article_and_needs_the_scope(api, clock, article):
    answers = [
        api.get("preview/", query, **make_key(scope)[1])
        for scope, query in (
            ("preview", ""),
            ("history", f"article={article.uuid}"),
            ("preview", f"article={uuid4()}"),
            ("preview", "article=a-title"),
        )
    ]

    assert [answer.status_code for answer in answers] == [400, 403, 404, 400]


def test_a_key_shows_no_draft_that_its_owner_may_not_see(api, clock, article):
    _, header = make_key("preview", owner=make_user("author"))

    assert api.get("preview/", f"article={article.uuid}", **header).status_code == 403


def test_a_draft_that_became_public_is_still_previewed(show, clock, article, token):
    publish_now(article)

    assert show(token).json()["published_at"] == z(NOW)
