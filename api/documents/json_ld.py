"""The article as schema.org describes one, ready for a `<script type="application/ld+json">`.

Whoever writes it into a page escapes `<` (as Django's json_script does): titles are text, not HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings

from api.documents.addresses import front_url
from api.documents.card import Card
from api.documents.corrections import Correction
from api.documents.image import FullImage
from api.documents.translations import ArticleTranslation
from articles.snapshot import Rights

PROPERTIES: Final = {
    "author": "author",
    "reporter": "author",
    "translator": "translator",
    "editor": "editor",
}
"""Of a byline's role; any other is a contributor."""

DIGITAL_SOURCE_TYPES: Final = {
    "assisted": "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
    "generated": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
}


IMAGES: Final = ("16:9", "4:3", "1:1")
"""Search engines want each picture in these three."""
PAYWALLED: Final = ".paywall"
"""What pages call the part that is not free (Google, "Subscription and paywalled content")."""


def build_json_ld(
    card: Card,
    *,
    description: str,
    canonical_url: str,
    corrections: Sequence[Correction],
    translations: Sequence[ArticleTranslation],
    rights: Rights,
    ai_use: str,
    cover: FullImage | None = None,
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"urn:uuid:{card.id}",
        "mainEntityOfPage": canonical_url,
        "url": card.url,
        "headline": card.title,
        "description": description,
        "image": _images(cover) if cover else [],
        "datePublished": _time(card.published_at),
        "dateModified": _time(card.updated_at),
        "inLanguage": card.locale,
        "articleSection": card.category.name if card.category else None,
        "keywords": [tag.name for tag in card.tags],
        "wordCount": card.word_count,
        **_access(card),
        **_people(card),
        "publisher": _publisher(card.locale),
        "copyrightHolder": _organization(rights.copyright_holder) if rights.copyright_holder else None,
        "copyrightNotice": rights.copyright_notice,
        "license": rights.licence,
        "usageInfo": {"@type": "CreativeWork", "text": rights.usage_terms} if rights.usage_terms else None,
        "workTranslation": [_translation(one) for one in translations],
        "correction": [_correction(one) for one in corrections],
        "creativeWorkStatus": "Retracted" if any(one.kind == "retraction" for one in corrections) else None,
        "digitalSourceType": DIGITAL_SOURCE_TYPES.get(ai_use),
    }
    return {name: value for name, value in document.items() if value not in (None, [], "")}


def _access(card: Card) -> dict[str, Any]:
    if card.access == "free":
        return {"isAccessibleForFree": True}
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": PAYWALLED}
    return {"isAccessibleForFree": False, "hasPart": part}


def _people(card: Card) -> dict[str, Any]:
    """An article that nobody signed is the publisher's: search engines want an author."""
    people: dict[str, list[Any]] = {"author": []}
    for one in card.authors:
        person = {"@type": "Person", "name": one.name, "url": one.url}
        people.setdefault(PROPERTIES.get(one.role, "contributor"), []).append(person)
    return people | {"author": people["author"] or [_publisher(card.locale)]}


def _images(cover: FullImage) -> list[dict[str, Any]]:
    """With its rights beside each, as image search asks for them."""
    rights = {
        "caption": cover.caption,
        "creditText": cover.credit or cover.creator,
        "creator": {"@type": "Person", "name": cover.creator} if cover.creator else "",
        "copyrightNotice": cover.copyright_notice,
        "license": cover.rights_url,
        "digitalSourceType": cover.digital_source_type or "",
    }
    told = {name: value for name, value in rights.items() if value}
    crops = [cover.crops[name] for name in IMAGES if name in cover.crops]
    return [{"@type": "ImageObject", "url": one.url, "width": one.width, "height": one.height, **told} for one in crops]


def _publisher(locale: str) -> dict[str, Any]:
    publisher: dict[str, Any] = {
        "@type": "NewsMediaOrganization",
        "name": settings.PUBLISHER_NAME,
        "url": front_url(locale),
    }
    if settings.PUBLISHER_LOGO:
        publisher["logo"] = {"@type": "ImageObject", "url": settings.PUBLISHER_LOGO}
    if settings.CORRECTIONS_POLICY:
        publisher["correctionsPolicy"] = settings.CORRECTIONS_POLICY
    return publisher


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def _translation(one: ArticleTranslation) -> dict[str, str]:
    return {
        "@type": "NewsArticle",
        "@id": f"urn:uuid:{one.id}",
        "url": one.url,
        "headline": one.title,
        "inLanguage": one.locale,
    }


def _correction(correction: Correction) -> dict[str, str]:
    comment = {"@type": "CorrectionComment", "datePublished": _time(correction.at)}
    return comment | ({"text": correction.note} if correction.note else {})


def _time(moment: Any) -> str:
    return str(moment.isoformat()).replace("+00:00", "Z")
