"""API keys: which are accepted, what they open, and that nobody else gets what was answered to one."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from django.contrib.auth.models import Group

from api.models import ApiKey, api_key
from articles.models import ContentState
from tests.api.conftest import NOW, make_live
from tests.articles.admin.pages import fields, send, signed_in, soup
from tests.factories import make_key, make_user

PROBLEM = "application/problem+json"
AUTHOR_PATHS = ("articles/", "articles/a-title/", "authors/", "categories/", "tags/")


def refusal(answer):
    return answer.status_code, answer["Content-Type"], answer.get("WWW-Authenticate"), answer["Cache-Control"]


BAD = (401, PROBLEM, 'Bearer realm="API", error="invalid_token"', "private, no-store")


# --- Which are accepted ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", AUTHOR_PATHS)
def test_a_key_reads_what_everybody_reads_and_no_cache_may_keep_it(api, clock, path):
    make_live()
    _, header = make_key()

    known, nobody = api.get(path, **header), api.get(path)

    assert (known.status_code, known.content) == (nobody.status_code, nobody.content)
    assert (known["Cache-Control"], known["Vary"]) == ("private, no-store", "Authorization")
    assert (nobody["Cache-Control"], nobody.get("Vary")) != (known["Cache-Control"], known["Vary"])
    assert "Authorization" not in nobody.get("Vary", "")


@pytest.mark.parametrize("write", ["{}", "bearer {}", "BEARER  {} "])
def test_the_scheme_is_bearer_in_any_case(api, clock, write):
    _, header = make_key("history")
    text = header["Authorization"].removeprefix("Bearer ")

    answer = api.get("articles/", "as_of=2026-03-01T00:00:00Z", Authorization=write.format(text))

    assert answer.status_code == (401 if write == "{}" else 200)


def wrongs(header):
    text = header["Authorization"].removeprefix("Bearer ")
    flipped = "A" if text[-1] != "A" else "B"
    return [
        "",
        text[:-1],
        text + "A",
        text[:-1] + flipped,
        text.upper(),
        text.replace("live", "test"),
        f"{text},{text}",
    ]


def test_a_key_that_is_not_quite_right_is_none(api, clock):
    make_live()
    _, header = make_key("history")

    for wrong in [*wrongs(header), f"sf_live_{'a' * 8}_{'b' * 43}", "x" * 10_000, "é", "null"]:
        assert refusal(api.get("articles/", Authorization=f"Bearer {wrong}")) == BAD, wrong


def test_every_bad_key_gets_the_same_bytes(api, clock):
    expired, revoked, unknown = make_key(expires_at=NOW + timedelta(1)), make_key(), f"sf_live_{'a' * 8}_{'b' * 43}"
    revoked[0].revoke()
    clock.shift(timedelta(1))

    answers = {
        api.get("articles/", **header).content
        for header in (expired[1], revoked[1], {"Authorization": f"Bearer {unknown}"}, {"Authorization": "Bearer x"})
    }

    assert len(answers) == 1


def test_an_unknown_id_is_compared_like_a_known_one(api, clock, monkeypatch):
    compared = []
    monkeypatch.setattr(api_key.hmac, "compare_digest", lambda a, b: compared.append((len(a), len(b))) or False)
    _, header = make_key()
    text = header["Authorization"].removeprefix("Bearer ")

    for tried in (text, f"sf_live_{'0' * 8}_{'b' * 43}"):
        ApiKey.objects.find(tried, at=NOW)

    assert compared == [(64, 64), (64, 64)]


def test_another_scheme_is_not_ours_to_judge(api, clock):
    answer = api.get("articles/", Authorization="Basic c3RhZ2luZzpzZWNyZXQ=")

    assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=0, must-revalidate")


def test_a_key_expires_by_the_clock(api, clock):
    _, header = make_key(expires_at=NOW + timedelta(hours=1))

    assert api.get("articles/", **header).status_code == 200
    clock.move_to(NOW + timedelta(hours=1))
    assert api.get("articles/", **header).status_code == 401


def test_a_revoked_key_opens_nothing_from_then_on(api, clock):
    key, header = make_key("history")
    assert api.get("articles/", **header).status_code == 200

    key.revoke()

    assert refusal(api.get("articles/", **header)) == BAD
    assert key.revoked_at == NOW


@pytest.mark.parametrize("how", ["deactivated", "without a role"])
def test_a_key_ends_with_its_owner_s_work_here(api, clock, how):
    key, header = make_key("history", "preview")
    assert api.get("articles/", **header).status_code == 200

    if how == "deactivated":
        type(key.owner).objects.update(is_active=False)
    else:
        key.owner.groups.clear()

    assert refusal(api.get("articles/", **header)) == BAD


def test_a_key_is_no_session_and_opens_no_desk(api, clock):
    _, header = make_key("history", "preview", owner=make_user("administrator"))

    answer = api.client.get("/admin/", headers=header)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/login/?next=/admin/")


def test_a_session_is_no_key(db, clock):
    client = signed_in(make_user("administrator"))

    answer = client.get("/api/v1/articles/?as_of=2026-03-01T00:00:00Z")

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="API"')


@pytest.mark.parametrize("name", ["key", "api_key", "access_token", "token"])
def test_a_key_in_the_address_is_an_unknown_parameter(api, clock, name):
    _, header = make_key("history")

    assert api.get("articles/", f"{name}={header['Authorization'][7:]}").status_code == 400


def test_a_key_is_not_even_read_where_none_matters(api, clock, django_assert_num_queries):
    with django_assert_num_queries(0):
        answers = [api.get(path, Authorization="Bearer nonsense").status_code for path in ("schema/", "docs/")]

    assert answers == [200, 200]


# --- What is kept ---------------------------------------------------------------------------------------------------


def test_only_a_hash_of_a_key_is_kept(api, clock):
    key, header = make_key("history")
    text = header["Authorization"].removeprefix("Bearer ")

    row = ApiKey.objects.filter(pk=key.pk).values().get()

    assert row["digest"] == sha256(text.encode()).hexdigest()
    assert text[-43:] not in str(row)
    assert text.startswith(f"sf_live_{row['key_id']}_")
    assert len(text) == len("sf_live_") + 8 + 1 + 43


def test_two_keys_have_nothing_in_common(db):
    (first, one), (second, other) = make_key(), make_key()

    assert first.key_id != second.key_id
    assert one["Authorization"][-43:] != other["Authorization"][-43:]


def test_its_use_is_noted_once_a_minute(api, clock, django_assert_num_queries):
    key, header = make_key()

    def used():
        key.refresh_from_db()
        return key.last_used_at

    assert used() is None
    api.get("articles/", **header)
    assert used() == NOW
    clock.shift(59)
    api.get("articles/", **header)
    assert used() == NOW
    clock.shift(1)
    api.get("articles/", **header)
    assert used() == NOW + timedelta(minutes=1)


def test_a_key_costs_two_queries_and_one_more_a_minute(api, clock, django_assert_num_queries):
    make_live()
    _, header = make_key()

    for queries, headers in ((3, {}), (3 + 3, header), (3 + 2, header)):
        with django_assert_num_queries(queries):
            assert api.get("articles/", **headers).status_code == 200


def test_making_and_revoking_one_moves_the_state_row(db):
    stamps = []
    key, _ = make_key()
    stamps.append(ContentState.read().stamp)
    key.revoke()
    stamps.append(ContentState.read().stamp)

    assert len(set(stamps)) == 2


# --- At the desk ----------------------------------------------------------------------------------------------------

LIST = "/admin/api/apikey/"


def test_an_administrator_makes_one_and_is_told_it_once(db, clock):
    administrator = make_user("administrator")
    desk = signed_in(administrator)

    made = send(desk, f"{LIST}add/", name="The website", scopes=["history", "preview"], expires_at="2027-03-02T09:30")

    key = ApiKey.objects.get()
    text = soup(made).select_one("#issued-key")["value"]
    assert (made.status_code, made["Referrer-Policy"]) == (200, "no-referrer")
    assert "no-store" in made["Cache-Control"]
    assert ApiKey.objects.find(text, at=NOW) == key
    assert (key.name, key.scopes, key.owner) == ("The website", ["history", "preview"], administrator)
    assert str(key.expires_at) == "2027-03-02 09:30:00+00:00"
    secret = text[-43:]
    pages = [LIST, f"{LIST}{key.pk}/change/", f"{LIST}{key.pk}/history/", "/admin/"]
    assert [secret in desk.get(page).content.decode() for page in pages] == [False] * 4
    assert secret not in str(dict(desk.session))


@pytest.mark.parametrize("owner", ["a stranger", "a deactivated account"])
def test_whoever_has_no_role_owns_no_key(clock, db, owner):
    stranger = make_user("") if owner == "a stranger" else make_user("editor", is_active=False)

    answer = send(signed_in(make_user("administrator")), f"{LIST}add/", name="x", owner=stranger.pk)

    assert soup(answer).select_one(".errorlist").text.strip() == "This account has no role here. Choose one that has."
    assert not ApiKey.objects.exists()


def test_a_key_that_has_expired_already_is_not_made(clock, db):
    answer = send(signed_in(make_user("administrator")), f"{LIST}add/", name="x", expires_at="2026-03-02T09:30")

    assert soup(answer).select_one(".errorlist").text.strip() == "This moment has passed. Choose a later one, or none."


def test_a_standing_key_can_be_renamed_and_revoked_and_nothing_else(clock, db):
    key, _ = make_key("history")
    desk = signed_in(make_user("administrator"))
    page = f"{LIST}{key.pk}/change/"

    assert set(fields(desk.get(page))) == {"csrfmiddlewaretoken", "name"}
    send(desk, page, name="Renamed", scopes=["preview"], owner=make_user("administrator").pk, digest="0" * 64)
    key.refresh_from_db()
    assert (key.name, key.scopes, key.revoked_at) == ("Renamed", ["history"], None)
    send(desk, page, revoke="on")
    key.refresh_from_db()
    assert key.revoked_at == NOW


@pytest.mark.parametrize("role", ["author", "editor", "publisher"])
def test_who_is_no_administrator_sees_no_key(clock, db, role):
    key, _ = make_key()
    desk = signed_in(make_user(role))
    pages = [LIST, f"{LIST}add/", f"{LIST}{key.pk}/change/", f"{LIST}{key.pk}/delete/", f"{LIST}{key.pk}/history/"]

    assert [desk.get(page).status_code for page in pages] == [403] * 5
    assert [desk.post(page, {"name": "x", "post": "yes"}).status_code for page in pages[:4]] == [403] * 4
    assert LIST not in desk.get("/admin/").content.decode()
    assert ApiKey.objects.get().name == "A program"


@pytest.mark.parametrize("query", ["owner__password__startswith=a", "digest__startswith=0", "owner__id__exact=1"])
def test_the_list_is_no_oracle(clock, db, query):
    make_key()

    answer = signed_in(make_user("administrator")).get(f"{LIST}?{query}")

    assert answer.status_code in (302, 400)


def test_the_list_says_what_became_of_each(clock, db):
    states = {}
    for state, fields_ in (("valid", {}), ("expired", {"expires_at": NOW - timedelta(1)})):
        states[make_key(**fields_)[0].key_id] = state
    revoked, _ = make_key()
    revoked.revoke()
    orphan, _ = make_key()
    orphan.owner.groups.set(Group.objects.none())
    states |= {revoked.key_id: "revoked", orphan.key_id: "its owner has no role"}

    rows = soup(signed_in(make_user("administrator")).get(LIST)).select("#result_list tbody tr")

    told = {row.select_one(".field-beginning").text[8:16]: row.select_one(".field-state").text for row in rows}
    assert told == states
