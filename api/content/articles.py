"""`articles/` and `articles/{slug or id}/`."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from rest_framework.request import Request
from rest_framework.response import Response

from api.content.answers import ArticlePage, ArticleSerializer, MovedSerializer, public_operation
from api.content.filters import ORDERING, ArticleFilter
from api.content.reading import Answer, read_article
from api.documents.card import build_cards
from api.http import problems
from api.http.caching import headers_for
from api.http.locales import EVERY, Locale, default_locale
from api.http.pagination import PARAMETERS, paginate
from api.http.parameters import OneOf, SlugOrId
from api.http.snapshot import read_snapshot
from api.http.views import PublicView
from articles.models.published_version import PublishedVersion


class ArticleList(PublicView):
    parameters = {
        **ArticleFilter.parameters(),
        "locale": Locale(or_every=True, help_text="Language of the articles and of the slugs given; * for all."),
        "ordering": ORDERING,
        **PARAMETERS,
    }

    @public_operation("list_articles", {200: ArticlePage, 404: "No such page."}, tags=["articles"])
    def get(self, request: Request) -> Response:
        """Live articles as cards, newest first."""
        locale = self.values.get("locale", default_locale())
        with read_snapshot() as reading:
            versions = PublishedVersion.objects.live(at=reading.at).with_identity()
            if locale != EVERY:
                versions = versions.in_locale(locale)
            versions = ArticleFilter(self.values, versions, locale=locale).narrow().order_by(*self.order())
            page = paginate(versions, request, page=self.values["page"], page_size=self.values["page_size"])
            cards = build_cards(page.rows)
        headers = headers_for(reading, language="" if locale == EVERY else locale, links=page.links())
        return Response(page.document(cards), headers=headers)

    def order(self) -> list[str]:
        """As asked for; equal rows by id, in the direction of the first column."""
        columns: list[str] = self.values["ordering"]
        return [*columns, "-id" if columns[0].startswith("-") else "id"]


class ArticleDetail(PublicView):
    path_parameters = {"reference": SlugOrId(help_text="Slug or id. A former public slug redirects.")}
    parameters = {
        "locale": Locale(help_text="Where a slug is sought; an id is the same everywhere."),
        "highlights": OneOf(
            choices=("ranges", "inline", "off"),
            initial="ranges",
            help_text="How highlights come: as a list of ranges beside HTML without marks; as `<mark id>` in the HTML "
            "as well; or not at all.",
        ),
    }

    @public_operation(
        "get_article",
        {
            200: ArticleSerializer,
            301: MovedSerializer,
            404: "Nothing public is, or ever was, at this address.",
            410: "It was public and is no longer: `id`, and `note` where it was withdrawn with one.",
        },
        tags=["articles"],
    )
    def get(self, request: Request, reference: str) -> Response:
        """A live article, complete."""
        answer = read_article(reference, **self.values)
        if answer.document is not None:
            document = answer.document
            links = {"canonical": document.seo.canonical_url, "alternate": document.url}
            headers = headers_for(answer.reading, language=document.locale, modified=answer.modified, links=links)
            return Response(document, headers=headers)
        if answer.problem is not None:
            return problems.respond(answer.problem, request, headers=headers_for(answer.reading))
        return self.redirect(answer, request)

    def redirect(self, answer: Answer, request: Request) -> Response:
        """To the slug that the article bears now; the query stays."""
        assert answer.moved is not None  # noqa: S101  # neither document nor problem
        path = reverse("api:article", args=[answer.moved.slug])
        query = iri_to_uri(request.META.get("QUERY_STRING", ""))
        address = f"{settings.PUBLIC_URL}{path}" + (f"?{query}" if query else "")
        headers = headers_for(answer.reading) | {"Location": address}
        return Response({"redirect_to": address}, status=301, headers=headers)
