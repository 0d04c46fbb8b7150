"""What the named cases share: the frontend of tests/api, and the clock that stands still at its NOW."""

from tests.api.conftest import api, clock

__all__ = ["api", "clock"]
