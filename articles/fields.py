"""Model fields that keep a promise whichever way a value comes in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Value
from django.db.models.functions import Cast

from articles.text.cleaning import TextRefused, clean, clean_inline


class CleanHTMLField(models.TextField):
    """HTML that is clean in the database: `save`, `bulk_create`, `update` and `bulk_update` all pass here.

    `inline`: one paragraph without block elements (the lead).
    """

    def __init__(self, *args: Any, inline: bool = False, **kwargs: Any) -> None:
        self.inline = inline
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        if self.inline:
            kwargs["inline"] = True
        return name, path, args, kwargs

    def clean_html(self, value: str) -> str:
        """Raises ValidationError for what is too long or too deep to be text."""
        try:
            return clean_inline(value) if self.inline else clean(value)
        except TextRefused as refused:
            raise ValidationError(f"{refused.reason} {refused.remedy}", code="refused") from refused

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return self.clean_html(value) if isinstance(value, str) else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, Value) and isinstance(value.value, str):
            value = value.value
        if hasattr(value, "resolve_expression"):
            if not self._cleans_itself(value):
                raise TypeError(f"{self.name} takes text only: an expression would go round the cleaner")
            return value
        if value is not None:
            value = self.clean_html(value)
        return super().get_db_prep_save(value, connection)

    def _cleans_itself(self, expression: Any) -> bool:
        """What `bulk_update` makes: a case whose every outcome is a value of this field, and so comes back here."""
        if isinstance(expression, Cast):
            return self._cleans_itself(expression.get_source_expressions()[0])
        if isinstance(expression, Case):
            outcomes = [when.result for when in expression.cases] + [expression.default]
            return all(self._cleans_itself(outcome) for outcome in outcomes)
        if not isinstance(expression, Value):
            return False
        return expression.value is None or (isinstance(expression.value, str) and expression.output_field == self)
