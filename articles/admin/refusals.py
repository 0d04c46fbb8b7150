"""What an act refuses, brought to the place where the writer can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from articles.admin.rights import RuledAdmin
from articles.errors import Refused


def tell(form: forms.BaseForm, refused: Refused) -> None:
    """Put the refusal at its field of a validated form, or above the form where it has no such field."""
    form.add_error(refused.field if refused.field in form.fields else None, ValidationError(str(refused)))


class RefusableForm(forms.ModelForm):
    """A form that comes back with what the act refused."""

    refused: Refused | None = None

    def clean(self) -> dict[str, Any]:
        if self.refused is not None:
            tell(self, self.refused)
        return self.cleaned_data


class SavesByAct(RuledAdmin):
    """Saved by an act that may refuse. The admin's transaction rolls back, then the page is made again with the reason.

    `form` is a RefusableForm; `save_model` calls the act.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            request.refused = refused  # type: ignore[attr-defined]  # read by get_form
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[Any]:
        form = super().get_form(request, obj, change, **kwargs)
        refused = getattr(request, "refused", None)
        return type(form.__name__, (form,), {"refused": refused}) if refused else form


class DeletesByAct(RuledAdmin):
    """Deleted by an act that may refuse: one by one or in bulk, all or nothing."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """What deletes stands last."""
        actions = super().get_actions(request)
        return {name: actions[name] for name in sorted(actions, key="delete_selected".__eq__)}

    def delete_by_act(self, obj: Any) -> None:
        """Raises Refused."""
        raise NotImplementedError

    def why_kept(self, obj: Any) -> str:
        """Why this object cannot be deleted, as far as is known before anybody tries, or "". It may be HTML."""
        return ""

    def get_deleted_objects(
        self, objs: Iterable[Any], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        objs = list(objs)
        lacking = {str(obj) for obj in objs if not self.has_delete_permission(request, obj)}
        kept = [format_html("{}: {}", obj, reason) for obj in objs if (reason := self.why_kept(obj))]
        return [str(obj) for obj in objs], {capfirst(str(self.opts.verbose_name_plural)): len(objs)}, lacking, kept

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.delete_by_act(obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for obj in queryset:
            self.delete_by_act(obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refused as refused:
            messages.error(request, str(refused))
            name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(name, args=[object_id]))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        try:
            with transaction.atomic():  # the admin writes its log before it deletes
                return super().changelist_view(request, extra_context)
        except Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.get_full_path())
