"""Create and save drafts. Every save by whichever way passes here: revision check, rows, revision, one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import snapshot
from articles.editing.freezing import freeze
from articles.editing.rows import (
    write_article,
    write_highlights,
    write_images,
    write_related,
    write_sections,
    write_terms,
)
from articles.errors import LocaleFixed, NotUsable, StaleRevision
from articles.models import Article, Autosave, Revision, SlugClaim, User
from articles.models.foreign_keys import check_foreign_keys
from articles.snapshot import Snapshot, dump
from articles.text.cleaning import TextRefused, clean, clean_inline
from articles.text.document import new_section_id
from articles.text.inline import one_line, scrub
from articles.text.marks import find_passages, repair_marks
from articles.text.structure import is_section_id

SECTIONS, HIGHLIGHTS, RELATED = 200, 500, 50
"""The most that one article may have."""
FIRST_YEAR, LAST_YEAR = 1900, 9000
"""Of an expiry. At the edge of the calendar a moment cannot be told in every time zone."""


@transaction.atomic
def create_draft(
    content: Snapshot,
    *,
    by: User,
    owner: User | None = None,
    identity: uuid.UUID | None = None,
    translation_key: uuid.UUID | None = None,
    reason: str = Revision.Reason.SAVED,
) -> Article:
    """A new article with its first revision. An empty slug is made from the title, numbered if need be.

    Raises SlugTaken, SlugUnusable, TranslationExists, NotUsable.
    """
    content = settle(content)
    slug = content.slug or SlugClaim.objects.free_slug(SlugClaim.Kind.ARTICLE, content.locale, content.title)
    content = replace(content, slug=slug)
    article = Article(
        owner=owner or by, uuid=identity or uuid.uuid4(), translation_key=translation_key or uuid.uuid4(), head=1
    )
    write_article(article, content)
    write_rest(article, content, is_new=True)
    keep_revision(article, by=by, reason=reason)
    return article


@transaction.atomic
def save_draft(
    article: Article,
    content: Snapshot,
    *,
    base: int,
    by: User,
    reason: str = Revision.Reason.SAVED,
    restored_from: int | None = None,
    known: Collection[str] | None = None,
    page: str = "",
) -> Revision:
    """Write `content` as the draft and freeze it as the next revision; `article` is brought up to date.

    `base` is the revision that the writer started from. Of `content` the HTML and the highlights' notes count; plain
    texts, passages and counts are derived. Untouched sections and highlights keep their rows. What the writer had not
    saved is saved now, so its autosave goes; of the names in `known`, if they are given. `page`: the opened writing
    page that it was written on.

    Raises StaleRevision, SlugTaken, SlugUnusable, LocaleFixed, TranslationExists, NotUsable, Vanished.
    """
    content = settle(content)
    if not Article.objects.filter(pk=article.pk, head=base).update(head=F("head") + 1):
        raise stale(article, base, by=by)
    draft = Article.objects.get(pk=article.pk)  # the caller's own stays as it is, should this be refused
    if content.locale != draft.locale and draft.versions.exists():
        raise LocaleFixed
    write_article(draft, content)
    write_rest(draft, content)
    revision = keep_revision(draft, by=by, reason=reason, restored_from=restored_from, page=page)
    if reason == Revision.Reason.SAVED:
        Autosave.objects.discard(draft, by=by, known=known)
    article.refresh_from_db()
    return revision


def write_rest(draft: Article, content: Snapshot, *, is_new: bool = False) -> None:
    """All rows of a draft but its own; a new one has none that might have to go.

    Raises SlugTaken, SlugUnusable, NotUsable, Vanished.
    """
    SlugClaim.objects.claim(SlugClaim.Kind.ARTICLE, content.locale, content.slug, draft)
    parts = {
        write_sections: content.sections,
        write_highlights: content.highlights,
        write_related: content.related,
        write_terms: (*content.authors, *content.tags),
        write_images: content.cover or content.sections,
    }
    for write, wanted in parts.items():
        if wanted or not is_new:
            write(draft, content)
    check_foreign_keys()


def keep_revision(
    draft: Article, *, by: User, reason: str, restored_from: int | None = None, page: str = ""
) -> Revision:
    """What the draft's rows say, frozen under the number of its head."""
    return Revision.objects.create(
        article=draft,
        number=draft.head,
        snapshot=dump(freeze(draft)),
        by=by,
        at=timezone.now(),
        reason=reason,
        restored_from=restored_from,
        page=page,
    )


def stale(article: Article, base: int, *, by: User) -> StaleRevision:
    """Who saved since `by` read revision `base`, in words for `by`."""
    newest = Revision.objects.filter(article=article).select_related("by").order_by("-number").first()
    if newest is None:
        return StaleRevision(base=base, head=0, by=_("Somebody"), at=None)
    return StaleRevision(
        base=base, head=newest.number, by=newest.by.display_name, at=newest.at, is_own=newest.by_id == by.pk
    )


def settle(content: Snapshot) -> Snapshot:
    """The content with clean HTML, repaired marks and ids, and its highlights found anew. Raises NotUsable."""
    title = one_line(content.title)
    if not title:
        raise NotUsable(_("An article needs a title."), _("Write one."), field="title")
    if content.expires_at is not None and not FIRST_YEAR <= content.expires_at.year <= LAST_YEAR:
        raise NotUsable(
            _("An article cannot expire in the year {year}.").format(year=content.expires_at.year),
            _("Choose a year from {first_year} to {last_year}.").format(first_year=FIRST_YEAR, last_year=LAST_YEAR),
            field="expires_at",
        )
    refuse_many(content.sections, SECTIONS, "sections")
    refuse_many(content.related, RELATED, "related")
    try:
        texts = [clean_inline(content.lead_html), *(clean(section.html) for section in content.sections)]
    except TextRefused as refused:
        raise NotUsable(refused.reason, refused.remedy, field="document") from refused
    lead, *bodies = repair_marks(texts)
    sections = tuple(
        replace(section, heading=one_line(section.heading), html=body)
        for section, body in zip(with_own_ids(content.sections), bodies, strict=True)
    )
    settled = replace(content, title=title, kicker=one_line(content.kicker), lead_html=lead, sections=sections)
    highlights = find_highlights(settled)
    refuse_many(highlights, HIGHLIGHTS, "highlights")
    return replace(settled, highlights=highlights)


PARTS = {
    "sections": gettext_lazy("sections"),
    "related": gettext_lazy("related articles"),
    "highlights": gettext_lazy("highlights"),
}


def refuse_many(things: tuple[object, ...], most: int, name: str) -> None:
    if len(things) > most:
        raise NotUsable(
            _("{count} {name} are more than the {most} that an article may have.").format(
                count=len(things), name=PARTS[name], most=most
            ),
            _("Remove some, or divide the article."),
            field=name,
        )


def with_own_ids(sections: Iterable[snapshot.Section]) -> list[snapshot.Section]:
    """A section whose id is malformed or used before gets a new one: two of one id would write into one row."""
    taken: set[str] = set()
    repaired = []
    for section in sections:
        usable = is_section_id(section.id) and section.id not in taken
        repaired.append(section if usable else replace(section, id=new_section_id()))
        taken.add(repaired[-1].id)
    return repaired


def find_highlights(content: Snapshot) -> tuple[snapshot.Highlight, ...]:
    """The highlights as the marks in the text say, with the notes that `content` has for their ids."""
    notes = {highlight.id: scrub(highlight.note) for highlight in content.highlights}
    places: Iterable[tuple[str | None, str]] = (
        (None, content.lead_html),
        *((section.id, section.html) for section in content.sections),
    )
    return tuple(
        snapshot.Highlight(passage.id, section, passage.exact, passage.start, passage.end, notes.get(passage.id, ""))
        for section, html in places
        for passage in find_passages(html)
    )
