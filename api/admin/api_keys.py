"""API keys: made, told once, revoked. For administrators."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api.models.api_key import ApiKey, Scope
from articles.admin.moments import LocalMoment
from articles.admin.rights import RuledAdmin
from articles.rules import is_author


class KeyForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Scopes"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Without any it reads what everybody reads, and has a rate limit of its own."),
    )
    expires_at = LocalMoment(label=gettext_lazy("Expires"), required=False, help_text=gettext_lazy("Empty: never."))

    class Meta:
        model = ApiKey
        fields = ("name", "owner", "scopes", "expires_at")

    def clean_owner(self) -> Any:
        owner = self.cleaned_data["owner"]
        if not owner.is_active or not is_author(owner):
            raise forms.ValidationError(_("This account has no role here. Choose one that has."), code="no_role")
        return owner

    def clean_expires_at(self) -> Any:
        at = self.cleaned_data["expires_at"]
        if at is not None and at <= timezone.now():
            raise forms.ValidationError(_("This moment has passed. Choose a later one, or none."), code="passed")
        return at


class StandingKeyForm(forms.ModelForm):
    """Of a key that is in use only its name changes: whoever holds it knows what it opens."""

    revoke = forms.BooleanField(
        label=gettext_lazy("Revoke it"),
        required=False,
        help_text=gettext_lazy("From then on it opens nothing. This cannot be taken back: make a new one instead."),
    )

    class Meta:
        model = ApiKey
        fields = ("name",)


@admin.register(ApiKey)
class ApiKeyAdmin(RuledAdmin):
    list_display = ("name", "beginning", "owner", "allowed", "state", "expires_at", "last_used_at")
    list_select_related = ("owner",)
    search_fields = ("name", "key_id")
    told = ("beginning", "owner", "allowed", "state", "created_at", "expires_at", "last_used_at", "revoked_at")

    def get_form(self, request: HttpRequest, obj: ApiKey | None = None, change: bool = False, **kwargs: Any) -> Any:
        kwargs["form"] = StandingKeyForm if obj else KeyForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> Any:
        if obj is None:
            return KeyForm.Meta.fields
        return ("name", *self.told) if obj.revoked_at else ("name", *self.told, "revoke")

    def get_readonly_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> Any:
        return self.told if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"owner": request.user.pk}

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """One button: a new key is told before anything else is done."""
        only = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context | only, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:
        if not change:
            cast(Any, request).issued = obj.issue()
            return
        obj.save(update_fields=["name"])
        if form.cleaned_data.get("revoke"):
            obj.revoke()

    def response_add(self, request: HttpRequest, obj: ApiKey, post_url_continue: str | None = None) -> HttpResponse:
        """The one answer that tells the key: neither message nor session keeps it."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("The key is made"),
            "subtitle": str(obj),
            "opts": self.opts,
            "key": obj,
            "text": cast(Any, request).issued,
        }
        return TemplateResponse(
            request, "admin/api/apikey/issued.html", context, headers={"Referrer-Policy": "no-referrer"}
        )

    @admin.display(description=gettext_lazy("key"))
    def beginning(self, key: ApiKey) -> str:
        return key.beginning

    @admin.display(description=gettext_lazy("scopes"))
    def allowed(self, key: ApiKey) -> str:
        return ", ".join(scope for scope in Scope.values if scope in key.scopes) or _("none")

    @admin.display(description=gettext_lazy("state"))
    def state(self, key: ApiKey) -> str:
        if key.revoked_at:
            return _("revoked")
        if key.expires_at and key.expires_at <= timezone.now():
            return _("expired")
        return _("valid") if key.is_valid(at=timezone.now()) else _("its owner has no role")
