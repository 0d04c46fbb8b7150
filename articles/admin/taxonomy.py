"""What the screens of authors, categories and tags have in common: saved, deleted and merged by acts, never offered
again once merged."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Script

from articles.admin.feed_addresses import term_feeds
from articles.admin.languages import name_of
from articles.admin.merge_pages import merge_page, merge_selected, merged_notice
from articles.admin.refusals import DeletesByAct, RefusableForm, SavesByAct
from articles.admin.term_addresses import former_slugs, slug_help
from articles.admin.term_filters import MergedFilter
from articles.admin.term_uses import live_articles, shown_uses, tell_live_counts, why_kept
from articles.editing.taxonomy import AnyTerm, delete_term, save_term


def locale_choices(present: str = "") -> list[tuple[str, str]]:
    """The site's locales, named, and the one that an object has already, should the site have dropped it."""
    return [(locale, name_of(locale)) for locale in dict.fromkeys([*settings.LOCALES, *filter(None, [present])])]


class TermForm(RefusableForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "locale" in self.fields:
            choices = locale_choices(self.instance.locale)
            self.fields["locale"] = forms.ChoiceField(label=_("Locale"), choices=choices, initial=choices[0][0])
        if "slug" in self.fields and self.instance.pk:
            self.fields["slug"].help_text = slug_help(self.instance)


class TermAdmin(SavesByAct, DeletesByAct):
    form = TermForm
    change_form_template = "admin/articles/term/change_form.html"
    search_fields = ["name", "slug"]
    list_filter: ClassVar[Any] = [MergedFilter]
    lookups: tuple[str, ...] = ("merged",)
    list_select_related = ["merged_into"]
    list_per_page = 50
    show_full_result_count = False
    actions = [merge_selected]

    class Media:
        css = {"all": ["desk/desk.css", "desk/terms.css", "desk/feeds.css"]}
        js = [Script("desk/feeds.js", type="module")]

    # --- Rights: a merged one is a memory, nothing to work on ---------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.merged_into_id is None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.merged_into_id is None)

    # --- The list ---------------------------------------------------------------------------------------------------

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [*self.list_display, *(["kept_as"] if "merged" in request.GET else ["live"])]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        tell_live_counts(self.model, changelist.result_list)
        return changelist

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        is_list = request.resolver_match is not None and str(request.resolver_match.url_name).endswith("_changelist")
        return (found if is_list else found.filter(merged_into=None)), may_have_duplicates

    @admin.display(description=gettext_lazy("live articles"))
    def live(self, term: Any) -> str:
        return live_articles(term)

    @admin.display(description=gettext_lazy("merged into"))
    def kept_as(self, term: Any) -> str:
        return merged_notice(term)

    # --- One term ---------------------------------------------------------------------------------------------------

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The locale is decided once."""
        return ["locale"] if obj is not None and hasattr(obj, "locale") else []

    def get_urls(self) -> list[URLPattern]:
        name = f"articles_{self.opts.model_name}_merge"
        return [path("merge/", self.view(merge_page), name=name), *super().get_urls()]

    def view(self, act: Any) -> Any:
        return self.admin_site.admin_view(partial(act, self))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        term = kwargs.get("obj")
        return super().render_change_form(request, context | self.told(request, term), *args, **kwargs)

    def told(self, request: HttpRequest, term: Any) -> dict[str, Any]:
        """What the template needs beside the form. `term`: None for a new one."""
        if term is None:
            return {}
        uses = shown_uses(term, request.user)
        return {
            "uses": uses,
            "show_delete": uses.is_empty,
            "merged_into": merged_notice(term),
            "feeds": term_feeds(term),
            "may_merge": self.has_change_permission(request, term),
        }

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        before = form.initial.get("slug", "") if change else ""
        save_term(obj)
        if before and before != obj.slug:
            leads = before in former_slugs(obj)
            words = (
                _("Who follows the former address “{}” is led to “{}”.")
                if leads
                else _("Nobody outside ever saw the former address “{}”: it is free again. The new one is “{}”.")
            )
            messages.info(request, format_html(words, before, obj.slug))

    # --- Deleting ---------------------------------------------------------------------------------------------------

    def why_kept(self, obj: AnyTerm) -> str:
        return why_kept(obj)

    def delete_by_act(self, obj: AnyTerm) -> None:
        delete_term(obj)
