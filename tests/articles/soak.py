"""How hard to try. `SOAK=20` gives twenty times as many examples, seconds and rounds as the everyday run."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

SOAK = int(os.environ.get("SOAK", "1"))


def examples(number: int, **options: object) -> settings:
    """Hypothesis settings for that many examples; in CI the same ones each time."""
    return settings(
        max_examples=number * SOAK,
        deadline=None,
        derandomize=os.environ.get("CI") == "true",
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        phases=[phase for phase in Phase if SOAK > 1 or phase is not Phase.shrink],  # minutes, on two cores
        print_blob=True,
        **options,  # type: ignore[arg-type]
    )
