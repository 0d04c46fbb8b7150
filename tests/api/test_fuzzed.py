"""Queries that nobody thought of, made from the schema: each is answered as that says, none is a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.reference import schema_bytes
from api.urls import urlpatterns
from articles.snapshot import Byline, Cover, Related
from tests.api.conftest import make_live
from tests.articles.soak import SOAK
from tests.factories import make_author, make_category, make_image, make_section, make_tag, withdraw_now

pytestmark = pytest.mark.usefixtures("hostile")
EXAMPLES = (10 if connection.vendor == "sqlite" else 5) * SOAK  # of each operation, of each kind
NOT_TRUE_HERE = [
    not_a_server_error,  # 503 is right where min_sequence is ahead; asserted below
    positive_data_acceptance,  # a schema cannot say which parameters contradict each other
]


@pytest.fixture(scope="module")
def built(building: None) -> None:
    """Something live behind every reference that the schema gives as an example, and something gone."""
    target = make_live("Target", "target")
    make_live(
        "A title",
        "a-title",
        sections=(make_section("Heading", '<p>Some <mark data-highlight-id="habcdef0123">text</mark>.</p>'),),
        cover=Cover(str(make_image().uuid)),
        authors=(Byline(str(make_author().uuid)),),
        category=str(make_category().uuid),
        tags=(str(make_tag().uuid),),
        related=(Related(article=str(target.uuid)),),
    )
    withdraw_now(make_live("Gone", "gone"), "withdrawn", "A note.")


@pytest.fixture
def site(built: None, db: None) -> Iterator[None]:
    # As Django's own client does: the connection belongs to the test.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@cache
def operations() -> dict[str, Any]:
    """By label: `GET /api/v1/articles/`, …"""
    schema = schemathesis.openapi.from_file(schema_bytes("json").decode())
    schema.app = get_wsgi_application()
    return {one.ok().label: one.ok() for one in schema.get_all_operations()}


def labels() -> list[str]:
    """By the routes: to read the schema takes a second, in each process that collects tests."""
    routes = [str(one.pattern) for one in urlpatterns if one.name not in ("root", "schema", "docs")]
    return [f"GET /api/v1/{route.replace('<', '{').replace('>', '}')}" for route in routes]


def asked() -> list[tuple[str, GenerationMode]]:
    """Each operation with what it takes, and with what it does not where it takes anything."""
    nothing = {"GET /api/v1/site/"}
    wrong = [(label, GenerationMode.NEGATIVE) for label in labels() if label not in nothing]
    return [(label, GenerationMode.POSITIVE) for label in labels()] + wrong


def test_every_operation_is_asked() -> None:
    assert set(labels()) == set(operations())


@pytest.mark.parametrize(("label", "mode"), asked())
def test_every_query_is_answered_as_the_schema_says(site: None, label: str, mode: GenerationMode) -> None:
    operation = operations()[label]

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=2000,  # milliseconds
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        response = case.call_and_validate(excluded_checks=NOT_TRUE_HERE)
        assert response.status_code < 500 or (response.status_code == 503 and "min_sequence" in case.query)

    ask()
