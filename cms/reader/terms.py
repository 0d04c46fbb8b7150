"""Categories, tags and authors as pages and links show them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from .addresses import term_path
from .content_api import ask
from .kept import State, kept
from .pictures import AUTHOR_CROP, AUTHOR_SIZES, picture

Document = dict[str, Any]

IN_THE_BAR = 8
"""More would not fit into a line."""


def link(kind: str, ref: Document, locale: str) -> Document:
    """A term that a document names, with its page here."""
    return ref | {"path": term_path(kind, ref["slug"], locale)}


def sections(request: HttpRequest, locale: str, state: State) -> list[Document]:
    """The uppermost categories, for the bar at the top; none where the API refuses. One call, while it is not kept."""

    def read() -> list[Document] | None:
        answer = ask(request, "categories/", locale=locale, page_size="100")
        if answer.status != 200:
            return None
        roots = [one for one in answer.document["results"] if one["level"] == 0]
        return [link("category", one, locale) for one in roots[:IN_THE_BAR]]

    return kept.get(("bar", locale), read, state=state) or []


def term_context(kind: str, document: Document) -> Document:
    """What the page of a term says of it, whatever it is."""
    locale = document["locale"]
    labels = {"category": _("Category"), "tag": _("Tag"), "author": _("Author")}
    return {
        "term": document,
        "kind": labels[kind],
        "text": document.get("bio") or document.get("description", ""),
        "text_locale": document.get("bio_locale") or locale,
        "breadcrumbs": [link(kind, one, locale) for one in document.get("breadcrumbs", [])],
        "children": [link(kind, one, locale) for one in document.get("children", [])],
        "portrait": picture(document["portrait"], AUTHOR_CROP) if document.get("portrait") else None,
        "portrait_sizes": AUTHOR_SIZES,
        "links": document.get("links", []),
    }
