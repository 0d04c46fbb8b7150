"""The faces beside an article's names."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from .content_api import ask
from .kept import State, kept
from .pictures import AUTHOR_CROP, Picture, picture

Document = dict[str, Any]

MOST = 2
"""Of more only the names: a row of faces says less than they do, and each that is not kept is a call."""


def portraits(request: HttpRequest, document: Document, state: State) -> list[Picture]:
    """Of those who wrote the article, in order, as far as they have one."""
    slugs = dict.fromkeys(author["slug"] for author in document["authors"] if author["role"] == "author")
    if len(slugs) > MOST:
        return []
    people = (_author(request, slug, document["locale"], state) for slug in slugs)
    return [picture(one["portrait"], AUTHOR_CROP) for one in people if one and one["portrait"]]


def _author(request: HttpRequest, slug: str, locale: str, state: State) -> Document | None:
    def read() -> Document | None:
        answer = ask(request, f"authors/{slug}/", locale=locale)
        return answer.document if answer.status == 200 else None

    return kept.get(("author", locale, slug), read, state=state)
