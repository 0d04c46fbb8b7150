"""Categories, tags and authors, complete: the same in lists and alone. Only what a live article names is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from api.described import described
from api.documents.addresses import author_url, category_url, tag_url
from api.documents.feeds import Feeds, build_feeds
from api.documents.image import Image, Pictures
from api.documents.taxonomy import TermRef
from articles.models import author, category
from articles.models.category_tree import CategoryTree
from articles.models.public_terms import PublicTerm, count_articles

URLS = {"author": author_url, "category": category_url, "tag": tag_url}


@dataclass(frozen=True)
class TermTranslation:
    """The term in another language in which live articles name it."""

    locale: str = field(metadata=described("Its language."))
    id: UUID = field(metadata=described("Its own; an author is the same in all."))
    slug: str = field(metadata=described("In its locale."))
    name: str = field(metadata=described("Plain text."))
    url: str = field(metadata=described("Where people read more of it."))


@dataclass(frozen=True)
class Tag:
    """A keyword."""

    id: UUID = field(metadata=described("The same whatever its name and slug."))
    name: str = field(metadata=described("Plain text."))
    slug: str = field(metadata=described("The last part of its address; may change, and then redirects."))
    locale: str = field(metadata=described("Its language; of an author that of the articles counted."))
    url: str = field(metadata=described("Where people read more of it."))
    article_count: int = field(metadata=described("Live articles in this locale.", min_value=1))
    translations: list[TermTranslation] = field(
        metadata=described("In other languages, as far as live articles name it there.")
    )
    feeds: Feeds = field(metadata=described("Its articles as feeds; of a category with those of what is below it."))


@dataclass(frozen=True)
class ChildRef(TermRef):
    """A category below another."""

    article_count: int = field(metadata=described("Live articles in it and below.", min_value=1))


@dataclass(frozen=True)
class Category(Tag):
    """A place in the tree. What is below it belongs to it, and is counted."""

    description: str = field(metadata=described("Plain text; may be empty."))
    level: int = field(metadata=described("0 at the top.", min_value=0))
    parent: TermRef | None = field(metadata=described("What it stands below; null at the top."))
    breadcrumbs: list[TermRef] = field(metadata=described("The way to it from the top, without itself."))
    children: list[ChildRef] = field(metadata=described("What stands directly below it, in order."))


@dataclass(frozen=True)
class AuthorLink:
    """Where else to find an author."""

    label: str = field(metadata=described("Plain text."))
    url: str = field(metadata=described("http, https or mailto."))


@dataclass(frozen=True)
class Author(Tag):
    """Who signs articles."""

    bio: str = field(metadata=described("Plain text; may be empty."))
    bio_locale: str | None = field(metadata=described("Its language: one of those asked for; null without a bio."))
    portrait: Image | None = field(metadata=described("Their picture."))
    links: list[AuthorLink] = field(metadata=described("Where else to find them, in order."))


def build_tags(terms: Sequence[PublicTerm]) -> list[Tag]:
    """No query: all is there already."""
    return [Tag(**_common(term, "tag")) for term in terms]


def build_categories(terms: Sequence[PublicTerm], *, tree: CategoryTree, at: datetime) -> list[Category]:
    """One query, however many there are."""
    shown = [tree.nodes[term.pk] for term in terms if term.pk in tree.nodes]
    counts = count_articles(category.Category, {child.pk for one in shown for child in tree.children(one)}, at=at)
    return [_category(term, tree, counts) for term in terms]


def build_authors(terms: Sequence[PublicTerm], *, locales: Sequence[str]) -> list[Author]:
    """With the bio in the locale that each is answered in, or else the best of `locales`.

    Two queries, however many there are, and two more for their portraits.
    """
    people = author.Author.objects.in_bulk([term.pk for term in terms])
    pictures = Pictures.of((), people=people.values())
    rows = author.AuthorBio.objects.filter(author__in=[term.pk for term in terms] or [0]).exclude(text="")
    bios = {(pk, locale): text for pk, locale, text in rows.values_list("author", "locale", "text")}
    return [_author(term, people[term.pk], bios, pictures, locales) for term in terms]


def _category(term: PublicTerm, tree: CategoryTree, counts: Mapping[int, Mapping[str, int]]) -> Category:
    node = tree.nodes[term.pk]
    above = [_ref(one) for one in tree.ancestors(node)]
    below = [(child, counts.get(child.pk, {}).get(term.locale, 0)) for child in tree.children(node)]
    return Category(
        **_common(term, "category"),
        description=node.description,
        level=len(above),
        parent=above[-1] if above else None,
        breadcrumbs=above,
        children=[ChildRef(**vars(_ref(child)), article_count=count) for child, count in below if count],
    )


def _author(
    term: PublicTerm,
    row: author.Author,
    bios: Mapping[tuple[int, str], str],
    pictures: Pictures,
    locales: Sequence[str],
) -> Author:
    wanted = dict.fromkeys([term.locale, *locales])
    locale = next((one for one in wanted if (term.pk, one) in bios), None)
    return Author(
        **_common(term, "author"),
        bio=bios[term.pk, locale] if locale else "",
        bio_locale=locale,
        portrait=pictures.portrait(row),
        links=[AuthorLink(link["label"], link["url"]) for link in row.links],
    )


def _ref(node: category.Category) -> TermRef:
    return TermRef(node.uuid, node.name, node.slug, category_url(node.slug, node.locale))


def _common(term: PublicTerm, kind: str) -> dict[str, Any]:
    url = URLS[kind]
    return {
        "id": term.id,
        "name": term.name,
        "slug": term.slug,
        "locale": term.locale,
        "url": url(term.slug, term.locale),
        "article_count": term.article_count,
        "translations": [
            TermTranslation(other.locale, other.id, other.slug, other.name, url(other.slug, other.locale))
            for other in term.translations
        ],
        "feeds": build_feeds(term.locale, kind, term.slug),
    }
