"""The list of tags, one tag, and the suggestions of the writing page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path

from articles.admin.filters import LocaleFilter
from articles.admin.term_filters import MergedFilter
from articles.admin.translated_terms import TranslatedAdmin
from articles.editing.tag_names import SUGGESTED, fold, suggest_tags
from articles.models import Tag


def suggest(desk: Any, request: HttpRequest) -> JsonResponse:
    """Tags of `locale` whose name contains `q`; `isNamed` says that the first one bears just this name. 403 else."""
    if not desk.has_view_permission(request):
        return JsonResponse({"tags": [], "isNamed": False}, status=403)
    text = request.GET.get("q", "")
    found = suggest_tags(text, locale=request.GET.get("locale", "").replace("\0", "")[:16])
    named = bool(found) and fold(found[0][1]) == fold(text)
    answer = {"tags": [{"id": str(pk), "name": name} for pk, name in found[:SUGGESTED]], "isNamed": named}
    return JsonResponse(answer)


@admin.register(Tag)
class TagAdmin(TranslatedAdmin):
    fields = ["name", "slug", "locale"]
    list_display = ["name", "slug", "locale", "translations"]
    list_filter = [LocaleFilter, MergedFilter]
    lookups = ("locale", "merged")

    def get_urls(self) -> list[URLPattern]:
        return [path("suggest/", self.view(suggest), name="articles_tag_suggest"), *super().get_urls()]
