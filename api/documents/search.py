"""An article that was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from api.described import described
from api.documents.article import build_list
from api.documents.card import Card, teaser_of
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


def build_hits(versions: Sequence[PublishedVersion], query: Query, *, at: datetime) -> list[Hit]:
    """Of versions `with_identity`. As many queries as `build_list`."""
    highlighters = {one.locale: Highlighter(query.form(one.locale), one.locale) for one in versions}
    return [
        Hit(**card, snippet=build_snippet(version.content, highlighters[version.locale]))
        for card, version in zip(build_list(versions, at=at), versions, strict=True)
    ]


def build_snippet(content: Snapshot, highlighter: Highlighter) -> Snippet:
    title, lead, text = searchable(content)
    # The lead itself before the kicker above it.
    found = highlighter.snippet([*reversed(lead), *text])
    return Snippet(title=highlighter.mark(title), text=found or escape(teaser_of(content)))
