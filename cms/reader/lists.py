"""Articles as cards, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import urlencode

from .addresses import front_path
from .articles import BLANK_CARD, card_context
from .content_api import Answer, ask
from .pictures import CARD_SIZES

CARDS = 12  # one on top, two beside each other, three rows of three


@dataclass(frozen=True)
class Listed:
    """What the API listed. All but `answer` only where that is 200."""

    answer: Answer
    number: str
    query: dict[str, str]

    @property
    def is_first(self) -> bool:
        return self.answer.document["previous"] is None

    @property
    def suffix(self) -> str:
        """What the address of this page ends with."""
        return "" if self.is_first else f"?page={int(self.number)}"

    def context(self) -> dict[str, Any]:
        """For cards.html and more.js."""
        document = self.answer.document
        return {
            "cards": [card_context(card) for card in document["results"]],
            "is_first": self.is_first,
            "blank_card": BLANK_CARD,
            "sizes": CARD_SIZES,
            "next_page": int(self.number) + 1 if document["next"] else None,
            "query": urlencode(self.query),
            "root": front_path(self.query["locale"]),
            "time_zone": settings.TIME_ZONE,
        }


def list_articles(request: HttpRequest, **query: str) -> Listed:
    """The page that the visitor's `?page=` names; `query` is the API's."""
    number = request.GET.get("page", "1")
    query |= {"page_size": str(CARDS)}
    return Listed(ask(request, "articles/", page=number, **query), number, query)
