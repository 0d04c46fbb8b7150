"""An article that was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from api.described import described
from api.documents.card import Card, build_cards, teaser_of
from articles.models.published_version import PublishedVersion
from articles.search.index import searchable
from articles.search.query import Query
from articles.search.snippets import Highlighter
from articles.snapshot import Snapshot


@dataclass(frozen=True)
class Snippet:
    """Where it was found: HTML, escaped, with nothing in it but `<mark>` around what matches."""

    title: str = field(metadata=described("The title. HTML: escaped text with `<mark>`."))
    text: str = field(
        metadata=described(
            "Some words around the best place in lead and text; the teaser where only the title matches. HTML: escaped "
            "text with `<mark>`."
        )
    )


@dataclass(frozen=True)
class Hit(Card):
    """A card with the place where it was found."""

    snippet: Snippet = field(metadata=described("Where it was found."))


def build_hits(versions: Sequence[PublishedVersion], query: Query) -> list[Hit]:
    """Of versions `with_identity`. As many queries as `build_cards`."""
    cards = build_cards(versions)
    highlighters = {card.locale: Highlighter(query.form(card.locale), card.locale) for card in cards}
    return [
        Hit(**vars(card), snippet=build_snippet(version.content, highlighters[card.locale]))
        for card, version in zip(cards, versions, strict=True)
    ]


def build_snippet(content: Snapshot, highlighter: Highlighter) -> Snippet:
    title, lead, text = searchable(content)
    # The lead itself before the kicker above it.
    found = highlighter.snippet([*reversed(lead), *text])
    return Snippet(title=highlighter.mark(title), text=found or escape(teaser_of(content)))
