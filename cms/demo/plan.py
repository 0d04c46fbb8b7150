"""What the demo content consists of: the people, and how each article comes before readers (plan.yaml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from articles.transfer.article_file import decode, read_article
from articles.transfer.manuscript import ArticleFile, Kind

FOLDER: Final = Path(__file__).parent
ARTICLES: Final = FOLDER / "articles"
NEWER: Final = ARTICLES / "newer"
TRANSLATIONS: Final = ARTICLES / "de"
ENGLISH: Final = "en"
GERMAN: Final = "de"


@dataclass(frozen=True)
class Moment:
    """So many days from now, at that time of day if one is said (UTC)."""

    days: float
    time: time | None = None

    def from_now(self, now: datetime) -> datetime:
        at = now + timedelta(days=self.days)
        return datetime.combine(at, self.time, at.tzinfo) if self.time else at


@dataclass(frozen=True)
class Correction:
    wrong: str
    right: str
    note: str


@dataclass(frozen=True)
class ScheduledChange:
    at: Moment
    old: str
    new: str
    note: str


@dataclass(frozen=True)
class Entry:
    """One article of plan.yaml, or a German one. Without a date and a state it stays a draft."""

    slug: str
    original: str = ""
    """Slug of the article that it is a translation of."""
    published: Moment | None = None
    scheduled: Moment | None = None
    is_expired: bool = False
    taken_back: str = ""
    """How it was withdrawn, where it was (Article.Withdrawal)."""
    withdrawal_note: str = ""
    correction: Correction | None = None
    change: ScheduledChange | None = None

    @property
    def locale(self) -> str:
        return GERMAN if self.original else ENGLISH

    @property
    def picture(self) -> str:
        """The name of its cover: a translation shares that of its original."""
        return self.original or self.slug

    @property
    def text(self) -> str:
        folder = TRANSLATIONS if self.original else ARTICLES
        return decode((folder / f"{self.slug}.md").read_bytes())

    @property
    def newer_text(self) -> str | None:
        path = NEWER / f"{self.slug}.md"
        return decode(path.read_bytes()) if path.exists() else None


def entries() -> list[Entry]:
    """The English articles, newest first, as plan.yaml has them."""
    return [_entry(slug, said) for slug, said in _yaml("plan.yaml").items()]


def translations(originals: Sequence[Entry]) -> list[Entry]:
    """The German articles, in the order of their originals, each published at the same hour."""
    texts = {path.stem: decode(path.read_bytes()) for path in TRANSLATIONS.glob("*.md")}
    by_original = {manuscript(text).meta.translation_of: slug for slug, text in texts.items()}
    return [
        Entry(by_original[entry.slug], original=entry.slug, published=entry.published)
        for entry in originals
        if entry.slug in by_original
    ]


def tag_names() -> dict[str, str]:
    """What each English tag is called in German."""
    return dict(_yaml("articles/de/tags.yaml"))


@dataclass(frozen=True)
class Person:
    name: str
    bios: Mapping[str, str]
    """By locale."""
    links: Sequence[Mapping[str, str]]

    @property
    def portrait(self) -> str:
        """The name of the picture."""
        return self.name.lower().replace(" ", "-")


def people() -> Iterator[Person]:
    """The authors of the magazine."""
    for said in _yaml("people.yaml"):
        yield Person(said["name"], {ENGLISH: said["bio"], GERMAN: said["bio_de"]}, said["links"])


def manuscript(text: str) -> ArticleFile:
    return read_article(text, kind=Kind.MARKDOWN)


def replaced(text: str, old: str, new: str) -> str:
    """Raises ValueError where the text does not hold `old` once: plan and article have drifted apart."""
    if text.count(old) != 1:
        raise ValueError(f"{text.count(old)} times in the text: {old}")
    return text.replace(old, new)


def _entry(slug: str, said: dict[str, Any]) -> Entry:
    correction, change = said.get("correction"), said.get("change")
    return Entry(
        slug=slug,
        published=_moment(-said["days_ago"], said) if "days_ago" in said else None,
        scheduled=_moment(said["in_days"], said) if "in_days" in said else None,
        is_expired=said.get("expired", False),
        taken_back=said.get("taken_back", "withdrawn" if "withdrawn" in said else ""),
        withdrawal_note=said.get("withdrawn", ""),
        correction=Correction(**correction) if correction else None,
        change=ScheduledChange(_moment(change["in_days"], change), change["from"], change["to"], change["note"])
        if change
        else None,
    )


def _moment(days: float, said: dict[str, Any]) -> Moment:
    return Moment(days, time.fromisoformat(said["at"]) if "at" in said else None)


def _yaml(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
