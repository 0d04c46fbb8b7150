"""JSON Feed 1.1, with what the article document has beyond it in an extension of ours.

Spec: https://www.jsonfeed.org/version/1.1/.
"""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings

from api.documents.addresses import front_url
from api.documents.image import FullImage
from api.documents.sections import Section
from api.documents.taxonomy import BylineRef
from api.feeds.feed import Entry, Feed
from api.feeds.json import document, dumps, present
from api.feeds.printable import printed

MEDIA_TYPE: Final = "application/feed+json"
VERSION: Final = "https://jsonfeed.org/version/1.1"


def render(feed: Feed) -> bytes:
    """Page 2 has the `feed_url` of page 1: it identifies the feed."""
    publisher = {"name": settings.PUBLISHER_NAME, "url": front_url(feed.locale)}
    head = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.feed_url,
        "description": feed.description,
        "next_url": feed.page_url(feed.next_page) if feed.next_page else None,
        "authors": [publisher],
        "author": publisher,  # for readers of version 1
        "language": feed.locale,
    }
    return document(present(head), map(item, feed.entries))


@printed
def item(entry: Entry) -> bytes:
    """One entry, the same in whatever feed. It has no attachments: readers show these as downloads."""
    article = entry.document
    terms = ([article.category] if article.category else []) + article.tags
    members = {
        "id": entry.id,
        "url": article.url,
        "title": entry.title,
        "summary": entry.summary,
        "image": article.cover.url if article.cover else None,
        "date_published": entry.published_at,
        "date_modified": entry.updated_at,
        "authors": _authors(article.authors),
        "tags": list(dict.fromkeys(term.name for term in terms)),
        "language": article.locale,
    }
    return dumps({**present(members), **_content(entry), "_standfirst": _extension(entry)})


def _content(entry: Entry) -> dict[str, str]:
    """One is a must, though there be no text."""
    if entry.correction:
        return {"content_text": entry.summary}
    if entry.html:
        return {"content_html": entry.html}
    return {"content_text": entry.summary or entry.document.teaser}


def _authors(bylines: list[BylineRef]) -> list[dict[str, Any]]:
    """Each once, whatever their roles."""
    return [_author(one) for one in {one.id: one for one in bylines}.values()]


def _author(byline: BylineRef) -> dict[str, Any]:
    portrait = byline.portrait
    square = (portrait.crops.get("1:1") or portrait) if portrait else None
    return present({"name": byline.name, "url": byline.url, "avatar": square.url if square else None})


def _extension(entry: Entry) -> dict[str, Any]:
    """In the API's own words. What quotes the text comes with the full text alone."""
    article = entry.document
    told = {
        "about": f"{settings.PUBLIC_URL}/api/v1/docs/",
        "version": article.revision,
        "kind": entry.correction.kind if entry.correction else None,
        "locale": article.locale,
        "genre": article.genre,
        "access": article.access,
        "cover": _cover(article.cover) if article.cover else None,
        "related": article.related,
        "corrections": article.corrections,
        "rights": article.rights,
    }
    quoting = {"sections": [_section(one) for one in article.sections], "highlights": article.highlights}
    return present({**told, **quoting} if entry.html else told)


def _section(section: Section) -> dict[str, Any]:
    """Where to find it; its text stands in the content."""
    return {"id": section.id, "position": section.position, "anchor": section.anchor, "heading": section.heading}


def _cover(image: FullImage) -> dict[str, Any]:
    """What must be told beside `image`."""
    names = ("width", "height", "alt", "caption", "credit_line", "copyright_notice", "rights_url")
    return {name: getattr(image, name) for name in names}
