"""How a field of a document is described: once, beside its type. The reference is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework.serializers import ChoiceField


def described(text: str, *, choices: Sequence[Any] = (), **serializer_options: Any) -> dict[str, Any]:
    """Metadata of a dataclass field. `choices`: it is one of these. The rest are options of its DRF field."""
    if choices:
        return {"serializer_field": ChoiceField(choices=choices, help_text=text)}
    return {"serializer_kwargs": {"help_text": text, **serializer_options}}
