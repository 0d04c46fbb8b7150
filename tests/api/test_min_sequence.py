"""`min_sequence`: an answer at least as new as a change that the reader heard of, or none."""

from __future__ import annotations

import pytest

from tests.api.conftest import make_live

PATHS = ["articles/", "articles/a-title/", "categories/", "tags/", "authors/", "tags/a-tag/"]


@pytest.mark.parametrize("path", PATHS)
def test_what_is_not_public_yet_is_503_for_a_second(api, clock, path):
    make_live()

    answer = api.get(path, "min_sequence=2")

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "1", "no-store")
    assert answer["Content-Type"] == "application/problem+json"
    assert [(one["parameter"], one["code"]) for one in answer.json()["errors"]] == [("min_sequence", "not_yet")]
    assert answer["Content-Sequence"] == "1"


def test_what_is_new_enough_is_answered(api, clock):
    make_live()

    assert [api.get("articles/", f"min_sequence={number}").status_code for number in (0, 1)] == [200, 200]
    assert api.get("articles/")["Content-Sequence"] == "1"
