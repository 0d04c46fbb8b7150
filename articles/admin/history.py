"""The revisions of a draft: which there are, what they say, and the way back to one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.refusals import tell
from articles.admin.timeline_panel import moment_in_words
from articles.editing.revisions import restore
from articles.errors import Refused
from articles.models import Article, PublishedVersion, Revision, User

PER_PAGE = 50
ENDS = {
    PublishedVersion.EndedBy.WITHDRAWAL: gettext_lazy("taken from the public"),
    PublishedVersion.EndedBy.SUCCESSOR: gettext_lazy("a newer one took its place"),
    PublishedVersion.EndedBy.EXPIRY: gettext_lazy("expired"),
}
"""Why a version is public no more."""


class RestoreForm(forms.Form):
    base = forms.IntegerField(widget=forms.HiddenInput)


def history_page(desk: ModelAdmin[Any], request: HttpRequest, article: Article) -> HttpResponse:
    versions = PublishedVersion.objects.order_by("live_from").defer("snapshot")
    revisions = (
        Revision.objects.filter(article=article)
        .select_related("by")
        .defer("snapshot")
        .prefetch_related(Prefetch("versions", versions, to_attr="public"))
    )
    page: Any = Paginator(revisions, PER_PAGE).get_page(request.GET.get("p"))
    for version in (version for revision in page for version in revision.public):
        version.until = moment_in_words(version.live_until) if version.live_until else ""
        version.why_ended = ENDS.get(version.ended_by, "")
    return show(desk, request, "history.html", article, title=_("History"), page=page)


def revision_page(desk: ModelAdmin[Any], request: HttpRequest, article: Article, *, number: int) -> HttpResponse:
    revision = find(article, number)
    title = _("Revision {number}").format(number=number)
    return show(desk, request, "revision.html", article, title=title, revision=revision, content=revision.content)


def restore_page(desk: ModelAdmin[Any], request: HttpRequest, article: Article, *, number: int) -> HttpResponse:
    """A GET asks, a POST makes the old revision the draft again."""
    revision = find(article, number)
    form = RestoreForm(request.POST) if request.method == "POST" else RestoreForm(initial={"base": article.head})
    if form.is_bound and form.is_valid():
        user = request.user
        assert isinstance(user, User)  # noqa: S101 - the admin lets nobody else in
        try:
            restored = restore(article, number=number, base=form.cleaned_data["base"], by=user)
        except Refused as refused:
            form = RestoreForm({"base": Article.objects.get(pk=article.pk).head})
            form.is_valid()
            tell(form, refused)
        else:
            desk.log_change(request, article, f"Revision {number} restored as revision {restored.number}")
            messages.success(
                request,
                _("Revision {number} is the draft again, as revision {restored}.").format(
                    number=number, restored=restored.number
                ),
            )
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
    return show(
        desk,
        request,
        "restore.html",
        article,
        title=_("Restore revision {number}").format(number=number),
        revision=revision,
        form=form,
    )


def find(article: Article, number: int) -> Revision:
    revision = Revision.objects.filter(article=article, number=number).select_related("by").first()
    if revision is None:
        raise Http404
    return revision


def show(
    desk: ModelAdmin[Any], request: HttpRequest, template: str, article: Article, **context: Any
) -> TemplateResponse:
    return TemplateResponse(
        request,
        f"admin/articles/article/{template}",
        {
            **desk.admin_site.each_context(request),
            "subtitle": str(article),
            "opts": desk.opts,
            "original": article,
            "media": desk.media,
            **context,
        },
    )
