"""What every format writes: a feed with its entries, made of the API's own documents. Formats ask no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid5

from django.conf import settings

from api.documents.article import Article
from api.documents.corrections import Correction
from api.feeds.body import plain_text

GENERATOR: Final = "Standfirst"


@dataclass(frozen=True)
class Entry:
    """An article as a feed shows it, in words that need no language any more. What cannot stand in XML or JSON is left
    out as it is written (api/feeds/printable.py)."""

    document: Article
    title: str
    summary: str
    """Plain text: the lead, or in a feed of corrections what it tells; may be empty."""
    html: str
    """The full text in the HTML of feeds (api/feeds/body.py); empty where the feed carries only the lead."""
    told: list[str]
    """Of its corrections, a line each, the newest first: so the full text begins."""
    correction: Correction | None = None
    """In a feed of corrections: what this entry tells."""

    @property
    def id(self) -> str:
        """One in every format, for good."""
        return entry_id(self.document.id, correction=self.correction.at if self.correction else None)

    @property
    def text(self) -> str:
        """The full text without markup, for the formats that have it; empty where `html` is."""
        return plain_text(self.document, self.told) if self.html else ""

    @property
    def published_at(self) -> datetime:
        """Of what this entry tells: the text, or its correction."""
        return self.correction.at if self.correction else self.document.published_at

    @property
    def updated_at(self) -> datetime:
        """Likewise."""
        return self.correction.at if self.correction else self.document.updated_at


@dataclass(frozen=True)
class Deleted:
    """An entry that stood in this feed and does not any more: nothing is told of it but that."""

    id: str
    """As the entry's was."""
    at: datetime


@dataclass(frozen=True)
class Feed:
    id: str
    """A URN that outlives slugs and names."""
    title: str
    description: str
    locale: str
    home_url: str
    """Of the web page that shows the same."""
    feed_url: str
    """Its own address, without the page."""
    addresses: dict[str, str]
    """Of the same feed in each format, by the name of its file."""
    page: int
    next_page: int | None
    entries: list[Entry]
    deleted: list[Deleted]
    """On the first page alone; the newest first."""
    updated: datetime
    """When the newest of its entries or deletions came."""
    modified: datetime
    """When anything in it changed last, names and pictures included."""

    def page_url(self, page: int) -> str:
        return self.feed_url if page == 1 else f"{self.feed_url}?page={page}"

    @property
    def page_urls(self) -> dict[str, str]:
        """Its own and those to go to, by relation (RFC 5005, 3). No `last`: nobody has counted."""
        pages = {"self": self.page}
        if self.page > 1 or self.next_page:
            pages["first"] = 1
        if self.page > 1:
            pages["previous"] = self.page - 1
        if self.next_page:
            pages["next"] = self.next_page
        return {relation: self.page_url(page) for relation, page in pages.items()}


def entry_id(article: UUID, *, correction: datetime | None = None) -> str:
    """The article's own; of a correction one made from that and the moment at which it became public: an entry with the
    article's id would take its place in readers that keep one text an id."""
    return (uuid5(article, correction.astimezone(UTC).isoformat()) if correction else article).urn


def publisher_rights() -> str:
    """Of a feed as a whole; articles have their own."""
    return f"© {settings.PUBLISHER_NAME}"
