"""RSS 2.0.11 by the profile of the RSS Advisory Board, with full text, Dublin Core and Media RSS 1.5.1.

Spec: https://www.rssboard.org/rss-specification, /rss-profile, /media-rss.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

from lxml import etree

from api.documents.image import SOURCE_TYPES, FullImage
from api.feeds.body import rights_line
from api.feeds.feed import GENERATOR, Entry, Feed, publisher_rights
from api.feeds.printable import printed
from api.feeds.xml import Names, document, fragment, rfc3339

MEDIA_TYPE: Final = "application/rss+xml; charset=utf-8"
TTL: Final = "15"  # minutes
PHOTOGRAPHS: Final = [
    SOURCE_TYPES + code for code in ("digitalCapture", "computationalCapture", "negativeFilm", "positiveFilm", "print")
]
"""Digital source types whose creator is a photographer."""
# Prefixes as everybody has them: some readers go by these.
X: Final = Names(
    content="http://purl.org/rss/1.0/modules/content/",
    dc="http://purl.org/dc/elements/1.1/",
    dcterms="http://purl.org/dc/terms/",
    media="http://search.yahoo.com/mrss/",
    atom="http://www.w3.org/2005/Atom",
)


def render(feed: Feed) -> bytes:
    return document(_head(feed), map(item, feed.entries), closing="</channel></rss>")


@printed
def _head(feed: Feed) -> bytes:
    root = X.root("rss", {"version": "2.0"})
    channel = X.add(root, "channel")
    X.add(channel, "title", feed.title)
    X.add(channel, "link", feed.home_url)
    X.add(channel, "description", feed.description)
    X.add(channel, "language", feed.locale)
    X.add(channel, "copyright", publisher_rights())
    X.add(channel, "lastBuildDate", rfc822(feed.updated))
    X.add(channel, "ttl", TTL)
    X.add(channel, "generator", GENERATOR)
    X.add(channel, "docs", "https://www.rssboard.org/rss-specification")
    for relation, url in feed.page_urls.items():
        link = {"href": url, "rel": relation, "type": "application/rss+xml"}
        X.add(channel, "atom:link", attributes=link)
    return etree.tostring(root, encoding="utf-8")


@printed
def item(entry: Entry) -> bytes:
    """One entry, the same in whatever feed."""
    root = X.root("rss")
    _write(X.add(root, "item"), entry)
    return fragment(root)


def rfc822(moment: datetime) -> str:
    """RFC 822 with a year of four digits (RFC 1123), in GMT."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)


def _write(element: etree._Element, entry: Entry) -> None:
    article = entry.document
    X.add(element, "title", entry.title)
    X.add(element, "link", article.url)
    if entry.summary:
        X.add(element, "description", entry.summary)
    if entry.html:
        X.add(element, "content:encoded", entry.html, cdata=True)
    X.add(element, "guid", entry.id, {"isPermaLink": "false"})
    X.add(element, "pubDate", rfc822(entry.published_at))
    updated = rfc3339(entry.updated_at)
    X.add(element, "atom:updated", updated)
    X.add(element, "dcterms:modified", updated)
    for name in dict.fromkeys(one.name for one in article.authors):
        X.add(element, "dc:creator", name)
    if rights := rights_line(article.rights):
        X.add(element, "dc:rights", rights)
    if article.category:
        X.add(element, "category", article.category.name, {"domain": article.category.url})
    for tag in article.tags:
        X.add(element, "category", tag.name, {"domain": tag.url})
    if article.cover:
        _add_picture(element, article.cover)


def _add_picture(element: etree._Element, image: FullImage) -> None:
    """Every JPEG of the whole picture in one group (Media RSS 1.5.1), the largest as default; a small square beside."""
    group = X.add(element, "media:group")
    jpegs = [one for one in image.renditions if one.format == "jpeg"]
    for one in reversed([one for one in jpegs if one.crop == "as_is"]):
        file = {
            "url": one.url,
            "type": one.content_type,
            "medium": "image",
            "width": str(one.width),
            "height": str(one.height),
            "fileSize": str(one.byte_size),
        }
        if one.url == image.url:
            file["isDefault"] = "true"
        X.add(group, "media:content", attributes=file)
    plain = {"type": "plain"}
    if image.caption:
        X.add(group, "media:description", image.caption, plain)
    if image.alt:
        X.add(group, "media:title", image.alt, plain)  # pictures have no title; this says what is seen
        X.add(group, "media:text", image.alt, plain)
    if image.creator:
        is_photo = image.digital_source_type in PHOTOGRAPHS
        X.add(group, "media:credit", image.creator, {"role": "photographer", "scheme": "urn:ebu"} if is_photo else {})
    if image.credit and image.credit != image.creator:
        X.add(group, "media:credit", image.credit)
    if image.copyright_notice:
        url = {"url": image.rights_url} if image.rights_url else {}
        X.add(group, "media:copyright", image.copyright_notice, url)
    squares = [one for one in jpegs if one.crop == "1:1"]
    for one in squares[:1]:
        file = {"url": one.url, "width": str(one.width), "height": str(one.height)}
        X.add(group, "media:thumbnail", attributes=file)
