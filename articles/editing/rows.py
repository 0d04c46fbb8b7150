"""The draft's rows, written from its content: what did not change is not touched."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from articles.editing.term_translations import in_locale
from articles.errors import NotUsable, TranslationExists
from articles.models import (
    Article,
    ArticleAuthor,
    ArticleImage,
    Author,
    Category,
    Highlight,
    Image,
    RelatedLink,
    Section,
    Tag,
)
from articles.models.slug_claim import check_slug
from articles.models.term_family import find_winners
from articles.models.usable import refuse_unusable
from articles.snapshot import Related, Snapshot
from articles.text.figures import find_images
from articles.text.inline import one_line, scrub

Row = TypeVar("Row", bound=Model)


def write_article(article: Article, content: Snapshot) -> None:
    """The article's own row. Raises NotUsable, SlugUnusable, TranslationExists."""
    check_slug(content.slug)
    article.locale = content.locale
    article.title = content.title
    article.slug = content.slug
    article.kicker = content.kicker
    article.lead = content.lead_html
    set_cover(article, content)
    categories = of_locale(standing_terms(Category, [content.category]), content.locale, field="category")
    article.category = categories.get(content.category or "")
    article.genre = content.genre
    article.priority = content.priority
    article.access = content.access
    article.ai_use = content.ai_use
    article.ai_note = scrub(content.ai_note)
    article.seo_title = scrub(content.seo.title)
    article.seo_description = scrub(content.seo.description)
    article.canonical_url = content.seo.canonical_url
    article.noindex = content.seo.noindex
    article.licence = content.rights.licence
    article.usage_terms = scrub(content.rights.usage_terms)
    article.copyright_holder = scrub(content.rights.copyright_holder)
    article.copyright_notice = scrub(content.rights.copyright_notice)
    article.expires_at = content.expires_at
    refuse_unusable(article, exclude=["owner", "uuid", "translation_key", "slug", "lead", "category", "cover"])
    try:
        with transaction.atomic():
            article.save()
    except IntegrityError as taken:
        raise TranslationExists(content.locale) from taken


def set_cover(article: Article, content: Snapshot) -> None:
    """A picture that is gone is left out, and its words with it."""
    cover = content.cover
    article.cover = by_uuid(Image, [cover.image]).get(cover.image) if cover else None
    shown = cover if article.cover else None
    article.cover_alt = one_line(shown.alt) if shown else ""
    article.cover_caption = one_line(shown.caption) if shown else ""


def write_sections(article: Article, content: Snapshot) -> None:
    standing = {str(section.uuid): section for section in article.sections.all()}
    for gone in set(standing) - {section.id for section in content.sections}:
        standing.pop(gone).delete()
    for position, wanted in enumerate(content.sections):
        row = standing.get(wanted.id) or Section(article=article, uuid=uuid.UUID(wanted.id))
        values = {"position": position, "heading": wanted.heading, "body": wanted.html}
        write_row(row, values, exclude=["article", "body"], field="sections")


def write_highlights(article: Article, content: Snapshot) -> None:
    standing = {row.identifier: row for row in article.highlights.all()}
    sections = {str(one.uuid): one.pk for one in article.sections.all()} if content.highlights else {}
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
        write_row(row, values, exclude=["article", "section"], field="highlights")


def write_row(row: Section | Highlight, values: dict[str, Any], *, exclude: list[str], field: str) -> None:
    """Save only what differs: an article of sixty sections has one or two that were touched."""
    if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        refuse_unusable(row, exclude=exclude, field=field)
        row.save()


def write_related(article: Article, content: Snapshot) -> None:
    """The links in their order; those to articles that are gone are left out. Raises NotUsable."""
    targets = by_uuid(Article, [link.article for link in content.related])
    wanted = [
        related_row(article, link, targets.get(link.article or ""))
        for link in content.related
        if (link.article in targets if link.article else link.title or link.url)
    ]
    compared = ("target_id", "url", "title", "teaser", "source")
    if [tuple(getattr(row, name) for name in compared) for row in wanted] == list(
        article.related_links.values_list(*compared)
    ):
        return
    article.related_links.all().delete()
    for position, row in enumerate(wanted):
        row.position = position
    RelatedLink.objects.bulk_create(wanted)


def related_row(article: Article, link: Related, target: Article | None) -> RelatedLink:
    """Raises NotUsable."""
    if target == article:
        raise NotUsable(_("An article cannot be related to itself."), _("Choose another one."), field="related")
    if target is None and not link.title.strip():
        raise NotUsable(
            _("The link to {url} needs a title.").format(url=link.url[:80]), _("Write one."), field="related"
        )
    row = RelatedLink(
        article=article,
        target=target,
        url="" if target else link.url,
        title=one_line(link.title),
        teaser=scrub(link.teaser),
        source=link.source,
    )
    refuse_unusable(row, exclude=["article", "target"], field="related")
    return row


def write_terms(article: Article, content: Snapshot) -> None:
    """Bylines and tags; terms that are gone are left out, for merged ones the winner stands. Raises NotUsable."""
    authors = standing_terms(Author, [byline.author for byline in content.authors])
    wanted = list(
        dict.fromkeys(
            (authors[byline.author].pk, byline.role) for byline in content.authors if byline.author in authors
        )
    )
    if wanted != list(article.bylines.values_list("author_id", "role")):
        rows = [
            ArticleAuthor(article=article, author_id=author, role=role, position=position)
            for position, (author, role) in enumerate(wanted)
        ]
        for row in rows:
            refuse_unusable(row, exclude=["article", "author"], field="authors")
        article.bylines.all().delete()
        ArticleAuthor.objects.bulk_create(rows)
    article.tags.set(of_locale(standing_terms(Tag, content.tags), content.locale, field="tags").values())


def write_images(article: Article, content: Snapshot) -> None:
    """Which pictures the draft shows: so that none of them is deleted."""
    figures = find_images("".join(section.html for section in content.sections))
    wanted = {image.pk for image in by_uuid(Image, figures).values()}
    if article.cover_id is not None:
        wanted.add(article.cover_id)
    standing = set(article.article_images.values_list("image_id", flat=True))
    if gone := standing - wanted:
        article.article_images.filter(image__in=gone).delete()
    ArticleImage.objects.bulk_create(ArticleImage(article=article, image_id=new) for new in sorted(wanted - standing))


def by_uuid(model: Any, uuids: Iterable[str | None]) -> dict[str, Any]:
    """The rows that there are of these; what is no UUID names nothing."""
    wanted = {text for text in uuids if text and is_uuid(text)}
    return {str(row.uuid): row for row in model._default_manager.filter(uuid__in=wanted)} if wanted else {}


def hold_people_and_tags(content: Snapshot) -> None:
    """Lock those that a draft names."""
    for model, uuids in ((Author, [byline.author for byline in content.authors]), (Tag, content.tags)):
        hold(model._default_manager.filter(uuid__in=[text for text in uuids if text and is_uuid(text)]))


def hold(rows: QuerySet[Row]) -> list[Row]:
    """Lock people or tags for who goes on to take the state row (by a new tag, say): it must not wait for a row then
    that somebody deletes who waits for the state row in turn. In the order of keys, as everybody does."""
    return list(rows.select_for_update(no_key=True).order_by("pk"))


def standing_terms(model: Any, uuids: Iterable[str | None]) -> dict[str, Any]:
    """The terms that there are of these; an old revision may name one that was merged since: then its winner."""
    return find_winners(model, {text for text in uuids if text and is_uuid(text)})


def of_locale(terms: dict[str, Any], locale: str, *, field: str) -> dict[str, Any]:
    """The terms, those of another locale by their translations: a page must lead to pages in its own language.

    Raises NotUsable for one that is not translated.
    """
    strangers = [term for term in terms.values() if term.locale != locale]
    translations = in_locale(strangers, locale)
    for term in strangers:
        if term.pk not in translations:
            raise NotUsable(
                _("“{name}” is of the locale “{locale}”, the article of “{wanted}”.").format(
                    name=term.name, locale=term.locale, wanted=locale
                ),
                _("Choose one of the article's own locale, or translate it first."),
                field=field,
            )
    return {asked: translations.get(term.pk, term) for asked, term in terms.items()}


def is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
