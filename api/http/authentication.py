"""Who asks: nobody, or the holder of an API key. It comes in the Authorization header, and never in an address."""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed

from api.models.api_key import ApiKey

logger = logging.getLogger("api.keys")


def bearer(request: HttpRequest) -> str | None:
    """What stands behind `Authorization: Bearer` (RFC 6750, 2.1); None without that, or with another scheme: a proxy
    in front may ask for a password of its own."""
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return token.strip(" ") if scheme.lower() == "bearer" else None


class KeyAuthentication(BaseAuthentication):
    """Sets `request.user` to the key's owner and `request.auth` to the key. A key that is sent and no good is refused
    even where none is needed: its holder should not find out by what is missing."""

    def authenticate(self, request: Any) -> tuple[Any, Any] | None:
        text = bearer(request)
        if text is None:
            return None
        at = timezone.now()
        key = ApiKey.objects.find(text, at=at)
        if key is None:
            raise AuthenticationFailed
        try:
            key.note_use(at=at)
        except DatabaseError:  # a busy or read-only database is no reason not to answer
            logger.warning("The use of key %s could not be noted", key.key_id, exc_info=True)
        return key.owner, key

    def authenticate_header(self, request: Any) -> str:
        """RFC 6750, 3: the cause only where a key was sent."""
        return 'Bearer realm="API"' + ("" if bearer(request) is None else ', error="invalid_token"')
