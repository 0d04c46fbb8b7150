"""The writing page: load the draft as one document, save it through `save_draft`, bring refusals back with the text."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminErrorList, AdminForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media

from articles.admin.languages import languages_of
from articles.admin.pictures import for_scripts
from articles.admin.refusals import tell
from articles.admin.related_rows import RelatedSet, related_of, related_rows
from articles.admin.rows import BylineSet, byline_rows, bylines_of, kept
from articles.admin.term_fields import offer_terms
from articles.admin.timeline_panel import describe
from articles.admin.writing_form import NOTE, ArticleForm
from articles.editing.drafts import create_draft, save_draft
from articles.errors import Refused, StaleRevision
from articles.media.usage import refuse_missing_alt, without_alt
from articles.models import Article, User
from articles.snapshot import Snapshot
from articles.text.figures import find_images
from articles.text.structure import is_section_id

BESIDE = (
    (
        gettext_lazy("About it"),
        ("kicker", "slug", "locale", "category", "tags", "genre", "priority", "access", "expires_at"),
    ),
    (gettext_lazy("Artificial intelligence"), ("ai_use", "ai_note")),
    (gettext_lazy("Search engines"), ("seo_title", "seo_description", "canonical_url", "noindex")),
    (gettext_lazy("Rights"), ("licence", "usage_terms", "copyright_holder", "copyright_notice")),
)
AFTER = {"_publish": "publish", "_schedule": "schedule"}
"""Where the buttons lead after the save."""
PLACES = {"sections": "document", "highlights": "document"}
"""Names of a draft's parts that are one field here."""


class Sheet:
    """All forms of the page, as one."""

    def __init__(self, article: Article | None, user: User, data: QueryDict | None = None) -> None:
        self.article = article
        self.data = data
        # A copy: a form writes what was typed into its instance, and that is not the draft yet.
        self.form = ArticleForm(data, instance=copy(article) if article else None, initial=first_values(article))
        signed = byline_rows(article) if article else [{"author": user.writes_as_id}] if user.writes_as_id else []
        related = related_rows(article) if article else []
        self.bylines = BylineSet(data, prefix="authors", initial=signed)
        locale = str(self.form["locale"].value() or "")
        self.related = RelatedSet(data, prefix="related", initial=related, article=article, locale=locale)
        offer_terms(self.form, self.bylines, user)
        self.stale: StaleRevision | None = None

    @property
    def formsets(self) -> list[Any]:
        return [self.bylines, self.related]

    @property
    def media(self) -> Any:
        return self.form.media + self.bylines.media + self.related.media

    @property
    def pictures(self) -> set[str]:
        """Those that cover and text name, as far as they can be picture's ids."""
        named = {str(self.form["cover"].value() or ""), *find_images(self.form["document"].value() or "")}
        return {name for name in named if is_section_id(name)}

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in (self.form, *self.formsets)]  # each, so that all errors are told
        return all(valid)

    def content(self) -> Snapshot:
        return replace(
            self.form.content(), authors=bylines_of(kept(self.bylines)), related=related_of(kept(self.related))
        )

    def is_unchanged(self, content: Snapshot) -> bool:
        """The draft says the same already: what is derived from the text is left out of the comparison."""
        frozen = self.form.frozen
        if self.article is None or frozen is None or self.form.cleaned_data["base"] != self.article.head:
            return False
        return core(frozen) == core(content) and not self.form.cleaned_data["tags"].new

    def refuse(self, refused: Refused) -> None:
        if isinstance(refused, StaleRevision):
            self.stale = refused
            # The next save says that it has been told. What it then replaces stays in the history.
            told = self.data.copy() if self.data is not None else QueryDict(mutable=True)
            told["base"] = str(refused.head)
            self.form.data = told
            return
        refused.field = PLACES.get(refused.field, refused.field)
        tell(self.form, refused)


def core(content: Snapshot) -> Snapshot:
    """What a writer decides about a snapshot; texts, passages and counts follow from it."""
    return replace(
        content,
        lead_text="",
        word_count=0,
        images=(),
        sections=tuple(replace(section, text="") for section in content.sections),
        highlights=tuple(
            sorted(
                (replace(one, section=None, exact="", start=0, end=0) for one in content.highlights),
                key=lambda one: one.id,
            )
        ),
    )


def first_values(article: Article | None) -> dict[str, Any] | None:
    return None if article else {"locale": settings.LOCALES[0]}


def writing_page(desk: ModelAdmin[Any], request: HttpRequest, article: Article | None) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the admin lets nobody else in
    if request.method != "POST":
        return render(desk, request, Sheet(article, user))
    sheet = Sheet(article, user, request.POST)
    saved = save(desk, request, sheet, user) if sheet.is_valid() else None
    if saved is None:
        return render(desk, request, sheet)
    act = next((act for button, act in AFTER.items() if button in request.POST), "change")
    return HttpResponseRedirect(reverse(f"admin:articles_article_{act}", args=[saved.pk]))


def save(desk: ModelAdmin[Any], request: HttpRequest, sheet: Sheet, user: User) -> Article | None:
    """The saved article, or None with the refusal in the sheet; then nothing was written."""
    content = sheet.content()
    leads_on = bool(set(AFTER) & set(request.POST))
    if leads_on and sheet.is_unchanged(content) and not without_alt(content):
        return sheet.article
    try:
        if leads_on:
            refuse_missing_alt(content)  # here it can be mended; the act itself refuses it, too
        with transaction.atomic():
            article = write(sheet, content, user)
            log = desk.log_change if sheet.article else desk.log_addition
            log(request, article, f"Revision {article.head}")
    except Refused as refused:
        sheet.refuse(refused)
        return None
    messages.success(request, _("Saved as revision {head}.").format(head=article.head))
    return article


def write(sheet: Sheet, content: Snapshot, user: User) -> Article:
    article = copy(sheet.article) if sheet.article else None
    if article is not None and sheet.form.cleaned_data["tags"].new:
        Article.objects.lock(article)  # before a new tag takes the state row, as an act does
    content = sheet.form.with_new_tags(content)
    if article is None:
        return create_draft(content, by=user)
    save_draft(article, content, base=sheet.form.cleaned_data["base"], by=user)
    return article


def render(desk: ModelAdmin[Any], request: HttpRequest, sheet: Sheet) -> HttpResponse:
    article = sheet.article
    fieldsets = [(name, {"fields": list(fields)}) for name, fields in BESIDE]
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Write an article") if article is None else _("Edit article"),
        "subtitle": str(article) if article else None,
        "adminform": AdminForm(sheet.form, fieldsets, {}, model_admin=desk),
        "form": sheet.form,
        "bylines": sheet.bylines,
        "related": sheet.related,
        "stale": sheet.stale,
        "notes": sheet.form.notes,
        "note_length": NOTE,
        "library": for_scripts(request, sheet.pictures),
        "errors": AdminErrorList(sheet.form, sheet.formsets),
        "inline_admin_formsets": [],
        "original": article,
        "object_id": str(article.pk) if article else None,
        "is_popup": False,
        "to_field": None,
        # The import map is the one script that stands in the page, so it needs the policy's nonce.
        "media": Media.from_media(desk.media + sheet.media, nonce=str(request.csp_nonce)),  # type: ignore[attr-defined]
        "panel": describe(article, at=timezone.now()) if article else None,
        "languages": languages_of(article, request, at=timezone.now()) if article else [],
        "may_publish": request.user.has_perm("articles.publish_article", article),
    }
    return desk.render_change_form(request, context, add=article is None, change=article is not None, obj=article)
