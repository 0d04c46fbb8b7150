"""What columns cannot keep, said before the database says it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from articles.errors import NotUsable


def refuse_unusable(row: models.Model, *, exclude: list[str], field: str | None = None) -> None:
    """Raises NotUsable, naming `field` or the column."""
    try:
        row.clean_fields(exclude=exclude)
    except ValidationError as invalid:
        name, messages = next(iter(invalid.message_dict.items()))
        raise NotUsable(" ".join(messages), _("Change it and save again."), field=field or name) from invalid
