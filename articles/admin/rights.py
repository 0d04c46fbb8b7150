"""The rules of articles/rules.py, asked for each object."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.http import HttpRequest


class RuledAdmin(admin.ModelAdmin):
    """A ModelAdmin whose every question is about the object at hand: an author's own draft, not drafts in general."""

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
