"""The article list, and the way to an article's pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial, wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import label_for_field, unquote
from django.core.exceptions import PermissionDenied
from django.db.models import F, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import history, preview, translations
from articles.admin.act_pages import page_of
from articles.admin.acts import ACTS
from articles.admin.autosave import autosave, signed_in_page
from articles.admin.badges import badge
from articles.admin.filters import CategoryFilter, LocaleFilter, MissingFilter, StateFilter
from articles.admin.new_article import new_article
from articles.admin.refusals import DeletesByAct
from articles.admin.related_search import related_search
from articles.admin.related_suggestions import dismissal, related_suggestions
from articles.admin.rights import KEY
from articles.admin.site import in_their_time_zone
from articles.admin.term_filters import AuthorFilter, TagFilter
from articles.admin.timeline_panel import moment_in_words
from articles.admin.unsaved import unsaved_page
from articles.admin.writing_page import writing_page
from articles.editing.deletion import check_deletable, delete_draft
from articles.errors import Refused
from articles.models import Article, ArticleAuthor, Revision
from articles.publishing.states import with_states
from articles.rules import is_editor

ArticleView = Callable[..., HttpResponse]


def locales_by_key(articles: Iterable[Article]) -> dict[UUID, set[str]]:
    """In which locales each of these articles exists, by translation key. One query."""
    found: dict[UUID, set[str]] = defaultdict(set)
    keys = {article.translation_key for article in articles}
    for key, locale in Article.objects.filter(translation_key__in=keys).values_list("translation_key", "locale"):
        found[key].add(locale)
    return found


@admin.register(Article)
class ArticleAdmin(DeletesByAct):
    list_display = [
        "headline",
        "state",
        "locale",
        "translated",
        "category",
        "signed",
        "live_since",
        "next_start",
        "saved",
    ]
    list_display_links = None  # `headline` links where the reader may go on
    list_filter = [StateFilter, LocaleFilter, MissingFilter, CategoryFilter, TagFilter, AuthorFilter, "genre"]
    lookups = ("state", "locale", "missing", "category", "tag", "author", "genre__exact")
    list_select_related = ["category"]
    list_per_page = 50
    search_fields = ["title", "slug", "kicker", "lead"]
    ordering = ["-id"]
    show_full_result_count = False

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """The lead only for whoever may edit all: a search tells it letter by letter."""
        return self.search_fields if is_editor(request.user) else self.search_fields[:-1]

    # --- The list ---------------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        newest = Revision.objects.filter(number=F("article__head")).select_related("by").defer("snapshot")
        return with_states(super().get_queryset(request), at=timezone.now()).prefetch_related(
            Prefetch("bylines", ArticleAuthor.objects.select_related("author")),
            Prefetch("revisions", newest, to_attr="newest"),
        )

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        *others, last = self.get_search_fields(request)
        names = [str(label_for_field(name, Article)) for name in (*others, last)]
        changelist.search_help_text = _("Searches {names} and {last}.").format(
            names=", ".join(names[:-1]), last=names[-1]
        )
        locales = locales_by_key(changelist.result_list)
        for article in changelist.result_list:
            article.may_change = self.has_change_permission(request, article)
            article.locales = locales[article.translation_key]
        return changelist

    @admin.display(description=gettext_lazy("title"), ordering="title")
    def headline(self, article: Any) -> str:
        if not getattr(article, "may_change", False):
            return str(article.title)
        return format_html('<a href="{}">{}</a>', reverse("admin:articles_article_change", args=[article.pk]), article)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state(self, article: Any) -> str:
        return badge(article.state)

    @admin.display(description=gettext_lazy("translations"))
    def translated(self, article: Any) -> str:
        """The other locales: those in which it exists, then those of the site that are missing."""
        others = sorted(article.locales - {article.locale})
        missing = [locale for locale in settings.LOCALES if locale not in article.locales]
        return ", ".join([*others, *(_("{locale} missing").format(locale=locale) for locale in missing)])

    @admin.display(description=gettext_lazy("authors"))
    def signed(self, article: Article) -> str:
        return ", ".join(dict.fromkeys(byline.author.name for byline in article.bylines.all()))

    @admin.display(description=gettext_lazy("live since"), ordering="live_since")
    def live_since(self, article: Any) -> str:
        return moment_in_words(article.live_since) if article.live_since else ""

    @admin.display(description=gettext_lazy("next start"), ordering="next_start")
    def next_start(self, article: Any) -> str:
        return moment_in_words(article.next_start) if article.next_start else ""

    @admin.display(description=gettext_lazy("last saved by"))
    def saved(self, article: Any) -> str:
        return "".join(f"{revision.by.display_name}, {moment_in_words(revision.at)}" for revision in article.newest)

    # --- Deleting ---------------------------------------------------------------------------------------------------

    def why_kept(self, obj: Article) -> str:
        try:
            check_deletable(obj)
        except Refused as refused:
            return str(refused)
        return ""

    def delete_by_act(self, obj: Article) -> None:
        delete_draft(obj)

    # --- Pages ------------------------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        def page(view: ArticleView) -> Any:
            return self.admin_site.admin_view(self.of_article(view))

        pages = [
            path(f"<path:object_id>/{act.name}/", page(page_of(act)), name=f"articles_article_{act.name}")
            for act in ACTS
        ]
        revisions = "<path:object_id>/history/<int:number>/"
        pages += [
            path(revisions, page(history.revision_page), name="articles_article_revision"),
            path(
                "<path:object_id>/translations/",
                page(translations.translations_page),
                name="articles_article_translations",
            ),
            path("<path:object_id>/preview/", page(preview.preview_link), name="articles_article_preview"),
            path("<path:object_id>/suggestions/", page(dismissal), name="articles_article_dismissal"),
            path(f"{revisions}restore/", page(history.restore_page), name="articles_article_restore"),
            path("<path:object_id>/unsaved/", page(unsaved_page), name="articles_article_unsaved"),
            path(  # not by `admin_view`, which leads to the login page whoever is not signed in
                "<path:object_id>/autosave/",
                in_their_time_zone(partial(autosave, desk=self)),
                name="articles_article_autosave",
            ),
        ]
        search = self.admin_site.admin_view(partial(related_search, desk=self))
        signed_in = self.admin_site.admin_view(partial(signed_in_page, desk=self))
        suggestions = self.admin_site.admin_view(partial(related_suggestions, desk=self))
        return [
            path("related/", search, name="articles_article_related"),
            path("related/suggestions/", suggestions, name="articles_article_suggestions"),
            path("signed-in/", signed_in, name="articles_article_signed_in"),
            *pages,
            *super().get_urls(),
        ]

    def of_article(self, view: ArticleView) -> ArticleView:
        """The view of one article that the user may change; 403 for everybody else, whatever the method."""

        @wraps(view)
        def guarded(request: HttpRequest, object_id: str, **kwargs: Any) -> HttpResponse:
            article = self.find(object_id)
            if not self.has_change_permission(request, article):
                raise PermissionDenied
            if article is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]  # not in the stubs
            return view(self, request, article, **kwargs)

        return guarded

    def find(self, object_id: str) -> Article | None:
        key = unquote(object_id)
        return Article.objects.filter(pk=key).first() if KEY.fullmatch(key) else None

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The writing page, outside of the admin's own transaction: the acts bring theirs."""
        if object_id is not None:
            return self.of_article(writing_page)(request, object_id)
        if not self.has_add_permission(request):
            raise PermissionDenied
        return new_article(self, request)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self.of_article(history.history_page)(request, object_id)
