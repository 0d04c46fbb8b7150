"""How much a group of tests asks of the site, for the summary of tests/run.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse

ASKED = "asked by the "
"""How the properties begin that tell the number, by the group of tests."""


@contextmanager
def asked(group: str, record: Callable[[str, Any], None], patch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, int]]]:
    """Count the requests that the test makes, by any client in this process, and record their number.

    None may be answered 5xx, but 503 by `/readyz` without a worker, and where `min_sequence` is ahead of time.
    Gives a list of those that were, with their statuses; a test that means them takes them out.
    """
    answered = 0
    faults: list[tuple[str, int]] = []
    ask = BaseHandler.get_response

    def counted(handler: BaseHandler, request: Any) -> HttpResponse:
        nonlocal answered
        answer = ask(handler, request)
        answered += 1
        is_right = request.path == "/readyz" or "min_sequence=" in request.META.get("QUERY_STRING", "")
        if answer.status_code >= 500 and not (answer.status_code == 503 and is_right):
            faults.append((request.path, answer.status_code))
        return answer

    patch.setattr(BaseHandler, "get_response", counted)
    yield faults
    assert faults == []
    record(ASKED + group, answered)
