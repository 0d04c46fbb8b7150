"""The desk: Django's admin, in the time zone of whoever is signed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog, set_language

View = Callable[..., HttpResponseBase]


class Suggestions(AutocompleteJsonView):
    """What a search as you type offers: names alone would not tell two languages apart."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        locale, state = getattr(obj, "locale", ""), getattr(obj, "state", "")  # a value of State
        text = " · ".join(part for part in (str(obj), locale, _(state) if state else "") if part)
        return super().serialize_result(obj, to_field_name) | {"text": text}


class Desk(admin.AdminSite):
    site_header = site_title = "Standfirst"
    index_title = gettext_lazy("The desk")
    empty_value_display = "–"

    def get_urls(self) -> list[Any]:
        """With the choice of a language: kept in a cookie of the browser, so that it holds before signing in, too."""
        return [path("language/", require_POST(set_language), name="language"), *super().get_urls()]

    enable_nav_sidebar = False  # the ways stand in the bar (templates/admin/ways.html)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        return context | {"ways": ways(context["available_apps"])}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        # Not above: the site is made before the models are.
        from articles.admin.feed_addresses import site_feeds
        from articles.admin.start_page import start_page

        return super().index(request, {"site_feeds": site_feeds(), **start_page(request)} | (extra_context or {}))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return super().admin_view(in_their_time_zone(view), cacheable)

    def i18n_javascript(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The words of the admin's scripts and of ours (articles/static/desk/words.js), in the active language."""
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "articles"])(request)

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return Suggestions.as_view(admin_site=self)(request)


FIRST = ("Article", "Image", "Author", "Category", "Tag")
"""The lists that editors need, in this order; those of administrators follow."""


def ways(apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lists that the user may see, of all applications together."""
    lists = [model for app in apps for model in app["models"] if model["admin_url"]]
    return sorted(lists, key=lambda one: FIRST.index(name) if (name := one["object_name"]) in FIRST else len(FIRST))


def in_their_time_zone(view: View) -> View:
    """The view, with times read and written in the time zone of the signed-in user."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with timezone.override(zone_of(request.user)):
            response = view(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()  # here: the template reads the zone, and it must not leak into the next request
            return response

    return shown


def zone_of(user: Any) -> tzinfo:
    """The user's own time zone, or the site's; an unknown name must not lock anybody out."""
    try:
        return ZoneInfo(user.time_zone) if getattr(user, "time_zone", "") else timezone.get_default_timezone()
    except (KeyError, ValueError, OSError):  # no such zone, or no zone's name at all
        return timezone.get_default_timezone()
