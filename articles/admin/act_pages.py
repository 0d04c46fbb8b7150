"""The pages of the acts: a GET asks, a POST calls the act and says what it did, or comes back with why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.admin.act_forms import ActForm
from articles.admin.acts import Act
from articles.admin.refusals import tell
from articles.admin.timeline_panel import describe
from articles.errors import Refused, StaleAct
from articles.models import Article, User
from articles.publishing.actions import Done


def page_of(kind: type[Act]) -> Callable[[ModelAdmin[Any], HttpRequest, Article], HttpResponse]:
    def act_page(desk: ModelAdmin[Any], request: HttpRequest, article: Article) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or not user.has_perm("articles.publish_article", article):
            raise PermissionDenied
        act = kind(article, at=timezone.now())
        fresh = {"revision": article.head, "seen": article.acts}
        if request.method != "POST":
            return render(desk, request, act, act.form(initial=fresh))
        form = act.form(request.POST)
        if not form.is_valid():
            if form.cleaned_data.get("seen") != article.acts:  # what it asks has changed: say so, rather than why not
                return come_back(desk, request, kind, article, form, StaleAct())
            return render(desk, request, act, form)
        try:
            done = act.do(form, by=user)
        except Refused as refused:
            return come_back(desk, request, kind, article, form, refused)
        desk.log_change(request, article, act.told(done))
        messages.success(request, in_words(act, done))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    return act_page


def come_back(
    desk: ModelAdmin[Any], request: HttpRequest, kind: type[Act], article: Article, form: ActForm, refused: Refused
) -> HttpResponse:
    """The page anew, as the article stands now: what was typed is kept, what was seen is what is seen from here on."""
    article.refresh_from_db()
    act = kind(article, at=timezone.now())
    data = form.data.copy()  # type: ignore[attr-defined]
    data["revision"], data["seen"] = article.head, article.acts
    again = act.form(data)
    again.is_valid()
    tell(again, refused)
    return render(desk, request, act, again)


def in_words(act: Act, done: Done) -> SafeString:
    """What was done, with the public addresses where there are any."""
    panel = describe(act.article, at=timezone.now())
    named = ((one.what, one.url, one.url) for one in panel.addresses)
    links = format_html_join("", ' <br>{}: <a href="{}">{}</a>', named)
    return format_html("{}{}", act.told(done), links)


def render(desk: ModelAdmin[Any], request: HttpRequest, act: Act, form: ActForm) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "title": act.title,
        "subtitle": str(act.article),
        "opts": desk.opts,
        "original": act.article,
        "act": act,
        "panel": act.panel,
        "form": form,
        "media": desk.media,
    }
    return TemplateResponse(request, "admin/articles/article/act.html", context)
