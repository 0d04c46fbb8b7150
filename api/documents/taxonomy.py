"""Authors, categories and tags as documents name them: by their living names, whatever was frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

from api.described import described
from api.documents.addresses import author_url, category_url, tag_url
from api.documents.image import Image, Pictures
from articles.models.author import Author
from articles.models.category import Category
from articles.models.tag import Tag
from articles.models.term_family import find_winners
from articles.snapshot import Byline, Snapshot


@dataclass(frozen=True)
class BylineRef:
    """Who signed an article."""

    id: UUID
    name: str
    slug: str
    url: str = field(metadata=described("Where people read more of it."))
    role: str = field(metadata=described("author, reporter, photographer, illustrator, translator or editor."))
    portrait: Image | None = field(metadata=described("Their picture."))


@dataclass(frozen=True)
class TermRef:
    """A category or tag."""

    id: UUID
    name: str
    slug: str
    url: str = field(metadata=described("Where people read more of it."))


@dataclass(frozen=True)
class Names:
    """Who and what some articles name, by the ids that are frozen in them; of merged terms the winner."""

    authors: Mapping[str, Author]
    categories: Mapping[str, Category]
    tags: Mapping[str, Tag]

    @classmethod
    def of(cls, contents: Iterable[Snapshot]) -> Self:
        """Three queries, however many articles."""
        contents = list(contents)
        return cls(
            authors=find_winners(Author, {one.author for content in contents for one in content.authors}),
            categories=find_winners(Category, {one.category for one in contents if one.category}),
            tags=find_winners(Tag, {tag for content in contents for tag in content.tags}),
        )

    def bylines(self, content: Snapshot, pictures: Pictures) -> list[BylineRef]:
        """In their order; an author once a role, though two were merged. `pictures` with the portraits of these."""
        once = {(self.authors[one.author], one.role): one for one in content.authors if one.author in self.authors}
        return [self._byline(one, content.locale, pictures) for one in once.values()]

    def category(self, content: Snapshot) -> TermRef | None:
        term = self.categories.get(content.category or "")
        if term is None:
            return None
        return TermRef(term.uuid, term.name, term.slug, category_url(term.slug, content.locale))

    def tag_refs(self, content: Snapshot) -> list[TermRef]:
        terms = dict.fromkeys(self.tags[tag] for tag in content.tags if tag in self.tags)
        return [TermRef(term.uuid, term.name, term.slug, tag_url(term.slug, content.locale)) for term in terms]

    def _byline(self, byline: Byline, locale: str, pictures: Pictures) -> BylineRef:
        author = self.authors[byline.author]
        url = author_url(author.slug, locale)
        return BylineRef(author.uuid, author.name, author.slug, url, byline.role, pictures.portrait(author))
