"""The state of an article in plain words: what readers see now, and what is still to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editing.addresses import Address, addresses
from articles.models import Article, PublishedVersion, Revision
from articles.models.public_status import Gone, Live, status_by_id
from articles.publishing.states import State, state_of

GONE = {
    "expired": (
        gettext_lazy("Expired on {moment}: readers get “410 Gone”."),
        gettext_lazy("Expired: readers get “410 Gone”."),
    ),
    "unpublished": (
        gettext_lazy("Unpublished on {moment}: readers get “410 Gone”."),
        gettext_lazy("Unpublished: readers get “410 Gone”."),
    ),
    "withdrawn": (
        gettext_lazy("Withdrawn with a public note on {moment}: readers get “410 Gone”."),
        gettext_lazy("Withdrawn with a public note: readers get “410 Gone”."),
    ),
}
"""What is said of it: with the moment, and for want of one."""


@dataclass(frozen=True)
class Panel:
    state: State
    sentences: tuple[str, ...]
    scheduled: tuple[PublishedVersion, ...]
    live: PublishedVersion | None
    addresses: tuple[Address, ...]
    zone: str
    """The time zone of all the times in it."""
    was_public: bool
    """Something of it was public, whatever is scheduled now: it can be withdrawn, since a kill reaches back."""


def describe(article: Article, *, at: datetime) -> Panel:
    """The panel of one article. A constant number of queries."""
    newest = Revision.objects.filter(article=article).select_related("by").defer("snapshot").first()
    standing = article.versions.select_related("revision", "by").defer("snapshot", "revision__snapshot")
    live = standing.live(at=at).first()
    scheduled = tuple(standing.scheduled(at=at))
    status = status_by_id(article.uuid, at=at)
    sentences = [_public(article, live, status, standing, at), *_coming(scheduled), *_draft(newest, live)]
    return Panel(
        state=State(state_of(article, at=at).state),
        sentences=tuple(filter(None, sentences)),
        scheduled=scheduled,
        live=live,
        addresses=tuple(addresses(live.slug, live.locale)) if live else (),
        zone=timezone.get_current_timezone_name(),
        was_public=status is not None,
    )


def moment_in_words(at: datetime) -> str:
    """`24 November 2026, 15:04` in the time zone of whoever reads."""
    try:
        local = timezone.localtime(at)
    except OverflowError:  # at the edge of the calendar this zone has no day for it
        return date_format(at, _("j F Y, H:i")) + " UTC"
    return date_format(local, _("j F Y, H:i"))


def _public(
    article: Article, live: PublishedVersion | None, status: object, versions: Iterable[PublishedVersion], at: datetime
) -> str:
    if live is not None and isinstance(status, Live):
        since = {"moment": moment_in_words(live.live_from), "number": live.revision.number}
        if live.expires_at and _expires(live):
            until = moment_in_words(live.expires_at)
            return _("Live since {moment} (revision {number}) until {until}, when it expires.").format(
                until=until, **since
            )
        return _("Live since {moment} (revision {number}).").format(**since)
    if not isinstance(status, Gone):
        return _("Readers have never seen this article.")
    if status.reason == "suppressed":
        how = article.get_withdrawn_how_display()
        if article.withdrawn_at is None:
            return _(
                "Taken back ({how}): readers get “410 Gone” and no text. To publish it again must be confirmed."
            ).format(how=how)
        return _(
            "Taken back on {moment} ({how}): readers get “410 Gone” and no text. To publish it again must be confirmed."
        ).format(how=how, moment=moment_in_words(article.withdrawn_at))
    ends = [version.live_until for version in versions if version.suppressed_at is None and version.live_until]
    ended = max((end for end in ends if end <= at), default=None)
    dated, undated = GONE[status.reason]
    gone = dated.format(moment=moment_in_words(ended)) if ended else str(undated)
    return " ".join([gone, *([_("The note: “{note}”").format(note=status.note)] if status.note else [])])


def _expires(version: PublishedVersion) -> bool:
    """Its end is an expiry, and not a successor that is scheduled before."""
    return version.ended_by == PublishedVersion.EndedBy.EXPIRY


def _coming(scheduled: Sequence[PublishedVersion]) -> list[str]:
    return [
        _("Revision {number} goes live on {moment} (scheduled by {name}).").format(
            number=version.revision.number, moment=moment_in_words(version.live_from), name=version.by.display_name
        )
        for version in scheduled
    ]


def _draft(newest: Revision | None, live: PublishedVersion | None) -> list[str]:
    if newest is None:
        return []
    saved = _("revision {number}, saved by {name} on {moment}").format(
        number=newest.number, name=newest.by.display_name, moment=moment_in_words(newest.at)
    )
    if live is None:
        return [_("The draft is {saved}.").format(saved=saved)]
    if live.revision.number == newest.number:
        return [_("The draft is what readers see.")]
    return [_("The draft is newer ({saved}).").format(saved=saved)]
