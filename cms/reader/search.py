"""The search page: a form, and what the API found."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from .articles import card_context
from .content_api import Answer, ask
from .pictures import CARD_SIZES

PAGE_SIZE = "12"
LONGEST = 200
"""Characters that the API takes."""


def asked(request: HttpRequest) -> str:
    """Without what cannot be typed."""
    return "".join(sign for sign in request.GET.get("q", "") if sign.isprintable()).strip()


def is_refused(answer: Answer) -> bool:
    """True where the API does not take these words; the page then says so beside them."""
    faults = answer.document.get("errors", []) if answer.status == 400 else []
    return [fault["parameter"] for fault in faults] == ["q"]


def find(request: HttpRequest, locale: str) -> Answer:
    """What the API says to the visitor's `?q=` and `?page=`; nothing asked, nothing found."""
    words = asked(request)
    if not words:
        return Answer(200, {}, {})
    return ask(request, "search/", q=words, page=request.GET.get("page", "1"), page_size=PAGE_SIZE, locale=locale)


def search_context(request: HttpRequest, answer: Answer) -> dict[str, Any]:
    """For search.html; of an answer that is a problem, the form alone, with what was asked."""
    document, words = answer.document if answer.status == 200 else {}, asked(request)
    number = int(request.GET.get("page", "1")) if document.get("next") or document.get("previous") else 1
    return {
        "asked": words,
        "longest": LONGEST,
        "is_refused": is_refused(answer),
        "found": document or None,
        "hits": [_hit(hit) for hit in document.get("results", [])],
        "sizes": CARD_SIZES,
        "next_query": urlencode({"q": words, "page": str(number + 1)}) if document.get("next") else "",
        "previous_query": urlencode({"q": words, "page": str(number - 1)}) if document.get("previous") else "",
    }


def _hit(hit: dict[str, Any]) -> dict[str, Any]:
    """A card whose title and teaser are those of the snippet: HTML that the API has escaped."""
    snippet = {name: mark_safe(html) for name, html in hit["snippet"].items()}  # noqa: S308  escaped by the API
    return card_context(hit) | {"snippet": snippet}
