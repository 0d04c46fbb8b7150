"""The address that the picker of "Explore more" asks: articles by their title, or by their address on this site."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.folding import Folded
from articles.admin.image_views import private, problem
from articles.admin.related_entries import entries
from articles.editing.drafts import RELATED
from articles.editing.own_addresses import articles_behind, is_address, is_own
from articles.models import Article, PublishedVersion
from articles.text.folding import fold

PAGE = 12
WORDS = 10
LONGEST = 1000
"""Characters of a question."""


@require_safe
def related_search(request: HttpRequest, *, desk: ModelAdmin[Any]) -> JsonResponse:
    """`q`: words of a title, or an address; or `id`, many times: those articles. For the article `own` in `locale`.

    `results` (id, family, title, card: HTML), `hasMore`, and `note`: a sentence about an address.
    """
    if not desk.has_view_permission(request):
        return problem(_("You may not see articles."), status=403)
    at, locale, own = (
        timezone.now(),
        request.GET.get("locale", "").replace("\0", "")[:16],
        number(request.GET.get("own", "")),
    )
    asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    note, has_more = "", False
    if "id" in request.GET:
        found = [pk for raw in request.GET.getlist("id")[:RELATED] if (pk := number(raw)) is not None]
    elif is_address(asked):
        found, note = by_address(asked, own=own)
    else:
        found = list(by_title(asked, locale=locale, own=own, at=at)[: PAGE + 1])
        found, has_more = found[:PAGE], len(found) > PAGE
    shown = entries(found, locale=locale, own=own, at=at)
    results = [shown[pk].as_json() for pk in found if pk in shown]
    return private(JsonResponse({"results": results, "hasMore": has_more, "note": note}))


def number(raw: str) -> int | None:
    """A primary key that both databases can hold."""
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 19 else None


def by_address(address: str, *, own: int | None) -> tuple[list[int], str]:
    """The article behind it, if it is one of this site's, and what is to be said."""
    article = articles_behind([address]).get(address)
    if article is None:
        return [], _("No article of this site has this address.") if is_own(address) else ""
    if article.pk == own:
        return [], _("This is the address of the article that you are writing.")
    return [article.pk], _("This is an article of this site.")


def by_title(asked: str, *, locale: str, own: int | None, at: datetime) -> QuerySet[Any, int]:
    """Primary keys of articles whose draft's or live title has all the words, in any order; nothing for no word.

    Those in `locale` first, then what is public, then those whose title begins as asked, then the newest.
    """
    words = fold(asked).split()[:WORDS]
    if not words:
        return Article.objects.none().values_list("pk", flat=True)
    public = PublishedVersion.objects.live(at=at)
    live = public.alias(folded=Folded("title")).filter(having(words))
    articles = Article.objects.alias(folded=Folded("title")).exclude(pk=own or 0)
    found = articles.filter(having(words) | Q(pk__in=live.values("article")))
    order = first(locale=locale), first(pk__in=public.values("article")), first(folded__startswith=fold(asked)), "-pk"
    return found.order_by(*order).values_list("pk", flat=True)


def having(words: list[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(folded__contains=word)
    return condition


def first(**condition: Any) -> Case:
    return Case(When(**condition, then=Value(0)), default=Value(1), output_field=IntegerField())
