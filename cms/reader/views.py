"""The reader's two pages. Each answers with the status of the public API, and is made of nothing but its document."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from .addresses import article_path, front_path
from .articles import BLANK_CARD, article_context, card_context
from .content_api import Answer, ask
from .pages import message, moved, page
from .pictures import CARD_SIZES

CARDS = 12  # one on top, two beside each other, three rows of three

View = Callable[..., HttpResponse]


def in_its_locale(view: View) -> View:
    """Speak the locale of the path, whatever the browser prefers: one address, one page."""

    @wraps(view)
    def answer(request: HttpRequest, *, locale: str | None = None, **kwargs: Any) -> HttpResponse:
        locale = locale or settings.LOCALES[0]
        with override(locale):
            return view(request, locale=locale, **kwargs)

    return answer


@csrf_exempt  # nothing is changed here: whoever posts is told so, not asked for a token
@require_safe
@in_its_locale
def front(request: HttpRequest, *, locale: str) -> HttpResponse:
    """The articles of a locale, the most urgent and of these the newest first, `?page=` by page."""
    number = request.GET.get("page", "1")
    query = {"locale": locale, "ordering": "priority,-published_at", "page_size": str(CARDS)}
    answer = ask(request, "articles/", page=number, **query)
    if answer.status != 200:
        return message(request, locale=locale, answer=answer)
    path = front_path(locale)
    is_first = answer.document["previous"] is None
    context = {
        "head": {
            "title": settings.SITE_NAME,
            "canonical": settings.PUBLIC_URL + (path if is_first else f"{path}?page={int(number)}"),
        },
        "cards": [card_context(card) for card in answer.document["results"]],
        "count": answer.document["count"],
        "is_first": is_first,
        "blank_card": BLANK_CARD,
        "sizes": CARD_SIZES,
        "next_page": int(number) + 1 if answer.document["next"] else None,
        "query": urlencode(query),
        "time_zone": settings.TIME_ZONE,
    }
    return page(request, "front.html", context, locale=locale, answer=answer)


@csrf_exempt  # nothing is changed here: whoever posts is told so, not asked for a token
@require_safe
@in_its_locale
def article(request: HttpRequest, *, slug: str, locale: str) -> HttpResponse:
    """An article by slug. Asked for by id, or under another locale, it has its own address: 301."""
    answer = ask(request, f"articles/{slug}/", locale=locale, highlights="inline")
    if answer.status == 301:
        return moved(request, _path_of(answer, locale))
    if answer.status != 200:
        return message(request, locale=locale, answer=answer)
    path = article_path(answer.document["slug"], answer.document["locale"])
    if path != request.path:
        return moved(request, path)
    return page(request, "article.html", article_context(answer.document), locale=locale, answer=answer)


def _path_of(answer: Answer, locale: str) -> str:
    """The reader's address of what the API's Location names."""
    location = urlsplit(answer.headers["Location"])
    slug = location.path.rstrip("/").rsplit("/", 1)[-1]
    return article_path(slug, parse_qs(location.query).get("locale", [locale])[0])
