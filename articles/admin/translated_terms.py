"""Categories and tags in several languages: the translations beside a term, and the page that starts one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.languages import name_of
from articles.admin.merge_pages import change_address, rows_of
from articles.admin.refusals import tell
from articles.admin.taxonomy import TermAdmin
from articles.editing.term_translations import term_translations, translate_term
from articles.errors import Refused


class TranslationForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)


def translate_page(desk: Any, request: HttpRequest, object_id: int, locale: str) -> HttpResponse:
    """A GET asks for the name in that locale, a POST makes the term and goes on to its page."""
    term = get_object_or_404(rows_of(desk.model), pk=object_id)
    if not (desk.has_change_permission(request, term) and desk.has_add_permission(request)):
        raise PermissionDenied
    form = TranslationForm(request.POST if request.method == "POST" else None, initial={"name": term.name})
    if form.is_bound and form.is_valid():
        try:
            new = translate_term(term, locale=locale, name=form.cleaned_data["name"])
        except Refused as refused:
            tell(form, refused)
        else:
            words = _("Started as a translation of “%(name)s”.") % {"name": term.name}
            desk.log_addition(request, new, words)
            messages.success(request, words)
            return HttpResponseRedirect(change_address(new))
    language = name_of(locale)
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Translate “%(name)s”: %(language)s") % {"name": term.name, "language": language},
        "opts": desk.opts,
        "original": term,
        "language": language,
        "locale": locale,
        "form": form,
        "media": desk.media,
    }
    return TemplateResponse(request, "admin/articles/term/translate.html", context)


def translations_of(desk: Any, request: HttpRequest, term: Any) -> list[dict[str, Any]]:
    """For each locale of the site: its language, the term there or None, and where one may be started ("": nowhere)."""
    may_start = desk.has_change_permission(request, term) and desk.has_add_permission(request)
    page = f"admin:articles_{desk.opts.model_name}_translate"
    return [
        {
            "locale": locale,
            "language": name_of(locale),
            "term": other,
            "is_this": other is not None and other.pk == term.pk,
            "url": change_address(other) if other else "",
            "start": reverse(page, args=[term.pk, locale]) if may_start and other is None else "",
        }
        for locale, other in term_translations(term).items()
    ]


class TranslatedAdmin(TermAdmin):
    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        tell_translations(changelist.result_list)
        return changelist

    @admin.display(description=gettext_lazy("translations"))
    def translations(self, term: Any) -> str:
        links = ((change_address(one), one.name, one.locale) for one in term.others)
        return format_html_join(", ", '<a href="{}">{} ({})</a>', links) or format_html("{}", "")

    def told(self, request: HttpRequest, term: Any) -> dict[str, Any]:
        if term is None:
            return {}
        return super().told(request, term) | {"translations": translations_of(self, request, term)}

    def get_urls(self) -> list[URLPattern]:
        name = f"articles_{self.opts.model_name}_translate"
        return [
            path("<int:object_id>/translate/<str:locale>/", self.view(translate_page), name=name),
            *super().get_urls(),
        ]


def tell_translations(terms: Any) -> None:
    """Give each of these terms `others`: its standing translations in the other locales. One query."""
    terms = list(terms)
    if not terms:
        return
    keys = {term.translation_key for term in terms}
    rows = rows_of(type(terms[0])).filter(translation_key__in=keys, merged_into=None).order_by("locale", "pk")
    sets: dict[Any, list[Any]] = {}
    for one in rows:
        sets.setdefault(one.translation_key, []).append(one)
    for term in terms:
        term.others = [one for one in sets.get(term.translation_key, []) if one.pk != term.pk]
