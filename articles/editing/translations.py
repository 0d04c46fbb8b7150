"""The same article in another language: a draft of its own, with a slug, schedule and history of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from articles.editing.drafts import create_draft
from articles.editing.freezing import freeze
from articles.editing.locales import check_locale
from articles.editing.term_translations import in_locale
from articles.errors import TranslationExists
from articles.models import Article, User
from articles.snapshot import Highlight, Section, Snapshot
from articles.text.document import new_section_id
from articles.text.marks import new_highlight_id, rename_marks


def start_translation(article: Article, *, locale: str, by: User) -> Article:
    """A new draft in `locale` with the same translation key: a copy of the draft as it stands, to be written over.

    Sections, headings, texts and highlights are there with ids of their own. Category and tags are those of the new
    locale, as far as they have been translated; authors and related articles are the same. What belongs to one page
    alone stays behind: the slug (made anew from the title), expiry and canonical address.
    Raises TranslationExists, UnknownLocale.
    """
    check_locale(locale)
    if Article.objects.filter(translation_key=article.translation_key, locale=locale).exists():
        raise TranslationExists(locale)
    content = translated(freeze(article), article, locale)
    return create_draft(content, by=by, translation_key=article.translation_key)


def translated(content: Snapshot, article: Article, locale: str) -> Snapshot:
    """What the draft of the translation begins with."""
    categories: Any = in_locale([article.category] if article.category else [], locale)
    tags: Any = in_locale(list(article.tags.order_by("name", "pk")), locale)
    return replace(
        with_new_ids(content),
        locale=locale,
        slug="",
        category=next((str(term.uuid) for term in categories.values()), None),
        tags=tuple(str(term.uuid) for term in tags.values()),
        seo=replace(content.seo, canonical_url=""),
        expires_at=None,
    )


def with_new_ids(content: Snapshot) -> Snapshot:
    """Else a highlight's or section's id would mean two passages on one site."""
    sections = {section.id: new_section_id() for section in content.sections}
    marks = {highlight.id: new_highlight_id() for highlight in content.highlights}
    return replace(
        content,
        lead_html=rename_marks(content.lead_html, marks),
        sections=tuple(_section(section, sections, marks) for section in content.sections),
        highlights=tuple(_highlight(highlight, sections, marks) for highlight in content.highlights),
    )


def _section(section: Section, sections: Mapping[str, str], marks: Mapping[str, str]) -> Section:
    return replace(section, id=sections[section.id], html=rename_marks(section.html, marks))


def _highlight(highlight: Highlight, sections: Mapping[str, str], marks: Mapping[str, str]) -> Highlight:
    section = sections[highlight.section] if highlight.section else None
    return replace(highlight, id=marks[highlight.id], section=section)
