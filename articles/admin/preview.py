"""*Copy preview link*: an address under which anybody sees the draft for ten minutes."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from articles.editing.addresses import preview_address
from articles.models import Article
from articles.previews import sign_preview


def preview_link(desk: ModelAdmin[Any], request: HttpRequest, article: Article) -> HttpResponse:
    """A new link to the draft as it is saved, on the frontend of its locale; for whoever may change it."""
    if request.method != "POST":  # a link in a page must not make one
        return HttpResponseNotAllowed(["POST"])
    link = preview_address(sign_preview(article, by=request.user), article.locale)
    return JsonResponse({"url": link}, headers={"Referrer-Policy": "no-referrer"})
