"""What a file says, as a value: an article on its way in, before any database has heard of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from articles.errors import Refused
from articles.snapshot import Cover
from articles.text.inline import one_line
from articles.text.plain import teaser

TITLE_LENGTH: Final = 200
HEADING_LENGTH: Final = 300  # of a section or a related entry
ADDRESS_LENGTH: Final = 1000
MAX_PICTURES: Final = 200  # of one file
EXPLORE: Final = re.compile(r"explore\s+more\s*:?", re.IGNORECASE)
"""The heading over the related articles."""
SHOWN: Final = 60  # characters of what was not placed


class Kind(StrEnum):
    MARKDOWN = "markdown"
    TEXT = "text"
    HTML = "html"


class NotReadable(Refused):
    """The file is no article that we could read; nothing was taken from it."""


@dataclass(frozen=True)
class Unplaced:
    """Something in the file that has no place in an article, or that could not be placed as it stands."""

    line_number: int
    """From 1; 0: it is not about one line."""
    text: str
    why: str

    def __str__(self) -> str:
        where = f"line {self.line_number}: " if self.line_number else ""
        return f"{where}“{teaser(self.text, SHOWN)}”: {self.why}"


@dataclass(frozen=True)
class FileSection:
    heading: str
    """Plain text; empty for the opening."""
    html: str


@dataclass(frozen=True)
class FileLink:
    """An entry of "Explore more"."""

    title: str
    teaser: str = ""
    url: str = ""
    target: str = ""
    """Slug or id of an article of ours, or the path of its page: `/articles/…/`."""
    line_number: int = 0


@dataclass(frozen=True)
class FilePicture:
    """A picture that a file shows. Figures and cover name it by `id`, until it is in the library and has another."""

    id: str
    sources: tuple[str, ...]
    """Where the page says that it is, the best first."""
    alt: str | None = None
    """None: the page does not say; empty: it says that the picture is decoration."""
    caption: str = ""
    """Plain text."""
    credit: str = ""

    @property
    def name(self) -> str:
        """How the page calls it."""
        first = self.sources[0] if self.sources else self.alt or ""
        return "data:" if first.startswith("data:") else first


@dataclass(frozen=True)
class Meta:
    """What front matter or the head of a page says beside the text. None: it does not speak of it."""

    title: str | None = None
    slug: str | None = None
    locale: str | None = None
    translation_of: str | None = None
    """Slug or id of an article of ours, in any locale."""
    kicker: str | None = None
    authors: tuple[str, ...] | None = None
    category: str | None = None
    """A path of names: "Cities/Transport"."""
    tags: tuple[str, ...] | None = None
    genre: str | None = None
    priority: int | None = None
    access: str | None = None
    ai_use: str | None = None
    ai_note: str | None = None
    seo_title: str | None = None
    seo_description: str | None = None
    canonical_url: str | None = None
    noindex: bool | None = None
    licence: str | None = None
    usage_terms: str | None = None
    copyright_holder: str | None = None
    copyright_notice: str | None = None
    expires_at: datetime | None = None
    published_at: datetime | None = None


@dataclass(frozen=True)
class ArticleFile:
    """HTML in it is clean (articles/text/cleaning.py); highlights are marks in it."""

    kind: Kind
    title: str
    lead_html: str = ""
    sections: tuple[FileSection, ...] = ()
    related: tuple[FileLink, ...] = ()
    meta: Meta = field(default_factory=Meta)
    pictures: tuple[FilePicture, ...] = ()
    """Those not in the library yet (html_pictures.py); no draft can be made before that."""
    cover: Cover | None = None
    unplaced: tuple[Unplaced, ...] = ()
    """In order of lines."""


def check_title(title: str, *, remedy: str) -> str:
    """The title on one line. Raises NotReadable where there is none, or where it is too long to be one."""
    title = one_line(title)
    if not title:
        raise NotReadable("The file has no title.", remedy, field="title")
    if len(title) > TITLE_LENGTH:
        raise NotReadable(
            f"“{teaser(title, SHOWN)}” is no title: it has {len(title)} characters, {TITLE_LENGTH} are the most.",
            remedy,
            field="title",
        )
    return title
