"""The one place that writes the public log: events of articles, and what follows from them for everything else.

A transaction says what it may have touched, and too much does no harm: an entry is written where the public face of a
record differs from what the log said last. So what is hidden takes no number, and nothing is forgotten that a publish,
a withdrawal or an edit shows, hides or changes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, Self
from uuid import UUID

from django.db import connection
from django.utils import timezone

from articles.models.article import Article
from articles.models.article_ties import article_faces, find_neighbours
from articles.models.author import Author
from articles.models.change import Change
from articles.models.content_state import ContentState
from articles.models.image import Image
from articles.models.public_faces import author_faces, category_faces, tag_faces
from articles.models.public_images import image_faces
from articles.models.published_version import PublishedVersion
from articles.models.tag import Tag

Type = Change.Type
# One statement, since every act asks this.
NAMED = """
    WITH version AS (SELECT id, category_id FROM articles_publishedversion WHERE article_id = %s)
    SELECT 'author', author_id FROM articles_versionauthor WHERE version_id IN (SELECT id FROM version)
    UNION SELECT 'tag', tag_id FROM articles_versiontag WHERE version_id IN (SELECT id FROM version)
    UNION SELECT 'image', image_id FROM articles_versionimage WHERE version_id IN (SELECT id FROM version)
    UNION SELECT 'category', category_id FROM version WHERE category_id IS NOT NULL
"""


@dataclass(frozen=True)
class Event:
    """A Change of an article to be: it gets its number when it is told."""

    kind: Change.Kind
    version: PublishedVersion
    at: datetime


@dataclass(frozen=True)
class Touched:
    """Primary keys of what may look different to the world now."""

    articles: Collection[int] = ()
    authors: Collection[int] = ()
    tags: Collection[int] = ()
    images: Collection[int] = ()
    categories: bool = False
    """Any: they are compared as one tree."""

    @classmethod
    def by(cls, article: Article) -> Self:
        """By an act on that article: whatever any version of it names. Three queries."""
        named: dict[str, set[int]] = {Type.AUTHOR: set(), Type.TAG: set(), Type.IMAGE: set(), Type.CATEGORY: set()}
        with connection.cursor() as cursor:
            cursor.execute(NAMED, [article.pk])
            for type_, pk in cursor.fetchall():
                named[type_].add(pk)
        return cls(
            articles=find_neighbours(article),
            authors=named[Type.AUTHOR],
            tags=named[Type.TAG],
            images=named[Type.IMAGE],
            categories=bool(named[Type.CATEGORY]),
        )

    @classmethod
    def by_term(cls, *terms: Any, portraits: Collection[int | None] = ()) -> Self:
        """By an edit of these terms, of one kind; `portraits` are former ones of authors."""
        pks = {term.pk for term in terms}
        if isinstance(terms[0], Author):
            return cls(authors=pks, images={pk for pk in portraits if pk})
        return cls(tags=pks) if isinstance(terms[0], Tag) else cls(categories=True)


@dataclass(frozen=True)
class _Entry:
    type: str
    record: UUID
    kind: Change.Kind
    digest: str
    at: datetime
    event: Event | None = None


def tell(events: Sequence[Event] = (), touched: Touched | None = None) -> list[Change]:
    """Append the events in order, and what follows; move ContentState. The last thing in a transaction.

    Gives all Changes. What is shown comes before the articles that show it, what is gone after them. Raises Vanished.
    """
    # Whoever holds the row of ContentState to its commit sees all that was told before: faces are compared behind it,
    # or an edit and a publish that shows what was edited would miss each other.
    ContentState.move()
    faces = _faces(touched or Touched())
    digests = {record: digest_of(face) for of_type in faces.values() for record, face in of_type.items()}
    own = [
        _Entry(
            Type.ARTICLE, event.version.article.uuid, event.kind, digests[event.version.article.uuid], event.at, event
        )
        for event in events
    ]
    told = _told(digests)
    following = list(_following(faces, digests, told, unless={entry.record for entry in own}))
    entries = [one for one in following if one.digest] + own + [one for one in following if not one.digest]
    return _append(entries, told) if entries else []


def digest_of(face: object) -> str:
    """Empty for None: nothing public."""
    if face is None:
        return ""
    told = asdict(face) if is_dataclass(face) and not isinstance(face, type) else face
    return blake2b(json.dumps(told, sort_keys=True, default=str).encode(), digest_size=16).hexdigest()


def _faces(touched: Touched) -> dict[str, dict[UUID, Any]]:
    """By type and public id. Terms first: an author's portrait is shown with the author."""
    authors = author_faces(touched.authors)
    portraits = Image.objects.filter(portrait_of__uuid__in=authors).values_list("pk", flat=True) if authors else ()
    return {
        Type.IMAGE: image_faces({*touched.images, *portraits}, at=timezone.now()),
        Type.AUTHOR: authors,
        Type.CATEGORY: category_faces() if touched.categories else {},
        Type.TAG: tag_faces(touched.tags),
        Type.ARTICLE: article_faces(touched.articles),
    }


def _told(records: Collection[UUID]) -> dict[UUID, str]:
    """The digest that the log told last of each, as far as it told any. One query."""
    log = Change.objects.public().newest().filter(record__in=records)
    return dict(log.values_list("record", "digest")) if records else {}


def _following(
    faces: dict[str, dict[UUID, Any]], digests: dict[UUID, str], told: dict[UUID, str], *, unless: Collection[UUID]
) -> Iterator[_Entry]:
    """An entry for whatever looks different from what was told of it."""
    now = timezone.now()
    for type_, of_type in faces.items():
        for record in of_type:
            if record not in unless and digests[record] != told.get(record, ""):
                kind = Change.Kind.CHANGED if digests[record] else Change.Kind.GONE
                yield _Entry(type_, record, kind, digests[record], now)


def _append(entries: list[_Entry], told: dict[UUID, str]) -> list[Change]:
    newest = ContentState.take(public=len(entries)).public
    if again := {entry.record for entry in entries} & set(told):
        Change.objects.public().newest().filter(record__in=again).update(is_newest=False)
    last = {entry.record: place for place, entry in enumerate(entries, start=1)}
    return Change.objects.bulk_create(
        Change(
            number=newest - len(entries) + place,
            kind=entry.kind,
            type=entry.type,
            record=entry.record,
            digest=entry.digest,
            article_id=entry.event.version.article_id if entry.event else None,
            version=entry.event.version if entry.event else None,
            at=entry.at,
            is_newest=last[entry.record] == place,
        )
        for place, entry in enumerate(entries, start=1)
    )
