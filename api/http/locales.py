"""In which language an answer is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from api.http.parameters import ListOf, Parameter
from api.http.problems import BadParameters, Fault

EVERY = "*"


def default_locale() -> str:
    return str(settings.LOCALES[0])


class Locale(Parameter):
    """One of the site's locales; asked of the settings each time, so that tests and sites may differ."""

    def __init__(self, *, or_every: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.or_every = or_every

    def choices(self) -> list[str]:
        return [*settings.LOCALES, *([EVERY] if self.or_every else [])]

    def parse(self, raw: str) -> str:
        if raw not in self.choices():
            allowed = ", ".join(self.choices())
            raise ValidationError(f"It is no locale of this site. Allowed: {allowed}.", code="invalid_choice")
        return raw

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": self.choices(), "default": default_locale()}


class Fallback(ListOf):
    """Locales to fall back to, the best first."""

    def __init__(self, **options: Any) -> None:
        super().__init__(item=Locale(), **options)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "enum": self.item.schema()["enum"]}, "minItems": 1}


def asked_locales(values: Mapping[str, Any]) -> list[str]:
    """Those of the parameters `locale` and `fallback`, the best first; `[EVERY]` for all. Raises BadParameters."""
    locale, fallback = values.get("locale", default_locale()), values.get("fallback", [])
    if locale == EVERY and fallback:
        fault = Fault("contradictory", "With locale=* there is nothing to fall back to. Leave it out.", "fallback")
        raise BadParameters([fault])
    return list(dict.fromkeys([locale, *fallback]))


def in_full(locales: Sequence[str]) -> list[str]:
    """With every locale of the site for EVERY."""
    return list(settings.LOCALES) if EVERY in locales else list(locales)


def languages_of(locales: Iterable[str]) -> str:
    """The Content-Language of an answer in these locales, in the order of the site's."""
    present = set(locales)
    return ", ".join(locale for locale in settings.LOCALES if locale in present)
