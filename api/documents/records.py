"""What `changes/` speaks in: each thing for itself, naming others by their ids, for whoever keeps a copy and joins.

A record changes only when the log has an entry for it. So nothing here is counted or joined: a term's new name is an
entry of the term, not of a thousand articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.conf import settings

from api.described import described
from api.documents.addresses import article_url, author_url, category_url, tag_url
from api.documents.article import SOURCE_TYPES, AiUse, Rights
from api.documents.card import ACCESS, GENRES, teaser_of
from api.documents.corrections import Correction
from api.documents.highlights import Highlight, build_highlights, shown_html
from api.documents.image import FullImage
from api.documents.sections import Section, build_anchors
from api.documents.terms import AuthorLink
from articles import snapshot
from articles.models.article_ties import Ties
from articles.models.public_faces import AuthorFace, CategoryFace, TagFace
from articles.models.published_version import PublishedVersion
from articles.snapshot import Snapshot
from articles.text import plain


@dataclass(frozen=True)
class CoverUse:
    image: UUID = field(metadata=described("Id of the picture, a record of its own."))
    alt: str = field(metadata=described("For this use; empty: the picture's own."))
    caption: str = field(metadata=described("Likewise."))


@dataclass(frozen=True)
class BylineUse:
    author: UUID = field(metadata=described("Id of the author, a record of its own."))
    role: str = field(metadata=described("author, reporter, photographer, illustrator, translator or editor."))


@dataclass(frozen=True)
class RelatedUse:
    """An article of this site, or what the editors wrote about one elsewhere."""

    article: UUID | None = field(metadata=described("Id of an article of this site, whose record has title and slug."))
    title: str = field(metadata=described("Plain text; empty for an article of this site."))
    teaser: str = field(metadata=described("Likewise; may be empty."))
    url: str | None = field(metadata=described("Elsewhere; null: without a link."))
    source: str = field(metadata=described("Who chose it.", choices=["editor", "automatic"]))


@dataclass(frozen=True)
class SeoWords:
    title: str = field(metadata=described("Empty: the article's own."))
    description: str = field(metadata=described("Empty: the teaser."))
    canonical_url: str = field(metadata=described("`url`, unless it was taken over from elsewhere."))
    noindex: bool = field(metadata=described("Search engines are asked to leave it out."))


@dataclass(frozen=True)
class ArticleRecord:
    """All of an article's own. Figures in its text are `<figure data-image="id" data-alt="…">` with a caption of their
    own or none: the picture's record has the rest."""

    type: Literal["article"] = field(metadata=described("As of the entry."))
    id: UUID = field(metadata=described("The same as of the entry."))
    slug: str = field(metadata=described("The last part of its address."))
    locale: str = field(metadata=described("Language of its text."))
    url: str = field(metadata=described("Where people read it."))
    title: str = field(metadata=described("Plain text."))
    kicker: str = field(metadata=described("A word or two above the title; may be empty."))
    lead: str = field(metadata=described("Plain text; offsets of highlights in the lead count here."))
    lead_html: str = field(metadata=described("The lead as inline HTML."))
    teaser: str = field(metadata=described("The beginning of the lead (or of the text), 160 characters at most."))
    cover: CoverUse | None = field(metadata=described("The picture that stands for it."))
    images: list[UUID] = field(metadata=described("Ids of all its pictures, cover and figures."))
    authors: list[BylineUse] = field(metadata=described("In the order of the byline."))
    category: UUID | None = field(metadata=described("Id."))
    tags: list[UUID] = field(metadata=described("Ids."))
    genre: str = field(metadata=described("What sort of text it is.", choices=GENRES))
    priority: int = field(metadata=described("1 is most urgent, 9 least.", min_value=1, max_value=9))
    access: str = field(metadata=described("Who is meant to read it in full.", choices=ACCESS))
    published_at: datetime = field(metadata=described("First publication, in UTC."))
    updated_at: datetime = field(metadata=described("Newest change that readers are told of, in UTC."))
    revision: int = field(metadata=described("Number of the revision that is public."))
    reading_time: int = field(metadata=described("Whole minutes, at least one."))
    word_count: int = field(metadata=described("Words of lead, headings and text."))
    sections: list[Section] = field(metadata=described("The text, in order."))
    highlights: list[Highlight] = field(metadata=described("Passages in text order."))
    related: list[RelatedUse] = field(metadata=described("Explore more, in order; what is not public is not named."))
    translations: dict[str, UUID] = field(metadata=described("Ids by locale, as far as they are live."))
    seo: SeoWords = field(metadata=described("For the head of a page."))
    corrections: list[Correction] = field(metadata=described("What readers were told to be wrong, newest first."))
    rights: Rights = field(metadata=described("What others may do with the text."))
    ai_use: AiUse = field(metadata=described("What part machines had in it."))


@dataclass(frozen=True)
class TranslatedRecord:
    """What tags and categories have in common."""

    id: UUID = field(metadata=described("The same as of the entry."))
    name: str = field(metadata=described("Plain text."))
    slug: str = field(metadata=described("The last part of its address."))
    locale: str = field(metadata=described("Its language."))
    url: str = field(metadata=described("Where people read more of it."))
    translations: dict[str, UUID] = field(metadata=described("Ids by locale, as far as live articles name them."))


@dataclass(frozen=True)
class TagRecord(TranslatedRecord):
    type: Literal["tag"] = field(metadata=described("As of the entry."))


@dataclass(frozen=True)
class CategoryRecord(TranslatedRecord):
    type: Literal["category"] = field(metadata=described("As of the entry."))
    description: str = field(metadata=described("Plain text; may be empty."))
    parent: UUID | None = field(metadata=described("Id of what it stands below; null at the top."))
    position: int = field(metadata=described("Among those beside it, from 0.", min_value=0))


@dataclass(frozen=True)
class AuthorRecord:
    type: Literal["author"] = field(metadata=described("As of the entry."))
    id: UUID = field(metadata=described("The same as of the entry."))
    name: str = field(metadata=described("As it is to be shown."))
    slug: str = field(metadata=described("The last part of the address."))
    urls: dict[str, str] = field(metadata=described("Where people read more of them, by locale."))
    bios: dict[str, str] = field(metadata=described("Plain text by locale, as far as there is one."))
    portrait: UUID | None = field(metadata=described("Id of a picture."))
    links: list[AuthorLink] = field(metadata=described("Where else to find them, in order."))


@dataclass(frozen=True)
class ImageRecord(FullImage):
    """A picture with words of its own, for uses that have none."""

    type: Literal["image"] = field(metadata=described("As of the entry."))


@dataclass(frozen=True)
class MergedRecord:
    """Of a term that was merged into another one: articles go on naming it by its id."""

    type: Literal["merged"] = field(metadata=described("It has no other."))
    into: UUID = field(metadata=described("Id of the one that stands for it now, a record of its own."))


def build_article_record(
    version: PublishedVersion, *, ties: Ties, corrections: Mapping[int, list[Correction]]
) -> ArticleRecord:
    """Of a version `with_identity`. No query: all is there already."""
    content = version.content
    url = article_url(content.slug, content.locale)
    return ArticleRecord(
        type="article",
        id=version.public_id,
        slug=content.slug,
        locale=content.locale,
        url=url,
        title=content.title,
        kicker=content.kicker,
        lead=content.lead_text,
        lead_html=shown_html(content.lead_html, "ranges", content),
        teaser=teaser_of(content),
        cover=CoverUse(UUID(content.cover.image), content.cover.alt, content.cover.caption) if content.cover else None,
        images=[UUID(image) for image in content.images],
        authors=[BylineUse(UUID(one.author), one.role) for one in content.authors],
        category=UUID(content.category) if content.category else None,
        tags=[UUID(tag) for tag in content.tags],
        genre=content.genre,
        priority=content.priority,
        access=content.access,
        published_at=version.published_at,
        updated_at=version.updated_at,
        revision=version.revision_number,
        reading_time=plain.reading_minutes(content.word_count),
        word_count=content.word_count,
        sections=_sections(content),
        highlights=build_highlights(content),
        related=list(dict.fromkeys(one for link in content.related if (one := _related(link, version, ties)))),
        translations=ties.translations(version),
        seo=SeoWords(content.seo.title, content.seo.description, content.seo.canonical_url or url, content.seo.noindex),
        corrections=corrections[version.article_id],
        rights=Rights(**vars(content.rights)),
        ai_use=AiUse(content.ai_use, SOURCE_TYPES.get(content.ai_use), content.ai_note),
    )


def _sections(content: Snapshot) -> list[Section]:
    return [
        Section(
            section.id, position, anchor, section.heading, shown_html(section.html, "ranges", content), section.text
        )
        for position, (section, anchor) in enumerate(
            zip(content.sections, build_anchors(content), strict=True), start=1
        )
    ]


def _related(link: snapshot.Related, version: PublishedVersion, ties: Ties) -> RelatedUse | None:
    source = "automatic" if link.source == "automatic" else "editor"
    if link.article is None:
        return RelatedUse(None, link.title, link.teaser, link.url or None, source)
    speaker = ties.speaker(version, UUID(link.article))
    return RelatedUse(speaker, "", "", None, source) if speaker else None


def build_tag_record(id: UUID, face: TagFace) -> TagRecord:
    return TagRecord(type="tag", **_translated(id, face, tag_url(face.slug, face.locale)))


def build_category_record(id: UUID, face: CategoryFace) -> CategoryRecord:
    return CategoryRecord(
        type="category",
        **_translated(id, face, category_url(face.slug, face.locale)),
        description=face.description,
        parent=face.parent,
        position=face.position,
    )


def build_author_record(id: UUID, face: AuthorFace) -> AuthorRecord:
    return AuthorRecord(
        type="author",
        id=id,
        name=face.name,
        slug=face.slug,
        urls={locale: author_url(face.slug, locale) for locale in settings.LOCALES},
        bios=dict(face.bios),
        portrait=face.portrait,
        links=[AuthorLink(label, url) for label, url in face.links],
    )


def _translated(id: UUID, face: TagFace, url: str) -> dict[str, Any]:
    return {
        "id": id,
        "name": face.name,
        "slug": face.slug,
        "locale": face.locale,
        "url": url,
        "translations": dict(face.translations),
    }
