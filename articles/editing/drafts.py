"""Create and save drafts. Every save by whichever way passes here: revision check, rows, revision, one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from articles import snapshot
from articles.editing.freezing import freeze
from articles.errors import LocaleFixed, NotUsable, StaleRevision, TranslationExists
from articles.models import (
    Article,
    ArticleAuthor,
    Author,
    Category,
    Highlight,
    RelatedLink,
    Revision,
    Section,
    SlugClaim,
    Tag,
    User,
)
from articles.snapshot import Snapshot, dump
from articles.text.cleaning import TextRefused, clean, clean_inline
from articles.text.marks import find_passages, repair_marks

SECTIONS, HIGHLIGHTS, RELATED = 200, 500, 50
"""The most that one article may have."""


@transaction.atomic
def create_draft(
    content: Snapshot,
    *,
    by: User,
    owner: User | None = None,
    translation_key: uuid.UUID | None = None,
    reason: str = Revision.Reason.SAVED,
) -> Article:
    """A new article with its first revision. An empty slug is made from the title, numbered if need be.

    Raises SlugTaken, SlugUnusable, TranslationExists, NotUsable.
    """
    slug = content.slug or SlugClaim.objects.free_slug(SlugClaim.Kind.ARTICLE, content.locale, content.title)
    article = Article(
        owner=owner or by,
        locale=content.locale,
        title=content.title,
        slug=slug,
        translation_key=translation_key or uuid.uuid4(),
    )
    try:
        with transaction.atomic():
            article.save()
    except IntegrityError as taken:
        raise TranslationExists(content.locale) from taken
    save_draft(article, replace(content, slug=slug), base=0, by=by, reason=reason)
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
) -> Revision:
    """Write `content` as the draft and freeze it as the next revision; `article` is brought up to date.

    `base` is the revision that the writer started from. Of `content` the HTML and the highlights' notes count; plain
    texts, passages and counts are derived. Untouched sections and highlights keep their rows.

    Raises StaleRevision, SlugTaken, SlugUnusable, LocaleFixed, TranslationExists, NotUsable.
    """
    content = settle(content)
    moved = Article.objects.filter(pk=article.pk, head=base).update(head=F("head") + 1)
    if not moved:
        raise stale(article, base)
    article.refresh_from_db()
    if content.locale != article.locale and article.versions.exists():
        raise LocaleFixed
    SlugClaim.objects.claim(SlugClaim.Kind.ARTICLE, content.locale, content.slug, article)
    write_article(article, content)
    write_sections(article, content)
    write_highlights(article, content)
    write_related(article, content)
    write_terms(article, content)
    return Revision.objects.create(
        article=article,
        number=article.head,
        snapshot=dump(freeze(article)),
        by=by,
        at=timezone.now(),
        reason=reason,
        restored_from=restored_from,
    )


def stale(article: Article, base: int) -> StaleRevision:
    newest = Revision.objects.filter(article=article).select_related("by").order_by("-number").first()
    if newest is None:
        return StaleRevision(base=base, head=0, by="Somebody", at=None)
    return StaleRevision(base=base, head=newest.number, by=newest.by.display_name, at=newest.at)


def settle(content: Snapshot) -> Snapshot:
    """The content with clean HTML, repaired marks, and its highlights found anew. Raises NotUsable."""
    title = " ".join(content.title.split())
    if not title:
        raise NotUsable("An article needs a title.", "Write one.", field="title")
    for number, most, name in (
        (len(content.sections), SECTIONS, "sections"),
        (len(content.related), RELATED, "related"),
    ):
        if number > most:
            raise NotUsable(
                f"{number} {name} are more than the {most} that an article may have.",
                "Divide it.",
                field=name,
            )
    try:
        texts = [clean_inline(content.lead_html), *(clean(section.html) for section in content.sections)]
    except TextRefused as refused:
        raise NotUsable(refused.reason, refused.remedy, field="document") from refused
    lead, *bodies = repair_marks(texts)
    sections = tuple(
        replace(section, heading=" ".join(section.heading.split()), html=body)
        for section, body in zip(content.sections, bodies, strict=True)
    )
    settled = replace(content, title=title, lead_html=lead, sections=sections)
    return replace(settled, highlights=find_highlights(settled))


def find_highlights(content: Snapshot) -> tuple[snapshot.Highlight, ...]:
    """The highlights as the marks in the text say, with the notes that `content` has for their ids."""
    notes = {highlight.id: highlight.note for highlight in content.highlights}
    places: Iterable[tuple[str | None, str]] = (
        (None, content.lead_html),
        *((section.id, section.html) for section in content.sections),
    )
    found = tuple(
        snapshot.Highlight(passage.id, section, passage.exact, passage.start, passage.end, notes.get(passage.id, ""))
        for section, html in places
        for passage in find_passages(html)
    )
    if len(found) > HIGHLIGHTS:
        raise NotUsable(
            f"{len(found)} highlights are more than the {HIGHLIGHTS} that an article may have.",
            "Remove some.",
            field="highlights",
        )
    return found


# --- Rows -----------------------------------------------------------------------------------------------------------


def write_article(article: Article, content: Snapshot) -> None:
    article.locale = content.locale
    article.title = content.title
    article.slug = content.slug
    article.kicker = content.kicker
    article.lead = content.lead_html
    article.category = Category.objects.filter(uuid=content.category).first() if content.category else None
    article.genre = content.genre
    article.priority = content.priority
    article.access = content.access
    article.ai_use = content.ai_use
    article.ai_note = content.ai_note
    article.seo_title = content.seo.title
    article.seo_description = content.seo.description
    article.canonical_url = content.seo.canonical_url
    article.noindex = content.seo.noindex
    article.licence = content.rights.licence
    article.usage_terms = content.rights.usage_terms
    article.copyright_holder = content.rights.copyright_holder
    article.copyright_notice = content.rights.copyright_notice
    article.expires_at = content.expires_at
    try:
        article.full_clean(
            exclude=["owner", "uuid", "translation_key"], validate_unique=False, validate_constraints=False
        )
    except ValidationError as invalid:
        name, messages = next(iter(invalid.message_dict.items()))
        raise NotUsable(" ".join(messages), "Change it and save again.", field=name) from invalid
    try:
        with transaction.atomic():
            article.save()
    except IntegrityError as taken:
        raise TranslationExists(content.locale) from taken


def write_sections(article: Article, content: Snapshot) -> None:
    standing = {str(section.uuid): section for section in article.sections.all()}
    for gone in set(standing) - {section.id for section in content.sections}:
        standing.pop(gone).delete()
    for position, wanted in enumerate(content.sections):
        row = standing.get(wanted.id) or Section(article=article, uuid=uuid.UUID(wanted.id))
        values = {"position": position, "heading": wanted.heading, "body": wanted.html}
        write_row(row, values)


def write_highlights(article: Article, content: Snapshot) -> None:
    sections = {str(section.uuid): section.pk for section in article.sections.all()}
    standing = {row.identifier: row for row in article.highlights.all()}
    gone = set(standing) - {passage.id for passage in content.highlights}
    if gone:
        article.highlights.filter(identifier__in=gone).delete()
    for position, passage in enumerate(content.highlights):
        row = standing.get(passage.id) or Highlight(article=article, identifier=passage.id)
        values = {
            "section_id": sections[passage.section] if passage.section else None,
            "position": position,
            "exact": passage.exact,
            "start": passage.start,
            "end": passage.end,
            "note": passage.note,
        }
        write_row(row, values)


def write_row(row: Section | Highlight, values: dict[str, Any]) -> None:
    """Save only what differs: an article of sixty sections has one or two that were touched."""
    if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def write_related(article: Article, content: Snapshot) -> None:
    if content.related == freeze(article).related:
        return
    targets = {
        str(target.uuid): target
        for target in Article.objects.filter(uuid__in=[link.article for link in content.related if link.article])
    }
    article.related_links.all().delete()
    RelatedLink.objects.bulk_create(
        RelatedLink(
            article=article,
            position=position,
            target=targets.get(link.article or ""),
            url="" if link.article else link.url,
            title=link.title,
            teaser=link.teaser,
            source=link.source,
        )
        for position, link in enumerate(content.related)
        if link.title or (link.article in targets)
    )


def write_terms(article: Article, content: Snapshot) -> None:
    authors = {
        str(author.uuid): author for author in Author.objects.filter(uuid__in={b.author for b in content.authors})
    }
    bylines = [(authors[b.author].pk, b.role) for b in content.authors if b.author in authors]
    if bylines != list(article.bylines.values_list("author_id", "role")):
        article.bylines.all().delete()
        ArticleAuthor.objects.bulk_create(
            ArticleAuthor(article=article, author_id=author, role=role, position=position)
            for position, (author, role) in enumerate(dict.fromkeys(bylines))
        )
    article.tags.set(Tag.objects.filter(uuid__in=content.tags))
