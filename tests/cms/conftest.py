"""A visitor of the reader, on a fixed day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.cms.reading import NOW, SITE, Page


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def page(db: None, settings: Any, clock: time_machine.Coordinates) -> Page:
    settings.PUBLIC_URL = SITE
    return Client().get
