"""`search/`."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from api.content.answers import SearchPage, public_operation
from api.content.asked import Words
from api.content.filters import ArticleFilter, refuse_impossible
from api.documents.search import Hit, build_hits
from api.http.caching import headers_for
from api.http.fields import Fields, prune, shape_of
from api.http.locales import EVERY, Fallback, Locale, asked_locales, in_full, languages_of
from api.http.pagination import PARAMETERS, paginate
from api.http.snapshot import MIN_SEQUENCE, read_snapshot
from api.http.views import PublicView
from articles.models.published_version import PublishedVersion
from articles.search.finding import find_best


class Search(PublicView):
    parameters = {
        "q": Words(required=True, help_text=f"What is sought. {Words.SYNTAX}"),
        **{name: one for name, one in ArticleFilter.parameters().items() if name != "search"},
        "locale": Locale(or_every=True, help_text="Language of the articles and of the slugs given; * for all."),
        "fallback": Fallback(
            help_text="Locales, the best first: an article of theirs is there where no better one has a translation. "
            "Slugs of terms are sought in them too, and the translations of a term count as it."
        ),
        "fields": Fields(shape=shape_of(Hit), help_text="Of each only these, with dots for what is inside."),
        **PARAMETERS,
        "min_sequence": MIN_SEQUENCE,
    }

    @public_operation("search", {200: SearchPage, 404: "No such page."}, tags=["articles"])
    def get(self, request: Request) -> Response:
        """Live articles with these words, ranked: title over lead over text, of equal ones the newest first.

        Words are sought in title, kicker, lead, headings, text, captions and notes; names of authors, categories and
        tags are not (filter by these). What came due is found once it is noted, seconds after its hour.
        """
        query, locales = self.values["q"], asked_locales(self.values)
        refuse_impossible(self.values)
        with read_snapshot(self.values.get("min_sequence", 0)) as reading:
            live = PublishedVersion.objects.live(at=reading.at)
            versions = live if EVERY in locales else live.in_best_locale(locales)
            narrowing = ArticleFilter(self.values, versions, locales=locales, at=reading.at)
            is_narrowed = bool(narrowing.filters.keys() & self.values.keys())
            found = find_best(query, narrowing.narrow(), locales=in_full(locales), is_narrowed=is_narrowed)
            page = paginate(list(found.versions), request, values=self.values, is_capped=found.is_capped)
            hits = build_hits(PublishedVersion.objects.with_identity().at_keys(page.rows), query, at=reading.at)
        language = languages_of(hit.locale for hit in hits) if EVERY in locales or hits else locales[0]
        headers = headers_for(reading, language=language, links=page.links())
        return Response(page.document(prune(hits, self.values.get("fields", {}))), headers=headers)
