"""The filters beside the library: what still needs somebody's care."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.filters import Choices, ClosedFilter
from articles.admin.picture_rights import SOON
from articles.models import Author
from articles.models.article import ArticleImage
from articles.models.published_version import VersionImage


class AltFilter(ClosedFilter):
    title, parameter_name = gettext_lazy("alt text"), "alt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("missing", _("Missing")), ("decorative", _("Decorative"))]

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value == "decorative":
            return queryset.filter(is_decorative=True)
        return queryset.filter(alt="", is_decorative=False)


class RightsFilter(ClosedFilter):
    title, parameter_name = gettext_lazy("rights"), "rights"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [
            ("expired", _("Expired")),
            ("soon", _("Expire within {days} days").format(days=SOON.days)),
            ("unknown", _("Nobody named")),
        ]

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        now = timezone.now()
        if value == "unknown":
            return queryset.filter(creator="", credit="")
        if value == "expired":
            return queryset.filter(rights_expire_at__lte=now)
        return queryset.filter(rights_expire_at__gt=now, rights_expire_at__lte=now + SOON)


class UseFilter(ClosedFilter):
    title, parameter_name = gettext_lazy("use"), "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("used", _("Used")), ("unused", _("Unused"))]

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        used = (
            Q(Exists(ArticleImage.objects.filter(image=OuterRef("pk"))))
            | Q(Exists(VersionImage.objects.filter(image=OuterRef("pk"))))
            | Q(Exists(Author.objects.filter(portrait=OuterRef("pk"))))
        )
        return queryset.filter(used if value == "used" else ~used)
