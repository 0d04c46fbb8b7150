"""ninjs 3.1 of the IPTC: a list of its items, each valid alone.

Spec: https://iptc.org/std/ninjs/userguide/, schema: http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID

from api.documents.corrections import Correction
from api.documents.image import FullImage, Rendition
from api.documents.related import Related
from api.documents.taxonomy import BylineRef, TermRef
from api.feeds.feed import Entry, Feed
from api.feeds.json import document, dumps, present
from api.feeds.printable import printed
from articles.media.crops import crop_box
from articles.text.links import safe_href
from articles.text.plain import count_words, plain_text

MEDIA_TYPE: Final = "application/json"
STANDARD: Final = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
GENRES: Final = {
    "news": "Current",
    "analysis": "Analysis",
    "opinion": "Opinion",
    "interview": "Interview",
    "review": "Review",
    "feature": "Feature",
}
"""IPTC's words for ours; it has none for the others."""
TEXT: Final = "text/plain"
PARTING: Final = len("\n\n")
"""Between a caption and the text before or after it."""
_CAPTIONS: Final = re.compile(r"<figcaption>(.*?)(?:<small>.*?</small>)?</figcaption>", re.DOTALL)
"""What was written there, without the credit, which is no part of the text."""


def render(feed: Feed) -> bytes:
    return document({"next": feed.page_url(feed.next_page) if feed.next_page else None}, map(item, feed.entries))


@printed
def item(entry: Entry) -> bytes:
    """One entry, the same in whatever feed, and a file by itself for who wants one."""
    article = entry.document
    shown = _pictures(entry)
    members = {
        "standard": STANDARD,
        "uri": entry.id,
        "type": "text",
        "representationType": "full" if entry.html else "partial",
        "profile": "text-photo" if shown else "text-only",
        "version": str(article.revision),
        "firstCreated": article.published_at,
        "versionCreated": entry.updated_at,
        "pubStatus": "usable",
        "language": article.locale,
        "urgency": article.priority,
        "altIds": [{"role": "slug", "value": article.slug}, {"role": "url", "value": article.url}],
        "headlines": _told([("main", article.title), ("kicker", article.kicker)]),
        "descriptions": _told(_descriptions(entry)),
        "bodies": list(_bodies(entry)) if entry.html else [],
        "by": ", ".join(dict.fromkeys(one.name for one in article.authors)),
        "people": [_person(one) for one in article.authors],
        "subjects": list(_subjects(article.category, article.tags)),
        "genres": [_genre(article.genre)],
        "associations": [*map(_picture, shown), *_related(article.related)],
        "edNote": _note(article.corrections[0]) if article.corrections else None,
        "copyrightHolder": article.rights.copyright_holder,
        "copyrightNotice": article.rights.copyright_notice,
        "usageTerms": article.rights.usage_terms,
        "rightsInfo": _linked(article.rights.licence),
        "digitalSourceType": _source_type(article.ai_use.digital_source_type),
    }
    return dumps(present(members))


def _urn(id: UUID) -> str:
    """Addresses move with slugs and names; these stay."""
    return f"urn:uuid:{id}"


def _told(texts: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"role": role, "contentType": TEXT, "value": text} for role, text in texts if text]


def _descriptions(entry: Entry) -> list[tuple[str, str]]:
    article = entry.document
    corrections = [("correction", one.note) for one in article.corrections]
    return [("lead", article.lead), ("teaser", article.teaser), *corrections]


def _bodies(entry: Entry) -> Iterator[dict[str, Any]]:
    """The text twice; highlights as the API gives them, since every object of the standard is closed."""
    text = entry.text
    counts = _counts(entry, text)
    yield {"role": "main", "contentType": "text/html", **counts, "value": entry.html}
    yield {"role": "plain", "contentType": TEXT, **counts, "value": text}
    if entry.document.highlights:
        value = dumps(entry.document.highlights).decode()
        yield {"role": "highlights", "contentType": "application/json", "value": value}


def _counts(entry: Entry, text: str) -> dict[str, int]:
    """Those of the API, with what is told of corrections and without captions of figures, as the standard counts."""
    words, characters = entry.document.word_count + sum(map(count_words, entry.told)), len(text)
    for section in entry.document.sections:
        if "<figcaption>" not in section.html:
            continue
        captions = list(filter(None, map(plain_text, _CAPTIONS.findall(section.html))))
        words -= sum(map(count_words, captions))
        characters -= min(sum(len(one) + PARTING for one in captions), len(section.text))
    return {"wordCount": words, "charCount": characters}


def _person(byline: BylineRef) -> dict[str, str]:
    return {"name": byline.name, "rel": byline.role, "uri": _urn(byline.id), "literal": byline.slug}


def _subjects(category: TermRef | None, tags: list[TermRef]) -> Iterator[dict[str, str]]:
    for rel, terms in (("category", [category] if category else []), ("keyword", tags)):
        for term in terms:
            yield {"name": term.name, "rel": rel, "uri": _urn(term.id), "literal": term.slug}


def _genre(genre: str) -> dict[str, Any]:
    uri = f"http://cv.iptc.org/newscodes/genre/{GENRES[genre]}" if genre in GENRES else None
    return present({"name": genre, "uri": uri})


def _note(correction: Correction) -> str:
    """To the desks that take it over."""
    told = correction.kind.upper()
    return f"{told}: {correction.note}" if correction.note else told


def _linked(licence: str) -> dict[str, str] | None:
    uri = _uri(licence)
    return {"linkedRights": uri} if uri else None


def _uri(address: str) -> str | None:
    """As RFC 3986 writes it; None for what leads nowhere from elsewhere."""
    uri = safe_href(address) if address else None
    return uri if uri and not uri.startswith("#") else None


def _source_type(uri: str | None) -> dict[str, str] | None:
    return {"name": uri.rpartition("/")[2], "uri": uri} if uri else None


def _pictures(entry: Entry) -> list[FullImage]:
    """The cover, then those of the text where the text is here; each once."""
    cover, images = entry.document.cover, entry.document.images if entry.html else []
    return [cover, *(image for image in images if image.id != cover.id)] if cover else images


def _picture(image: FullImage) -> dict[str, Any]:
    members = {
        "name": image.alt or image.caption or "picture",
        "uri": _urn(image.id),
        "rel": "picture",
        "type": "picture",
        "pubStatus": "usable",
        "by": image.credit_line,
        "descriptions": _told([("caption", image.caption), ("alt", image.alt)]),
        "renditions": list(_renditions(image)),
        "copyrightNotice": image.copyright_notice,
        "rightsInfo": _linked(image.rights_url),
        "digitalSourceType": _source_type(image.digital_source_type),
    }
    return present(members)


def _renditions(image: FullImage) -> Iterator[dict[str, Any]]:
    """The JPEGs, which every newsroom's software reads."""
    points = {crop: _point(image, crop) for crop in image.crops}
    for file in image.renditions:
        if file.format == "jpeg":
            yield _rendition(file, *points[file.crop])


def _rendition(file: Rendition, x: float, y: float) -> dict[str, Any]:
    """With the focal point in pixels of this file."""
    width, height = file.width, file.height
    members = {
        "name": f"{file.crop}-{width}",
        "href": file.url,
        "contentType": file.content_type,
        "width": width,
        "height": height,
        "sizeInBytes": file.byte_size,
        "poi": {"x": min(int(x * width), width - 1), "y": min(int(y * height), height - 1)},
    }
    if file.crop != "as_is":
        members["aspectRatio"] = file.crop
    return members


def _point(image: FullImage, crop: str) -> tuple[float, float]:
    """Where the focal point is in this crop, from left and top; by what a crop is rounded, hardly below 0."""
    focal = image.focal_point
    left, top, right, bottom = crop_box(image.width, image.height, crop, (focal.x, focal.y))
    return (focal.x * image.width - left) / (right - left), (focal.y * image.height - top) / (bottom - top)


def _related(related: list[Related]) -> Iterator[dict[str, Any]]:
    """What has an id of ours, or an address elsewhere: nothing here is without a URI."""
    for one in related:
        uri = _urn(one.id) if one.id else _uri(one.url or "")
        if uri:
            members = {
                "name": one.title,
                "uri": uri,
                "rel": "related",
                "type": "text",
                "representationType": "partial",
                "language": one.locale,
                "altIds": [{"role": "url", "value": one.url}],
                "headlines": _told([("main", one.title)]),
                "descriptions": _told([("teaser", one.teaser)]),
            }
            yield {"name": "related", **present(members)}
