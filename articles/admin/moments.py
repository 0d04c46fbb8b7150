"""Moments as the desk asks for them: in the user's time zone, and of a year that any time zone can tell."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.editing.drafts import FIRST_YEAR, LAST_YEAR


class LocalDateTimeInput(forms.DateTimeInput):
    """The browser's own picker of day and time, in the user's time zone."""

    def __init__(self) -> None:
        super().__init__({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A moment in the user's time zone. One at the edge of the calendar has no name in some other zone."""

    def prepare_value(self, value: Any) -> Any:
        try:
            return super().prepare_value(value)
        except OverflowError:  # stored before years were checked: shown in UTC, and to be mended
            return value.astimezone(UTC).replace(tzinfo=None)

    def to_python(self, value: Any) -> datetime | None:
        try:
            at = super().to_python(value)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        if at is not None and not FIRST_YEAR <= at.year <= LAST_YEAR:
            raise ValidationError(
                _("Choose a year from {first_year} to {last_year}.").format(first_year=FIRST_YEAR, last_year=LAST_YEAR),
                code="year",
            )
        return at


class LocalMoment(MomentField):
    """A moment asked in the user's time zone, given in UTC: the acts name it so."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=LocalDateTimeInput, **kwargs)

    def clean(self, value: Any) -> datetime | None:
        at = super().clean(value)
        return at.astimezone(UTC) if at else None
