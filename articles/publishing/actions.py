"""The acts that the world sees. Only this package writes PublishedVersion and Change.

Each act is one transaction: lock the article, take the moment, note what came due, refuse or do, record. Its caller
says what it saw (`seen`, the article's act counter), so that a stale form publishes nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.editing.addresses import addresses
from articles.errors import (
    ExpiresTooEarly,
    MomentPassed,
    NoteMissing,
    NotPublic,
    NotUsable,
    PendingSchedule,
    PublishedTooLate,
    StaleAct,
    UnknownRevision,
    WasKilled,
)
from articles.media.usage import refuse_missing_alt
from articles.models import (
    Article,
    Author,
    Category,
    Change,
    Image,
    PublishedVersion,
    Revision,
    SlugClaim,
    Tag,
    User,
    VersionAuthor,
    VersionImage,
    VersionLink,
    VersionTag,
)
from articles.models.public_log import Event
from articles.models.published_version import PublishedVersionQuerySet
from articles.publishing import timeline
from articles.publishing.due import mark_noted, note_due, record, start_kind
from articles.search.index import index_article
from articles.snapshot import Snapshot
from articles.text.inline import scrub

Kind = PublishedVersion.Kind
NOTE_LENGTH = 500
"""Characters of a note for readers."""
REACHES_BACK = (Article.Withdrawal.KILLED, Article.Withdrawal.LEGAL)


@dataclass(frozen=True)
class Done:
    """What an act did."""

    moment: datetime
    changes: tuple[Change, ...]
    version: PublishedVersion | None = None
    dropped: tuple[datetime, ...] = ()
    """Starts of the scheduled versions that were dropped."""


@dataclass(frozen=True)
class Pending:
    """What becomes of the versions that are scheduled, by their primary keys."""

    keep: Collection[int] = ()
    replace: Collection[int] = ()


@transaction.atomic
def publish(
    article: Article,
    *,
    revision: int,
    seen: int,
    by: User,
    kind: str = Kind.UPDATE,
    note: str = "",
    pending: Pending | None = None,
    again: bool = False,
    published_at: datetime | None = None,
) -> Done:
    """Make a revision public from this moment on.

    `kind` and `note` tell readers what changed; `pending` says what becomes of scheduled versions; `again` confirms
    that a killed article shall be public again; `published_at` is an import's own date of publication.

    Raises StaleAct, UnknownRevision, PendingSchedule, WasKilled, SlugTaken, ExpiresTooEarly, PublishedTooLate,
    AltMissing, NoteMissing, NotUsable (the note), Vanished.
    """
    article = Article.objects.lock(article)
    moment = article.moment()
    events = note_due(article, moment)
    check_seen(article, seen)
    check_again(article, again)
    replaced = check_pending(article, pending, moment)

    dropped = drop(article.versions.filter(pk__in=replaced)) if replaced else ()
    version = build(article, revision, live_from=moment, by=by, kind=kind, note=note, published_at=published_at)
    versions = open_version(article, version, moment)
    events.append(Event(start_kind(version, versions), version, moment))
    return finish(article, moment, events, version=version, dropped=dropped)


@transaction.atomic
def expire(article: Article, *, seen: int, at: datetime | None = None) -> Done:
    """End the live version at `at`, or now. Readers get 410 from then on. Raises StaleAct, NotPublic, MomentPassed."""
    article = Article.objects.lock(article)
    moment = article.moment()
    events = note_due(article, moment)
    check_seen(article, seen)
    live = live_version(article, moment)
    ends_at = moment if at is None else at
    if ends_at < moment:
        raise MomentPassed(ends_at)

    live.expires_at = ends_at
    live.save(update_fields=["expires_at"])
    rewrite_timeline(article, moment)
    live.refresh_from_db()
    if live.live_until == moment:
        events.append(Event(Change.Kind.EXPIRED, live, moment))
    return finish(article, moment, events, version=live)


# --- Checks ---------------------------------------------------------------------------------------------------------


def check_seen(article: Article, seen: int) -> None:
    if article.acts != seen:
        raise StaleAct


def check_again(article: Article, again: bool) -> None:
    """After a kill, to publish must be said explicitly, until a newer version is public or scheduled."""
    if again or article.withdrawn_how not in REACHES_BACK:
        return
    if not article.versions.filter(live_from__gt=article.withdrawn_at, suppressed_at=None).exists():
        raise WasKilled(article.get_withdrawn_how_display())


def check_pending(article: Article, pending: Pending | None, moment: datetime) -> set[int]:
    """The scheduled versions to drop. Raises PendingSchedule unless each one is named, and no other."""
    scheduled = dict(article.versions.scheduled(at=moment).values_list("pk", "live_from"))
    kept, replaced = (set(pending.keep), set(pending.replace)) if pending else (set(), set())
    if kept & replaced or kept | replaced != set(scheduled):
        raise PendingSchedule(list(scheduled.items()))
    return replaced


def check_note(note: str) -> str:
    """The note for readers as it can be kept. Raises NotUsable."""
    note = scrub(note).strip()
    if len(note) > NOTE_LENGTH:
        raise NotUsable(
            _("The note for readers is longer than {note_length} characters.").format(note_length=NOTE_LENGTH),
            _("Shorten it."),
            field="note",
        )
    return note


def check_told(kind: str, note: str) -> str:
    """The note of a version as it can be kept. Raises NotUsable; NoteMissing for a kind of which readers are told."""
    note = check_note(note)
    if kind in PublishedVersion.CORRECTING and not note:
        raise NoteMissing
    return note


def live_version(article: Article, moment: datetime) -> PublishedVersion:
    """Raises NotPublic."""
    live = article.versions.live(at=moment).first()
    if live is None:
        raise NotPublic
    return live


# --- Steps ----------------------------------------------------------------------------------------------------------


def build(
    article: Article,
    number: int,
    *,
    live_from: datetime,
    by: User,
    kind: str,
    note: str,
    published_at: datetime | None = None,
) -> PublishedVersion:
    """A version of that revision, not saved yet; its slug is claimed.

    Raises UnknownRevision, SlugTaken, ExpiresTooEarly, PublishedTooLate, AltMissing, NoteMissing, NotUsable.
    """
    revision = Revision.objects.filter(article=article, number=number).first()
    if revision is None:
        raise UnknownRevision(number)
    content = revision.content
    if content.locale != article.locale:  # frozen before the draft moved: two of a translation set could be live
        raise NotUsable(
            _("Revision {number} is in “{locale}”, the article is in “{wanted}”.").format(
                number=number, locale=content.locale, wanted=article.locale
            ),
            _("Restore that revision first."),
            field="revision",
        )
    if content.expires_at is not None and content.expires_at <= live_from:
        raise ExpiresTooEarly(expires_at=content.expires_at, starts_at=live_from)
    if published_at is not None and published_at > live_from:
        raise PublishedTooLate(published_at=published_at, starts_at=live_from)
    refuse_missing_alt(content)
    note = check_told(kind, note)
    SlugClaim.objects.claim(SlugClaim.Kind.ARTICLE, content.locale, content.slug, article)
    return PublishedVersion(
        article=article,
        revision=revision,
        snapshot=revision.snapshot,
        by=by,
        live_from=live_from,
        expires_at=content.expires_at,
        intended_kind=Kind(kind),
        note=note,
        published_at=published_at or live_from,
        updated_at=published_at or live_from,
        dates_given=published_at is not None,
        locale=content.locale,
        translation_key=article.translation_key,
        slug=content.slug,
        title=content.title,
        category=Category.objects.filter(uuid=content.category).first() if content.category else None,
        genre=content.genre,
        priority=content.priority,
        access=content.access,
        has_highlights=bool(content.highlights),
        is_indexed=is_indexed(content),
        word_count=content.word_count,
    )


def is_indexed(content: Snapshot) -> bool:
    """Whether search engines may list it: it is not to be left out, and it stands nowhere else first."""
    own = {"", *(address.url for address in addresses(content.slug, content.locale))}
    return not content.seo.noindex and content.seo.canonical_url in own


def open_version(article: Article, version: PublishedVersion, moment: datetime) -> list[PublishedVersion]:
    """Put a built version into the timeline: what it ends is closed first, then it is opened. Gives all that stand."""
    versions = rewrite_timeline(article, moment, new=version)
    content = version.content
    if content.authors:
        authors = Author.objects.filter(uuid__in={byline.author for byline in content.authors})
        VersionAuthor.objects.bulk_create(VersionAuthor(version=version, author=author) for author in authors)
    if content.tags:
        tags = Tag.objects.filter(uuid__in=content.tags)
        VersionTag.objects.bulk_create(VersionTag(version=version, tag=tag) for tag in tags)
    if content.images:
        images = Image.objects.filter(uuid__in=content.images)
        VersionImage.objects.bulk_create(VersionImage(version=version, image=image) for image in images)
    VersionLink.objects.bulk_create(
        VersionLink(version=version, position=position, target=link.article)
        for position, link in enumerate(content.related)
        if link.article
    )
    return versions


def drop(versions: PublishedVersionQuerySet) -> tuple[datetime, ...]:
    """Delete versions that have not begun; gives their starts."""
    starts = tuple(versions.order_by("live_from").values_list("live_from", flat=True))
    versions.delete()
    return starts


def rewrite_timeline(
    article: Article, moment: datetime, *, new: PublishedVersion | None = None
) -> list[PublishedVersion]:
    """Write what the timeline says: ends first, then the new version, last the one that is open again. Gives all
    versions that stand, the new one last, the others with what the timeline needs of them.

    One UPDATE a row with start and end together: the database allows one open version an article at any moment.
    """
    standing = article.versions.filter(dropped_at=None).only("article", *GIVEN, *COMPUTED).order_by("live_from")
    rows = {version.pk: version for version in standing}
    stretches = [_stretch(version) for version in rows.values()] + ([_stretch(new)] if new else [])
    settled = timeline.settle(stretches, withdrawn_at=article.withdrawn_at, moment=moment)
    changed = [one for one in settled if one.key != NEW and _stretch(rows[one.key]) != one]
    for one in sorted(changed, key=lambda one: one.live_until is None):
        if one.live_until is None:
            continue
        _apply(one, rows[one.key]).save(update_fields=COMPUTED)
    if new is not None:
        _apply(next(one for one in settled if one.key == NEW), new).save()
    for one in changed:
        if one.live_until is None:
            _apply(one, rows[one.key]).save(update_fields=COMPUTED)
    return [*rows.values(), *([new] if new else [])]


NEW = 0
GIVEN = ["live_from", "expires_at", "intended_kind", "dates_given", "suppressed_at"]
COMPUTED = ["live_until", "ended_by", "kind", "published_at", "updated_at"]


def _stretch(version: PublishedVersion) -> timeline.Stretch:
    return timeline.Stretch(
        key=version.pk or NEW,
        **{name: getattr(version, name) for name in (*GIVEN, *COMPUTED)},
    )


def _apply(stretch: timeline.Stretch, version: PublishedVersion) -> PublishedVersion:
    for name in COMPUTED:
        setattr(version, name, getattr(stretch, name))
    return version


def finish(
    article: Article,
    moment: datetime,
    events: list[Event],
    *,
    version: PublishedVersion | None = None,
    dropped: tuple[datetime, ...] = (),
) -> Done:
    """Count the act, then record it: ContentState is the last row to be touched."""
    mark_noted(article, moment)
    index_article(article, moment, known=version)
    article.acts += 1
    article.acted_at = moment
    article.save(update_fields=["acts", "acted_at"])
    return Done(moment=moment, changes=tuple(record(article, events)), version=version, dropped=dropped)
