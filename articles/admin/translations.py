"""The page that shows an article beside a translation of it, and the act that starts one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.history import show
from articles.admin.languages import Language, languages_of, name_of
from articles.admin.side_by_side import column_of, older_than, rows_of
from articles.editing.translations import start_translation
from articles.errors import Refused
from articles.models import Article, User


def translations_page(desk: ModelAdmin[Any], request: HttpRequest, article: Article) -> HttpResponse:
    """GET: the article beside the translation `?with=` (else the first there is). POST: start the one in `locale`."""
    if request.method == "POST":
        return start(desk, request, article)
    at = timezone.now()
    languages = languages_of(article, request, at=at)
    this = next(one for one in languages if one.is_this)
    other = chosen(languages, request.GET.get("with"))
    columns = [column_of(one, at=at) for one in (this, other) if one is not None and one.may_change]
    heads = [
        (one, older_than(one, columns[1 - place]) if len(columns) == 2 else "") for place, one in enumerate(columns)
    ]
    return show(
        desk, request, "translations.html", article,
        title=_("Side by side"), languages=languages, other=other, heads=heads, rows=rows_of(columns),
    )  # fmt: skip


def chosen(languages: list[Language], locale: str | None) -> Language | None:
    """The translation to show beside the article. Raises Http404 where the one asked for is none."""
    others = [one for one in languages if one.article is not None and not one.is_this]
    if locale is None:
        return next((one for one in others if one.may_change), next(iter(others), None))
    found = next((one for one in others if one.locale == locale), None)
    if found is None:
        raise Http404
    return found


def start(desk: ModelAdmin[Any], request: HttpRequest, article: Article) -> HttpResponse:
    """The new draft to write on, or back to the page with the reason."""
    user = request.user
    if not isinstance(user, User) or not user.has_perm("articles.add_article"):
        raise PermissionDenied
    locale = request.POST.get("locale", "")
    try:
        started = start_translation(article, locale=locale, by=user)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("admin:articles_article_translations", args=[article.pk]))
    desk.log_addition(request, started, f"Translation of {article.pk}")
    messages.success(
        request,
        _("This is the draft of the new version in {language}: a copy of “{title}”, to be written over.").format(
            language=name_of(locale), title=article.title
        ),
    )
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[started.pk]))
