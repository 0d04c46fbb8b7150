"""Move a category: by the tree's script, which is answered in JSON, or by a form of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.refusals import tell
from articles.editing.category_tree import move_category, standing_below
from articles.errors import Refused
from articles.models import Category
from articles.models.category_tree import CategoryTree

LAST = 10**6
"""A position behind all siblings."""


class MoveForm(forms.Form):
    parent = forms.ModelChoiceField(
        Category.objects.standing(),
        required=False,
        label=gettext_lazy("Below"),
        error_messages={"invalid_choice": gettext_lazy("This category is not there any more. Choose another one.")},
    )
    position = forms.IntegerField(
        min_value=1,
        max_value=LAST,
        label=gettext_lazy("Position"),
        help_text=gettext_lazy("1 is the first of those that stand there; a number beyond the last is the last."),
    )

    def __init__(self, data: Any, category: Category) -> None:
        siblings = [one.pk for one in standing_below(category.parent, locale=category.locale)]
        super().__init__(data, initial={"parent": category.parent_id, "position": siblings.index(category.pk) + 1})
        tree = CategoryTree.load([category.locale])
        rows = [(one.pk, "— " * tree.level(one) + one.name) for one in tree.in_order() if one.pk != category.pk]
        self.fields["parent"].choices = [("", _("nothing: at the top")), *rows]  # type: ignore[attr-defined]


def move_page(desk: Any, request: HttpRequest, object_id: int) -> HttpResponse:
    """`parent` (primary key or empty) and `position` (from 1).

    A script that accepts JSON gets 200 with what was done, or 422 with `problem`, a sentence.
    """
    category = get_object_or_404(Category.objects.without_tree_fields().standing(), pk=object_id)
    if not desk.has_change_permission(request, category):
        raise PermissionDenied
    is_script = request.headers.get("Accept") == "application/json"
    form = MoveForm(request.POST if request.method == "POST" else None, category)
    if form.is_bound and form.is_valid():
        try:
            said = move(desk, request, category, form)
        except Refused as refused:
            tell(form, refused)
        else:
            if is_script:
                return answer(category, said)
            messages.success(request, said)
            return HttpResponseRedirect(reverse("admin:articles_category_changelist"))
    if is_script:
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"problem": words}, status=422)
    return show(desk, request, category, form)


def move(desk: Any, request: HttpRequest, category: Category, form: MoveForm) -> str:
    """What was done, in words. Raises Refused."""
    parent = form.cleaned_data["parent"]
    move_category(category, parent=parent, position=form.cleaned_data["position"] - 1)
    siblings = list(standing_below(parent, locale=category.locale))
    place = {
        "name": category.name,
        "parent": parent.name if parent else "",
        "number": siblings.index(category) + 1,
        "count": len(siblings),
    }
    if parent:
        said = _("“%(name)s” stands below “%(parent)s” now, %(number)d of %(count)d.") % place
    else:
        said = _("“%(name)s” stands at the top now, %(number)d of %(count)d.") % place
    desk.log_change(request, category, said)
    return said


def answer(category: Category, said: str) -> JsonResponse:
    """With the order as it is by now, should somebody else have moved things meanwhile."""
    order = [one.pk for one in standing_below(category.parent, locale=category.locale)]
    return JsonResponse({"said": said, "parent": category.parent_id, "order": order})


def show(desk: Any, request: HttpRequest, category: Category, form: MoveForm) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Move “%(name)s”") % {"name": category.name},
        "opts": desk.opts,
        "original": category,
        "form": form,
        "media": desk.media,
    }
    return TemplateResponse(request, "admin/articles/category/move.html", context)
