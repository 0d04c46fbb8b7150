"""What the named cases share: the frontend of tests/api, and the clock that stands still at its NOW."""

from __future__ import annotations

import pytest

from tests.api.conftest import api, clock, hostile

__all__ = ["api", "clock", "hostile"]


@pytest.fixture(autouse=True)
def counted(hostile: list[tuple[str, int]]) -> None:
    """All that is asked here is."""
