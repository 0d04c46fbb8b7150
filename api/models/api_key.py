"""Keys of programs that may read more than the public: told once, kept as a hash, ended by whoever made them."""

from __future__ import annotations

import hmac
import re
import secrets
import string
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.content_state import ContentState
from articles.rules import is_author, is_editor

FORM = re.compile(r"sf_live_([a-z0-9]{8})_[A-Za-z0-9_-]{43}")
"""A name by which scanners for lost secrets know it, the id of its row, and 256 random bits."""
ALPHABET = string.ascii_lowercase + string.digits
NOBODYS = sha256(b"").hexdigest()
USE_NOTED_EVERY = timedelta(minutes=1)


class Scope(models.TextChoices):
    HISTORY = "history", _("History: what was public before, and how it changed")
    PREVIEW = "preview", _("Preview: drafts, and what is scheduled")


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def find(self, text: str, *, at: datetime) -> ApiKey | None:
        """The key with this text if it opens anything at `at`. Two queries; one where there is no such key.

        An unknown id costs a comparison like a known one, and the comparison tells nothing by its time.
        """
        form = FORM.fullmatch(text)
        if form is None:
            return None
        key = self.select_related("owner").filter(key_id=form[1]).first()
        is_right = hmac.compare_digest(digest_of(text), key.digest if key else NOBODYS)
        return key if key is not None and is_right and key.is_valid(at=at) else None


class ApiKey(models.Model):
    """Who holds it reads as its owner may, within its scopes. It changes nothing."""

    name = models.CharField(_("name"), max_length=120, help_text=_("Who or what uses it."))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="api_keys",
        verbose_name=_("owner"),
        help_text=_("It ends when this account is deactivated or loses its role. Previews need an editor."),
    )
    scopes = models.JSONField(_("scopes"), default=list)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True, help_text=_("Empty: never."))
    key_id = models.CharField(max_length=8, unique=True, editable=False)
    # Of 256 random bits, which nobody tries out: a slow hash would only slow each request.
    digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")

    def __str__(self) -> str:
        return self.name

    @property
    def beginning(self) -> str:
        """As much of its text as may be shown."""
        return f"sf_live_{self.key_id}_…"

    def is_valid(self, *, at: datetime) -> bool:
        """Neither revoked nor expired, and its owner still works here."""
        if self.revoked_at is not None or (self.expires_at is not None and self.expires_at <= at):
            return False
        return bool(self.owner.is_active and is_author(self.owner))

    def allows(self, scope: str) -> bool:
        """What its owner may not see any more, the key does not show either."""
        return scope in self.scopes and (scope != Scope.PREVIEW or bool(is_editor(self.owner)))

    def note_use(self, *, at: datetime) -> None:
        """Once a minute at most, so that reading does not write. Never inside a read snapshot."""
        if self.last_used_at is None or at - self.last_used_at >= USE_NOTED_EVERY:
            ApiKey.objects.filter(pk=self.pk).update(last_used_at=at)

    @transaction.atomic
    def issue(self) -> str:
        """Save a new key. Gives its text, which is kept nowhere."""
        self.key_id = "".join(secrets.choice(ALPHABET) for _ in range(8))
        text = f"sf_live_{self.key_id}_{secrets.token_urlsafe(32)}"
        self.digest = digest_of(text)
        self.save(force_insert=True)
        ContentState.move()
        return text

    @transaction.atomic
    def revoke(self) -> None:
        """From now on it opens nothing. Twice is once."""
        ApiKey.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=timezone.now())
        self.refresh_from_db(fields=["revoked_at"])
        ContentState.move()


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()
