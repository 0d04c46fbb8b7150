"""In which language an answer is asked for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from api.http.parameters import Parameter

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
