"""`categories/`, `tags/` and `authors/`, each as a list and one by slug or id."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from api.content import answers
from api.content.reading import read_reference
from api.content.redirects import redirect
from api.documents import terms as documents
from api.documents.terms import build_authors, build_categories, build_tags
from api.http import problems
from api.http.caching import headers_for
from api.http.fields import Fields, prune, shape_of
from api.http.locales import Fallback, Locale, asked_locales, languages_of
from api.http.pagination import PARAMETERS, paginate
from api.http.parameters import Ordering, Parameter, SlugOrId
from api.http.snapshot import MIN_SEQUENCE, read_snapshot
from api.http.views import PublicView
from articles.models.author import Author
from articles.models.category import Category
from articles.models.category_tree import CategoryTree
from articles.models.public_status import Moved
from articles.models.public_terms import PublicTerm, find_term, list_terms, with_translations
from articles.models.tag import Tag

Terms = Sequence[PublicTerm]


class TermView(PublicView):
    """What the views of one kind have in common."""

    model: ClassVar[type[Author] | type[Category] | type[Tag]]
    route: ClassVar[str]

    def build(self, terms: Terms, locales: Sequence[str], at: datetime) -> Sequence[Any]:
        """The documents of these terms, to be read in the snapshot."""
        raise NotImplementedError


class TagView(TermView):
    model, route = Tag, "api:tag"

    def build(self, terms: Terms, locales: Sequence[str], at: datetime) -> Sequence[Any]:
        return build_tags(terms)


class AuthorView(TermView):
    model, route = Author, "api:author"

    def build(self, terms: Terms, locales: Sequence[str], at: datetime) -> Sequence[Any]:
        return build_authors(terms, locales=locales)


class CategoryView(TermView):
    model, route = Category, "api:category"

    @cached_property
    def tree(self) -> CategoryTree:
        """As it is in the snapshot of this request, which a view serves alone."""
        return CategoryTree.load()

    def build(self, terms: Terms, locales: Sequence[str], at: datetime) -> Sequence[Any]:
        return build_categories(terms, tree=self.tree, at=at)


class TermList(TermView):
    parameters = {
        "locale": Locale(help_text="Language of the terms, and of the articles that are counted."),
        "fallback": Fallback(
            help_text="Locales, the best first: a term of theirs is there where no better one has it."
        ),
        "ordering": Ordering(
            columns=("name", "article_count"),
            initial=["name"],
            help_text="Columns, each with a minus for descending; equal ones follow in a fixed order.",
        ),
        **PARAMETERS,
        "min_sequence": MIN_SEQUENCE,
    }

    def get(self, request: Request) -> Response:
        locales = asked_locales(self.values)
        with read_snapshot(self.values.get("min_sequence", 0)) as reading:
            terms = list_terms(self.model, locales=locales, at=reading.at)
            page = paginate(self.in_order(terms, locales), request, values=self.values)
            shown = with_translations(self.model, page.rows, at=reading.at)
            documents = self.build(shown, locales, reading.at)
        language = languages_of(one.locale for one in documents) or locales[0]
        headers = headers_for(reading, language=language, links=page.links())
        return Response(page.document(prune(list(documents), self.values.get("fields", {}))), headers=headers)

    def in_order(self, terms: list[PublicTerm], locales: Sequence[str]) -> list[PublicTerm]:
        """As asked for; equal ones by name, then by id."""
        terms = sorted(terms, key=lambda term: (by_name(term), str(term.id)))
        for column in reversed(self.values["ordering"]):
            terms.sort(key=self.keys(locales)[column.lstrip("-")], reverse=column.startswith("-"))
        return terms

    def keys(self, locales: Sequence[str]) -> dict[str, Callable[[PublicTerm], Any]]:
        return {"name": by_name, "article_count": lambda term: term.article_count}


def by_name(term: PublicTerm) -> str:
    """Letters without their marks, on either database: ä stands by a."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", term.name) if not unicodedata.combining(sign)
    ).casefold()


class TermDetail(TermView):
    path_parameters = {"reference": SlugOrId(help_text="Slug or id. A former public slug redirects.")}
    parameters = {
        "locale": Locale(
            help_text="Where a slug is sought, and which articles are counted. With an id: the translation wanted."
        ),
        "fallback": Fallback(
            help_text="Where a slug is sought next. The answer is in the best of these locales in which it is public."
        ),
        "min_sequence": MIN_SEQUENCE,
    }

    def get(self, request: Request, reference: str) -> Response:
        named = read_reference(reference)
        is_itself = isinstance(named, UUID) and not {"locale", "fallback"} & set(self.values)
        locales = [] if is_itself and self.model is not Author else asked_locales(self.values)
        with read_snapshot(self.values.get("min_sequence", 0)) as reading:
            found = None if named is None else find_term(self.model, named, locales=locales, at=reading.at)
            documents = self.build([found], locales, reading.at) if isinstance(found, PublicTerm) else []
        if isinstance(found, Moved):
            return redirect(self.route, found, request, reading=reading, values=self.values)
        if not documents:
            return problems.respond(problems.NOT_FOUND, request, headers=headers_for(reading))
        document = documents[0]
        translations = {one.locale: one.url for one in document.translations}
        links = {"canonical": document.url}
        headers = headers_for(reading, language=document.locale, links=links, translations=translations)
        return Response(prune(document, self.values.get("fields", {})), headers=headers)


def listed(name: str, page: type, text: str) -> Callable[[type], type]:
    return extend_schema_view(
        get=answers.public_operation(name, {200: page, 404: "No such page."}, tags=["taxonomy"], text=text)
    )


def detailed(name: str, serializer: type, text: str) -> Callable[[type], type]:
    statuses = {
        200: serializer,
        301: answers.MovedSerializer,
        404: "No live article names anything by this slug or id.",
    }
    return extend_schema_view(get=answers.public_operation(name, statuses, tags=["taxonomy"], text=text))


def fields_of(document: type) -> dict[str, Parameter]:
    return {"fields": Fields(shape=shape_of(document), help_text="Only these, with dots for what is inside.")}


@listed("list_tags", answers.TagPage, "The tags of live articles, by name.")
class TagList(TagView, TermList):
    parameters = {**TermList.parameters, **fields_of(documents.Tag)}


@detailed("get_tag", answers.TagSerializer, "A tag of live articles.")
class TagDetail(TagView, TermDetail):
    parameters = {**TermDetail.parameters, **fields_of(documents.Tag)}


@listed("list_authors", answers.AuthorPage, "The authors of live articles, by name.")
class AuthorList(AuthorView, TermList):
    parameters = {**TermList.parameters, **fields_of(documents.Author)}


@detailed("get_author", answers.AuthorSerializer, "An author of live articles in the locale.")
class AuthorDetail(AuthorView, TermDetail):
    parameters = {**TermDetail.parameters, **fields_of(documents.Author)}


@listed("list_categories", answers.CategoryPage, "The categories of live articles, in the order of the tree.")
class CategoryList(CategoryView, TermList):
    parameters = {
        **TermList.parameters,
        **fields_of(documents.Category),
        "ordering": Ordering(
            columns=("position", "name", "article_count"),
            initial=["position"],
            help_text="Columns, each with a minus for descending. `position` is the order of the tree: each before "
            "what is below it.",
        ),
    }

    def keys(self, locales: Sequence[str]) -> dict[str, Callable[[PublicTerm], Any]]:
        places = {node.pk: place for place, node in enumerate(self.tree.in_order())}
        return super().keys(locales) | {
            "position": lambda term: (locales.index(term.locale), places.get(term.pk, len(places)))
        }


@detailed("get_category", answers.CategorySerializer, "A category of live articles, with its place in the tree.")
class CategoryDetail(CategoryView, TermDetail):
    parameters = {**TermDetail.parameters, **fields_of(documents.Category)}
