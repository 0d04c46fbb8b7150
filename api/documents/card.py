"""An article in a list."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Final
from uuid import UUID

from api.described import described
from api.documents.addresses import article_url
from api.documents.image import FullImage, Image, Pictures, in_short
from api.documents.taxonomy import BylineRef, Names, TermRef
from articles.models.published_version import PublishedVersion
from articles.snapshot import Snapshot
from articles.text import plain

GENRES = [value for value, _ in PublishedVersion._meta.get_field("genre").choices or ()]
ACCESS = [value for value, _ in PublishedVersion._meta.get_field("access").choices or ()]


@dataclass(frozen=True)
class Card:
    """What a list shows of an article."""

    id: UUID = field(metadata=described("The same in every version, slug and locale."))
    slug: str = field(metadata=described("The last part of its address; may change, and then redirects."))
    locale: str = field(metadata=described("Language of its text, as in `locale=`."))
    url: str = field(metadata=described("Where people read it."))
    title: str = field(metadata=described("Plain text."))
    kicker: str = field(metadata=described("A word or two above the title; may be empty."))
    lead: str = field(metadata=described("Plain text; offsets of highlights in the lead count here."))
    teaser: str = field(metadata=described("The beginning of the lead (or of the text), 160 characters at most."))
    cover: Image | None = field(metadata=described("The picture that stands for it."))
    authors: list[BylineRef] = field(metadata=described("In the order of the byline."))
    category: TermRef | None = field(metadata=described("Where it stands in the tree of categories."))
    tags: list[TermRef] = field(metadata=described("Its keywords."))
    genre: str = field(metadata=described("What sort of text it is.", choices=GENRES))
    priority: int = field(metadata=described("1 is most urgent, 9 least (IPTC urgency).", min_value=1, max_value=9))
    access: str = field(metadata=described("Who is meant to read it in full.", choices=ACCESS))
    published_at: datetime = field(metadata=described("First publication, in UTC."))
    updated_at: datetime = field(metadata=described("Newest change that readers are told of, in UTC."))
    revision: int = field(metadata=described("Number of the revision that is public."))
    reading_time: int = field(metadata=described("Whole minutes, at least one."))
    word_count: int = field(metadata=described("Words of lead, headings and text."))


CARD: Final = tuple(one.name for one in fields(Card))


def build_card(version: PublishedVersion, content: Snapshot, names: Names, pictures: Pictures) -> Card:
    return Card(
        id=version.public_id,
        slug=content.slug,
        locale=content.locale,
        url=article_url(content.slug, content.locale),
        title=content.title,
        kicker=content.kicker,
        lead=content.lead_text,
        teaser=teaser_of(content),
        cover=in_short(cover_of(content, pictures)),
        authors=names.bylines(content, pictures),
        category=names.category(content),
        tags=names.tag_refs(content),
        genre=content.genre,
        priority=content.priority,
        access=content.access,
        published_at=version.published_at,
        updated_at=version.updated_at,
        revision=version.revision_number,
        reading_time=plain.reading_minutes(content.word_count),
        word_count=content.word_count,
    )


def cover_of(content: Snapshot, pictures: Pictures) -> FullImage | None:
    cover = content.cover
    return pictures.image(cover.image, alt=cover.alt, caption=cover.caption) if cover else None


def teaser_of(content: Snapshot) -> str:
    """From the lead; from the first text where there is none."""
    texts = (content.lead_text, *(section.text for section in content.sections))
    return plain.teaser(next((text for text in texts if text.strip()), ""))
