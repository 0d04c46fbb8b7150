"""What a writer has not saved: offered when the article is opened, compared with the draft, restored or discarded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin.differences import Difference, differences
from articles.admin.history import show
from articles.admin.sheet import Sheet
from articles.admin.timeline_panel import moment_in_words
from articles.editing import autosaves
from articles.editing.drafts import stale
from articles.models import Article, Autosave, Revision, User


@dataclass(frozen=True)
class Unsaved:
    """The kept text of one writer of an article."""

    article: Article
    kept: Autosave

    @property
    def when(self) -> str:
        """`14:56` of today, with the day of another one."""
        return time_in_words(self.kept.at)

    def as_sheet(self) -> Sheet:
        """The writing page with this text in it. If the draft moved on, it says so, and that the next save may go."""
        data = QueryDict(mutable=True)
        for name, values in self.kept.form.items():
            data.setlist(name, values)
        data["base"], data["known"] = str(self.kept.base), self.kept.name
        sheet = Sheet(self.article, self.kept.by, data)
        if self.has_moved_on:
            sheet.refuse(stale(self.article, self.kept.base, by=self.kept.by))
        return sheet

    def is_news(self) -> bool:
        """It says something else than the draft."""
        sheet = self.as_sheet()
        return not sheet.is_valid() or not sheet.is_unchanged(sheet.content())

    @property
    def has_moved_on(self) -> bool:
        """Somebody saved since its writer began, perhaps the writer, elsewhere."""
        return self.kept.base < self.article.head

    @cached_property
    def since(self) -> list[Revision]:
        """Who saved since, the newest first."""
        found = Revision.objects.filter(article=self.article, number__gt=self.kept.base)
        return list(found.select_related("by").defer("snapshot"))

    @cached_property
    def changed_since(self) -> list[Difference]:
        """What the draft says otherwise than the revision that this text began from."""
        ends = {self.kept.base, self.article.head}
        found = {one.number: one.content for one in Revision.objects.filter(article=self.article, number__in=ends)}
        return differences(found[self.kept.base], found[self.article.head]) if len(found) == len(ends) == 2 else []


def find_unsaved(article: Article, user: User) -> Unsaved | None:
    kept = autosaves.newest(article, by=user)
    return Unsaved(article, kept) if kept else None


def unsaved_page(desk: ModelAdmin[Any], request: HttpRequest, article: Article) -> HttpResponse:
    """GET: how the reader's unsaved text differs from the draft. POST: discard it."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the admin lets nobody else in
    unsaved = find_unsaved(article, user)
    if request.method == "POST" and unsaved is not None:
        Autosave.objects.discard(article, by=user)
        messages.success(request, _("The unsaved text from {when} is discarded.").format(when=unsaved.when))
    if request.method == "POST" or unsaved is None:
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
    sheet = unsaved.as_sheet()
    found = differences(sheet.form.frozen, sheet.content_so_far())
    return show(
        desk,
        request,
        "unsaved.html",
        article,
        title=_("Unsaved text from {when}").format(when=unsaved.when),
        unsaved=unsaved,
        differences=found,
        unusable=[sheet.form.fields[name].label for name in sheet.form.errors if name in sheet.form.fields],
    )


def time_in_words(at: Any) -> str:
    local = timezone.localtime(at)
    if local.date() == timezone.localdate():
        return date_format(local, _("H:i"))
    return moment_in_words(at)
