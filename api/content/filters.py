"""What lists of articles can be narrowed by. The reference and the list of parameters follow from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import django_filters

from api.content.asked import Words
from api.content.terms import find_terms
from api.documents.card import GENRES
from api.http import parameters
from api.http.locales import in_full
from api.http.parameters import Parameter, SlugOrId, contradiction
from articles.models.author import Author
from articles.models.category import Category
from articles.models.published_version import PublishedVersionQuerySet
from articles.models.tag import Tag
from articles.models.term import Term
from articles.search.finding import MOST, Found, find_by_date, first_of, matching
from articles.search.query import Query

ORDERING = parameters.Ordering(
    columns=("published_at", "updated_at", "priority", "title"),
    initial=["-published_at"],
    help_text="Columns, each with a minus for descending; equal articles follow in a fixed order.",
)


class Filter(django_filters.Filter):
    """A filter whose value is read by `reads`."""

    def __init__(self, reads: Parameter, **options: Any) -> None:
        super().__init__(**options)
        self.reads = reads

    @property
    def field(self) -> Parameter:
        return self.reads


def one_term(of: str) -> Parameter:
    return SlugOrId(help_text=f"Slug or id of {of}.")


def several_terms(of: str) -> Parameter:
    return parameters.ListOf(item=SlugOrId(), help_text=f"Slugs or ids, {of}.")


def refuse_impossible(values: Mapping[str, Any]) -> None:
    """Raises BadParameters for a span of time that ends before it begins."""
    for column in ("published_at", "updated_at"):
        since, before = values.get(f"{column}__gte"), values.get(f"{column}__lt")
        if since and before and since > before:
            raise contradiction(f"{column}__lt", f"It is before {column}__gte. Give a later moment.")


class ArticleFilter(django_filters.FilterSet):
    """Narrows a list by values that were read already. What does not exist, or is used by nothing public, is the
    same: nothing found."""

    category = Filter(one_term("a category; what is below it belongs to it"), method="in_category")
    category__in = Filter(several_terms("any of these categories, with all below them"), method="in_category")
    tag = Filter(one_term("a tag"), method="with_tag")
    tag__in = Filter(several_terms("any of these tags"), method="with_tag")
    tag__all = Filter(several_terms("all of these tags"), method="with_all_tags")
    author = Filter(one_term("an author, in whatever role"), method="by_author")
    genre = Filter(parameters.OneOf(choices=GENRES, help_text="What sort of text it is."))
    priority__lte = Filter(
        parameters.Whole(minimum=1, maximum=9, help_text="As urgent as this, or more (1 is most urgent)."),
        field_name="priority",
        lookup_expr="lte",
    )
    published_at__gte = Filter(
        parameters.Moment(help_text="First published then or later."), field_name="published_at", lookup_expr="gte"
    )
    published_at__lt = Filter(
        parameters.Moment(help_text="First published before."), field_name="published_at", lookup_expr="lt"
    )
    updated_at__gte = Filter(
        parameters.Moment(help_text="Changed then or later."), field_name="updated_at", lookup_expr="gte"
    )
    updated_at__lt = Filter(
        parameters.Moment(help_text="Not changed since."), field_name="updated_at", lookup_expr="lt"
    )
    id__in = Filter(
        parameters.ListOf(item=parameters.Id(), help_text="These articles, as far as they are live."),
        field_name="article__uuid",
        lookup_expr="in",
    )
    slug__in = Filter(
        parameters.ListOf(item=parameters.Slug(), help_text="The articles that bear these slugs now."),
        field_name="slug",
        lookup_expr="in",
    )
    has_highlights = Filter(parameters.Flag(help_text="With highlights, or without."))
    search = Filter(
        Words(help_text=f"With all of these words. `count` stops at {MOST}. Not with as_of. {Words.SYNTAX}"),
        method="with_words",
    )

    def __init__(
        self, values: Mapping[str, Any], queryset: PublishedVersionQuerySet, *, locales: Sequence[str], at: datetime
    ) -> None:
        super().__init__(queryset=queryset)
        self.values = values
        self.locales = locales
        self.at = at

    @classmethod
    def parameters(cls) -> dict[str, Parameter]:
        return {name: one.field for name, one in cls.base_filters.items()}

    def narrow(self) -> PublishedVersionQuerySet:
        """One query more for each way in which terms are named, and one for each filter by terms."""
        rows: PublishedVersionQuerySet = self.queryset
        for name, one in self.filters.items():
            if name in self.values:
                rows = one.filter(rows, self.values[name])
        return rows

    def first_found(self, order: Sequence[str]) -> Found:
        """With `search`: the first of what is found, in that order."""
        is_by_date = order in (["-published_at", "-id"], ["published_at", "id"])
        if not is_by_date or self.filters.keys() & self.values.keys() != {"search"}:
            return first_of(self.narrow().order_by(*order))
        is_newest_first = order[0].startswith("-")
        query: Query = self.values["search"]
        return find_by_date(query, self.queryset, locales=in_full(self.locales), is_newest_first=is_newest_first)

    def terms(self, model: type[Term], value: Any) -> list[set[int]]:
        return find_terms(model, value, self.locales, self.at)

    def in_category(self, rows: PublishedVersionQuerySet, name: str, value: Any) -> PublishedVersionQuerySet:
        return rows.in_categories(set().union(*self.terms(Category, value)))

    def with_tag(self, rows: PublishedVersionQuerySet, name: str, value: Any) -> PublishedVersionQuerySet:
        return rows.with_tags(set().union(*self.terms(Tag, value)))

    def with_all_tags(self, rows: PublishedVersionQuerySet, name: str, value: Any) -> PublishedVersionQuerySet:
        for family in self.terms(Tag, value):
            rows = rows.with_tags(family)
        return rows

    def by_author(self, rows: PublishedVersionQuerySet, name: str, value: Any) -> PublishedVersionQuerySet:
        return rows.by_authors(set().union(*self.terms(Author, value)))

    def with_words(self, rows: PublishedVersionQuerySet, name: str, value: Query) -> PublishedVersionQuerySet:
        return matching(value, rows, locales=in_full(self.locales))
