"""Hostile queries: each is refused by name, with a remedy, before a row is read; none is a fault of ours."""

from __future__ import annotations

import pytest

from api.http.problems import CODES
from tests.api.conftest import make_live
from tests.factories import make_article

pytestmark = pytest.mark.usefixtures("hostile")
PROBLEM = "application/problem+json"
LIST = (
    "category, category__in, tag, tag__in, tag__all, author, genre, priority__lte, published_at__gte, "
    "published_at__lt, updated_at__gte, updated_at__lt, id__in, slug__in, has_highlights, search, locale, fallback, "
    "ordering, fields, include, body, highlights, as_of, page, page_size, cursor, min_sequence"
)

UNKNOWN = [
    "unknown=1",
    "q=x",
    "format=json",
    "kursor=x",
    "author__user__password__startswith=p",
    "where[title]=x",
    "filters[author][email][$startsWith]=a",
    "a[]=1",
    "page[]=1",
    "category__in[x']=1",
    "a.b=1",
    "_connector=OR",
    "Page=1",
    "%EF%BD%90age=1",  # a full-width p
    "page%00=1",
    "page;x=1",
    "=1",
    "%ff=1",
    "__proto__=1",
    "as-of=2026-13-45",
]

REFUSED = {
    "as_of=2026-13-45": "invalid",
    # pages
    "page=0": "out_of_range",
    "page=-1": "out_of_range",
    "page=1.0": "invalid",
    "page=%D9%A3": "invalid",  # an Arabic three
    "page=%EF%BC%91": "invalid",  # a full-width one
    "page=1e3": "invalid",
    "page=1_0": "invalid",
    "page=01": "invalid",
    "page=+1": "invalid",
    "page=%2B1": "invalid",
    "page=0x1": "invalid",
    "page=1000000000": "out_of_range",
    "page=9223372036854775808": "out_of_range",
    "page=99999999999999999999": "invalid",
    "page=NaN": "invalid",
    "page={}": "invalid",
    "page=last": "invalid",
    "page=": "empty",
    "page": "empty",
    "page=1&page=2": "repeated",
    "page=1&page=1": "repeated",
    "page=%00": "encoding",
    "page=1%00": "encoding",
    "page=%ff": "encoding",
    "page=%C0%AE": "encoding",  # overlong
    "page=%ED%A0%80": "encoding",  # half of a surrogate pair
    "page=%u0041": "invalid",
    "page=1%0A": "encoding",
    "page=1;page=2": "invalid",
    "page_size=0": "out_of_range",
    "page_size=101": "out_of_range",
    "page_size=100000": "out_of_range",
    # choices
    "ordering=x": "invalid_choice",
    "ordering=id": "invalid_choice",
    "ordering=?": "invalid_choice",
    "ordering=author__user__last_login": "invalid_choice",
    "ordering=x.y": "invalid_choice",
    "ordering=--title": "invalid_choice",
    "ordering=+title": "invalid_choice",
    "ordering=title,": "empty_item",
    "ordering=title,-title": "repeated",
    "ordering=title,priority,updated_at,published_at,title": "too_many",
    "genre=poem": "invalid_choice",
    "genre=News": "invalid_choice",
    "genre=news,report": "invalid_choice",
    "locale=fr": "invalid_choice",
    "locale=EN": "invalid_choice",
    "locale=en'--": "invalid_choice",
    "fallback=fr": "invalid_choice",
    "fallback=*": "invalid_choice",
    "fallback=de,": "empty_item",
    "fallback=de&locale=*": "contradictory",
    "published_at__lt=2026-01-01T00:00:00Z&published_at__gte=2026-01-02T00:00:00Z": "contradictory",
    "updated_at__lt=2026-01-01T00:00:00Z&updated_at__gte=2026-01-01T00:00:01Z": "contradictory",
    "highlights=inline&body=text&include=sections": "contradictory",
    "has_highlights=1": "invalid_choice",
    "has_highlights=True": "invalid_choice",
    # numbers and times
    "priority__lte=0": "out_of_range",
    "priority__lte=10": "out_of_range",
    "priority__lte=1,2": "invalid",
    "published_at__gte=2026-01-01": "invalid",
    "published_at__gte=2026-01-01T00:00:00": "invalid",
    "published_at__gte=2026-01-01T00:00:00+01:00": "invalid",  # + is a blank in an address
    "published_at__gte=2026-01-01 00:00:00Z": "invalid",
    "published_at__gte=2026-13-45T00:00:00Z": "out_of_range",
    "published_at__gte=2026-02-29T00:00:00Z": "out_of_range",
    "published_at__gte=2026-06-30T23:59:60Z": "out_of_range",
    "published_at__gte=2026-01-01T24:00:00Z": "out_of_range",
    "published_at__gte=2026-01-01T00:00:00%2B99:00": "out_of_range",
    "published_at__gte=0000-01-01T00:00:00Z": "out_of_range",
    "published_at__gte=0001-01-01T00:00:00%2B14:00": "out_of_range",
    "published_at__lt=9999-12-31T23:59:59-14:00": "out_of_range",
    "updated_at__gte=9999999-01-01T00:00:00Z": "invalid",
    "updated_at__gte=%D9%A2026-01-01T00:00:00Z": "invalid",
    "updated_at__lt=NaN": "invalid",
    "updated_at__lt=1e400": "invalid",
    "updated_at__lt=1767225600": "invalid",
    # slugs, ids, lists
    "category=": "empty",
    "category=A": "invalid",
    "category=a b": "invalid",
    "category=a'; DROP TABLE articles_article;--": "invalid",
    "category=" + "x" * 121: "invalid",
    "category={}": "invalid",
    "tag=%F0%9F%8E%89": "invalid",
    "tag=cafe%CC%81": "invalid",
    "author=editor@example.org": "invalid",
    "tag__in=a,,b": "empty_item",
    "tag__in=,": "empty_item",
    "tag__in=a,": "empty_item",
    "tag__all=a, b": "invalid",
    "tag__in=" + ",".join(["a"] * 101): "too_many",
    "tag__in=" + "," * 50_000: "too_many",
    "slug__in=a','b') THEN 1--": "invalid",
    'slug__in=a"b': "invalid",
    "slug__in=a\\b": "invalid",
    "slug__in=a%00b": "encoding",
    "slug__in=" + ",".join(["a"] * 101): "too_many",
    "id__in=1,99999999999999999999": "invalid",
    "id__in=1abc": "invalid",
    "id__in={8b0f6d43-3c1c-4f2b-8f0a-6f7a3d9e5c11}": "invalid",
    "id__in=8B0F6D43-3C1C-4F2B-8F0A-6F7A3D9E5C11": "invalid",
    "id__in=urn:uuid:8b0f6d43-3c1c-4f2b-8f0a-6f7a3d9e5c11": "invalid",
    "id__in=8b0f6d433c1c4f2b8f0a6f7a3d9e5c11": "invalid",
}

HARMLESS = [
    "",
    "&&",
    "published_at__gte=0001-01-01T00:00:00Z",
    "published_at__lt=9999-12-31T23:59:59.999999Z",
    "published_at__gte=2024-02-29T00:00:00.5-23:59",
    "slug__in=" + ",".join(["a"] * 100),
    "tag__all=" + ",".join(f"tag-{number}" for number in range(100)),
    "ordering=title,-priority,updated_at,-published_at",
    "page=1&page_size=100",
    "category=8b0f6d43-3c1c-4f2b-8f0a-6f7a3d9e5c11&author=nobody&tag=nothing",
]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("articles/", LIST),
        ("articles/a-title/", "locale, fallback, fields, body, highlights, as_of, min_sequence"),
        ("docs/", "none"),
        *(
            (f"{terms}/", "locale, fallback, ordering, page, page_size, min_sequence, fields")
            for terms in ("categories", "tags", "authors")
        ),
        *(
            (f"{terms}/a-name/", "locale, fallback, min_sequence, fields")
            for terms in ("categories", "tags", "authors")
        ),
    ],
)
def test_an_unknown_parameter_is_refused_and_the_allowed_ones_named(api, path, allowed, django_assert_num_queries):
    with django_assert_num_queries(0):
        answers = {query: api.get(path, query) for query in UNKNOWN}

    detail = f"There is no such parameter here. Allowed: {allowed}."
    assert {query: faults(answer) for query, answer in answers.items()} == {
        query: (400, PROBLEM, [("unknown", detail)]) for query in UNKNOWN
    }


def test_a_bad_value_is_refused_by_name_before_a_row_is_read(api, django_assert_num_queries):
    with django_assert_num_queries(0):
        answers = {query: api.get("articles/", query) for query in REFUSED}

    assert {query: refusal(answer) for query, answer in answers.items()} == {
        query: (400, "no-store", query.partition("=")[0], code) for query, code in REFUSED.items()
    }
    assert max(len(answer.content) for answer in answers.values()) < 1000


def test_every_code_of_a_refusal_is_in_the_reference():
    assert {*REFUSED.values(), "unknown"} <= set(CODES)


def faults(answer):
    named = [(one["code"], one["detail"]) for one in answer.json().get("errors", [])]
    return answer.status_code, answer["Content-Type"], named


def refusal(answer):
    (fault,) = answer.json().get("errors") or [{"parameter": "", "code": ""}]
    return answer.status_code, answer["Cache-Control"], fault["parameter"], fault["code"]


def test_what_is_odd_but_right_is_answered(api):
    make_live()

    assert {query: api.get("articles/", query).status_code for query in HARMLESS} == dict.fromkeys(HARMLESS, 200)


@pytest.mark.parametrize(
    ("query", "code"),
    {
        "highlights=on": "invalid_choice",
        "highlights=": "empty",
        "highlights=off&highlights=off": "repeated",
        "locale=*": "invalid_choice",
        "page=1": "unknown",
    }.items(),
)
def test_an_article_refuses_what_it_does_not_know_whether_it_exists_or_not(api, query, code):
    make_live(slug="live")
    make_article(slug="draft")

    answers = [api.get(f"articles/{slug}/", query) for slug in ("live", "draft", "none")]

    assert [answer.status_code for answer in answers] == [400, 400, 400]
    assert [[fault["code"] for fault in answer.json()["errors"]] for answer in answers] == [[code]] * 3


def test_every_fault_is_named_with_its_remedy(api):
    answer = api.get("articles/", "genre=poem&page=0&nonsense=1")

    assert answer.json() == {
        "type": "urn:standfirst:problem:invalid-parameters",
        "title": "Bad Request",
        "status": 400,
        "detail": "The query parameters cannot be used as they are; see errors.",
        "instance": "/api/v1/articles/",
        "errors": [
            {
                "parameter": "genre",
                "code": "invalid_choice",
                "detail": "It is no allowed value. Allowed: news, report, analysis, opinion, interview, review, "
                "feature, sponsored.",
            },
            {
                "parameter": "page",
                "code": "out_of_range",
                "detail": "It is out of range. Give a whole number from 1 to 1000000, in digits 0 to 9.",
            },
            {
                "parameter": "nonsense",
                "code": "unknown",
                "detail": f"There is no such parameter here. Allowed: {LIST}.",
            },
        ],
    }


def test_a_problem_repeats_nothing_at_length(api):
    markup = "<script>alert(1)</script>"

    names = "&".join(f"{markup}{number}{'x' * 500}=1" for number in range(300))
    values = api.get("articles/", f"genre={markup * 200}")
    path = api.get(f"articles/{'x' * 5000}/")

    assert len(api.get("articles/", names).content) < 12_000
    assert markup not in values.content.decode()
    assert len(path.content) < 500
    assert values["X-Content-Type-Options"] == "nosniff"


def test_more_parameters_than_anybody_has_are_refused(api):
    answer = api.get("articles/", "&".join(f"p{number}=1" for number in range(3000)))

    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


# --- Methods, types, hosts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["articles/", "articles/a-title/", "schema/", "docs/"])
def test_there_is_nothing_to_write_here(api, method, path):
    make_live()

    answer = api.client.generic(method, f"/api/v1/{path}", headers={"X-HTTP-Method-Override": "GET"})

    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("accept", "status"),
    {
        "application/json": 200,
        "*/*": 200,
        "application/*": 200,
        "text/html, application/json;q=0.1": 200,
        "text/html": 406,
        "application/xml": 406,
        "application/json;q=0": 406,
        "*/*;q=0": 406,
        "application/problem+json": 406,
        "nonsense": 406,
        ";;;": 406,
        "*/*;q=nan": 200,
        "*/*;q=9": 200,
        "a/b;x*=nonsense''%ff, text/html": 406,
        "text/html," * 1000 + "*/*": 200,
        "text/html;" + "x" * 20_000: 406,
    }.items(),
    ids=lambda value: str(value)[:40],
)
def test_answers_come_as_json_or_not_at_all(api, accept, status):
    answer = api.get("articles/", Accept=accept)

    assert answer.status_code == status
    assert answer["Content-Type"] == ("application/json" if status == 200 else PROBLEM)


def test_an_unknown_host_is_refused_as_a_problem(api):
    answer = api.client.get("/api/v1/articles/", headers={"Host": "evil.example"})

    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert b"evil" not in answer.content
