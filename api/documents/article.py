"""An article, complete: one call gives all that a page needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from api.described import described
from api.documents.card import Card, build_card, cover_of
from api.documents.corrections import Correction, build_corrections
from api.documents.figures import build_images
from api.documents.highlights import Form, Highlight, build_highlights, shown_html
from api.documents.image import FullImage, Pictures
from api.documents.json_ld import build_json_ld
from api.documents.related import Related, build_related
from api.documents.sections import Section, build_sections
from api.documents.taxonomy import Names
from api.documents.translations import ArticleTranslation, build_translations
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


def build_article(version: PublishedVersion, *, at: datetime, highlights: Form = "ranges") -> Article:
    """Of a version `with_identity`, read at the moment `at`. Six queries, whatever it holds; two more for pictures."""
    content = version.content
    pictures = Pictures.of(content.images)
    card = build_card(version, content, Names.of([content]), pictures)
    cover = cover_of(content, pictures)
    seo = _seo(content, card)
    corrections = build_corrections(version, at=at)
    return Article(
        **vars(card) | {"cover": cover},
        lead_html=shown_html(content.lead_html, highlights, content),
        sections=build_sections(content, highlights, pictures),
        images=build_images(content, pictures),
        highlights=[] if highlights == "off" else build_highlights(content),
        related=build_related(content, own=version, at=at),
        translations=build_translations(version, at=at),
        seo=seo,
        json_ld=build_json_ld(
            card,
            description=seo.description,
            canonical_url=seo.canonical_url,
            corrections=corrections,
            ai_use=content.ai_use,
            cover=cover,
        ),
        corrections=corrections,
        rights=Rights(**vars(content.rights)),
        ai_use=AiUse(content.ai_use, SOURCE_TYPES.get(content.ai_use), content.ai_note),
    )


def _seo(content: Snapshot, card: Card) -> Seo:
    return Seo(
        title=content.seo.title or card.title,
        description=content.seo.description or card.teaser,
        canonical_url=content.seo.canonical_url or card.url,
        noindex=content.seo.noindex,
    )
