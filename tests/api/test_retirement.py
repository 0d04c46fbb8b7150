"""What will go says so in its answers, months before."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory

from api.http.parameters import Flag
from api.http.retirement import Retirement
from api.http.views import PublicView

OLD = Retirement(
    since=datetime(2026, 1, 1, tzinfo=UTC),
    sunset=datetime(2027, 1, 1, tzinfo=UTC),
    read="https://magazine.example/docs/old",
)
OLDER = Retirement(
    since=datetime(2025, 7, 1, tzinfo=UTC),
    sunset=datetime(2026, 7, 1, tzinfo=UTC),
    read="https://magazine.example/docs/older",
)


class Ageing(PublicView):
    parameters = {"fresh": Flag(help_text="Stays."), "stale": Flag(help_text="Goes.", retirement=OLDER)}

    def get(self, request: Request) -> Response:
        return Response({}, headers={"Link": '<https://magazine.example/>; rel="canonical"'})


class Aged(Ageing):
    retirement = OLD


def ask(view: type[PublicView], query: str, **headers: str):
    return view.as_view()(APIRequestFactory().get("/", QUERY_STRING=query, headers=headers))


def test_an_address_that_stays_says_nothing():
    answer = ask(Ageing, "fresh=true")

    assert {"Deprecation", "Sunset"} & set(answer.headers) == set()


def test_an_address_that_goes_says_since_when_until_when_and_where_to_read():
    answer = ask(Aged, "")

    assert answer["Deprecation"] == "@1767225600"
    assert answer["Sunset"] == "Fri, 01 Jan 2027 00:00:00 GMT"
    assert answer["Link"] == (
        '<https://magazine.example/>; rel="canonical", '
        '<https://magazine.example/docs/old>; rel="deprecation"; type="text/html"'
    )


@pytest.mark.parametrize("query", ["stale=true", "stale=nonsense"])
def test_a_parameter_that_goes_is_told_to_who_gives_it_and_the_earlier_end_counts(query):
    answer = ask(Aged, query)

    assert (answer["Deprecation"], answer["Sunset"]) == ("@1751328000", "Wed, 01 Jul 2026 00:00:00 GMT")
    assert answer["Link"].count('rel="deprecation"') == 2


def test_an_answer_that_still_holds_says_it_too():
    etag = ask(Aged, "")["ETag"]

    answer = ask(Aged, "", If_None_Match=etag)

    assert (answer.status_code, answer["Sunset"]) == (304, "Fri, 01 Jan 2027 00:00:00 GMT")
