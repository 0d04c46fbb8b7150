"""Real processes on a database of their own: whoever comes second is told so, and nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.articles.soak import SOAK

SECONDS, ROUNDS = 4 * SOAK, 6 * SOAK


@pytest.fixture(scope="module")
def database_url(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A database beside the one that the tests run on, copied from it: to migrate an empty one takes ten seconds."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("contest") / "db.sqlite3"
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        yield f"sqlite:///{path}"
        return
    name, server = f"contest_{uuid4().hex[:12]}", urlsplit(settings.DATABASE_URL)
    connection.close()  # nobody may be connected to what is copied
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as administration:
        template = connection.settings_dict["NAME"]
        administration.execute(f'CREATE DATABASE {name} TEMPLATE "{template}"')  # type: ignore[call-overload]
        yield urlunsplit(server._replace(path=f"/{name}"))
        administration.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def report(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.articles.publishing.contest", str(SECONDS), str(ROUNDS)],
        cwd=Path(__file__).parents[3],
        env=os.environ | {"DATABASE_URL": database_url, "VAR_DIR": str(tmp_path_factory.mktemp("var"))},
        capture_output=True,
        text=True,
        timeout=120 + 20 * SECONDS,
    )
    assert ended.returncode == 0, ended.stderr
    return dict(json.loads(ended.stdout))


def outcomes(report: dict[str, Any], contest: str) -> set[tuple[str, str]]:
    return {(left, right) for left, right in report[contest]["outcomes"]}


def test_of_two_publishes_of_one_state_one_wins_and_the_other_is_told(report):
    assert outcomes(report, "two publishes") <= {("done", "StaleAct"), ("StaleAct", "done")}
    assert report["two publishes"]["versions"] == [1] * ROUNDS


def test_of_two_saves_of_one_revision_one_wins_and_the_other_is_told(report):
    assert outcomes(report, "two saves") <= {("done", "StaleRevision"), ("StaleRevision", "done")}
    winners = ["Left" if left == "done" else "Right" for left, _ in report["two saves"]["outcomes"]]
    assert report["two saves"]["titles"] == [[winner, 2] for winner in winners]


@pytest.mark.parametrize("how", ["unpublish", "kill"])
def test_a_withdrawal_wins_against_a_publish_that_saw_the_state_before_it(report, how):
    contest = f"{how} against publish"

    assert outcomes(report, contest) <= {("done", "done"), ("StaleAct", "done")}
    assert report[contest]["live"] == 0


def test_one_of_two_gets_the_slug(report):
    assert outcomes(report, "one slug") <= {("done", "SlugTaken"), ("SlugTaken", "done")}
    assert report["one slug"]["owners"] == ROUNDS


@pytest.mark.parametrize("use", ["published", "saved"])
def test_a_term_that_is_deleted_while_it_is_named_is_refused_on_one_side_or_left_out(report, use):
    contest = f"a term deleted while {use}"

    told = outcomes(report, contest)
    assert told <= {("done", "TermInUse"), ("Vanished", "done"), ("done", "done")}
    refused = [right for _, right in report[contest]["outcomes"]].count("TermInUse")
    assert report[contest]["left"] == refused


def test_two_categories_do_not_end_up_below_each_other(report):
    assert outcomes(report, "parents of each other") <= {("done", "NotUsable"), ("NotUsable", "done")}


def test_eight_writers_and_two_workers_lose_nothing_and_never_lock_up(report):
    crowd = report["writers and workers"]
    print(
        f"{crowd['acts']} acts and saves in {SECONDS} s; "
        f"median {crowd['median'] * 1000:.0f} ms, p99 {crowd['p99'] * 1000:.0f} ms, "
        f"longest {crowd['longest'] * 1000:.0f} ms; noted by the workers: {crowd['noted']}"
    )

    assert crowd["errors"] == []
    assert crowd["wrong"] == []
    assert {act for act, _, outcome in (key.partition(": ") for key in crowd["outcomes"]) if outcome == "done"} >= {
        "save", "publish", "schedule", "withdraw",
    }  # fmt: skip
