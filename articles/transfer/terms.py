"""Authors, categories and tags by the names that a file gives: found in the locale, or made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeVar

from articles.editing.taxonomy import save_term
from articles.models import Author, Category, Tag, User
from articles.transfer.manuscript import Unplaced

NAME_LENGTH: Final = 120
AnyTerm = TypeVar("AnyTerm", bound=Author | Category | Tag)


class Terms:
    """Finds the terms of one file. Who may not make terms (articles/rules.py) has those that are there."""

    def __init__(self, *, locale: str, by: User) -> None:
        self.locale = locale
        self.by = by
        self.unplaced: list[Unplaced] = []

    def authors(self, names: Iterable[str]) -> tuple[str, ...]:
        """Their ids, as a snapshot has them."""
        return _ids(self._settle(Author(name=name)) for name in names)

    def tags(self, names: Iterable[str]) -> tuple[str, ...]:
        return _ids(self._settle(Tag(name=name, locale=self.locale), locale=self.locale) for name in names)

    def category(self, path: str) -> str | None:
        """The id of the last category on a path of names from the root: "Cities/Transport"."""
        found: Category | None = None
        for name in filter(None, map(str.strip, path.split("/"))):
            wanted = Category(name=name, locale=self.locale, parent=found)
            found = self._settle(wanted, locale=self.locale, parent=found)
            if found is None:
                return None
        return str(found.uuid) if found else None

    def _settle(self, wanted: AnyTerm, **place: Any) -> AnyTerm | None:
        """The standing term of that name (in that place), or `wanted`, saved; None where neither can be, and told."""
        model: Any = type(wanted)
        named = model.objects.standing().filter(name__iexact=wanted.name, **place).order_by("pk")
        standing: AnyTerm | None = named.filter(name=wanted.name).first() or named.first()
        if standing is not None:
            return standing
        if len(wanted.name) > NAME_LENGTH:
            self.unplaced.append(Unplaced(0, wanted.name, f"longer than the {NAME_LENGTH} characters of a name"))
            return None
        if not self.by.has_perm(f"articles.add_{wanted._meta.model_name}"):
            why = f"there is no {wanted._meta.verbose_name} of this name, and {self.by.get_username()} may not make one"
            self.unplaced.append(Unplaced(0, wanted.name, why))
            return None
        save_term(wanted)
        return wanted


def _ids(terms: Iterable[Author | Tag | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(term.uuid) for term in terms if term))
