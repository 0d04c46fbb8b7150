"""The documents as the reference describes them: DRF serializers, made of the dataclasses. Nothing is serialised by
them; orjson writes the dataclasses themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, make_dataclass
from types import GenericAlias
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework_dataclasses.serializers import DataclassSerializer

from api.described import described
from api.documents.article import Article
from api.documents.card import Card
from api.documents.search import Hit
from api.documents.site import Site
from api.documents.terms import Author, Category, Tag
from api.documents.versions import Diff, Version
from api.http.problems import MEDIA_TYPE, Problem
from articles.search.finding import MOST

View = TypeVar("View", bound=Callable[..., Any])


class ArticleSerializer(DataclassSerializer):
    class Meta:
        dataclass = Article


@dataclass(frozen=True)
class Paged:
    """A page of a list."""

    count: int = field(metadata=described("Of all pages."))
    next: str | None = field(metadata=described("Address of the next page."))
    previous: str | None = field(metadata=described("Address of the page before."))


@dataclass(frozen=True)
class CardPage:
    """A page of articles, of a list with pages or with a cursor."""

    next: str | None = field(metadata=described("Address of the next page."))
    previous: str | None = field(metadata=described("Address of the page before."))
    results: list[Card] = field(metadata=described("The articles of this page."))
    count: int | None = field(
        default=None,
        metadata=described(
            f"Of all pages; with `search` not more than {MOST}. A list with a cursor has none.",
            required=False,
            allow_null=False,
        ),
    )
    count_capped: bool | None = field(
        default=None,
        metadata=described(
            "With `search` alone: there are more than are counted, and no pages of them. Narrow the list down, or walk "
            "it with a cursor.",
            required=False,
            allow_null=False,
        ),
    )


class ArticlePage(DataclassSerializer):
    class Meta:
        dataclass = CardPage


@dataclass(frozen=True)
class FoundPage:
    """A page of what was found."""

    count: int = field(metadata=described(f"Of all pages; not more than {MOST}."))
    count_capped: bool = field(
        metadata=described("There are more than are counted, and not all were ranked: narrow the search down.")
    )
    next: str | None = field(metadata=described("Address of the next page."))
    previous: str | None = field(metadata=described("Address of the page before."))
    results: list[Hit] = field(metadata=described("The articles of this page, the best first."))


class SearchPage(DataclassSerializer):
    class Meta:
        dataclass = FoundPage


class TagSerializer(DataclassSerializer):
    class Meta:
        dataclass = Tag


class AuthorSerializer(DataclassSerializer):
    class Meta:
        dataclass = Author


class CategorySerializer(DataclassSerializer):
    class Meta:
        dataclass = Category


class SiteSerializer(DataclassSerializer):
    class Meta:
        dataclass = Site


def page_of(document: type, name: str) -> type[DataclassSerializer[Any]]:
    """A page of such documents, and their name in the plural, as in `The tags of this page.`"""
    results = field(metadata=described(f"The {name} of this page."))
    listed = GenericAlias(list, (document,))
    page = make_dataclass(f"{name.capitalize()}Page", [("results", listed, results)], bases=(Paged,), frozen=True)
    meta = type("Meta", (), {"dataclass": page})
    return type(f"{document.__name__}Page", (DataclassSerializer,), {"Meta": meta})


TagPage = page_of(Tag, "tags")
AuthorPage = page_of(Author, "authors")
CategoryPage = page_of(Category, "categories")
VersionPage = page_of(Version, "versions")


class DiffSerializer(DataclassSerializer):
    class Meta:
        dataclass = Diff


@dataclass(frozen=True)
class MovedTo:
    """Where it is by now."""

    redirect_to: str = field(metadata=described("The same as in the Location header."))


class MovedSerializer(DataclassSerializer):
    class Meta:
        dataclass = MovedTo


class ProblemSerializer(DataclassSerializer):
    class Meta:
        dataclass = Problem


EVERYWHERE = {
    304: OpenApiResponse(description="What you have (If-None-Match) still holds."),
    401: "An API key was sent that is not accepted, or none where one is needed.",
    400: "A parameter is unknown, repeated, empty, not understood or contradicts another: `errors` names each, with "
    "the remedy.",
    405: "Only GET, HEAD and OPTIONS.",
    406: "Only application/json.",
    412: "What you have (If-Match, If-Unmodified-Since) is not what is here.",
    429: "More than API_THROTTLE allows: wait as long as `Retry-After` says.",
    500: "A fault on our side.",
    503: "Nothing as new as `min_sequence` is here yet: ask again after `Retry-After`.",
}
READ = [200, 301, 404, 410]
SCOPE = "The API key lacks the scope that this needs."
HEADERS = [
    OpenApiParameter("If-None-Match", location=OpenApiParameter.HEADER, description="ETags of what you have: 304."),
    OpenApiParameter("ETag", location=OpenApiParameter.HEADER, response=[200, 304], description="Of these bytes."),
    OpenApiParameter(
        "Content-Sequence",
        type=int,
        location=OpenApiParameter.HEADER,
        response=[*READ, 503],
        description="Number of the newest public change on the site when this was read.",
    ),
    OpenApiParameter(
        "Link",
        location=OpenApiParameter.HEADER,
        response=[200],
        description="Of lists: next, prev. Of articles: canonical, alternate. Of terms: canonical. Of both: alternate "
        "with hreflang, a translation each.",
    ),
    OpenApiParameter(
        "Content-Language",
        location=OpenApiParameter.HEADER,
        response=[200],
        description="The locale of what is answered; of a list in several, all that are on the page.",
    ),
    OpenApiParameter(
        "RateLimit",
        location=OpenApiParameter.HEADER,
        response=[200, 304, 429],
        description='What is left: `"default";r=599;t=42`, so many requests (r) for so many seconds (t).',
    ),
    OpenApiParameter(
        "RateLimit-Policy",
        location=OpenApiParameter.HEADER,
        response=[200, 304, 429],
        description='What is granted: `"default";q=600;w=60`, so many requests (q) in so many seconds (w).',
    ),
    OpenApiParameter(
        "Retry-After", type=int, location=OpenApiParameter.HEADER, response=[429, 503], description="Seconds to wait."
    ),
    OpenApiParameter(
        "WWW-Authenticate",
        location=OpenApiParameter.HEADER,
        response=[401],
        description="That a Bearer key is asked for, and what was wrong with the one that was sent (RFC 6750).",
    ),
    OpenApiParameter("Location", location=OpenApiParameter.HEADER, response=[301], description="Where it is by now."),
]


def public_operation(
    name: str, answers: dict[int, Any], *, tags: list[str], text: str | None = None
) -> Callable[[View], View]:
    """How the reference shows an operation: what it gives, and all that it may refuse. A text stands for a problem.

    `text` describes the operation where the docstring of its method does not."""
    responses: dict[Any, Any] = {}
    for status, answer in sorted((EVERYWHERE | answers).items()):
        if isinstance(answer, str):
            responses[(status, MEDIA_TYPE)] = OpenApiResponse(ProblemSerializer, description=answer)
        elif status == 304:
            responses[status] = answer
        else:
            responses[(status, "application/json")] = answer
    return extend_schema(operation_id=name, responses=responses, tags=tags, parameters=HEADERS, description=text)
