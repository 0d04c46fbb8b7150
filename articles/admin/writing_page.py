"""The writing page: load the draft as one document, save it through `save_draft`, bring refusals back with the text."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminErrorList, AdminForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from js_asset import Media

from articles.admin import related_rows, writing_area
from articles.admin.beside import Whereabouts, groups_of, refusals_of
from articles.admin.embeds import embeds_for_scripts
from articles.admin.languages import languages_of
from articles.admin.pictures import for_scripts
from articles.admin.sheet import Sheet
from articles.admin.timeline_panel import describe
from articles.admin.unsaved import Unsaved, find_unsaved
from articles.admin.writing_form import NOTE
from articles.editing.autosaves import saved_pages
from articles.editing.drafts import save_draft
from articles.editing.rows import hold_people_and_tags
from articles.errors import Refused
from articles.media.usage import refuse_missing_alt, without_alt
from articles.models import Article, Autosave, User
from articles.snapshot import Snapshot

AFTER = {"_publish": "publish", "_schedule": "schedule"}
"""Where the buttons lead after the save."""


def writing_page(desk: ModelAdmin[Any], request: HttpRequest, article: Article) -> HttpResponse:
    """GET: the draft, with an offer of what its reader wrote and did not save; `?unsaved`: that text. POST: a save."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the admin lets nobody else in
    if request.method != "POST":
        unsaved = find_unsaved(article, user)
        if unsaved and "unsaved" in request.GET:
            return render(desk, request, unsaved.as_sheet(), restored=unsaved)
        if unsaved and unsaved.is_news():
            return render(desk, request, Sheet(article, user), offered=unsaved)
        return render(desk, request, Sheet(article, user, known=unsaved.kept.name if unsaved else ""))
    sheet = Sheet(article, user, request.POST)
    if not sheet.is_valid() or not save(desk, request, sheet, user):
        return render(desk, request, sheet)
    act = next((act for button, act in AFTER.items() if button in request.POST), "change")
    return HttpResponseRedirect(reverse(f"admin:articles_article_{act}", args=[article.pk]))


def save(desk: ModelAdmin[Any], request: HttpRequest, sheet: Sheet, user: User) -> bool:
    """True if the draft says now what the sheet does. Else the refusal is in the sheet, and nothing was written."""
    content = sheet.content()
    leads_on = bool(set(AFTER) & set(request.POST))
    if leads_on and sheet.is_unchanged(content) and not without_alt(content):
        Autosave.objects.discard(sheet.article, by=user, known=sheet.form.cleaned_data["known"])
        return True
    try:
        if leads_on:
            refuse_missing_alt(content)  # here it can be mended; the act itself refuses it, too
        with transaction.atomic():
            article = write(sheet, content, user)
            desk.log_change(request, article, f"Revision {article.head}")
    except Refused as refused:
        sheet.refuse(refused)
        return False
    messages.success(request, _("Saved as revision {head}.").format(head=article.head))
    return True


def write(sheet: Sheet, content: Snapshot, user: User) -> Article:
    article = copy(sheet.article)
    if sheet.form.cleaned_data["tags"].new:
        Article.objects.lock(article)  # before a new tag takes the state row, as an act does
        hold_people_and_tags(content)
    content = sheet.form.with_new_tags(content)
    value = sheet.form.cleaned_data
    save_draft(article, content, base=value["base"], by=user, known=value["known"], page=value["page"])
    return article


def render(
    desk: ModelAdmin[Any],
    request: HttpRequest,
    sheet: Sheet,
    *,
    offered: Unsaved | None = None,
    restored: Unsaved | None = None,
) -> HttpResponse:
    article = sheet.article
    panel = describe(article, at=timezone.now())
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Edit article"),
        "subtitle": str(article),
        "adminform": AdminForm(sheet.form, [], {}, model_admin=desk),
        "form": sheet.form,
        "bylines": sheet.bylines,
        "related": sheet.related,
        "stale": sheet.stale,
        "offered": offered,
        "restored": restored,
        "saved_page": saved_pages(article, by=request.user).first(),  # type: ignore[arg-type]  # the admin lets nobody else in
        "notes": sheet.form.notes,
        "note_length": NOTE,
        "embeds": embeds_for_scripts(),
        "library": for_scripts(request, sheet.pictures),
        "errors": AdminErrorList(sheet.form, sheet.formsets),
        "inline_admin_formsets": [],
        "original": article,
        "object_id": str(article.pk),
        "is_popup": False,
        "to_field": None,
        # The import map is the one script that stands in the page, so it needs the policy's nonce.
        "modules": {**writing_area.PATHS, **related_rows.PATHS}.values(),
        "media": Media.from_media(desk.media + sheet.media, nonce=str(request.csp_nonce)),  # type: ignore[attr-defined]
        "panel": panel,
        "groups": groups_of(sheet),
        "refusals": refusals_of(sheet),
        "whereabouts": Whereabouts(sheet, panel),
        "languages": languages_of(article, request, at=timezone.now()),
        "may_publish": request.user.has_perm("articles.publish_article", article),
    }
    return desk.render_change_form(request, context, change=True, obj=article)
