"""Errors as RFC 9457 problem documents: what is wrong, where, and what to do about it.

A problem repeats nothing of the request at length, and says nothing of what is hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest
from django.utils.encoding import escape_uri_path
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from api.described import described

MEDIA_TYPE = "application/problem+json"
PATH_LENGTH = 200  # characters of the path that a problem repeats
FAULTS = 20  # a problem names so many of them


CODES = (
    "contradictory",  # with another parameter
    "empty",
    "empty_item",
    "encoding",  # no UTF-8, or signs that are no text
    "invalid",  # not of the form that it has to have
    "invalid_choice",
    "missing",
    "no_words",
    "not_yet",
    "out_of_range",
    "past",  # a moment that was to come
    "repeated",
    "too_long",
    "too_many",
    "unknown",
)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a request."""

    code: str = field(metadata=described("What is wrong, for programs.", choices=CODES))
    detail: str = field(metadata=described("For people: what is wrong, and the remedy."))
    parameter: str = field(metadata=described("Name of the query parameter."))

    def content(self) -> dict[str, str]:
        """Where first, then what."""
        return {"parameter": self.parameter, "code": self.code, "detail": self.detail}


@dataclass(frozen=True)
class Problem:
    """What went wrong (RFC 9457). Members that have nothing to say are left out."""

    type: str = field(metadata=described("A name for what went wrong, for programs."))
    title: str = field(metadata=described("The status in words."))
    status: int = field(metadata=described("The same as the HTTP status."))
    detail: str = field(metadata=described("For people."))
    instance: str = field(default="", metadata=described("Path of the request."))
    errors: list[Fault] = field(default_factory=list, metadata=described("Each thing that is wrong."))
    id: str | None = field(default=None, metadata=described("Of the article that is gone."))
    note: str | None = field(default=None, metadata=described("For readers, by whoever withdrew it."))

    def content(self) -> dict[str, Any]:
        """The members that say something, in order."""
        named = {name: value for name, value in vars(self).items() if value}
        if self.errors:
            named["errors"] = [fault.content() for fault in self.errors]
        return named


def make_problem(status: int, detail: str, *, name: str = "", **members: Any) -> Problem:
    """`name` is the last part of the problem's type; without it that of its status."""
    phrase = HTTPStatus(status).phrase
    name = name or phrase.lower().replace(" ", "-")
    return Problem(type=f"urn:standfirst:problem:{name}", title=phrase, status=status, detail=detail, **members)


NOT_FOUND = make_problem(404, "There is nothing public at this address.")
IN_WORDS = {
    400: "The request cannot be understood. Look its parameters up in the reference.",
    401: "This needs a valid API key, sent as “Authorization: Bearer …”. For what is public, send none.",
    403: "This is not for you.",
    404: NOT_FOUND.detail,
    405: "This address is only for reading: use GET, HEAD or OPTIONS.",
    406: "Nothing here comes in a form that you accept. Ask for application/json, or for */*.",
    412: "What you have is not what is here. Fetch it again.",
    415: "Send application/json.",
    429: "Too many requests. Wait as long as Retry-After says.",
    500: "Something went wrong on our side; it has been noted.",
    503: "What you ask for is not public here yet. Wait as long as Retry-After says.",
}


class BadParameters(APIException):
    """Query parameters that are refused: 400."""

    status_code = 400

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("bad parameters")
        self.problem = make_problem(
            400,
            "The query parameters cannot be used as they are; see errors.",
            name="invalid-parameters",
            errors=list(faults)[:FAULTS],
        )


class NotYet(APIException):
    """The site has not come as far as `min_sequence` asks: 503. `sequence`: how far it has come."""

    status_code = 503
    wait = 1  # seconds

    def __init__(self, sequence: int) -> None:
        super().__init__("not yet")
        detail = f"The newest change here is {sequence}. Ask again, or give that or less."
        self.problem = make_problem(503, IN_WORDS[503], errors=[Fault("not_yet", detail, parameter="min_sequence")])
        self.headers = {"Content-Sequence": str(sequence)}


def exception_handler(exception: Exception, context: dict[str, Any]) -> Response | None:
    """What DRF calls with whatever a view raised. None: a bug, for Django to log and `fallbacks` to answer."""
    problem = problem_of(exception)
    if problem is None:
        return None
    headers = dict(getattr(exception, "headers", {}))
    if (wait := getattr(exception, "wait", None)) is not None:
        headers["Retry-After"] = str(ceil(wait))
    if (challenge := getattr(exception, "auth_header", None)) is not None:
        headers["WWW-Authenticate"] = challenge
    response = respond(problem, context["request"], headers=headers)
    if isinstance(exception, NotYet):
        response._has_been_logged = True  # type: ignore[attr-defined]  # Django's, for what is no fault of ours
    return response


def problem_of(exception: Exception) -> Problem | None:
    if isinstance(problem := getattr(exception, "problem", None), Problem):
        return problem
    if isinstance(exception, Http404):
        return NOT_FOUND
    if isinstance(exception, PermissionDenied):
        return in_words(403)
    if isinstance(exception, SuspiciousOperation):
        return in_words(400)
    if isinstance(exception, APIException) and exception.status_code in IN_WORDS:
        return in_words(exception.status_code)
    return None


def in_words(status: int) -> Problem:
    """The plain problem of that status."""
    return make_problem(status, IN_WORDS[status])


def respond(problem: Problem, request: HttpRequest, *, headers: dict[str, str] | None = None) -> Response:
    return Response(
        located(problem, request).content(),
        status=problem.status,
        content_type=MEDIA_TYPE,
        headers=headers,
    )


def located(problem: Problem, request: HttpRequest) -> Problem:
    """The problem with the address where it arose: the path alone, and not at length."""
    return replace(problem, instance=escape_uri_path(request.path[:PATH_LENGTH]))
