"""`articles/` and `articles/{slug or id}/`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from rest_framework.request import Request
from rest_framework.response import Response

from api.content import shown
from api.content.answers import SCOPE, ArticlePage, ArticleSerializer, MovedSerializer, public_operation
from api.content.filters import ORDERING, ArticleFilter, refuse_impossible
from api.content.reading import read_article
from api.content.redirects import redirect
from api.documents.article import build_list
from api.http import problems
from api.http.caching import headers_for
from api.http.fields import prune
from api.http.keyset import CURSOR, KeysetPage, paginate_by_keyset
from api.http.locales import EVERY, Fallback, Locale, asked_locales, languages_of
from api.http.moments import AS_OF, moment_of
from api.http.pagination import PARAMETERS, Page, paginate
from api.http.parameters import SlugOrId, contradiction
from api.http.snapshot import MIN_SEQUENCE, read_snapshot
from api.http.views import PublicView
from articles.models.published_version import PublishedVersion


class ArticleList(PublicView):
    parameters = {
        **ArticleFilter.parameters(),
        "locale": Locale(or_every=True, help_text="Language of the articles and of the slugs given; * for all."),
        "fallback": Fallback(
            help_text="Locales, the best first: an article of theirs is there where no better one has a translation. "
            "Slugs of terms are sought in them too, and the translations of a term count as it."
        ),
        "ordering": ORDERING,
        **shown.OF_LIST,
        "as_of": AS_OF,
        **PARAMETERS,
        "cursor": CURSOR,
        "min_sequence": MIN_SEQUENCE,
    }

    @public_operation("list_articles", {200: ArticlePage, 403: SCOPE, 404: "No such page."}, tags=["articles"])
    def get(self, request: Request) -> Response:
        """Live articles as cards, newest first."""
        locales = asked_locales(self.values)
        tree = shown.shown_in_list(self.values)
        refuse_impossible(self.values)
        if "as_of" in self.values and "search" in self.values:
            raise contradiction("as_of", "The search knows what is public now. Leave one of the two out.")
        with read_snapshot(self.values.get("min_sequence", 0)) as reading:
            at = moment_of(request, self.values, reading)
            versions = PublishedVersion.objects.live(at=at).with_identity()
            if EVERY not in locales:
                versions = versions.in_best_locale(locales)
            page = self.page(ArticleFilter(self.values, versions, locales=locales, at=at), request)
            articles = build_list(page.rows, at=at, parts=shown.parts_of(tree), highlights=self.values["highlights"])
        language = languages_of(one["locale"] for one in articles) if EVERY in locales or articles else locales[0]
        headers = headers_for(reading, language=language, links=page.links())
        return Response(page.document(prune(articles, tree)), headers=headers)

    def page(self, narrowing: ArticleFilter, request: Request) -> Page | KeysetPage:
        if "cursor" in self.values:
            return paginate_by_keyset(narrowing.narrow(), request, values=self.values)
        if "search" not in self.values:
            return paginate(narrowing.narrow().order_by(*self.order()), request, values=self.values)
        found = narrowing.first_found(self.order())
        page = paginate(list(found.versions), request, values=self.values, is_capped=found.is_capped)
        return replace(page, rows=PublishedVersion.objects.with_identity().at_keys(page.rows))

    def order(self) -> list[str]:
        """As asked for; equal rows by id, in the direction of the first column."""
        columns: list[str] = self.values["ordering"]
        return [*columns, "-id" if columns[0].startswith("-") else "id"]


class ArticleDetail(PublicView):
    path_parameters = {"reference": SlugOrId(help_text="Slug or id. A former public slug redirects.")}
    parameters = {
        "locale": Locale(
            help_text="Where a slug is sought. With an id: the translation wanted, the article itself for want of one."
        ),
        "fallback": Fallback(
            help_text="Where a slug is sought next. The answer is in the best of these locales that the article is in."
        ),
        **shown.OF_DETAIL,
        "as_of": AS_OF,
        "min_sequence": MIN_SEQUENCE,
    }

    @public_operation(
        "get_article",
        {
            200: ArticleSerializer,
            301: MovedSerializer,
            403: SCOPE,
            404: "Nothing public is, or ever was, at this address.",
            410: "It was public and is no longer: `id`, and `note` where it was withdrawn with one.",
        },
        tags=["articles"],
    )
    def get(self, request: Request, reference: str) -> Response:
        """A live article, complete."""
        tree = shown.shown_in_detail(self.values)
        asked = {name: value for name, value in self.values.items() if name not in ("as_of", "body", "fields")}
        answer = read_article(reference, moment=partial(moment_of, request, self.values), **asked)
        if answer.document is not None:
            document = answer.document
            links = {"canonical": document.seo.canonical_url, "alternate": document.url}
            headers = headers_for(
                answer.reading,
                language=document.locale,
                modified=answer.modified,
                links=links,
                translations={one.locale: one.url for one in document.translations},
            )
            return Response(prune(document, tree), headers=headers)
        if answer.problem is not None:
            return problems.respond(answer.problem, request, headers=headers_for(answer.reading))
        assert answer.moved is not None  # noqa: S101  # neither document nor problem
        return redirect("api:article", answer.moved, request, reading=answer.reading, values=self.values)
