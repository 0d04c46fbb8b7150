"""The frozen article as a value. `load` reads every schema that was ever written, `dump` writes today's.

A revision is one of these, a published version is one of these, and what a form or an import hands to
`save_draft` is one of these. Terms and related articles are named by their UUID: names live, the rest is frozen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

SCHEMA = 2


@dataclass(frozen=True)
class Section:
    id: str
    heading: str
    html: str
    text: str = ""
    """Plain text in which highlights count; derived from `html` at save."""


@dataclass(frozen=True)
class Highlight:
    id: str
    section: str | None
    """Id of its section; None: the lead."""
    exact: str = ""
    start: int = 0
    """Code points from the start of the section's (or the lead's) plain text."""
    end: int = 0
    note: str = ""


@dataclass(frozen=True)
class Related:
    title: str = ""
    teaser: str = ""
    url: str = ""
    article: str | None = None
    """UUID of an article of ours; its live version speaks then, and title and teaser are not used."""
    source: str = "editor"


@dataclass(frozen=True)
class Byline:
    author: str
    role: str = "author"


@dataclass(frozen=True)
class Cover:
    image: str
    """UUID. Where alt and caption are empty, the picture's own speak."""
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Seo:
    title: str = ""
    description: str = ""
    canonical_url: str = ""
    noindex: bool = False


@dataclass(frozen=True)
class Rights:
    licence: str = ""
    usage_terms: str = ""
    copyright_holder: str = ""
    copyright_notice: str = ""


@dataclass(frozen=True)
class Snapshot:
    locale: str
    title: str
    slug: str
    kicker: str = ""
    lead_html: str = ""
    lead_text: str = ""
    cover: Cover | None = None
    sections: tuple[Section, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    related: tuple[Related, ...] = ()
    authors: tuple[Byline, ...] = ()
    category: str | None = None
    tags: tuple[str, ...] = ()
    genre: str = "feature"
    priority: int = 5
    access: str = "free"
    ai_use: str = "none"
    ai_note: str = ""
    seo: Seo = field(default_factory=Seo)
    rights: Rights = field(default_factory=Rights)
    expires_at: datetime | None = None
    word_count: int = 0
    images: tuple[str, ...] = ()
    """UUIDs of cover and figures, each once, in order; derived at save."""


Migration = Callable[[dict[str, Any]], dict[str, Any]]
MIGRATIONS: dict[int, Migration] = {
    1: lambda data: data | {"cover": None, "images": []},
}
"""From schema n to n + 1. Frozen rows are never rewritten, so every schema stays readable for ever."""


def dump(snapshot: Snapshot) -> dict[str, Any]:
    """JSON-able, with today's schema number; times as RFC 3339 in UTC."""
    data = asdict(snapshot)
    if snapshot.expires_at is not None:
        data["expires_at"] = snapshot.expires_at.astimezone(UTC).isoformat()
    return {"schema": SCHEMA, **data}


def load(data: dict[str, Any]) -> Snapshot:
    """The snapshot in `data`, written by this or any earlier schema."""
    data = dict(data)
    for schema in range(data.pop("schema"), SCHEMA):
        data = MIGRATIONS[schema](data)
    expires_at = data["expires_at"]
    return Snapshot(
        **data
        | {
            "sections": tuple(Section(**row) for row in data["sections"]),
            "highlights": tuple(Highlight(**row) for row in data["highlights"]),
            "related": tuple(Related(**row) for row in data["related"]),
            "authors": tuple(Byline(**row) for row in data["authors"]),
            "cover": Cover(**data["cover"]) if data["cover"] else None,
            "tags": tuple(data["tags"]),
            "images": tuple(data["images"]),
            "seo": Seo(**data["seo"]),
            "rights": Rights(**data["rights"]),
            "expires_at": datetime.fromisoformat(expires_at) if expires_at else None,
        }
    )
