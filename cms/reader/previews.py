"""The page of a draft, for whoever was given its address: as it would be published, and marked as not public."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from api.http import caching

from .articles import article_context
from .content_api import Answer, ask
from .kept import read_state
from .pages import message, page
from .terms import sections

OUT_OF_SIGHT = {
    "Cache-Control": caching.PRIVATE,
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",  # the address is the key
}
PARAMETERS = ("token", "as_of")


def preview_page(request: HttpRequest, *, locale: str) -> HttpResponse:
    """The draft that `?token=` opens, in its own language; `?as_of=`: what is scheduled to be public then."""
    asked = {name: request.GET[name] for name in PARAMETERS if request.GET.get(name)}
    answer = ask(request, "preview/", highlights="inline", **asked)
    with override(answer.document.get("locale", locale)):
        response = _page(request, answer, locale=locale)
    for name, value in OUT_OF_SIGHT.items():
        response.headers[name] = value
    return response


def _page(request: HttpRequest, answer: Answer, *, locale: str) -> HttpResponse:
    if answer.status != 200:
        return message(request, locale=locale, answer=answer)
    locale = answer.document["locale"]
    context = article_context(answer.document)
    context["head"] |= {"canonical": "", "noindex": True}
    context["bar"] = sections(request, locale, read_state())
    return page(request, "preview.html", context, locale=locale, answer=answer)
