"""Cursors: where a reader is in a list that goes on. Opaque and signed, so that nobody counts on what is inside, and
what comes back is what was given out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

from django.core import signing
from django.core.exceptions import ValidationError

from api.http.parameters import Parameter, contradiction
from api.http.renderers import as_json

CURSOR_LENGTH: Final = 1000
SEPARATOR: Final = "."
"""Between content and signature; as the rest of it, a sign that stands in an address as it is (RFC 3986, 2.3)."""


@dataclass(frozen=True)
class Place:
    """What a cursor stands for."""

    position: list[Any]
    """Where the last page ended: the list that made it knows what that is. Of JSON's own types."""
    epoch: str = ""
    """Of the content it was made for."""
    seal: str = ""
    """Of the parameters it was made with."""


class Cursor(Parameter):
    """A cursor of one purpose: one of another list is refused as a forged one is."""

    def __init__(self, *, purpose: str, **options: Any) -> None:
        super().__init__(**options)
        self.purpose = purpose

    def write(self, position: list[Any], *, epoch: str = "", sealed: Mapping[str, Any] | None = None) -> str:
        """The same for the same place, so that an answer with it keeps its ETag. `sealed`: parameters that have to be
        the same when it comes back."""
        return self._signer().sign_object([position, epoch, _seal(sealed)], compress=True)

    def parse(self, raw: str) -> Place:
        try:
            if len(raw) > CURSOR_LENGTH:
                raise signing.BadSignature
            position, epoch, seal = self._signer().unsign_object(raw)
        except signing.BadSignature as refused:
            raise ValidationError(
                "It is no cursor of this list. Take it from an answer as it is, or leave it out to begin anew.",
                code="invalid",
            ) from refused
        return Place(position, epoch, seal)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": CURSOR_LENGTH}

    def _signer(self) -> signing.Signer:
        return signing.Signer(sep=SEPARATOR, salt=f"standfirst.cursor.{self.purpose}")


def check_sealed(place: Place, sealed: Mapping[str, Any]) -> None:
    """Raises BadParameters where the cursor was made with other ones."""
    if place.seal != _seal(sealed):
        names = ", ".join(sealed)
        detail = f"One of these is not as the cursor was made with: {names}. Give the same, or begin anew without it."
        raise contradiction("cursor", detail)


def _seal(sealed: Mapping[str, Any] | None) -> str:
    given = {name: value for name, value in sorted((sealed or {}).items()) if value is not None}
    return blake2b(as_json(given), digest_size=8).hexdigest() if given else ""
