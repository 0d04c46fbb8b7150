"""Query parameters: a closed list a view, each with its own reading. What is not understood is refused by name.

A view declares its parameters once; reading, refusing and the reference (api/schema.py) follow from that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import QueryDict

from api.http.problems import BadParameters, Fault
from api.http.retirement import Retirement
from articles.models.slug_claim import SLUG, SLUG_LENGTH

NAME_LENGTH = 40  # characters of an unknown name, or of a value in a list, that a problem repeats
ITEMS = 100  # values in a list
# U+FFFD stands for bytes that were no UTF-8.
UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd\ud800-\udfff]")
INTEGER = re.compile(r"0|-?[1-9][0-9]{0,18}")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})")
CANONICAL_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def read(query: QueryDict, parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """The value of each parameter that is given or has an initial value. Raises BadParameters, naming every fault."""
    values = {name: one.initial for name, one in parameters.items() if one.initial is not None}
    missing = [name for name, one in parameters.items() if one.required and name not in query]
    faults = [Fault("missing", "It must be given: see the reference.", parameter=name) for name in missing]
    for name, given in query.lists():
        try:
            values[name] = _read_one(name, given, parameters)
        except ValidationError as refused:
            faults.append(Fault(refused.code or "invalid", refused.messages[0], parameter=name[:NAME_LENGTH]))
    if faults:
        raise BadParameters(faults)
    return values


def contradiction(parameter: str, detail: str) -> BadParameters:
    """To be raised where one parameter takes back what another says."""
    return BadParameters([Fault("contradictory", detail, parameter=parameter)])


def _read_one(name: str, given: Sequence[str], parameters: Mapping[str, Parameter]) -> Any:
    if name not in parameters:
        allowed = ", ".join(parameters) or "none"
        raise ValidationError(f"There is no such parameter here. Allowed: {allowed}.", code="unknown")
    if len(given) > 1:
        raise ValidationError("It is given more than once. Give it once.", code="repeated")
    if UNREADABLE.search(given[0]):
        raise ValidationError("It holds bytes or signs that are no text. Send UTF-8 without controls.", code="encoding")
    if not given[0]:
        raise ValidationError("It is empty. Give a value, or leave it out.", code="empty")
    return parameters[name].parse(given[0])


class Parameter:
    """How one parameter is read. `initial` stands for it where it is not given; None: nothing does.

    `required`: it must be given. `retirement`: it will go, and answers to those who give it say so.
    """

    def __init__(
        self,
        *,
        initial: Any = None,
        required: bool = False,
        help_text: str = "",
        retirement: Retirement | None = None,
    ) -> None:
        self.initial = initial
        self.required = required
        self.help_text = help_text
        self.retirement = retirement

    def __deepcopy__(self, memo: object) -> Self:
        """Never changes, so it needs no copy: a FilterSet copies all its filters for each request (1 ms, measured)."""
        return self

    def parse(self, raw: str) -> Any:
        """The value. Raises ValidationError with a remedy."""
        return raw

    def schema(self) -> dict[str, Any]:
        """JSON Schema of what may be given."""
        return {"type": "string"}


class Whole(Parameter):
    """A whole number, both ends included."""

    def __init__(self, *, minimum: int, maximum: int, **options: Any) -> None:
        super().__init__(**options)
        self.minimum, self.maximum = minimum, maximum

    def parse(self, raw: str) -> int:
        allowed = f"Give a whole number from {self.minimum} to {self.maximum}, in digits 0 to 9."
        if not INTEGER.fullmatch(raw):
            raise ValidationError(f"It is no whole number. {allowed}", code="invalid")
        if not self.minimum <= int(raw) <= self.maximum:
            raise ValidationError(f"It is out of range. {allowed}", code="out_of_range")
        return int(raw)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}


class OneOf(Parameter):
    def __init__(self, *, choices: Sequence[str], **options: Any) -> None:
        super().__init__(**options)
        self.choices = tuple(choices)

    def parse(self, raw: str) -> str:
        if raw not in self.choices:
            raise ValidationError(f"It is no allowed value. Allowed: {', '.join(self.choices)}.", code="invalid_choice")
        return raw

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.choices)}


class Flag(Parameter):
    def parse(self, raw: str) -> bool:
        if raw not in ("true", "false"):
            raise ValidationError("It is neither true nor false. Give one of these two words.", code="invalid_choice")
        return raw == "true"

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Moment(Parameter):
    """RFC 3339 with a zone; gives UTC."""

    def parse(self, raw: str) -> datetime:
        if not MOMENT.fullmatch(raw):
            raise ValidationError(
                "It is no RFC 3339 time with a zone. Write 2026-01-31T08:00:00Z, or +01:00 as %2B01:00.", code="invalid"
            )
        try:
            return datetime.fromisoformat(raw).astimezone(UTC)
        except (ValueError, OverflowError) as impossible:
            raise ValidationError(
                "There is no such time. Give one of the years 1 to 9999, in UTC too.", code="out_of_range"
            ) from impossible

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}


class Slug(Parameter):
    def parse(self, raw: str) -> str:
        if len(raw) > SLUG_LENGTH or not SLUG.fullmatch(raw):
            raise ValidationError(
                f"It is no slug. Slugs are a to z, 0 to 9 and single hyphens, {SLUG_LENGTH} characters at most.",
                code="invalid",
            )
        return raw

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": SLUG_LENGTH, "pattern": f"^{SLUG.pattern}$"}


class Id(Parameter):
    """A UUID in its one canonical form."""

    def parse(self, raw: str) -> UUID:
        if not CANONICAL_UUID.fullmatch(raw):
            raise ValidationError("It is no id. Ids are UUIDs in small letters, with hyphens.", code="invalid")
        return UUID(raw)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uuid"}


class SlugOrId(Parameter):
    def parse(self, raw: str) -> str | UUID:
        if CANONICAL_UUID.fullmatch(raw):
            return UUID(raw)
        if len(raw) > SLUG_LENGTH or not SLUG.fullmatch(raw):
            raise ValidationError("It is neither a slug nor an id. Copy it from a document.", code="invalid")
        return raw

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": SLUG_LENGTH, "description": "Slug or id"}


class ListOf(Parameter):
    """Values with commas between them."""

    def __init__(self, *, item: Parameter, maximum: int = ITEMS, **options: Any) -> None:
        super().__init__(**options)
        self.item, self.maximum = item, maximum

    def parse(self, raw: str) -> list[Any]:
        items = raw.split(",", self.maximum)
        if len(items) > self.maximum:
            raise ValidationError(f"It has too many values. Give {self.maximum} at most.", code="too_many")
        if not all(items):
            raise ValidationError("One of its values is empty. Put one comma between values.", code="empty_item")
        return [self._item(one, place) for place, one in enumerate(items, start=1)]

    def _item(self, raw: str, place: int) -> Any:
        """A list says which of its values is wrong; by its place, since a problem repeats nothing that was sent."""
        try:
            return self.item.parse(raw)
        except ValidationError as refused:
            detail = f"Value {place}: {refused.messages[0]}"
            raise ValidationError(detail, code=refused.code) from refused

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.item.schema(), "minItems": 1, "maxItems": self.maximum}


class Ordering(ListOf):
    """Names of columns, each with a minus for descending; gives them as the ORM takes them."""

    def __init__(self, *, columns: Sequence[str], **options: Any) -> None:
        choices = [sign + column for column in columns for sign in ("", "-")]
        super().__init__(item=OneOf(choices=choices), maximum=len(columns), **options)

    def parse(self, raw: str) -> list[str]:
        items = super().parse(raw)
        if len({one.lstrip("-") for one in items}) < len(items):
            raise ValidationError("It names one column twice. Name each once.", code="repeated")
        return items
