"""How much anybody may ask, and that the answers say so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured

from api.http import counting
from cms.settings import Environment
from tests.api.conftest import make_live
from tests.factories import make_article, make_key

PROBLEM = "application/problem+json"


@pytest.fixture(autouse=True)
def granted(settings, monkeypatch):
    """Three a minute, at the beginning of a minute."""
    caches["throttle"].clear()
    monkeypatch.setattr(counting, "counters", counting.Counters())
    settings.API_THROTTLE = (3, 60)
    settings.API_THROTTLE_PROCESSES = 1


def told(answer):
    return answer.status_code, answer.get("RateLimit"), answer.get("RateLimit-Policy")


def statuses(api, times, path="articles/", address="203.0.113.7", **headers):
    return [api.client.get(f"/api/v1/{path}", REMOTE_ADDR=address, headers=headers).status_code for _ in range(times)]


def test_each_answer_says_what_is_left(api, clock):
    clock.shift(18)

    answers = [told(api.get("articles/")) for _ in range(4)]

    policy = '"default";q=3;w=60'
    assert answers == [
        (200, '"default";r=2;t=42', policy),
        (200, '"default";r=1;t=42', policy),
        (200, '"default";r=0;t=42', policy),
        (429, '"default";r=0;t=42', policy),
    ]


def test_who_asks_too_much_is_told_how_long_to_wait(api, clock):
    clock.shift(timedelta(seconds=17.5))
    statuses(api, 3, address="127.0.0.1")

    answer = api.get("articles/")

    assert (answer.status_code, answer["Content-Type"], answer["Retry-After"]) == (429, PROBLEM, "43")
    assert answer["Cache-Control"] == "no-store"
    assert answer.json() == {
        "type": "urn:standfirst:problem:too-many-requests",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "Too many requests. Wait as long as Retry-After says.",
        "instance": "/api/v1/articles/",
    }
    clock.shift(43)
    assert api.get("articles/").status_code == 200


def test_what_is_not_sent_again_counts_too_and_says_so(api, clock):
    etag = api.get("articles/")["ETag"]

    answers = [told(api.get("articles/", **{"If-None-Match": etag}))[:2] for _ in range(3)]

    assert answers == [(304, '"default";r=1;t=60'), (304, '"default";r=0;t=60'), (429, '"default";r=0;t=60')]


@pytest.mark.parametrize("path", ["articles/never-was/", "articles/?nonsense=1", "preview/", "tags/", "schema/"])
def test_refusals_and_all_routes_count(api, clock, path):
    assert statuses(api, 4, path)[-1] == 429
    assert statuses(api, 1) == [429]


def test_addresses_count_by_themselves_and_of_ipv6_the_whole_64(api, clock):
    assert statuses(api, 4) == [200, 200, 200, 429]
    assert statuses(api, 1, address="203.0.113.8") == [200]
    assert [statuses(api, 1, address=f"2001:db8::{n}")[0] for n in range(4)] == [200, 200, 200, 429]
    assert statuses(api, 1, address="2001:db8:0:1::1") == [200]


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "User-Agent", "X-Junk"])
def test_junk_headers_make_no_new_caller(api, clock, name):
    seen = [statuses(api, 1, **{name: f"198.51.100.{n}"})[0] for n in range(4)]

    assert seen == [200, 200, 200, 429]


def test_a_key_counts_by_itself_wherever_it_is_used(api, clock):
    (_, header), (_, other) = make_key(), make_key()
    assert statuses(api, 4) == [200, 200, 200, 429]

    used = [statuses(api, 1, address=f"203.0.113.{n}", **header)[0] for n in range(7, 11)]

    assert used == [200, 200, 200, 429]
    assert statuses(api, 1, **other) == [200]


def test_who_tries_keys_is_counted_by_address(api, clock):
    tried = [statuses(api, 1, Authorization=f"Bearer sf_live_{n:08}_{'a' * 43}")[0] for n in range(5)]

    assert tried == [401, 401, 401, 429, 429]
    assert statuses(api, 1) == [429]


def test_counting_writes_nothing_to_the_database(api, clock, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert statuses(api, 4, "schema/") == [200, 200, 200, 429]


def test_each_of_several_processes_grants_its_share(api, clock, settings):
    settings.API_THROTTLE_PROCESSES = 2

    assert api.get("articles/")["RateLimit-Policy"] == '"default";q=2;w=60'
    assert statuses(api, 2, address="127.0.0.1") == [200, 429]


def test_off_is_off(api, clock, settings):
    settings.API_THROTTLE = None

    assert told(api.get("articles/")) == (200, None, None)


def test_readers_do_not_suffer_when_the_store_does(api, clock, monkeypatch, caplog):
    class Broken:
        def add(self, *args, **kwargs):
            raise ConnectionError("no such host")

    monkeypatch.setattr(counting, "caches", {"throttle": Broken()})

    assert statuses(api, 5) == [200] * 5
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == ["Requests cannot be counted"]


def test_a_count_that_was_forgotten_begins_anew(api, clock, monkeypatch):
    forgetful = caches["throttle"]
    monkeypatch.setattr(forgetful, "add", lambda *args, **kwargs: False)

    assert statuses(api, 1) == [200]


def test_the_reader_s_pages_count_for_the_visitor(api, clock, settings):
    make_live()
    settings.API_THROTTLE = (3, 60)  # the bar is kept after the first page

    pages = [api.client.get("/articles/a-title/", REMOTE_ADDR=f"203.0.113.{n}") for n in (7, 7, 7, 8)]

    assert [page.status_code for page in pages] == [200, 200, 429, 200]
    assert pages[2]["Retry-After"] == "60"


def test_hidden_and_never_was_differ_in_nothing_but_what_is_left(api, clock):
    hidden = make_article()
    answers = [api.get(f"articles/{slug}/") for slug in (hidden.slug, "b-title")]

    headers = [{name: value for name, value in one.items() if name != "RateLimit"} for one in answers]
    assert headers[0] == headers[1]
    assert answers[0].content.replace(b"a-title", b"b-title") == answers[1].content


# --- The setting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "rate"), [("600/minute", (600, 60)), ("10/second", (10, 1)), ("1/day", (1, 86400)), ("off", None)]
)
def test_the_rate_is_read(monkeypatch, value, rate):
    monkeypatch.setenv("API_THROTTLE", value)

    assert Environment().rate("API_THROTTLE", default="600/minute") == rate


@pytest.mark.parametrize("value", ["600", "0/minute", "-1/minute", "600/min", "many/minute", "٣/minute", "", "none"])
def test_a_rate_that_is_none_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("API_THROTTLE", value)

    with pytest.raises(ImproperlyConfigured, match=r"^API_THROTTLE=.* is no good: choose requests a second, minute"):
        Environment().rate("API_THROTTLE", default="600/minute")
