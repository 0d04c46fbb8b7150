"""Atom 1.0 (RFC 4287) with full text, pages (RFC 5005, 3), licences (RFC 4946) and what is gone (RFC 6721)."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from lxml import etree

from api.documents.article import Article
from api.feeds.body import rights_line
from api.feeds.feed import GENERATOR, Deleted, Entry, Feed, publisher_rights
from api.feeds.printable import printed
from api.feeds.xml import BASE, LANG, Names, document, fragment, rfc3339

MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"
X: Final = Names(**{"": "http://www.w3.org/2005/Atom"}, at="http://purl.org/atompub/tombstones/1.0")


def render(feed: Feed) -> bytes:
    return document(_head(feed), map(item, feed.entries), closing="</feed>")


@printed
def _head(feed: Feed) -> bytes:
    root = X.root("feed", {LANG: feed.locale})
    X.add(root, "id", feed.id)
    X.add(root, "title", feed.title, {"type": "text"})
    X.add(root, "subtitle", feed.description, {"type": "text"})
    X.add(root, "updated", rfc3339(feed.updated))
    # For entries that nobody signed (4.1.1).
    _add_person(root, settings.PUBLISHER_NAME, feed.home_url)
    X.add(root, "rights", publisher_rights(), {"type": "text"})
    X.add(root, "generator", GENERATOR)
    if settings.PUBLISHER_LOGO:
        X.add(root, "logo", settings.PUBLISHER_LOGO)
    for relation, url in feed.page_urls.items():
        _add_link(root, relation, url, type="application/atom+xml")
    _add_link(root, "alternate", feed.home_url, type="text/html", hreflang=feed.locale)
    for gone in feed.deleted:
        _add_deleted(root, gone)
    return etree.tostring(root, encoding="utf-8")


@printed
def item(entry: Entry) -> bytes:
    """One entry, the same in whatever feed."""
    root = X.root("feed")
    _write(X.add(root, "entry", attributes={LANG: entry.document.locale}), entry)
    return fragment(root)


def _write(element: etree._Element, entry: Entry) -> None:
    article = entry.document
    X.add(element, "id", entry.id)
    X.add(element, "title", entry.title, {"type": "text"})
    X.add(element, "published", rfc3339(entry.published_at))
    X.add(element, "updated", rfc3339(entry.updated_at))
    for one in {one.id: one for one in article.authors}.values():
        _add_person(element, one.name, one.url)
    _add_links(element, article)
    if article.category:
        _add_category(element, "categories", article.category.slug, article.category.name)
    for tag in article.tags:
        _add_category(element, "tags", tag.slug, tag.name)
    if entry.summary:
        X.add(element, "summary", entry.summary, {"type": "text"})
    if entry.html:
        # Not xhtml: one bad tag would cost a reader the whole feed.
        X.add(element, "content", entry.html, {"type": "html", BASE: article.url}, cdata=True)
    if rights := rights_line(article.rights):
        X.add(element, "rights", rights, {"type": "text"})


def _add_links(element: etree._Element, article: Article) -> None:
    _add_link(element, "alternate", article.url, type="text/html", hreflang=article.locale)
    for other in article.translations:
        _add_link(element, "alternate", other.url, type="text/html", hreflang=other.locale, title=other.title)
    if article.translations:
        # Readers that know one link only take the first or the last. Once more is no double: it has no type (4.1.2).
        _add_link(element, "alternate", article.url)
    for related in article.related:
        if related.url:
            _add_link(element, "related", related.url, hreflang=related.locale or "", title=related.title)
    if article.rights.licence:
        _add_link(element, "license", article.rights.licence)


def _add_person(element: etree._Element, name: str, uri: str) -> None:
    person = X.add(element, "author")
    X.add(person, "name", name)
    X.add(person, "uri", uri)


def _add_link(element: etree._Element, rel: str, href: str, **attributes: str) -> None:
    told = {name: value for name, value in attributes.items() if value}
    X.add(element, "link", attributes={"rel": rel, "href": href, **told})


def _add_category(element: etree._Element, vocabulary: str, term: str, label: str) -> None:
    """By its slug in the API's list of such terms."""
    scheme = f"{settings.PUBLIC_URL}/api/v1/{vocabulary}/"
    X.add(element, "category", attributes={"term": term, "scheme": scheme, "label": label})


def _add_deleted(element: etree._Element, gone: Deleted) -> None:
    """Bare: no `at:comment`, no title, nothing of the text (RFC 6721, 3)."""
    X.add(element, "at:deleted-entry", attributes={"ref": gone.id, "when": rfc3339(gone.at)})
