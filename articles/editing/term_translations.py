"""Categories and tags in several languages: one term a locale, all with one `translation_key`."""

from __future__ import annotations

from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction

from articles.editing.locales import check_locale
from articles.editing.taxonomy import save_term
from articles.errors import TranslationExists
from articles.models import Category, Tag
from articles.models.public_log import Touched, tell

Translated = TypeVar("Translated", Category, Tag)


def translate_term(term: Translated, *, locale: str, name: str = "") -> Translated:
    """A new term of that locale, by the same name unless another is given.

    A category goes below the translation of its parent, or to the top where there is none. Raises TranslationExists,
    UnknownLocale, and what `save_term` does.
    """
    check_locale(locale)
    with transaction.atomic():
        if _members(term).filter(locale=locale).exists():
            raise TranslationExists(locale)
        new = type(term)(name=name or term.name, locale=locale, translation_key=term.translation_key)
        if isinstance(new, Category) and isinstance(term, Category) and term.parent is not None:
            new.parent = in_locale([term.parent], locale).get(term.parent.pk)
        save_term(new)
    return new


@transaction.atomic
def join_translations(term: Translated, other: Translated) -> Translated:
    """Make two standing terms, with their own translations, translations of each other.

    Raises TranslationExists where one locale would have two.
    """
    members = list(_members(term, other).select_for_update(no_key=True).order_by("pk"))
    keys = {member.translation_key for member in members if member.pk in (term.pk, other.pk)}
    if len(keys) == 2:
        locales = [member.locale for member in members]
        twice = next((locale for locale in locales if locales.count(locale) > 1), None)
        if twice is not None:
            raise TranslationExists(twice)
        key = next(member.translation_key for member in members if member.pk == term.pk)
        type(term)._base_manager.filter(pk__in=[member.pk for member in members]).update(translation_key=key)
        tell(touched=Touched.by_term(*members))
    term.refresh_from_db()
    other.refresh_from_db()
    return term


def term_translations(term: Translated) -> dict[str, Translated | None]:
    """By locale of the site, in its order, the term and its translations. One query."""
    found = {one.locale: one for one in _members(term).filter(merged_into=None)}
    return {locale: found.get(locale) for locale in settings.LOCALES}


def in_locale(terms: list[Translated], locale: str) -> dict[int, Translated]:
    """By the primary key of each, its standing translation in that locale, or itself if that is its own. One query."""
    if not terms:
        return {}
    keys = {term.translation_key for term in terms}
    rows: Any = type(terms[0])._base_manager.filter(translation_key__in=keys, locale=locale, merged_into=None)
    found = {one.translation_key: one for one in rows}
    return {term.pk: found[term.translation_key] for term in terms if term.translation_key in found}


def _members(*terms: Translated) -> Any:
    return type(terms[0])._base_manager.filter(translation_key__in={term.translation_key for term in terms})
