"""The moment that an answer speaks of: the present, or `as_of`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rest_framework.request import Request

from api.http.parameters import Moment
from api.http.permissions import require
from api.http.problems import BadParameters, Fault
from api.http.snapshot import Reading
from api.models.api_key import Scope

AS_OF = Moment(
    help_text="What was public at that moment (key with the scope history); of a moment that is still to come, what is "
    "scheduled to be public then (scope preview). Names of authors, categories and tags are today's."
)


PAST = Moment(
    help_text="What was public at that moment, from the log as it stood then (key with the scope history); the same "
    "with each cursor. Names of authors, categories and tags and the words of pictures are today's. No moment to come."
)


def moment_of(request: Request, values: Mapping[str, Any], reading: Reading) -> datetime:
    """`as_of` where it is given, else the moment of the reading. Raises NotAuthenticated, MissingScope.

    Who unpublishes must not leave a back door open to everybody, nor who schedules; so each takes a key.
    """
    as_of: datetime | None = values.get("as_of")
    if as_of is None:
        return reading.at
    require(request, Scope.PREVIEW if as_of > reading.at else Scope.HISTORY)
    return as_of


def past_of(request: Request, values: Mapping[str, Any], reading: Reading) -> datetime | None:
    """`as_of` where no moment to come can be asked for; None without it. Raises NotAuthenticated, MissingScope,
    BadParameters."""
    as_of: datetime | None = values.get("as_of")
    if as_of is None:
        return None
    require(request, Scope.HISTORY)
    if as_of > reading.at:
        detail = "The log knows nothing of what is to come. Give a moment that has passed."
        raise BadParameters([Fault("out_of_range", detail, parameter="as_of")])
    return as_of
