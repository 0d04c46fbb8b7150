"""A file's text becomes a draft, or a newer draft of an article that stands: all of it, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from articles.editing.drafts import create_draft, save_draft
from articles.editing.freezing import freeze
from articles.editing.own_addresses import articles_behind
from articles.errors import NotUsable
from articles.models import Article, Revision, SlugClaim, User
from articles.models.slug_claim import is_ambiguous
from articles.publishing.actions import Done, publish
from articles.snapshot import Byline, Related, Section, Snapshot
from articles.text.document import new_section_id
from articles.transfer.identities import carry_marks, keep_identities
from articles.transfer.manuscript import ArticleFile, FileLink, Kind, Meta, Unplaced
from articles.transfer.terms import Terms

NO_ARTICLE: Final = "no article of ours has this slug or id; the title stays, without an address"
ITSELF: Final = "an article is not related to itself"
PLAIN: Final = ("kicker", "genre", "priority", "access", "ai_use", "ai_note", "expires_at")
SEO: Final = {
    "seo_title": "title",
    "seo_description": "description",
    "canonical_url": "canonical_url",
    "noindex": "noindex",
}
RIGHTS: Final = ("licence", "usage_terms", "copyright_holder", "copyright_notice")


@dataclass(frozen=True)
class Imported:
    article: Article
    content: Snapshot
    """The draft as it was frozen."""
    revision: int
    unplaced: tuple[Unplaced, ...]
    done: Done | None = None
    """What publishing did, where it was asked for."""


@transaction.atomic
def import_article(
    file: ArticleFile,
    *,
    by: User,
    into: Article | None = None,
    locale: str = "",
    slug: str = "",
    publishing: bool = False,
    published_at: datetime | None = None,
) -> Imported:
    """Make a draft of `file`, or with `into` a newer draft of that article; with `publishing` make it public.

    `locale` and `slug` go before what the file says. Of an article that stands, what the file does not speak of stays:
    fields without front matter, and the related articles where it names none. Ids of sections and highlights stay with
    their headings and passages. `published_at` (else the file's) is its own date of publication.

    Pictures of a page must be in the library before (html_pictures.py).

    Raises Refused of any kind; then nothing has changed, terms included.
    """
    old = freeze(Article.objects.lock(into)) if into is not None else None
    start = old or Snapshot(locale=settings.LOCALES[0], title=file.title, slug="")
    start = replace(start, locale=check_locale(locale or file.meta.locale or start.locale))
    terms = Terms(locale=start.locale, by=by)
    content = with_meta(with_text(start, file, old), file.meta, terms)
    content, unresolved = with_related(content, file, into)
    original = find_original(file.meta.translation_of)
    article = write(replace(content, slug=slug or content.slug), into=into, by=by, translation_of=original)
    done = None
    if publishing:
        date = published_at or file.meta.published_at
        done = publish(article, revision=article.head, seen=article.acts, by=by, published_at=date)
    unplaced = sorted((*file.unplaced, *terms.unplaced, *unresolved), key=lambda each: each.line_number)
    return Imported(article, freeze(article), article.head, tuple(unplaced), done)


def write(content: Snapshot, *, into: Article | None, by: User, translation_of: Article | None) -> Article:
    """A newer draft of `into` stays in the translation set that it is in."""
    if into is None:
        key = translation_of.translation_key if translation_of else None
        return create_draft(content, by=by, reason=Revision.Reason.IMPORTED, translation_key=key)
    article = Article.objects.get(pk=into.pk)
    save_draft(article, content, base=article.head, by=by, reason=Revision.Reason.IMPORTED)
    return article


def find_original(reference: str | None) -> Article | None:
    """The article that the file is a translation of. Raises NotUsable where there is none, or more than one."""
    if not reference:
        return None
    try:
        if is_ambiguous(reference):
            return Article.objects.get(uuid=reference)
        claims = SlugClaim.objects.filter(kind=SlugClaim.Kind.ARTICLE, slug=reference)
        return Article.objects.filter(slug_claims__in=claims).distinct().get()
    except (Article.DoesNotExist, Article.MultipleObjectsReturned, ValidationError) as missed:
        raise NotUsable(
            f"No single article of ours has the slug or id “{reference}”.",
            "Name the original by its slug or id, or leave translation_of out.",
            field="translation_of",
        ) from missed


def check_locale(tag: str) -> str:
    """The site's locale for a language tag: `de-AT` is `de`, where there is no `de-at` (RFC 4647, section 3.4)."""
    locales = {locale.casefold(): locale for locale in settings.LOCALES}
    found = locales.get(tag.casefold()) or locales.get(re.split("[-_]", tag.casefold())[0])
    if found is None:
        known = ", ".join(settings.LOCALES)
        raise NotUsable(f"“{tag[:40]}” is no locale of this site.", f"Choose one of {known}.", field="locale")
    return found


# --- Content --------------------------------------------------------------------------------------------------------


def with_text(content: Snapshot, file: ArticleFile, old: Snapshot | None) -> Snapshot:
    """The content with the text of the file, in which what `old` has too keeps its ids."""
    content = replace(
        content,
        title=file.title,
        lead_html=file.lead_html,
        cover=file.cover or content.cover,
        sections=tuple(
            Section(id=new_section_id(), heading=section.heading, html=section.html) for section in file.sections
        ),
    )
    if old is None:
        return content
    content = keep_identities(content, old)
    return carry_marks(content, old) if file.kind is Kind.TEXT else content


def with_meta(content: Snapshot, meta: Meta, terms: Terms) -> Snapshot:
    """The content with what the front matter says; terms are found or made."""
    said = {name: value for name, value in vars(meta).items() if value is not None}
    content = replace(
        content,
        **{name: said[name] for name in (*PLAIN, "slug") if name in said},
        seo=replace(content.seo, **{to: said[name] for name, to in SEO.items() if name in said}),
        rights=replace(content.rights, **{name: said[name] for name in RIGHTS if name in said}),
    )
    if meta.authors is not None:
        content = replace(content, authors=tuple(map(Byline, terms.authors(meta.authors))))
    if meta.category is not None:
        content = replace(content, category=terms.category(meta.category))
    if meta.tags is not None:
        content = replace(content, tags=terms.tags(meta.tags))
    return content


def with_related(
    content: Snapshot, file: ArticleFile, article: Article | None
) -> tuple[Snapshot, tuple[Unplaced, ...]]:
    """The content with the file's related articles, if it names any; one that we have not stays as a title, told."""
    related: list[Related] = []
    unplaced: list[Unplaced] = []
    behind = articles_behind([address for link in file.related if (address := own_address(link))])
    for link in file.related:
        target = behind.get(own_address(link)) or find_article(link.target, locale=content.locale)
        if target is not None and target == article:
            unplaced.append(Unplaced(link.line_number, link.title, ITSELF))
        elif target is not None:
            related.append(Related(article=str(target.uuid)))
        else:
            if link.target:
                name = link.target if link.target.startswith("/") else f"article:{link.target}"
                unplaced.append(Unplaced(link.line_number, name, NO_ARTICLE))
            related.append(Related(title=link.title, teaser=link.teaser, url=link.url))
    return replace(content, related=tuple(related) if file.related else content.related), tuple(unplaced)


def own_address(link: FileLink) -> str:
    """The whole address that may be one of ours, "" where the link has a slug, an id, or nothing."""
    return settings.PUBLIC_URL + link.target if link.target.startswith("/") else link.url


def find_article(name: str, *, locale: str) -> Article | None:
    """The article that has this id, or owns this slug in the locale; None for an empty name."""
    if not name:
        return None
    try:
        return Article.objects.filter(uuid=UUID(name)).first()
    except ValueError:
        claim = SlugClaim.objects.of(SlugClaim.Kind.ARTICLE, locale, name).select_related("article").first()
        return claim.article if claim else None
