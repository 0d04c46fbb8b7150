"""A page as an HTTP answer: the API's status, and its rules of caching, in the reader's dress."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from api.http import caching

from . import embeds
from .addresses import front_path
from .content_api import Answer

PASSED_ON = ("Content-Sequence", "Retry-After")
MESSAGES = {
    400: (_("This address asks for something odd"), _("Some part of it could not be understood.")),
    401: (_("This preview has ended"), _("Its link lasts ten minutes. Ask whoever sent it for a new one.")),
    403: (_("Not for everybody"), _("This address is closed to you.")),
    404: (_("There is nothing here"), _("The address may be mistyped, or nothing was ever published under it.")),
    410: (_("This article has left the page"), _("It was published here once and is no longer available.")),
    429: (_("A little slower, please"), _("Too many pages were asked for at once. Try again in a minute.")),
    500: (_("Something broke on our side"), _("It has been noted. Please try again in a few minutes.")),
    503: (_("Not at the moment"), _("The site is busy or being looked after. Please try again in a few minutes.")),
}


def page(request: HttpRequest, template: str, context: dict[str, Any], *, locale: str, answer: Answer) -> HttpResponse:
    """The page in `locale`, or 304.

    Rendered without the request: no context processor can touch the session, and no nonce makes the bytes differ, so
    that the page has a strong ETag and may be kept like the API's answer. (JSON-LD is data and needs no nonce.)
    """
    context = {"locale": locale, "site_name": settings.SITE_NAME, "front_path": front_path(locale)} | context
    html = render_to_string(f"reader/{template}", context)
    headers = {name: answer.headers[name] for name in PASSED_ON if name in answer.headers}
    response = HttpResponse(html, status=answer.status, headers={"Content-Language": locale} | headers)
    finished = caching.finish(request, response)
    if context.get("has_players"):
        # On a 304 too: browsers take its headers for those of the page that they keep.
        finished._csp_update = embeds.policy()  # type: ignore[attr-defined]  # read by django-csp
    return finished


def moved(request: HttpRequest, path: str) -> HttpResponse:
    """To the page's own address, with the visitor's query."""
    query = request.META.get("QUERY_STRING", "")
    return caching.finish(request, HttpResponsePermanentRedirect(f"{path}?{query}" if query else path))


def message(request: HttpRequest, *, locale: str, answer: Answer) -> HttpResponse:
    """A readable page for what is not a page: the status in words, and the public note of a withdrawal."""
    title, text = MESSAGES.get(answer.status, MESSAGES[500])
    context = {
        "head": {"title": title, "noindex": True},
        "status": answer.status,
        "text": text,
        "note": answer.document.get("note", "") if answer.status == 410 else "",
    }
    return page(request, "message.html", context, locale=locale, answer=answer)
