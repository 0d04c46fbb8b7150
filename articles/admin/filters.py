"""The filters beside the article list."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from articles.admin.languages import name_of
from articles.models import Article, Category
from articles.publishing.states import State

Choices = list[tuple[str, str]]


class ClosedFilter(SimpleListFilter):
    """A filter that knows its values: any other one finds nothing."""

    stands_open = False
    """Without having been chosen from; the others are folded (templates/admin/filter.html)."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value is None:
            return queryset
        if value not in {str(known) for known, _ in self.lookup_choices}:
            return queryset.none()
        return self.narrow(queryset, value)

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return queryset.filter(**{str(self.parameter_name): value})


class StateFilter(ClosedFilter):
    title, parameter_name = gettext_lazy("state"), "state"
    stands_open = True

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(state.value, str(state.label)) for state in State]


class LocaleFilter(ClosedFilter):
    title, parameter_name = gettext_lazy("locale"), "locale"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(locale, name_of(locale)) for locale in settings.LOCALES]


class MissingFilter(ClosedFilter):
    """Articles without a version in a locale of the site."""

    title, parameter_name = gettext_lazy("missing translation"), "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(locale, name_of(locale)) for locale in settings.LOCALES]

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        there = Article.objects.filter(translation_key=OuterRef("translation_key"), locale=value)
        return queryset.exclude(Exists(there))


class CategoryFilter(ClosedFilter):
    """A category, and all below it."""

    title, parameter_name = gettext_lazy("category"), "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [
            (str(category.pk), f"{'— ' * category.tree_depth}{category.name} ({category.locale})")
            for category in Category.objects.with_tree_fields().standing()
        ]

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        below = Category.objects.descendants(int(value), include_self=True)
        return queryset.filter(category__in=[category.pk for category in below])
