"""What an act refuses, in words for the person who asked: the field it is about, the reason, the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime


class Refused(Exception):
    """An act was refused and nothing was changed. `field` is "" where no single field is to blame."""

    field = ""

    def __init__(self, reason: str, remedy: str, *, field: str | None = None) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy
        if field is not None:
            self.field = field


class StaleRevision(Refused):
    """The draft was saved by somebody else since the caller read it."""

    def __init__(self, *, base: int, head: int, by: str, at: datetime | None) -> None:
        self.base, self.head, self.by, self.at = base, head, by, at
        when = f" at {at:%H:%M} UTC on {at:%-d %B}" if at else ""
        super().__init__(
            f"{by} saved revision {head} of this article{when}; you started from revision {base}.",
            "Your text is still here. Compare it with the newer one, then save again.",
        )


class StaleAct(Refused):
    """The article was published, scheduled or withdrawn since the caller looked at it."""

    def __init__(self) -> None:
        super().__init__(
            "This article was published, scheduled or withdrawn since you opened this page.",
            "Look at its present state and decide again.",
        )


class UnknownRevision(Refused):
    field = "revision"

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no revision {number} of this article.", "Choose one from its history.")


class SlugTaken(Refused):
    field = "slug"

    def __init__(self, slug: str) -> None:
        super().__init__(f"The slug “{slug}” belongs to something else.", "Choose another one.")


class SlugUnusable(Refused):
    field = "slug"


class SlugInUse(Refused):
    field = "slug"

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"The slug “{slug}” is the draft's, or that of a live or scheduled version.",
            "Take the new slug and publish before you free the old one.",
        )


class LocaleFixed(Refused):
    field = "locale"

    def __init__(self) -> None:
        super().__init__("The locale of an article that was public cannot change.", "Start a translation instead.")


class TranslationExists(Refused):
    field = "locale"

    def __init__(self, locale: str) -> None:
        super().__init__(
            f"There is already a translation in “{locale}”.",
            "Edit that one, or choose another locale.",
        )


class UnknownLocale(Refused):
    field = "locale"

    def __init__(self, locale: str, known: Sequence[str]) -> None:
        super().__init__(f"“{locale[:40]}” is no locale of this site.", f"Choose one of {', '.join(known)}.")


class PendingSchedule(Refused):
    """Versions are scheduled, and the caller did not say what becomes of them (or they are others by now)."""

    def __init__(self, pending: Sequence[tuple[int, datetime]]) -> None:
        self.pending = tuple(pending)
        named = ", ".join(f"{at:%-d %B %Y %H:%M} UTC" for _, at in pending) or "none any more"
        super().__init__(
            f"Scheduled for this article: {named}.",
            "Say whether these are kept (they start as they stand) or replaced (they are dropped).",
        )


class NotPublic(Refused):
    def __init__(self) -> None:
        super().__init__("Nothing of this article is public now.", "There is nothing to take back.")


class NotScheduled(Refused):
    def __init__(self) -> None:
        super().__init__("That version is not scheduled any more.", "Look at the article's present state.")


class MomentPassed(Refused):
    field = "at"

    def __init__(self, at: datetime) -> None:
        super().__init__(f"{at:%-d %B %Y %H:%M} UTC has passed.", "Choose a moment still to come.")


class StartTaken(Refused):
    field = "at"

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"Another version of this article starts at {at:%-d %B %Y %H:%M:%S} UTC.",
            "Choose another moment.",
        )


class ExpiresTooEarly(Refused):
    field = "expires_at"

    def __init__(self, *, expires_at: datetime, starts_at: datetime) -> None:
        super().__init__(
            f"It would expire at {expires_at:%-d %B %Y %H:%M} UTC, "
            f"before it starts at {starts_at:%-d %B %Y %H:%M} UTC.",
            "Move the expiry behind the start, or empty it.",
        )


class PublishedTooLate(Refused):
    field = "published_at"

    def __init__(self, *, published_at: datetime, starts_at: datetime) -> None:
        super().__init__(
            f"Its date of publication, {published_at:%-d %B %Y %H:%M} UTC, is after its start at "
            f"{starts_at:%-d %B %Y %H:%M} UTC.",
            "Give a date that has come, or none.",
        )


class WasKilled(Refused):
    """Killed or withdrawn for legal reasons: to publish again must be said explicitly."""

    field = "again"

    def __init__(self, how: str) -> None:
        super().__init__(
            f"This article was taken back ({how}); all that was public of it stays suppressed.",
            "Confirm that you want to publish it again.",
        )


class WasPublic(Refused):
    def __init__(self) -> None:
        super().__init__(
            "This article was public once: its address must go on answering.",
            "Withdraw it instead of deleting it.",
        )


class TermInUse(Refused):
    def __init__(self, name: str, places: Sequence[str]) -> None:
        self.places = tuple(places)
        super().__init__(
            f"“{name}” is used by {', '.join(f'“{place}”' for place in places)}.",
            "Merge it into another one instead, or change these articles first.",
        )


class NotMergeable(Refused):
    """Two terms that cannot become one."""


class Vanished(Refused):
    """Something that was named (a category, an author, a related article) was deleted at the same moment."""

    def __init__(self) -> None:
        super().__init__(
            "A category, author, tag or article that is named here was deleted a moment ago.",
            "Look at what is left and choose again.",
        )


class NotAPicture(Refused):
    field = "file"

    def __init__(self) -> None:
        super().__init__(
            "This file is no picture of a format that can be taken in.",
            "Save it as JPEG, PNG, WebP, AVIF or GIF, and upload that.",
        )


class DamagedPicture(Refused):
    field = "file"

    def __init__(self) -> None:
        super().__init__("This picture is damaged, or cut off.", "Open and save it in a picture program; upload that.")


class TooManyPixels(Refused):
    field = "file"

    def __init__(self, width: int, height: int, *, pixels: int, side: int) -> None:
        size = f"{width} × {height} pixels, more than" if width else "more pixels than"
        super().__init__(
            f"This picture has {size} the {pixels // 1_000_000} megapixels (and {side:,} a side) that can be taken in.",
            "Make it smaller; readers see at most 1,920 pixels across.",
        )


class FileTooLarge(Refused):
    field = "file"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"This file is larger than {limit / 1_000_000:g} MB.",
            "Save it as JPEG of good quality, or make the picture smaller.",
        )


class ImageInUse(Refused):
    def __init__(self, label: str, places: Sequence[str]) -> None:
        self.places = tuple(places)
        super().__init__(
            f"“{label}” is used by {', '.join(f'“{place}”' for place in places)}.",
            "Take it out there first; a published version keeps what it has shown.",
        )


class AltMissing(Refused):
    """Pictures of an article say nothing to who cannot see them. Its field is the cover's alt text, or the text."""

    def __init__(self, labels: Sequence[str], *, field: str) -> None:
        self.labels = tuple(labels)
        named = ", ".join(f"“{label}”" for label in labels)
        super().__init__(
            f"No alt text: {named}.",
            "Write one where the picture is used, or in the library; if it says nothing, mark it there as decorative.",
            field=field,
        )


class NotUsable(Refused):
    """Content that cannot be kept: a field is missing, too long or of the wrong kind."""
