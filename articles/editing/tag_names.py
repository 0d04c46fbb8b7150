"""Tags by the names that people type: found whatever the case and the accents, or made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import transaction

from articles.editing.taxonomy import save_term
from articles.models import Tag
from articles.text import folding
from articles.text.inline import scrub

SUGGESTED: Final = 10
"""So many are offered at once."""


def fold(name: str) -> str:
    """What two spellings of one name have in common: no case, no diacritics, single spaces."""
    return " ".join(folding.fold(scrub(name)).split())


def find_tags(names: Iterable[str], *, locale: str) -> dict[str, Tag]:
    """The standing tags of that locale that bear one of the names, by folded name; the oldest of two. Two queries."""
    wanted = {fold(name) for name in names}
    keys = {folded: pk for pk, name in reversed(_names(locale)) if (folded := fold(name)) in wanted}
    found = Tag.objects.in_bulk(list(keys.values()))
    return {folded: found[pk] for folded, pk in keys.items() if pk in found}


@transaction.atomic
def take_tags(names: Iterable[str], *, locale: str) -> list[Tag]:
    """For each name its standing tag of that locale, or a new one. Raises what `save_term` does."""
    names = list(names)
    found = find_tags(names, locale=locale)
    for name in names:
        if fold(name) not in found:
            found[fold(name)] = save_term(Tag(name=name, locale=locale))  # type: ignore[assignment]
    return list({found[fold(name)].pk: found[fold(name)] for name in names}.values())


def suggest_tags(text: str, *, locale: str) -> list[tuple[int, str]]:
    """Primary key and name of those that contain the text: the same name first, then those that begin with it."""
    wanted = fold(text)
    found = [(fold(name), pk, name) for pk, name in _names(locale)]
    fitting = [one for one in found if wanted in one[0]]
    fitting.sort(key=lambda one: (one[0] != wanted, not one[0].startswith(wanted), one[0], one[1]))
    return [(pk, name) for _, pk, name in fitting[:SUGGESTED]]


def _names(locale: str) -> list[tuple[int, str]]:
    """Folded in Python: the databases fold each in its own way, SQLite only ASCII."""
    return list(Tag.objects.standing().in_locale(locale).order_by("pk").values_list("pk", "name"))
