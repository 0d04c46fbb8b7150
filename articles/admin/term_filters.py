"""Filters of the lists of terms, and of the article list by a term that was chosen elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.filters import Choices, ClosedFilter
from articles.models import Author, Tag


class MergedFilter(ClosedFilter):
    """Those that were merged into another one are shown only on request."""

    title = gettext_lazy("merged")
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("yes", _("Merged into another one"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset.filter(merged_into=None)
        return super().queryset(request, queryset)

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return queryset.exclude(merged_into=None)

    def choices(self, changelist: Any) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("In use")}
        yield from others


class OfTermFilter(ClosedFilter):
    """Shown only while it is in use: links of the lists of terms lead here."""

    model: type[Author] | type[Tag]
    column: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        value = self.value()
        if value is None:
            return []
        term = self.model.objects.filter(pk=value).first() if value.isdecimal() and len(value) < 10 else None
        return [(value, term.name)] if term else [("", _("no such one"))]

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        chosen = self.model.objects.filter(pk=value)
        return queryset.filter(pk__in=chosen.values(self.column))


class AuthorFilter(OfTermFilter):
    title = gettext_lazy("author")
    parameter_name = "author"
    model, column = Author, "articles"


class TagFilter(OfTermFilter):
    title = gettext_lazy("tag")
    parameter_name = "tag"
    model, column = Tag, "articles"
