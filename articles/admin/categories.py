"""The categories as trees, one a locale, and one category."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Script

from articles.admin.category_moves import LAST, move_page
from articles.admin.filters import LocaleFilter
from articles.admin.languages import name_of
from articles.admin.taxonomy import TermForm
from articles.admin.term_filters import MergedFilter
from articles.admin.term_uses import live_articles
from articles.admin.translated_terms import TranslatedAdmin
from articles.admin.untouched_fields import keep_untouched
from articles.editing.category_tree import move_category
from articles.models import Category


@dataclass
class Branch:
    category: Any
    live: str
    below: list[Branch] = field(default_factory=list)


@dataclass
class Tree:
    locale: str
    language: str
    branches: list[Branch] = field(default_factory=list)


def trees_of(categories: Iterable[Any]) -> list[Tree]:
    """The trees of the locales, from their categories, siblings in their order, each with its `live_count`."""
    trees: dict[str, Tree] = {}
    branches = {category.pk: Branch(category, live_articles(category)) for category in categories}
    for branch in branches.values():
        locale, above = branch.category.locale, branches.get(branch.category.parent_id)
        tree = trees.setdefault(locale, Tree(locale, name_of(locale)))
        (above.below if above else tree.branches).append(branch)
    return [trees[locale] for locale in dict.fromkeys([*settings.LOCALES, *sorted(trees)]) if locale in trees]


class CategoryForm(TermForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parent" in self.fields:
            self.offer_parents(self.fields["parent"])
        if self.instance.pk:
            keep_untouched(self, ["name", "slug", "description", "parent"])

    def offer_parents(self, parent: Any) -> None:
        """Of its own locale, if it has one already, and none that stands below it. The act refuses the others."""
        rows: Any = Category.objects.with_tree_fields().standing()
        parent.queryset = rows
        if self.instance.pk:
            rows = rows.filter(locale=self.instance.locale)
        choices = [
            (row.pk, f"{'— ' * row.tree_depth}{row.name}" + ("" if self.instance.pk else f" ({row.locale})"))
            for row in rows
            if self.instance.pk is None or self.instance.pk not in row.tree_path
        ]
        for act in ("change", "delete", "view"):  # of another category: on its own page; here one may be added
            setattr(parent.widget, f"can_{act}_related", False)
        parent.choices = [("", _("none: it stands at the top")), *choices]


@admin.register(Category)
class CategoryAdmin(TranslatedAdmin):
    form = CategoryForm
    fields = ["name", "slug", "locale", "parent", "description"]
    list_display = ["indented_name", "slug", "locale", "translations"]
    list_display_links = ["indented_name"]
    list_filter = [LocaleFilter, MergedFilter]
    lookups = ("locale", "merged")
    list_per_page = 100_000  # a tree has no pages
    list_max_show_all = 100_000
    sortable_by = ()
    ordering = ["position", "name", "pk"]  # of siblings
    actions_selection_counter = False

    class Media:
        js = [Script("desk/tree.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Category.objects.with_tree_fields()

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        changelist.may_move = self.has_change_permission(request)
        if not changelist.query and "merged" not in request.GET:  # what was found is a list, no tree
            changelist.trees = trees_of(changelist.result_list)
        return changelist

    @admin.display(description=gettext_lazy("name"))
    def indented_name(self, category: Any) -> str:
        return "— " * category.tree_depth + category.name

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "parent" in form.changed_data:
            move_category(obj, parent=obj.parent, position=LAST)

    def get_urls(self) -> list[URLPattern]:
        return [path("<int:object_id>/move/", self.view(move_page), name="articles_category_move"), *super().get_urls()]
