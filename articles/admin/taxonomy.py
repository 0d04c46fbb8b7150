"""Authors, categories and tags: plain screens over `save_term` and `delete_term`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.refusals import DeletesByAct, RefusableForm, SavesByAct
from articles.editing.taxonomy import AnyTerm, delete_term, save_term
from articles.models import Author, Category, Tag
from articles.models.author import AuthorBio


def locale_choices(present: str = "") -> list[tuple[str, str]]:
    """The site's locales, and the one that an object has already, should the site have dropped it."""
    return [(locale, locale) for locale in dict.fromkeys([*settings.LOCALES, *filter(None, [present])])]


class TermForm(RefusableForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "locale" in self.fields:
            choices = locale_choices(self.instance.locale)
            self.fields["locale"] = forms.ChoiceField(choices=choices, initial=choices[0][0])


class TermAdmin(SavesByAct, DeletesByAct):
    form = TermForm
    search_fields = ["name", "slug"]
    list_per_page = 50
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: AnyTerm, form: Any, change: bool) -> None:
        save_term(obj)

    def delete_by_act(self, obj: AnyTerm) -> None:
        delete_term(obj)


class BioForm(forms.ModelForm):
    locale = forms.ChoiceField(choices=locale_choices)


class BioInline(admin.TabularInline):
    model = AuthorBio
    form = BioForm
    extra = 0
    verbose_name_plural = "bios, one a locale"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("articles.change_author"))

    has_change_permission = has_delete_permission = has_view_permission = has_add_permission


@admin.register(Author)
class AuthorAdmin(TermAdmin):
    fields = ["name", "slug"]
    inlines = [BioInline]
    list_display = ["name", "slug"]


@admin.register(Category)
class CategoryAdmin(TermAdmin):
    fields = ["name", "slug", "locale", "parent", "position", "description"]
    list_display = ["indented_name", "slug", "locale", "position"]
    list_display_links = ["indented_name"]
    ordering = ()  # the tree's own

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Category.objects.with_tree_fields()

    @admin.display(description="name")
    def indented_name(self, category: Any) -> str:
        return "— " * category.tree_depth + category.name


@admin.register(Tag)
class TagAdmin(TermAdmin):
    fields = ["name", "slug", "locale"]
    list_display = ["name", "slug", "locale"]
