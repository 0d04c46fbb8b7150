"""Accounts: for administrators. What a role may do stands in articles/rules.py, not in permission rows."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Script

from articles.admin.rights import RuledAdmin
from articles.models import User

admin.site.unregister(Group)  # articles/apps.py makes the four roles, whose names are what the rules ask for


ROLES = {
    "author": gettext_lazy("author"),
    "editor": gettext_lazy("editor"),
    "publisher": gettext_lazy("publisher"),
    "administrator": gettext_lazy("administrator"),
}
"""The groups in words."""


class RolesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(ROLES.get(obj.name, obj.name))


class AccountForm(UserChangeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "time_zone" in self.fields:
            site = ("", _("The site's ({zone})").format(zone=settings.TIME_ZONE))
            zones = [site, *((name, name) for name in sorted(available_timezones()))]
            self.fields["time_zone"] = forms.ChoiceField(
                choices=zones, required=False, help_text=_("Times are shown in it.")
            )


class NewAccountForm(UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = User


@admin.register(User)
class UserAdmin(RuledAdmin, StockUserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (gettext_lazy("Person"), {"fields": ("first_name", "last_name", "email", "time_zone", "writes_as")}),
        (gettext_lazy("Role"), {"fields": ("is_active", "is_staff", "groups")}),
        (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email", "password1", "password2", "groups")}),
    )
    readonly_fields = ("last_login", "date_joined")
    list_display = ("username", "first_name", "last_name", "email", "roles", "is_active")
    list_filter = ("groups", "is_active")
    lookups = ("groups__id__exact", "groups__isnull", "is_active__exact")
    filter_horizontal = ()
    autocomplete_fields = ("writes_as",)

    class Media:
        js = [Script("desk/labels.js", type="module")]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and may_touch(request, obj)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs |= {"widget": forms.CheckboxSelectMultiple(), "form_class": RolesField}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.is_staff = True  # an account is made to work here
        super().save_model(request, obj, form, change)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user: User) -> str:
        names = [ROLES.get(group.name, group.name) for group in user.groups.all()]
        return ", ".join(map(str, ([_("superuser")] if user.is_superuser else []) + names))


def may_touch(request: HttpRequest, account: Any) -> bool:
    """An administrator must not become superuser by changing a superuser's password."""
    return account is None or not account.is_superuser or bool(getattr(request.user, "is_superuser", False))
