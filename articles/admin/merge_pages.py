"""Merge: from the list or from one term to a page that says what happens to each, and from there to the act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.term_addresses import former_slugs, term_address
from articles.admin.term_uses import ShownUses, shown_uses, tell_live_counts
from articles.editing.merging_terms import merge_all
from articles.editing.taxonomy import AnyTerm
from articles.editing.term_uses import was_public
from articles.errors import Refused
from articles.models import Author, Category

AT_ONCE = 10
"""So many are merged in one go: the page shows the uses of each."""


@admin.action(description=gettext_lazy("Merge …"), permissions=["change"])
def merge_selected(desk: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    terms = list(queryset.filter(merged_into=None)[: AT_ONCE + 1])
    if why := why_not(terms):
        messages.error(request, why)
        return None
    return HttpResponseRedirect(f"{address_of(desk)}?{urlencode({'term': [one.pk for one in terms]}, doseq=True)}")


def why_not(terms: list[Any]) -> str:
    """Why these cannot be merged, as far as it shows without trying; "" if they can."""
    if len(terms) < 2:
        return _("Choose at least two that are in use, to merge them.")
    if len(terms) > AT_ONCE:
        return _("Choose at most %(count)d at once.") % {"count": AT_ONCE}
    if len({getattr(one, "locale", "") for one in terms}) > 1:
        return _("They are of different locales: make them translations of each other instead.")
    return ""


@dataclass(frozen=True)
class Candidate:
    """One of the terms on the page, with what becomes of it should another one be kept."""

    term: Any
    uses: ShownUses
    addresses: list[str]
    """That will lead to the kept one; none if nobody outside ever saw it."""


class KeepForm(forms.Form):
    keep = forms.ModelChoiceField(
        Author.objects.none(),  # the form is told which
        label=gettext_lazy("Which one is kept?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose the one that is kept.")},
    )

    def __init__(self, data: Any, terms: QuerySet[Any]) -> None:
        super().__init__(data)
        self.fields["keep"].queryset = terms  # type: ignore[attr-defined]


def merge_page(desk: Any, request: HttpRequest) -> HttpResponse:
    """`term` in the query, once for each. A GET asks which one is kept, a POST merges the others into it."""
    if not desk.has_change_permission(request):
        raise PermissionDenied
    found = rows_of(desk.model).filter(pk__in=asked(request), merged_into=None).order_by("name", "pk")
    terms = list(found[: AT_ONCE + 1])
    if len(terms) == 1 and request.method != "POST":
        return choose_page(desk, request, terms[0])
    if why := why_not(terms):
        messages.error(request, why)
        return HttpResponseRedirect(reverse(f"admin:articles_{desk.opts.model_name}_changelist"))
    form = KeepForm(request.POST if request.method == "POST" else None, found)
    if form.is_bound and form.is_valid():
        try:
            return merge(desk, request, terms, form.cleaned_data["keep"])
        except Refused as refused:
            form.add_error("keep", str(refused))
    return confirm_page(desk, request, terms, form)


def asked(request: HttpRequest) -> list[int]:
    return [int(one) for one in request.GET.getlist("term")[: AT_ONCE + 1] if one.isdecimal() and len(one) < 10]


def merge(desk: Any, request: HttpRequest, terms: list[Any], kept: Any) -> HttpResponse:
    """All or none. Raises Refused."""
    losers = [one for one in terms if one.pk != kept.pk]
    with transaction.atomic():
        for loser in losers:
            desk.log_change(request, loser, _("Merged into “%(name)s”.") % {"name": kept.name})
        desk.log_change(request, kept, _("Kept at a merge: it stands for the others, too."))
        merge_all(losers, kept)  # last: it ends with the row that all writers contend for
    names = format_html_join(", ", "“{}”", ((one.name,) for one in losers))
    link = format_html('<a href="{}">{}</a>', change_address(kept), kept.name)
    messages.success(request, format_html(_("Merged {} into {}: what named them names it now."), names, link))
    return HttpResponseRedirect(reverse(f"admin:articles_{desk.opts.model_name}_changelist"))


def confirm_page(desk: Any, request: HttpRequest, terms: list[Any], form: KeepForm) -> HttpResponse:
    tell_live_counts(desk.model, terms)
    candidates = [Candidate(one, shown_uses(one), addresses_of(one)) for one in terms]
    more = {
        "candidates": candidates,
        "form": form,
        "chosen": str(form["keep"].value() or most_used(candidates).pk),
        "title": _("Merge %(kind)s") % {"kind": desk.opts.verbose_name_plural},
    }
    return render(desk, request, "admin/articles/term/merge.html", more)


def choose_page(desk: Any, request: HttpRequest, term: Any) -> HttpResponse:
    """With one term alone: with which one?"""
    others = rows_of(desk.model).filter(merged_into=None).exclude(pk=term.pk).order_by("name", "pk")
    if hasattr(term, "locale"):
        others = others.filter(locale=term.locale)
    title = _("Merge “%(name)s”") % {"name": term.name}
    more = {"term": term, "others": others.values_list("pk", "name", "slug"), "title": title}
    return render(desk, request, "admin/articles/term/merge_choice.html", more)


def render(desk: Any, request: HttpRequest, template: str, more: dict[str, Any]) -> HttpResponse:
    context = {**desk.admin_site.each_context(request), "opts": desk.opts, "media": desk.media, **more}
    return TemplateResponse(request, template, context)


def most_used(candidates: list[Candidate]) -> Any:
    """The one that is proposed: whose loss would touch most."""
    return max(candidates, key=lambda one: (one.term.live_count, one.uses.article_count, -one.term.pk)).term


def addresses_of(term: AnyTerm) -> list[str]:
    if not was_public(term):
        return []
    return [term_address(term), *(term_address(term, slug) for slug in former_slugs(term))]


def rows_of(model: Any) -> QuerySet[Any]:
    """Of a tree without what makes it one: here it is a list."""
    rows: QuerySet[Any] = model.objects.without_tree_fields() if model is Category else model.objects.all()
    return rows


def merged_notice(term: Any) -> SafeString | str:
    """A link to what it was merged into; "" for a standing one."""
    if term.merged_into_id is None:
        return ""
    return format_html('<a href="{}">{}</a>', change_address(term.merged_into), term.merged_into.name)


def change_address(term: AnyTerm) -> str:
    return reverse(f"admin:articles_{term._meta.model_name}_change", args=[term.pk])


def address_of(desk: Any) -> str:
    return reverse(f"admin:articles_{desk.opts.model_name}_merge")
