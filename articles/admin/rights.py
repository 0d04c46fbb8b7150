"""The rules of articles/rules.py, asked for each object."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.http import HttpRequest

KEY = re.compile(r"[1-9][0-9]{0,17}")
"""A primary key in the one form in which it stands in addresses."""


class RuledAdmin(admin.ModelAdmin):
    """A ModelAdmin whose every question is about the object at hand: an author's own draft, not drafts in general."""

    lookups: tuple[str, ...] = ()
    """What may narrow the list by its address: whoever may filter by any column can read it letter by letter."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        return lookup in self.lookups

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Django's, but for ` 7`, `+7` and digits of other scripts, which it would take for 7."""
        return super().get_object(request, object_id, from_field) if KEY.fullmatch(object_id) else None

    def may(self, verb: str, request: HttpRequest, obj: Any = None) -> bool:
        permission = f"{self.opts.app_label}.{get_permission_codename(verb, self.opts)}"
        return bool(request.user.has_perm(permission, obj))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may("view", request, obj) or self.may("change", request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may("add", request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may("change", request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may("delete", request, obj)
