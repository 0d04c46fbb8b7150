"""Entries of the log as `changes/` tells them: never what was when they were written, always what is by now, or was at
the moment that is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework_dataclasses.serializers import DataclassSerializer

from api.described import described
from api.documents.corrections import find_corrections
from api.documents.image import Pictures
from api.documents.records import (
    ArticleRecord,
    AuthorRecord,
    CategoryRecord,
    ImageRecord,
    MergedRecord,
    TagRecord,
    build_article_record,
    build_author_record,
    build_category_record,
    build_tag_record,
)
from articles.models.article_ties import Ties
from articles.models.author import Author
from articles.models.change import Change
from articles.models.public_faces import (
    AuthorFace,
    CategoryFace,
    Face,
    Merged,
    TagFace,
    author_faces,
    category_faces,
    tag_faces,
)
from articles.models.public_images import shown_by
from articles.models.published_version import PublishedVersion, PublishedVersionQuerySet
from articles.models.tag import Tag

Record = ArticleRecord | AuthorRecord | CategoryRecord | TagRecord | ImageRecord | MergedRecord
Type = Change.Type


def _serializer(of: type) -> type:
    return type(f"{of.__name__}Serializer", (DataclassSerializer,), {"Meta": type("Meta", (), {"dataclass": of})})


RECORDS = PolymorphicProxySerializer(
    component_name="Record",
    serializers=[
        _serializer(of) for of in (ArticleRecord, AuthorRecord, CategoryRecord, TagRecord, ImageRecord, MergedRecord)
    ],
    resource_type_field_name=None,
    allow_null=True,
    help_text="What it is by now (or was at `as_of`), according to `type`, or where it went; null for a delete.",
)


@dataclass(frozen=True)
class Entry:
    """The newest of a record: earlier ones are left out."""

    sequence: int = field(metadata=described("Its number in the log.", min_value=1))
    op: str = field(
        metadata=described(
            "Put the record in place of what you have, take it away, or let its id lead to another one.",
            choices=["upsert", "delete", "move"],
        )
    )
    type: str = field(metadata=described("What it is of.", choices=Type.values))
    id: UUID = field(metadata=described("Of the article, term or picture."))
    record: Record | None = field(metadata={"serializer_field": RECORDS})


Records = dict[UUID, Record]


def build_entries(changes: Sequence[Change], *, at: datetime, past: bool = False) -> list[Entry]:
    """What each record is by now. 22 queries at the most, however many there are; of one type fewer.

    `past`: what each was at the moment `at`, which is decided by the versions that were live then and were not
    suppressed since, instead of by the log: a kill reaches back. Seven queries more at the most.
    """
    public = PublishedVersion.objects.live(at=at) if past else None
    named: dict[str, set[UUID]] = defaultdict(set)
    for change in changes:
        named[change.type].add(change.record)
    records = _articles(named[Type.ARTICLE], at, public) | _terms(named, public) | _images(_shown(changes, public))
    return [_entry(change, records.get(change.record)) for change in changes]


def _entry(change: Change, record: Record | None) -> Entry:
    op: Literal["upsert", "delete", "move"] = "delete"
    if record is not None:
        op = "move" if isinstance(record, MergedRecord) else "upsert"
    return Entry(change.number, op, change.type, change.record, record)


def _articles(ids: set[UUID], at: datetime, public: PublishedVersionQuerySet | None) -> Records:
    """By the clock: an article whose end has come is gone, whether the log has noted it or not. Four queries."""
    if not ids:
        return {}
    live = PublishedVersion.objects.live(at=at).filter(article__uuid__in=ids)
    versions = list(live.with_identity())
    named = {link.article for one in versions for link in one.content.related if link.article}
    ties = Ties.of(versions, named, public=public)
    corrections = find_corrections(versions, at=at)
    return {
        version.public_id: build_article_record(version, ties=ties, corrections=corrections) for version in versions
    }


def _terms(named: dict[str, set[UUID]], public: PublishedVersionQuerySet | None) -> Records:
    faces: dict[UUID, Face] = {}
    if named[Type.AUTHOR]:
        authors = Author.objects.filter(uuid__in=named[Type.AUTHOR]).values_list("pk", flat=True)
        faces |= author_faces(authors, public=public)
    if named[Type.TAG]:
        faces |= tag_faces(Tag.objects.filter(uuid__in=named[Type.TAG]).values_list("pk", flat=True), public=public)
    if named[Type.CATEGORY]:
        faces |= category_faces(public=public)
    return {id_: _term(id_, face) for id_, face in faces.items() if face is not None}


def _term(id_: UUID, face: Any) -> Record:
    if isinstance(face, Merged):
        return MergedRecord("merged", face.into)
    if isinstance(face, AuthorFace):
        return build_author_record(id_, face)
    if isinstance(face, CategoryFace):
        return build_category_record(id_, face)
    assert isinstance(face, TagFace)  # noqa: S101  # what is left
    return build_tag_record(id_, face)


def _shown(changes: Sequence[Change], public: PublishedVersionQuerySet | None) -> set[UUID]:
    """The pictures that are shown, as the log says: what a kill has hidden must not come by its new addresses. Of the
    past those that still count as shown then."""
    shown = {one.record for one in changes if one.type == Type.IMAGE and one.digest}
    return shown if public is None or not shown else shown_by(public, shown)


def _images(ids: set[UUID]) -> Records:
    pictures = Pictures.of({str(id_) for id_ in ids})
    found = ((id_, pictures.image(str(id_))) for id_ in ids)
    return {id_: ImageRecord(**vars(picture), type="image") for id_, picture in found if picture is not None}
