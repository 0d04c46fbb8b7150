"""What was done at the doors of other systems (routes, hosts, logins, sessions, caches), done at ours. Numbers:
README.md beside this file."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from articles.models import User, WorkerPulse
from articles.previews import sign_preview
from articles.snapshot import Cover
from tests.advisories.site import HERE, PROXY, ask
from tests.api.conftest import NOW, SITE, make_live
from tests.articles.admin.pages import address, signed_in
from tests.factories import PASSWORD, edit, make_article, make_image, make_key, make_user, publish_now, withdraw_now
from tests.leaks.routes import all_routes

pytestmark = pytest.mark.django_db
EVIL = "evil.example"
MARKUP = "<script>alert(1)</script>"

# --- Who is let in where ----------------------------------------------------------------------------------------------

FOR_EVERYBODY = """
    healthz readyz media/<name> favicon.ico
    admin/login/ admin/logout/ admin/language/ admin/jsi18n/
    api/v1/ api/v1/articles/ api/v1/articles/<reference>/ api/v1/authors/ api/v1/authors/<reference>/ api/v1/categories/
    api/v1/categories/<reference>/ api/v1/tags/ api/v1/tags/<reference>/ api/v1/changes/ api/v1/search/
    api/v1/schema/ api/v1/docs/ api/v1/site/
    sitemap.xml sitemaps/<name> robots.txt
    feed feed/ rss rss/ rss.xml atom.xml feed.xml feed.json
    feeds/<name> feeds/category/<slug>/<name> feeds/tag/<slug>/<name> feeds/author/<slug>/<name>
    feeds/<locale>/<name> feeds/<locale>/category/<slug>/<name> feeds/<locale>/tag/<slug>/<name>
    feeds/<locale>/author/<slug>/<name>
    search/ articles/<slug>/ categories/<slug>/ tags/<slug>/ authors/<slug>/ preview/
    <locale>/ <locale>/search/ <locale>/articles/<slug>/ <locale>/categories/<slug>/ <locale>/tags/<slug>/
    <locale>/authors/<slug>/ <locale>/preview/
    """.split()  # noqa: SIM905  a list of strings is harder to read
"""Routes that answer without credentials, beside the front page. A new one is written here on purpose."""
WITH_A_KEY = ["api/v1/articles/<reference>/versions/", "api/v1/articles/<reference>/versions/diff/", "api/v1/preview/"]


def filled(route: str, pk: int) -> str:
    """A route of the desk or the API with what names an object of the test."""
    values = {"number": "1", "locale": "de", "reference": "a-title", "content_type_id": "1", "app_label": "articles"}
    return "/" + re.sub(r"<(\w+)>", lambda match: values.get(match[1], str(pk)), route)


def guarded(pk: int) -> list[str]:
    """The addresses of all routes that are not for everybody."""
    return [filled(route, pk) for route in all_routes() if route not in (*FOR_EVERYBODY, "")]


def is_closed(response: Any) -> bool:
    """It sends to the login, or says no."""
    to_login = response.status_code == 302 and response["Location"].startswith("/admin/login/?next=")
    return to_login or response.status_code in (401, 403, 404, 405)


def test_case_11_what_answers_without_credentials_stands_in_a_list() -> None:
    make_live()
    anybody = Client()

    open_to_all = [route for route in guarded(1) if not is_closed(anybody.get(route))]

    assert open_to_all == []
    assert {filled(route, 1) for route in WITH_A_KEY} <= set(guarded(1))
    assert set(FOR_EVERYBODY) <= set(all_routes())  # what is gone is taken out of the list


def get(client: Client, path: str) -> Any:
    """As it stands in the request line, and where that leads: Django's client would take `//admin/` for a host."""
    path, _, query = path.partition("?")
    answer = client.get("/", PATH_INFO=unquote_to_bytes(path).decode("latin-1"), QUERY_STRING=query)
    return client.get(answer["Location"], follow=True) if answer.status_code in (301, 302) else answer


VARIANTS = (
    lambda path: path.rstrip("/"),
    lambda path: "/" + path,
    lambda path: path.replace("/", "//"),
    lambda path: path + "/",
    lambda path: path.replace("/", "/./", 1),
    lambda path: "/media/.." + path,
    lambda path: "/articles/%2e%2e" + path,
    lambda path: path.replace("a", "%61", 1),
    lambda path: path[0] + path[1:].replace("/", "%2F"),
    lambda path: path + ";x",
    lambda path: path.rstrip("/") + ";x/",
    lambda path: path.rstrip("/") + ".json",
    lambda path: path + "?/healthz",
    lambda path: path + "%00",
    lambda path: path + "%20",
    lambda path: path.upper(),
    lambda path: path.replace("admin", "Admin").replace("v1", "V1"),
    lambda path: path.replace("/", "\\"),
)


def test_case_12_no_spelling_of_an_address_has_other_rights() -> None:
    article = make_live(lead_html="zqleadzq")  # which the start page, where some are led, does not show
    image = make_image(name="zqleadzq.jpg")
    addresses = [
        "/admin/",
        address("changelist"),
        address("change", article.pk),
        address("image_change", image.pk),
        "/admin/articles/user/",
        "/admin/api/apikey/",
        "/api/v1/articles/a-title/versions/",
    ]
    people = {"nobody": Client(), "author": signed_in(make_user("author"))}
    closed_to = {"nobody": addresses, "author": [addresses[2], addresses[4]]}

    for person, client in people.items():
        for path in closed_to[person]:
            assert is_closed(client.get(path)), (person, path)
            for spell in VARIANTS:
                answer = get(client, spell(path))
                is_led_away = answer.request["PATH_INFO"] in ("/admin/login/", "/admin/" if person == "author" else "")
                assert is_led_away or answer.status_code in (401, 403, 404), (person, spell(path))
                assert b"zqleadzq" not in answer.content, (person, spell(path))


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "GET "])
def test_case_12_no_method_has_other_rights(method: str) -> None:
    article = make_live()
    overrides = {"X-HTTP-Method-Override": "GET", "X-Original-URL": "/healthz", "X-Rewrite-URL": "/healthz"}

    for path in ("/admin/", address("change", article.pk), "/api/v1/articles/a-title/versions/"):
        answer = Client().generic(method, path, headers=overrides)
        is_preflight = method == "OPTIONS" and path.startswith("/api/")
        assert is_closed(answer) or (is_preflight and answer.status_code == 204)
        answer = Client().generic(method, f"{path}?_method=GET", b"_method=DELETE")
        assert is_closed(answer) or (is_preflight and answer.status_code == 204)


def test_case_12_no_key_opens_the_desk() -> None:
    article = make_live()
    _, header = make_key("history", "preview", owner=make_user("administrator"))

    answers = [Client().get(path, headers=header) for path in (*guarded(article.pk), "/admin/") if "/admin/" in path]

    assert all(is_closed(answer) for answer in answers)


# --- What comes back of a request -------------------------------------------------------------------------------------


def test_case_17_no_answer_repeats_markup_as_markup(api: Any) -> None:
    make_live()
    desk = signed_in(make_user("administrator"))
    queries = [f"{name}={MARKUP}" for name in ("ordering", "genre", "q", "page", "cursor", "locale", MARKUP)]
    paths = [f"/api/v1/{path}" for path in ("articles/", "search/", "changes/", "tags/", "articles/a-title/")]
    paths += [f"/api/v1/articles/{MARKUP}/", f"/api/{MARKUP}", f"/media/{MARKUP}", "/", "/search/", f"/{MARKUP}/"]
    paths += ["/preview/", "/admin/login/", "/admin/", address("changelist"), f"/admin/{MARKUP}/"]

    for path in paths:
        for query in queries:
            for client in (api.client, desk):
                answer = client.get(path, QUERY_STRING=query, headers={"Accept": f"text/html, */*, {MARKUP}"})
                assert answer["X-Content-Type-Options"] == "nosniff"
                is_named = query.startswith(MARKUP) and answer["Content-Type"] == "application/problem+json"
                assert is_named or MARKUP not in answer.content.decode() + str(answer.headers), (path, query)


def test_case_17_the_api_is_not_for_browsing(api: Any) -> None:
    make_live()

    for path, query in (("articles/", ""), ("articles/a-title/", ""), ("nothing/", ""), ("articles/", "x=1")):
        answer = api.get(path, query, Accept="text/html,*/*;q=0.8")
        assert answer["Content-Type"] in ("application/json", "application/problem+json")
        assert api.get(path, query, Accept="text/html")["Content-Type"] == "application/problem+json"
    assert api.get("articles/", "format=api").status_code == 400


ELSEWHERE = (
    f"//{EVIL}",
    f"/\\{EVIL}",
    f"\\\\{EVIL}",
    f"https:{EVIL}",
    f"https://{EVIL}/admin/",
    f"\t//{EVIL}",
    f"%09//{EVIL}",
    f"///{EVIL}",
    f"/%2f{EVIL}@{EVIL}/..//{EVIL}",
    "javascript:alert(1)",
    f"http://127.0.0.1@{EVIL}",
    f"http://testserver.{EVIL}",
)


@pytest.mark.parametrize("there", ELSEWHERE)
def test_case_21_nothing_leads_to_another_site(there: str, publisher: User) -> None:
    form = {"username": publisher.username, "password": PASSWORD, "next": there}
    visitor, known = Client(), signed_in(publisher)

    answers = [
        known.get("/admin/login/", {"next": there}),
        known.post("/admin/language/", {"language": "de", "next": there}, headers={"Referer": f"https://{EVIL}/"}),
        visitor.get("/admin/logout/", {"next": there}),
        Client().post("/admin/login/", form),
        Client().post("/admin/login/?next=/admin/", form),
        *(ask(f"{before}{there}{after}") for before in ("", "/admin/", "/admin") for after in ("", "/admin/articles")),
    ]

    for answer in answers:
        target = answer.headers.get("Location", "/")
        assert urlsplit(urljoin("http://testserver/admin/", target))[:2] == ("http", "testserver"), target
        assert not re.search(r"[\\\x00-\x20]", target), target


def test_case_26_a_request_of_no_path_is_no_fault_of_ours() -> None:
    """`OPTIONS *`, and what servers make of addresses in absolute form."""
    for path in ("*", f"http://{EVIL}/", "", "admin/"):
        assert ask(path, REQUEST_METHOD="OPTIONS").status in (404, 405)
        assert ask(path).status in (200, 404)


def test_case_21_a_former_slug_leads_to_its_own_article_alone(api: Any) -> None:
    article = make_live(slug="former")
    edit(article, slug="present")
    publish_now(article)

    for query in (f"next=//{EVIL}", f"url=https://{EVIL}", f"/../..//{EVIL}"):
        answer = api.client.get("/articles/former/", QUERY_STRING=query, headers={"X-Forwarded-Host": EVIL})
        assert answer["Location"].partition("?")[0] in ("/articles/present/", f"{SITE}/articles/present/")
    assert ask(f"//{EVIL}/articles/former").status == 404


# --- Guessing and staying ---------------------------------------------------------------------------------------------


def sign_in(username: str, password: str, where: str = HERE, **more: str) -> Any:
    form = {"username": username, "password": password, **more}
    return Client().post("/admin/login/?next=/admin/", form, REMOTE_ADDR=where)


def test_case_22_junk_makes_no_new_guesser(publisher: User) -> None:
    spellings = ["paula", " paula", "paula ", "ｐａｕｌａ", "pａula"]
    for number, spelling in enumerate(spellings):
        Client().post(
            f"/admin/login/?junk={number}",
            {
                "username": spelling,
                "password": f"guess {number}",
                f"junk{number}": "x",
                "ip_address": f"10.1.1.{number}",
            },
            headers={"X-Forwarded-For": f"10.9.9.{number}", "User-Agent": f"new {number}", "X-Real-IP": "10.9.9.9"},
            REMOTE_ADDR=HERE,
        )

    locked = [sign_in(name, PASSWORD, junk="y").status_code for name in (*spellings, "paula")]

    assert locked == [429] * len(locked)
    assert sign_in("paula", PASSWORD, "203.0.113.10").status_code == 302


def test_case_22_a_household_of_ipv6_guesses_together(publisher: User) -> None:
    for number in range(5):
        sign_in("paula", "wrong", f"2001:db8:0:1:{number}::{number}")

    statuses = [sign_in("paula", PASSWORD, where).status_code for where in ("2001:db8:0:1:ff::1", "2001:db8:0:2::1")]

    assert statuses == [429, 302]


def change_password(user: User) -> None:
    user.set_password("another correct horse")
    user.save()


def deactivate(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def leave_group(user: User) -> None:
    user.groups.clear()


@pytest.mark.parametrize(
    ("act", "desk", "key"), [(change_password, 302, 200), (deactivate, 302, 401), (leave_group, 403, 401)]
)
def test_case_23_what_a_person_held_ends_with_the_next_request(
    api: Any, editor: User, act: Any, desk: int, key: int
) -> None:
    """But for keys, which are machines': these survive a new password (decision 9)."""
    article = make_article(editor)
    session, (_, header) = signed_in(editor), make_key("preview", owner=editor)
    token = sign_preview(article, by=editor)
    named = f"article={article.uuid}"

    def statuses() -> list[int]:
        opened = [session.get(address("change", article.pk)), api.get("preview/", named, **header)]
        opened += [api.get("preview/", f"token={token}"), api.get("articles/", **header)]
        return [answer.status_code for answer in opened]

    assert statuses() == [200] * 4
    act(editor)
    assert statuses() == [desk, key, 401, key]


def test_case_24_no_answer_and_no_work_tells_who_has_an_account(
    publisher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user("editor", "inez", is_active=False)
    make_user("", "sam")
    guesses = {"nobody": "wrong", "inez": PASSWORD, "sam": "wrong", "paula": "wrong"}
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append("") or encode(*given))

    def answer(name: str, password: str) -> tuple[int, str, list[str], int]:
        hashed.clear()
        response = sign_in(name, password)
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode()).replace(name, "…")
        return response.status_code, text, sorted(response.headers), len(hashed)

    rounds = [[answer(name, password) for name, password in guesses.items()] for _ in range(7)]

    for one in rounds:
        assert all(first == second for first, second in pairwise(one))
    assert [one[0][0] for one in rounds] == [200] * 4 + [429] * 3
    assert [one[0][3] for one in rounds] == [1] * 5 + [0] * 2
    assert answer("paula", PASSWORD) == rounds[-1][0]  # locked: the right one, too


# --- Caches, hosts and proxies ----------------------------------------------------------------------------------------


def test_case_25_what_was_answered_to_somebody_is_kept_by_no_cache(api: Any, clock: Any) -> None:
    article = make_live()
    owner = make_user("administrator")
    _, header = make_key("history", "preview", owner=owner)
    token, desk = sign_preview(article, by=owner), signed_in(owner)
    past = "as_of=2026-03-01T00:00:00Z"

    personal = [
        api.get("articles/", **header),
        api.get("articles/", past, **header),
        api.get("articles/a-title/versions/", **header),
        api.get("preview/", f"article={article.uuid}", **header),
        api.get("preview/", f"token={token}"),
        api.get("preview/", Authorization=f"Bearer {token}"),
        api.get("articles/", Authorization="Bearer nonsense"),
        api.get("articles/", past),
        api.client.get("/preview/", {"token": token}),
        desk.get("/admin/"),
        desk.get(address("change", article.pk)),
        desk.get(address("image_library")),
        api.client.get("/readyz"),
    ]
    told = [answer["Cache-Control"] for answer in personal]
    known, nobody = (client.get("/api/v1/articles/") for client in (desk, api.client))

    assert all("no-store" in life and "public" not in life for life in told), told
    assert (known.content, known["Cache-Control"]) == (nobody.content, nobody["Cache-Control"])  # a cookie is not read
    assert not known.cookies
    assert "Cookie" not in known.get("Vary", "")


def test_case_25_no_fault_of_ours_is_kept(api: Any, settings: Any, hostile: list[tuple[str, int]]) -> None:
    make_live()
    settings.FRONTENDS = {"en": None}  # an operator's mistake
    api.client.raise_request_exception = False

    faults = [api.get("articles/a-title/"), api.get("articles/", "min_sequence=99999"), api.client.get("/")]

    assert [fault.status_code for fault in faults] == [500, 503, 500]
    assert {fault["Cache-Control"] for fault in faults} == {"no-store"}
    hostile.clear()  # they were made


FORWARDED = {
    "HTTP_X_FORWARDED_FOR": "10.0.0.1",
    "HTTP_X_FORWARDED_HOST": EVIL,
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_PORT": "666",
    "HTTP_FORWARDED": f"for=10.0.0.1;host={EVIL};proto=https",
    "HTTP_X_REAL_IP": "10.0.0.1",
    "HTTP_X_HOST": EVIL,
}


def test_case_26_only_a_trusted_proxy_says_for_whom_it_asks(settings: Any) -> None:
    """`X_Forwarded_For` and `X-Forwarded-For` are one name in WSGI, so both are dropped."""
    settings.API_THROTTLE, settings.API_THROTTLE_PROCESSES = (1000, 60), 1

    def left(remote: str, said: str) -> int:
        headers = FORWARDED | {"HTTP_X_FORWARDED_FOR": said, "HTTP_X_FORWARDED_HOST": ""}
        quota = ask("/api/v1/articles/", REMOTE_ADDR=remote, **headers).headers["RateLimit"]
        return int(re.search(r"r=(\d+)", quota)[1])  # type: ignore[index]

    assert [left("198.51.100.1", f"10.1.1.{number}") for number in range(3)] == [999, 998, 997]
    assert [left(PROXY, f"198.51.100.2{number}") for number in range(3)] == [999, 999, 999]
    assert left(PROXY, "198.51.100.99, 198.51.100.1") == 996


def test_case_26_no_header_gets_into_an_address(settings: Any) -> None:
    settings.PUBLIC_URL = SITE
    for number in range(2):
        make_live(slug=f"article-{number}")
    paths = ("/api/v1/articles/?page_size=1", "/api/v1/articles/article-0/", "/api/v1/search/?q=title&page_size=1")
    paths += ("/articles/article-0/", "/", "/api/v1/changes/?page_size=1", "/api/v1/articles", "/admin/")

    for path in paths:
        plain, posing = ask(path), ask(path, HTTP_HOST="localhost:6666", **FORWARDED)
        assert (posing.status, posing.content) == (plain.status, plain.content)
        words = posing.content.decode() + str(posing.headers)
        assert EVIL not in words and "6666" not in words, path


@pytest.mark.parametrize("host", [EVIL, f"127.0.0.1@{EVIL}", f"{EVIL}:80", f"127.0.0.1.{EVIL}", "127.0.0.1 evil", ""])
def test_case_26_an_unknown_host_is_refused_everywhere(host: str) -> None:
    for path in ("/", "/api/v1/articles/", "/admin/login/", "/articles/a-title/"):
        answer = ask(path, HTTP_HOST=host, SERVER_NAME=EVIL)
        assert (path, answer.status) == (path, 400)
        assert EVIL.encode() not in answer.content


def test_case_26_one_address_has_one_meaning(api: Any) -> None:
    make_live()

    for query in ("page=1;page_size=2", "page=1;utm=x", "utm=x;page=1", "page=1&page=1", "page=1&page=2"):
        assert api.get("articles/", query).status_code == 400
        assert api.get("articles/", query).json()["type"] == "urn:standfirst:problem:invalid-parameters"
    for path in (
        "articles/a-title/a.css",
        "articles/a-title/a.css/",
        "articles/a-title;a.css/",
        "articles/a-title%3f/",
    ):
        assert [api.client.get(f"{root}articles/{path}").status_code for root in ("/", "/api/v1/")] == [404, 404], path


# --- Taken back -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["unpublished", "withdrawn", "killed", "legal"])
def test_case_31_what_is_taken_back_is_gone_at_once_everywhere(api: Any, clock: Any, how: str) -> None:
    image = make_image(credit="zqcreditzq")
    article = make_live("zqtitlezq", "gone", kicker="zqkickerzq", cover=Cover(str(image.uuid), alt="zqaltzq"))
    names = list(image.renditions.values_list("name", flat=True))
    WorkerPulse.objects.create(name="test", at=NOW)
    paths = ["/", "/articles/gone/", "/search/?q=zqtitlezq", "/api/v1/articles/", "/api/v1/articles/gone/"]
    paths += [f"/api/v1/articles/{article.uuid}/", "/api/v1/search/?q=zqtitlezq", "/api/v1/changes/"]
    kept = {path: api.client.get(path) for path in paths}
    assert all(b"zqtitlezq" in answer.content for answer in kept.values())

    clock.shift(timedelta(seconds=1))
    withdraw_now(article, how, note="A note." if how == "withdrawn" else "")

    for path, before in kept.items():
        for headers in ({}, {"If-None-Match": before["ETag"]}):
            answer = api.client.get(path, headers=headers)
            text = re.sub(r'(?<=[="/])(?:q=)?zqtitlezq', "", answer.content.decode())  # the words asked for
            assert not re.search("zq[a-z]+zq", text), path
            assert (path, answer.status_code) == (path, 410 if "gone" in path or str(article.uuid) in path else 200)
    served = {api.client.get(f"/media/{name}").status_code for name in names}
    assert served == ({404} if how in ("killed", "legal") else {200})
