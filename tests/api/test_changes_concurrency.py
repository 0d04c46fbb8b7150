"""Real processes that write while others keep copies: in the end every copy is what a fresh pass gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.articles.publishing.test_concurrency import database_url  # noqa: F401  # a fixture
from tests.articles.soak import SOAK

SECONDS = 4 * SOAK


@pytest.fixture(scope="module")
def report(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:  # noqa: F811  # as above
    ended = subprocess.run(
        [sys.executable, "-m", "tests.api.sync_contest", str(SECONDS)],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"DATABASE_URL": database_url, "VAR_DIR": str(tmp_path_factory.mktemp("var"))},
        capture_output=True,
        text=True,
        timeout=120 + 20 * SECONDS,
    )
    assert ended.returncode == 0, ended.stderr
    return dict(json.loads(ended.stdout))


def test_all_that_was_to_happen_has_happened(report):
    assert report["errors"] == []
    done = {act for act, _, outcome in (key.partition(": ") for key in report["outcomes"]) if outcome == "done"}
    assert done == {"save", "publish", "schedule", "withdraw", "rename", "describe", "move", "picture", "merge"}
    assert min(report["read"]) > 0
    print(f"{report['sequence']} changes of {report['records']} records; read meanwhile: {report['read']}")


def test_every_copy_equals_a_fresh_pass_byte_for_byte(report):
    assert report["equal"] == [True] * len(report["equal"])
    assert report["records"] > 0


def test_entries_come_in_the_order_of_their_numbers(report):
    assert report["in order"] == [True] * len(report["in order"])


def test_the_log_says_of_every_record_what_is_public_and_its_numbers_have_no_gap(report):
    assert report["log"] == []
