"""How a field of a document is described: once, beside its type. The reference is made of it."""

from __future__ import annotations

from typing import Any


def described(text: str, **serializer_options: Any) -> dict[str, Any]:
    """Metadata of a dataclass field. `serializer_options` are those of its DRF field."""
    return {"serializer_kwargs": {"help_text": text, **serializer_options}}
