"""What the desk cannot answer, in its own dress."""

from __future__ import annotations

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import override

from articles.models import User
from cms import errors
from tests.articles.admin.pages import signed_in, soup


def heading(answer: HttpResponse) -> tuple[int, str]:
    found = soup(answer).select_one("#content > h1")
    assert found is not None
    return answer.status_code, found.text


def test_what_is_refused_or_missing_has_a_page_of_the_desk(author_user: User) -> None:
    client = signed_in(author_user)

    refused, missing = client.get("/admin/articles/user/"), client.get("/admin/nowhere/")

    assert heading(refused) == (403, "This is not yours to open")
    assert heading(missing) == (404, "There is nothing here")
    assert {answer["Cache-Control"] for answer in (refused, missing)} == {"no-store"}
    assert soup(refused).select_one("#content a")["href"] == "/admin/"  # type: ignore[index]


def test_failure_of_ours_has_a_page_that_asks_no_database(publisher: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("of a test")

    monkeypatch.setattr("articles.admin.start_page.start_page", fail)
    client = Client(raise_request_exception=False)
    client.force_login(publisher, backend="django.contrib.auth.backends.ModelBackend")

    assert heading(client.get("/admin/")) == (500, "Something broke on our side")


def test_what_is_odd_has_a_page_in_the_language_of_the_desk() -> None:
    with override("de"):
        answer = errors.bad_request(RequestFactory().get("/admin/x/"), SuspiciousOperation())

    assert answer.status_code == 400
    assert soup(answer).select_one("html")["lang"] == "de"  # type: ignore[index]
