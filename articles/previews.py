"""Preview tokens: who made one may show one draft for ten minutes to whoever has the address. They open nothing else.

A token names the article and who made it. It says nothing of the draft, and what that person may see is asked each
time it is used (api/content/previews.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "articles.previews"
LIFE = timedelta(minutes=10)
LONGEST = 400
"""Characters of a token; ours have some 150."""


class BadToken(Exception):
    """Not ours, changed, or expired: which of these is nobody's business."""


@dataclass(frozen=True)
class Preview:
    article: UUID
    user: int
    """Primary key of who made the token."""
    session: str
    """Their session version then."""

    def is_of(self, user: Any) -> bool:
        """Made by this user, who is active and has not changed the password since."""
        return bool(
            user.pk == self.user and user.is_active and constant_time_compare(self.session, session_version(user))
        )


def sign_preview(article: Any, *, by: Any) -> str:
    """A token for this draft, made by this user. Good for LIFE from now on."""
    return signing.dumps([str(article.uuid), by.pk, session_version(by)], salt=SALT)


def read_preview(token: str) -> Preview:
    """Raises BadToken."""
    if len(token) > LONGEST:
        raise BadToken
    try:
        article, user, session = signing.loads(token, salt=SALT, max_age=LIFE)
        return Preview(UUID(article), user, session)
    except (signing.BadSignature, ValueError) as error:
        raise BadToken from error


def session_version(user: Any) -> str:
    """Another one when the password changes, as sessions have it (AbstractBaseUser.get_session_auth_hash). That hash
    itself stays here."""
    return salted_hmac(SALT, user.get_session_auth_hash()).hexdigest()[:16]
