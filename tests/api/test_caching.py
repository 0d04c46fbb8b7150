"""Whether what a client has still holds, how long it may be kept, and what these headers must not tell."""

from __future__ import annotations

from datetime import timedelta

import pytest

from articles.editing.taxonomy import save_term
from articles.models import Change
from articles.snapshot import Byline
from tests.api.conftest import NOW, make_live
from tests.factories import edit, make_article, make_author, publish_now, schedule_for, withdraw_now

PATHS = ["articles/", "articles/a-title/", "schema/", "docs/"]


@pytest.fixture
def article(db, clock):
    return make_live(authors=(Byline(str(make_author().uuid)),))


@pytest.mark.parametrize("path", PATHS)
def test_the_same_bytes_have_the_same_strong_etag(api, article, path):
    first, second = api.get(path), api.get(path)

    assert first.content == second.content
    assert first["ETag"] == second["ETag"]
    assert first["ETag"].startswith('"')
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*", '"a",{},"b"'])
def test_what_still_holds_is_not_sent_again(api, article, path, form):
    before = api.get(path)

    answer = api.get(path, **{"If-None-Match": form.format(before["ETag"])})

    assert (answer.status_code, answer.content) == (304, b"")
    for header in ("ETag", "Content-Length", "Content-Sequence", "Content-Language"):
        assert answer.get(header) == before.get(header)
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("tags", ['"other"', "nonsense", '"', "W/", ", ".join(f'"{n}"' for n in range(10_000))])
def test_what_does_not_hold_is_sent(api, article, tags):
    assert api.get("articles/a-title/", **{"If-None-Match": tags}).status_code == 200


def test_other_bytes_have_another_etag(api, clock, article):
    etags = [
        api.get("articles/a-title/")["ETag"],
        api.get("articles/a-title/", "highlights=inline")["ETag"],
    ]
    clock.shift(1)
    edit(article, title="Another")
    publish_now(article)
    etags.append(api.get("articles/a-title/")["ETag"])

    assert len(set(etags)) == 2  # without highlights, both forms are the same bytes
    assert etags[0] != etags[2]


@pytest.mark.parametrize("path", ["articles/", "articles/a-title/"])
def test_a_renamed_author_changes_the_etag_and_only_that_decides(api, article, path):
    before = api.get(path)
    author = article.authors.get()
    author.name = "Ada Quill"
    save_term(author)

    answer = api.get(path, **{"If-None-Match": before["ETag"], "If-Modified-Since": "Tue, 03 Mar 2026 00:00:00 GMT"})

    assert answer.status_code == 200
    assert b"Ada Quill" in answer.content


def test_a_date_alone_does_not_decide_since_names_live(api, article):
    answer = api.get("articles/a-title/", **{"If-Modified-Since": "Tue, 03 Mar 2026 00:00:00 GMT"})

    assert (answer.status_code, answer["Last-Modified"]) == (200, "Mon, 02 Mar 2026 09:30:00 GMT")


def test_a_condition_that_fails_is_412(api, article):
    etag = api.get("articles/a-title/")["ETag"]

    assert api.get("articles/a-title/", **{"If-Match": etag}).status_code == 200
    answer = api.get("articles/a-title/", **{"If-Match": '"other"'})
    assert (answer.status_code, answer["Content-Type"]) == (412, "application/problem+json")


@pytest.mark.parametrize("path", ["articles/", "articles/a-title/"])
def test_no_header_tells_of_drafts_and_schedules(api, clock, article, path):
    before = api.get(path)
    clock.shift(1)
    edit(article, title="A newer draft")
    make_article(slug="another-draft")
    schedule_for(article, NOW + timedelta(hours=1))
    schedule_for(make_article(slug="scheduled"), NOW + timedelta(hours=1))

    after = api.get(path)

    assert dict(after.items()) == dict(before.items())
    assert after.content == before.content


def test_the_sequence_is_the_number_of_the_newest_public_change(api, clock, article):
    clock.shift(1)
    publish_now(article)
    withdrawn = make_live(slug="gone")
    clock.shift(1)
    withdraw_now(withdrawn)
    newest = str(Change.objects.filter(audience="public").latest("number").number)

    paths = ["articles/", "articles/a-title/", "articles/gone/", "articles/never-was/"]
    assert newest == "5"  # with the author of the first
    assert [api.get(path)["Content-Sequence"] for path in paths] == [newest] * 4


@pytest.mark.parametrize("path", PATHS)
def test_head_says_the_same_without_a_body(api, article, path):
    get, head = api.get(path), api.client.head(f"/api/v1/{path}")

    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.items()) == dict(get.items())


@pytest.mark.parametrize("path", PATHS)
def test_options_says_what_may_be_done(api, path):
    answer = api.client.options(f"/api/v1/{path}")

    assert (answer.status_code, answer.content, answer["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("path", ["articles/", "articles/a-title/"])
def test_who_asks_makes_no_difference(api, article, path, publisher):
    before = api.get(path)
    api.client.force_login(publisher)

    after = api.get(path, **{"Accept-Language": "de", "Authorization": "Basic eDp4"})

    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
    assert "Vary" not in after
    assert "Set-Cookie" not in after
    assert not after.cookies
