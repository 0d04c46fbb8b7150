"""Pages of other sites read the API from a browser, as far as a setting lets them."""

from __future__ import annotations

import pytest

from tests.api.conftest import make_live

ORIGIN = "https://magazine.example"


@pytest.mark.parametrize("path", ["articles/", "articles/none/", "articles/?page=x", "nonsense/", "schema/"])
@pytest.mark.parametrize("origin", [{}, {"Origin": ORIGIN}])
def test_by_default_every_answer_of_the_api_is_for_every_page_and_varies_by_none(api, path, origin):
    answer = api.client.get(f"/api/v1/{path}", headers=origin)

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "origin" not in answer.get("Vary", "").lower()
    assert {"ETag", "Link", "Content-Sequence"} < set(answer["Access-Control-Expose-Headers"].split(", "))


def test_a_preflight_lets_conditions_and_keys_through(api):
    answer = api.client.options(
        "/api/v1/articles/",
        headers={"Origin": ORIGIN, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "x"},
    )

    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Headers"] == "accept, authorization, if-modified-since, if-none-match"


def test_options_without_a_page_behind_it_says_what_may_be_done(api):
    answer = api.client.options("/api/v1/articles/")

    assert (answer.status_code, answer["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_an_answer_that_still_holds_is_for_every_page_too(api, clock):
    make_live()
    etag = api.get("articles/")["ETag"]

    answer = api.get("articles/", If_None_Match=etag)

    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (304, "*")


@pytest.mark.parametrize(("origin", "allowed"), [(ORIGIN, ORIGIN), ("https://other.example", None)])
def test_some_origins_alone(api, settings, origin, allowed):
    settings.CORS_ALLOW_ALL_ORIGINS, settings.CORS_ALLOWED_ORIGINS = False, [ORIGIN]

    answer = api.get("articles/", Origin=origin)

    assert answer.get("Access-Control-Allow-Origin") == allowed
    assert "origin" in answer["Vary"]


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/healthz"])
def test_nothing_but_the_api_is_for_other_pages(api, path):
    assert "Access-Control-Allow-Origin" not in api.client.get(path, headers={"Origin": ORIGIN})
