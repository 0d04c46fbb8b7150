"""The addresses behind "Suggested from the text": similar articles for "Explore more", and which are not wanted."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.image_views import private, problem
from articles.admin.related_entries import entries
from articles.admin.related_search import number
from articles.models import Article, DismissedSuggestion, PublishedVersion
from articles.search.suggestions import Text, suggest

LONGEST = 500_000
"""Characters of a text that are looked at."""


@require_POST
def related_suggestions(request: HttpRequest, *, desk: ModelAdmin[Any]) -> JsonResponse:
    """For `title`, `lead` and `text` as they stand on the page, plain, in `locale`. It writes nothing.

    `own`: the article, which the user may change; "" for a new one. `besides`, many times: articles that are chosen, or
    not wanted. Gives `items`, a list's items in HTML, and how many there are as `count`.
    """
    own = named(request, "own")
    if not (desk.has_change_permission(request, own) if own else desk.has_add_permission(request)):
        return problem(_("You may not edit this article."), status=403)
    at = timezone.now()
    text = text_of(request)
    besides = {pk for raw in request.POST.getlist("besides") if (pk := number(raw)) is not None}
    live = PublishedVersion.objects.live(at=at).in_locale(text.locale)
    suggestions = suggest(text, live.exclude(translation_key__in=families(besides, own=own)))
    found = [one.article for one in suggestions]
    shown = entries(found, locale=text.locale, own=own.pk if own else None, at=at)
    items = [{"entry": shown[one.article], "words": one.words} for one in suggestions if one.article in shown]
    html = render_to_string("admin/articles/article/related_suggestions.html", {"items": items, "text": text})
    return private(JsonResponse({"items": html, "count": len(items)}))


def named(request: HttpRequest, field: str) -> Article | None:
    pk = number(request.POST.get(field, ""))
    return None if pk is None else Article.objects.filter(pk=pk).first()


def text_of(request: HttpRequest) -> Text:
    title, lead, text = (request.POST.get(name, "")[:LONGEST] for name in ("title", "lead", "text"))
    return Text(request.POST.get("locale", "").replace("\0", "")[:16], title, lead, text)


def families(articles: Collection[int], *, own: Article | None) -> set[UUID]:
    """Translation keys of these, of the article itself, and of what was dismissed there. Two queries at the most."""
    dismissed = own.dismissed_suggestions.values_list("target", flat=True) if own else ()
    left_out = Article.objects.filter(pk__in={*articles, *dismissed})
    return {*left_out.values_list("translation_key", flat=True), *([own.translation_key] if own else [])}


def dismissal(desk: ModelAdmin[Any], request: HttpRequest, article: Article) -> HttpResponse:
    """Do not suggest `target` for this article any more; with `undo`, do so again. Twice is as once."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    target = named(request, "target")
    if target is None:
        return problem(_("There is no such article any more."), status=422)
    if "undo" in request.POST:
        article.dismissed_suggestions.filter(target=target).delete()
    else:
        DismissedSuggestion.objects.get_or_create(article=article, target=target)
    return private(JsonResponse({"isDismissed": "undo" not in request.POST}))
