"""What the templates show of an API document, beyond what stands in it as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from .addresses import article_path, term_path
from .bylines import portraits
from .embeds import has_players
from .markup import Note, article_html, script_json
from .pictures import BLANK, BYLINE_SIZES, CARD_CROP, OPENING_SIZES, Picture, opening_crop, picture
from .terms import link

Document = dict[str, Any]

BLANK_CARD: Document = {
    "kicker": " ",
    "category": {"path": "", "name": ""},
    "lead": "",
    "reading_time": "{n}",
    "cover": BLANK,
}
"""What more.js fills in."""


@dataclass(frozen=True)
class Passage:
    """A section as the page shows it, or the lead (which has neither anchor nor heading)."""

    html: SafeString
    notes: tuple[Note, ...]
    anchor: str = ""
    heading: str = ""


def card_context(card: Document) -> Document:
    """A card with the pages here of itself and of what it names, and its moments as datetimes."""
    return card | {
        "path": article_path(card["slug"], card["locale"]),
        "category": card["category"] and link("category", card["category"], card["locale"]),
        "names": _links(card["authors"], card["locale"]),
        "published_at": _moment(card["published_at"]),
        "updated_at": _moment(card["updated_at"]),
        "cover": picture(card["cover"], CARD_CROP) if card["cover"] else None,
    }


def article_context(document: Document) -> Document:
    """Everything that the page of an article shows."""
    notes = _numbered_notes(document["highlights"])
    dress = partial(article_html, notes=notes, images=document["images"])
    sections = [
        Passage(
            dress(section["html"]), _notes_in(section["id"], notes, document), section["anchor"], section["heading"]
        )
        for section in document["sections"]
    ]
    return {
        "article": card_context(document) | {"cover": _opening_picture(document)},
        "opening_sizes": OPENING_SIZES,
        "head": _head(document),
        "credits": _credits(document["authors"], document["locale"]),
        "portraits": portraits(document["authors"]),
        "portrait_sizes": BYLINE_SIZES,
        "tags": [link("tag", tag, document["locale"]) for tag in document["tags"]],
        "lead": Passage(dress(document["lead_html"]), _notes_in(None, notes, document)),
        "sections": sections,
        "has_players": any(has_players(section.html) for section in sections),
        "contents": [section for section in document["sections"] if section["heading"]],
        "corrections": [item | {"at": _moment(item["at"])} for item in document["corrections"]],
        "related": [_related(item) for item in document["related"]],
    }


def _head(document: Document) -> Document:
    seo = document["seo"]
    return {
        "title": seo["title"],
        "description": seo["description"],
        "canonical": seo["canonical_url"],
        "noindex": seo["noindex"],
        "image": document["cover"] and picture(document["cover"], CARD_CROP),  # for those who show a link to it
        "json_ld": script_json(document["json_ld"]),
    }


def _opening_picture(document: Document) -> Picture | None:
    cover = document["cover"]
    return picture(cover, opening_crop(cover)) if cover else None


def _links(authors: list[Document], locale: str) -> list[Document]:
    """Each once, whatever the roles."""
    once = {author["id"]: author for author in authors}
    return [link("author", author, locale) for author in once.values()]


def _credits(authors: list[Document], locale: str) -> list[SafeString]:
    """Lines: by Ada Penrose and Ben Okri, then who else had a part, a line a role, in the order of the document."""
    names: dict[str, list[str]] = {}
    for author in authors:
        path = term_path("author", author["slug"], locale)
        names.setdefault(author["role"], []).append(format_html('<a href="{}">{}</a>', path, author["name"]))
    lines = {
        "author": _("By %s"),
        "reporter": _("Reporting by %s"),
        "photographer": _("Photographs by %s"),
        "illustrator": _("Illustrations by %s"),
        "translator": _("Translated by %s"),
        "editor": _("Edited by %s"),
    }
    return [_credit(lines[role], names[role]) for role in lines if role in names]


def _credit(line: str, names: list[str]) -> SafeString:
    joined = mark_safe(get_text_list(names, escape(_("and"))))  # noqa: S308  escaped one by one
    return format_html(line.replace("%s", "{}"), joined)


def _numbered_notes(highlights: list[Document]) -> dict[str, Note]:
    noted = [highlight for highlight in highlights if highlight["note"]]
    return {each["id"]: Note(number, each["id"], each["note"]) for number, each in enumerate(noted, start=1)}


def _notes_in(section: str | None, notes: dict[str, Note], document: Document) -> tuple[Note, ...]:
    return tuple(
        notes[highlight["id"]]
        for highlight in document["highlights"]
        if highlight["section"] == section and highlight["id"] in notes
    )


def _related(item: Document) -> Document:
    """With the address as a path where it is on this site, so that it works behind any host name."""
    url = item["url"] or ""
    is_here = url.startswith(settings.PUBLIC_URL + "/")
    return item | {
        "href": url.removeprefix(settings.PUBLIC_URL),
        "host": "" if is_here else urlsplit(url).hostname or "",
    }


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
