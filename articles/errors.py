"""What an act refuses, in words for the person who asked: the field it is about, the reason, the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def _in_utc(at: datetime, form: str = "") -> str:
    """`2 March 2026 12:00 UTC`, as the active language writes it: the acts know nobody's time zone."""
    return date_format(at, form or _("j F Y H:i")) + " UTC"


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
    """The draft was saved since the caller read it; `is_own`: by the caller, in another window."""

    def __init__(self, *, base: int, head: int, by: str, at: datetime | None, is_own: bool = False) -> None:
        self.base, self.head, self.by, self.at, self.is_own = base, head, by, at, is_own
        super().__init__(
            self._who_and_when(),
            _("Your text is still here. Compare it with the newer one, then save again."),
        )

    def _who_and_when(self) -> str:
        names = {"by": self.by, "head": self.head, "base": self.base}
        if self.at is None:
            return _("{by} saved revision {head} of this article; you started from revision {base}.").format(**names)
        if self.is_own:
            own = _(
                "You saved revision {head} of this article in another window at {time} UTC on {day}; "
                "you started here from revision {base}."
            )
            return own.format(time=date_format(self.at, "H:i"), day=date_format(self.at, _("j F")), **names)
        return _(
            "{by} saved revision {head} of this article at {time} UTC on {day}; you started from revision {base}."
        ).format(time=date_format(self.at, "H:i"), day=date_format(self.at, _("j F")), **names)


class UnsavedElsewhere(Refused):
    """The same user has other unsaved text of this article: written in another window, or not decided upon yet."""

    def __init__(self) -> None:
        super().__init__(
            _("You have other unsaved text of this article, perhaps in another window."),
            _("Save here or there; what you write here is not kept until then."),
        )


class StaleAct(Refused):
    """The article was published, scheduled or withdrawn since the caller looked at it."""

    def __init__(self) -> None:
        super().__init__(
            _("This article was published, scheduled or withdrawn since you opened this page."),
            _("Look at its present state and decide again."),
        )


class UnknownRevision(Refused):
    field = "revision"

    def __init__(self, number: int) -> None:
        super().__init__(
            _("There is no revision {number} of this article.").format(number=number), _("Choose one from its history.")
        )


class SlugTaken(Refused):
    field = "slug"

    def __init__(self, slug: str) -> None:
        super().__init__(_("The slug “{slug}” belongs to something else.").format(slug=slug), _("Choose another one."))


class SlugUnusable(Refused):
    field = "slug"


class SlugInUse(Refused):
    field = "slug"

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("The slug “{slug}” is the draft's, or that of a live or scheduled version.").format(slug=slug),
            _("Take the new slug and publish before you free the old one."),
        )


class LocaleFixed(Refused):
    field = "locale"

    def __init__(self) -> None:
        super().__init__(
            _("The locale of an article that was public cannot change."), _("Start a translation instead.")
        )


class TranslationExists(Refused):
    field = "locale"

    def __init__(self, locale: str) -> None:
        super().__init__(
            _("There is already a translation in “{locale}”.").format(locale=locale),
            _("Edit that one, or choose another locale."),
        )


class UnknownLocale(Refused):
    field = "locale"

    def __init__(self, locale: str, known: Sequence[str]) -> None:
        super().__init__(
            _("“{locale}” is no locale of this site.").format(locale=locale[:40]),
            _("Choose one of {names}.").format(names=", ".join(known)),
        )


class PendingSchedule(Refused):
    """Versions are scheduled, and the caller did not say what becomes of them (or they are others by now)."""

    def __init__(self, pending: Sequence[tuple[int, datetime]]) -> None:
        self.pending = tuple(pending)
        named = ", ".join(_in_utc(at) for _version, at in pending) or _("none any more")
        super().__init__(
            _("Scheduled for this article: {named}.").format(named=named),
            _("Say whether these are kept (they start as they stand) or replaced (they are dropped)."),
        )


class NotPublic(Refused):
    def __init__(self) -> None:
        super().__init__(_("Nothing of this article is public now."), _("There is nothing to take back."))


class NotScheduled(Refused):
    def __init__(self) -> None:
        super().__init__(_("That version is not scheduled any more."), _("Look at the article's present state."))


class MomentPassed(Refused):
    field = "at"

    def __init__(self, at: datetime) -> None:
        super().__init__(_("{at} has passed.").format(at=_in_utc(at)), _("Choose a moment still to come."))


class StartTaken(Refused):
    field = "at"

    def __init__(self, at: datetime) -> None:
        super().__init__(
            _("Another version of this article starts at {at}.").format(at=_in_utc(at, _("j F Y H:i:s"))),
            _("Choose another moment."),
        )


class ExpiresTooEarly(Refused):
    field = "expires_at"

    def __init__(self, *, expires_at: datetime, starts_at: datetime) -> None:
        super().__init__(
            _("It would expire at {expires_at}, before it starts at {starts_at}.").format(
                expires_at=_in_utc(expires_at), starts_at=_in_utc(starts_at)
            ),
            _("Move the expiry behind the start, or empty it."),
        )


class PublishedTooLate(Refused):
    field = "published_at"

    def __init__(self, *, published_at: datetime, starts_at: datetime) -> None:
        super().__init__(
            _("Its date of publication, {published_at}, is after its start at {starts_at}.").format(
                published_at=_in_utc(published_at), starts_at=_in_utc(starts_at)
            ),
            _("Give a date that has come, or none."),
        )


class WasKilled(Refused):
    """Killed or withdrawn for legal reasons: to publish again must be said explicitly."""

    field = "again"

    def __init__(self, how: str) -> None:
        super().__init__(
            _("This article was taken back ({how}); all that was public of it stays suppressed.").format(how=how),
            _("Confirm that you want to publish it again."),
        )


class WasPublic(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("This article was public once: its address must go on answering."),
            _("Withdraw it instead of deleting it."),
        )


class TermInUse(Refused):
    def __init__(self, name: str, places: Sequence[str]) -> None:
        self.places = tuple(places)
        super().__init__(
            _("“{name}” is used by {names}.").format(name=name, names=", ".join(f"“{place}”" for place in places)),
            _("Merge it into another one instead, or change these articles first."),
        )


class NotMergeable(Refused):
    """Two terms that cannot become one."""


class NoteMissing(Refused):
    """A correction, clarification or retraction that does not say what was wrong."""

    field = "note"

    def __init__(self) -> None:
        super().__init__(
            _("A correction, a clarification or a retraction tells readers what was wrong."),
            _("Write the note that readers will see, or choose another kind of change."),
        )


class Vanished(Refused):
    """Something that was named (a category, an author, a related article) was deleted at the same moment."""

    def __init__(self) -> None:
        super().__init__(
            _("A category, author, tag or article that is named here was deleted a moment ago."),
            _("Look at what is left and choose again."),
        )


class NotAPicture(Refused):
    field = "file"

    def __init__(self) -> None:
        super().__init__(
            _("This file is no picture of a format that can be taken in."),
            _("Save it as JPEG, PNG, WebP, AVIF or GIF, and upload that."),
        )


class DamagedPicture(Refused):
    field = "file"

    def __init__(self) -> None:
        super().__init__(
            _("This picture is damaged, or cut off."), _("Open and save it in a picture program; upload that.")
        )


class TooManyPixels(Refused):
    field = "file"

    def __init__(self, width: int, height: int, *, pixels: int, side: int) -> None:
        most = {"megapixels": pixels // 1_000_000, "side": f"{side:,}"}
        with_its_size = _(
            "This picture has {width} × {height} pixels, more than the {megapixels} megapixels (and {side} a side) "
            "that can be taken in."
        )
        without = _(
            "This picture has more pixels than the {megapixels} megapixels (and {side} a side) that can be taken in."
        )
        super().__init__(
            (with_its_size if width else without).format(width=width, height=height, **most),
            _("Make it smaller; readers see at most 1,920 pixels across."),
        )


class FileTooLarge(Refused):
    field = "file"

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("This file is larger than {megabytes} MB.").format(megabytes=f"{limit / 1_000_000:g}"),
            _("Save it as JPEG of good quality, or make the picture smaller."),
        )


class NoRoom(Refused):
    """The disk that holds the pictures is full."""

    field = "file"

    def __init__(self) -> None:
        super().__init__(
            _("There is no room left for pictures on the server; nothing was kept."),
            _("Tell whoever runs the site, and upload it again when there is room."),
        )


class ImageInUse(Refused):
    def __init__(self, label: str, places: Sequence[str]) -> None:
        self.places = tuple(places)
        super().__init__(
            _("“{label}” is used by {names}.").format(label=label, names=", ".join(f"“{place}”" for place in places)),
            _("Take it out there first; a published version keeps what it has shown."),
        )


class AltMissing(Refused):
    """Pictures of an article say nothing to who cannot see them. Its field is the cover's alt text, or the text."""

    def __init__(self, labels: Sequence[str], *, field: str) -> None:
        self.labels = tuple(labels)
        named = ", ".join(f"“{label}”" for label in labels)
        super().__init__(
            _("No alt text: {named}.").format(named=named),
            _(
                "Write one where the picture is used, or in the library; if it says nothing, mark it there "
                "as decorative."
            ),
            field=field,
        )


class NotUsable(Refused):
    """Content that cannot be kept: a field is missing, too long or of the wrong kind."""
