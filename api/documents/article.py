"""An article, complete: one call gives all that a page needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Final, Self

from api.described import described
from api.documents.card import CARD, Card, build_card, cover_of
from api.documents.corrections import Correction, find_corrections
from api.documents.figures import build_images
from api.documents.highlights import Form, Highlight, build_highlights, shown_html
from api.documents.image import FullImage, Pictures
from api.documents.json_ld import build_json_ld
from api.documents.related import Related, find_related
from api.documents.sections import Section, build_sections
from api.documents.taxonomy import Names
from api.documents.translations import ArticleTranslation, find_translations
from articles.models.published_version import PublishedVersion
from articles.snapshot import Snapshot

SOURCE_TYPES: Final = {
    "assisted": "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
    "generated": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
}
"""IPTC's words; a text by people alone has none."""


@dataclass(frozen=True)
class Seo:
    title: str = field(
        metadata=described("For search engines; the article's own title where the editors gave no other.")
    )
    description: str = field(metadata=described("Likewise; the teaser where they gave none."))
    canonical_url: str = field(
        metadata=described("Where it stands first: `url`, unless it was taken over from elsewhere.")
    )
    noindex: bool = field(metadata=described("Search engines are asked to leave it out."))


@dataclass(frozen=True)
class Rights:
    licence: str = field(metadata=described("Address of the licence; may be empty, as all of these."))
    usage_terms: str = field(metadata=described("In words."))
    copyright_holder: str = field(metadata=described("Whose it is."))
    copyright_notice: str = field(metadata=described("As it is to be shown."))


@dataclass(frozen=True)
class AiUse:
    value: str = field(metadata=described("Whether machines wrote it.", choices=["none", "assisted", "generated"]))
    digital_source_type: str | None = field(
        metadata=described("The same in IPTC's vocabulary; null where people alone wrote.")
    )
    note: str = field(metadata=described("For readers; may be empty."))


@dataclass(frozen=True)
class Article(Card):
    """Everything that is public of an article."""

    cover: FullImage | None = field(metadata=described("The picture that stands for it."))
    lead_html: str = field(metadata=described("The lead as inline HTML."))
    sections: list[Section] = field(metadata=described("The text, in order."))
    images: list[FullImage] = field(metadata=described("Those of the figures in the text, by order, each once."))
    highlights: list[Highlight] = field(metadata=described("Passages in text order; empty with `highlights=off`."))
    related: list[Related] = field(metadata=described("Explore more, in order; what is not public is not named."))
    translations: list[ArticleTranslation] = field(
        metadata=described("In other languages, as far as they are live; each is an article of its own.")
    )
    seo: Seo = field(metadata=described("For the head of a page."))
    json_ld: dict[str, Any] = field(
        metadata=described("schema.org NewsArticle, ready for a script element (escape `<`).")
    )
    corrections: list[Correction] = field(metadata=described("What readers were told to be wrong, newest first."))
    rights: Rights = field(metadata=described("What others may do with the text."))
    ai_use: AiUse = field(metadata=described("What part machines had in it."))


PARTS: Final = tuple(name for name in (one.name for one in fields(Article)) if name not in CARD)
"""What an article has beyond its card, in order."""


@dataclass(frozen=True)
class Sources:
    """What articles are made of that comes from elsewhere than their own snapshots: each fetched once for all."""

    contents: Mapping[int, Snapshot]
    """By the article's primary key, as what follows."""
    names: Names
    pictures: Pictures
    related: Mapping[int, list[Related]]
    translations: Mapping[int, list[ArticleTranslation]]
    corrections: Mapping[int, list[Correction]]

    @classmethod
    def of(cls, versions: Sequence[PublishedVersion], *, parts: Collection[str], at: datetime) -> Self:
        """A constant number of queries: three for names, two for pictures, two for what is related, one each for
        translations and corrections; as far as `parts` need them."""
        contents = {version.article_id: version.content for version in versions}
        names = Names.of(contents.values())
        return cls(
            contents=contents,
            names=names,
            pictures=Pictures.of(_images(contents.values(), parts), people=names.authors.values()),
            related=find_related(versions, contents, at=at) if "related" in parts else {},
            translations=find_translations(versions, at=at) if {"translations", "json_ld"} & set(parts) else {},
            corrections=find_corrections(versions, at=at) if {"corrections", "json_ld"} & set(parts) else {},
        )


def build_article(version: PublishedVersion, *, at: datetime, highlights: Form = "ranges") -> Article:
    """Of a version `with_identity`, read at the moment `at`. A constant number of queries, whatever it holds."""
    return build_articles([version], at=at, highlights=highlights)[0]


def build_articles(versions: Sequence[PublishedVersion], *, at: datetime, highlights: Form = "ranges") -> list[Article]:
    """The same of several, in as many queries as of one."""
    sources = Sources.of(versions, parts=PARTS, at=at)
    return [_article(version, sources, highlights) for version in versions]


def build_list(
    versions: Sequence[PublishedVersion], *, at: datetime, parts: Collection[str] = (), highlights: Form = "ranges"
) -> list[dict[str, Any]]:
    """Cards, each with these of PARTS. As constant a number of queries as for one."""
    sources = Sources.of(versions, parts=parts, at=at)
    cards = [_card(one, sources) for one in versions]
    return [
        vars(card) | _parts(one, card, sources, parts, highlights) for one, card in zip(versions, cards, strict=True)
    ]


def _article(version: PublishedVersion, sources: Sources, highlights: Form) -> Article:
    card = _card(version, sources)
    cover = cover_of(sources.contents[version.article_id], sources.pictures)
    return Article(**vars(card) | {"cover": cover}, **_parts(version, card, sources, PARTS, highlights))


def _card(version: PublishedVersion, sources: Sources) -> Card:
    return build_card(version, sources.contents[version.article_id], sources.names, sources.pictures)


def _parts(
    version: PublishedVersion, card: Card, sources: Sources, parts: Collection[str], form: Form
) -> dict[str, Any]:
    """Of each part the value, in the order of the document."""
    content, pictures = sources.contents[version.article_id], sources.pictures
    makers: dict[str, Callable[[], Any]] = {
        "lead_html": lambda: shown_html(content.lead_html, form, content),
        "sections": lambda: build_sections(content, form, pictures),
        "images": lambda: build_images(content, pictures),
        "highlights": lambda: [] if form == "off" else build_highlights(content),
        "related": lambda: sources.related[version.article_id],
        "translations": lambda: sources.translations[version.article_id],
        "seo": lambda: _seo(content, card),
        "json_ld": lambda: _json_ld(version, card, sources),
        "corrections": lambda: sources.corrections[version.article_id],
        "rights": lambda: Rights(**vars(content.rights)),
        "ai_use": lambda: AiUse(content.ai_use, SOURCE_TYPES.get(content.ai_use), content.ai_note),
    }
    return {name: make() for name, make in makers.items() if name in parts}


def _json_ld(version: PublishedVersion, card: Card, sources: Sources) -> dict[str, Any]:
    content = sources.contents[version.article_id]
    seo = _seo(content, card)
    return build_json_ld(
        card,
        description=seo.description,
        canonical_url=seo.canonical_url,
        corrections=sources.corrections[version.article_id],
        translations=sources.translations[version.article_id],
        rights=content.rights,
        ai_use=content.ai_use,
        cover=cover_of(content, sources.pictures),
    )


def _images(contents: Iterable[Snapshot], parts: Collection[str]) -> set[str]:
    """Of the covers; and of the text, where it is shown."""
    contents = list(contents)
    covers = {one.cover.image for one in contents if one.cover}
    return covers.union(*(one.images for one in contents)) if {"sections", "images"} & set(parts) else covers


def _seo(content: Snapshot, card: Card) -> Seo:
    return Seo(
        title=content.seo.title or card.title,
        description=content.seo.description or card.teaser,
        canonical_url=content.seo.canonical_url or card.url,
        noindex=content.seo.noindex,
    )
