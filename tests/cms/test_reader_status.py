"""The reader answers with the API's status, and with a page that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module, reload
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, RequestFactory
from django.urls import clear_url_caches
from django.utils.translation import override

from cms import errors
from tests.cms.reading import NOW, Page, make_live, meta, parsed, texts
from tests.factories import (
    edit,
    make_article,
    publish_now,
    schedule_for,
    withdraw_now,
)


@pytest.fixture
def client_without_reader(db: None, settings: Any) -> Iterator[Client]:
    """A site that was started with READER=0: URL configuration and error pages are made once, at the start."""
    modules = [import_module("cms.urls"), import_module("cms.errors")]
    settings.READER = False
    for module in modules:
        reload(module)
    clear_url_caches()
    yield Client()
    settings.READER = True
    for module in modules:
        reload(module)
    clear_url_caches()


def test_statuses_are_those_of_the_api(page: Page, clock: time_machine.Coordinates) -> None:
    make_live("Live", "live")
    make_article(title="Draft", slug="draft")
    schedule_for(make_article(title="Scheduled", slug="scheduled"), NOW + timedelta(days=2))
    make_live("Expired", "expired", expires_at=NOW + timedelta(hours=1))
    withdraw_now(make_live("Unpublished", "unpublished"))
    withdraw_now(make_live("Withdrawn", "withdrawn"), "withdrawn", "We were wrong.")
    withdraw_now(make_live("Killed", "killed"), "killed")
    clock.shift(timedelta(hours=2))
    slugs = ["live", "draft", "scheduled", "expired", "unpublished", "withdrawn", "killed", "never"]

    pages = {slug: page(f"/articles/{slug}/") for slug in slugs}
    answers = {slug: page(f"/api/v1/articles/{slug}/") for slug in slugs}

    assert {slug: answer.status_code for slug, answer in pages.items()} == {
        "live": 200,
        "draft": 404,
        "scheduled": 404,
        "expired": 410,
        "unpublished": 410,
        "withdrawn": 410,
        "killed": 410,
        "never": 404,
    }
    for header in ("Cache-Control", "Content-Sequence"):
        assert {slug: answer.get(header) for slug, answer in pages.items()} == {
            slug: answer.get(header) for slug, answer in answers.items()
        }
    assert pages["draft"].content == pages["scheduled"].content == pages["never"].content
    assert pages["killed"].content == pages["expired"].content == pages["unpublished"].content


def test_gone_article_shows_the_public_note_and_nothing_of_its_text(
    page: Page, clock: time_machine.Coordinates
) -> None:
    withdraw_now(make_live(title="Secret", slug="secret"), "withdrawn", "We were <b>wrong</b>.")
    clock.shift(timedelta(minutes=1))

    gone = page("/articles/secret/")

    assert texts(parsed(gone), ".//blockquote") == ["We were <b>wrong</b>."]
    assert meta(parsed(gone), "robots") == "noindex"
    assert b"Secret" not in gone.content


def test_former_slug_redirects_to_the_page_of_the_new_one_with_its_query(
    page: Page, clock: time_machine.Coordinates
) -> None:
    article = make_live(slug="former")
    clock.shift(timedelta(minutes=1))
    edit(article, slug="new")
    publish_now(article)

    moved = page("/articles/former/?utm_source=x&y=%26")

    assert (moved.status_code, moved["Location"]) == (301, "/articles/new/?utm_source=x&y=%26")
    assert moved["Cache-Control"] == page("/api/v1/articles/former/")["Cache-Control"]


def test_id_redirects_to_the_one_address_of_its_article(page: Page) -> None:
    english, german = make_live(), make_live("Ein Titel", "ein-titel", locale="de")

    to_english, to_german = page(f"/articles/{english.uuid}/"), page(f"/articles/{german.uuid}/")

    assert (to_english.status_code, to_english["Location"]) == (301, "/articles/a-title/")
    assert (to_german.status_code, to_german["Location"]) == (301, "/de/articles/ein-titel/")


@pytest.mark.parametrize(
    "path",
    [
        "/articles/a-title/a.css",
        "/articles/a-title/more/",
        "/articles/a-title.css",
        "/articles/%2e%2e/",
        "/articles/",
        "/en/",
        "/en/articles/a-title/",
        "/fr/",
        "/fr/articles/a-title/",
        "/de/articles/a-title/",
        "/DE/",
        "/?page=99",
        "/nothing",
    ],
)
def test_any_other_address_is_404(page: Page, path: str) -> None:
    make_live()

    assert page(path).status_code == 404


def test_senseless_page_is_400_and_readable(page: Page) -> None:
    answer = page("/?page=x")

    assert answer.status_code == 400
    assert texts(parsed(answer), ".//h1") == ["This address asks for something odd"]


def test_head_has_the_headers_of_get_and_no_body(page: Page) -> None:
    make_live()

    head, get = Client().head("/articles/a-title/"), page("/articles/a-title/")

    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_only_for_reading(page: Page, method: str) -> None:
    assert getattr(Client(enforce_csrf_checks=True), method)("/").status_code == 405


def test_failure_of_ours_has_a_page_that_asks_no_database(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **parameters: Any) -> None:
        raise RuntimeError("of a test")

    monkeypatch.setattr("cms.reader.views.ask", fail)

    answer = Client(raise_request_exception=False).get("/de/")

    assert answer.status_code == 500
    assert texts(parsed(answer), ".//h1") == ["Bei uns ist etwas kaputtgegangen"]
    assert answer["Cache-Control"] == "no-store"


def test_without_the_reader_nothing_is_at_the_root(client_without_reader: Client) -> None:
    make_live()

    statuses = {path: client_without_reader.get(path).status_code for path in ("/", "/de/", "/articles/a-title/")}

    assert statuses == {"/": 404, "/de/": 404, "/articles/a-title/": 404}
    assert client_without_reader.get("/api/v1/articles/a-title/").status_code == 200


def test_what_is_refused_has_a_page_and_the_api_a_problem(page: Page) -> None:
    request, api_request = RequestFactory().get("/de/x/"), RequestFactory().get("/api/v1/x/")
    refused, bad = errors.forbidden(request, PermissionDenied()), errors.bad_request(request, SuspiciousOperation())

    assert [(answer.status_code, texts(parsed(answer), ".//h1")) for answer in (refused, bad)] == [
        (403, ["Nicht für alle"]),
        (400, ["Diese Adresse fragt nach etwas Seltsamem"]),
    ]
    assert refused["Cache-Control"] == "no-store"
    problem = errors.forbidden(api_request, PermissionDenied())
    assert (problem.status_code, problem["Content-Type"]) == (403, "application/problem+json")


def test_form_without_its_token_is_refused_with_what_to_do(db: None) -> None:
    refused = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "editor", "password": "secret"})

    assert (refused.status_code, refused["Cache-Control"]) == (403, "no-store")
    assert texts(parsed(refused), ".//h1") == ["This form was not accepted"]
    assert texts(parsed(refused), ".//main//li")[0].startswith("Go back with your browser")
    assert texts(parsed(refused), ".//main//a") == []


def test_what_is_sent_without_a_token_to_where_no_form_is_learns_nothing_of_the_desk(db: None) -> None:
    refused = Client(enforce_csrf_checks=True).post("/healthz")

    assert refused.status_code == 403
    assert b"signed in" not in refused.content


def test_refused_form_is_answered_in_the_language_of_the_desk_if_readers_have_it_too() -> None:
    request = RequestFactory().post("/admin/")
    titles = {}
    for language in ("de", "fr"):
        with override(language):
            titles[language] = texts(parsed(errors.csrf_failure(request, "no cookie")), ".//h1")

    assert titles == {"de": ["Dieses Formular wurde nicht angenommen"], "fr": ["This form was not accepted"]}
    problem = errors.csrf_failure(RequestFactory().post("/api/v1/x/"))
    assert (problem.status_code, problem["Content-Type"]) == (403, "application/problem+json")


def test_icon_is_found_where_browsers_guess_it(page: Page) -> None:
    answer = page("/favicon.ico")

    assert (answer.status_code, answer["Location"]) == (302, "/static/reader/mark.svg")
