"""`articles/{slug or id}/versions/` and the difference of two: for keys with the scope history.

A version that was suppressed (kill, legal) is not among them; of what is not public now there is no list at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from api.content.answers import SCOPE, DiffSerializer, MovedSerializer, VersionPage, public_operation
from api.content.reading import find, gone
from api.content.redirects import redirect
from api.documents.versions import build_diff, build_versions
from api.http import problems
from api.http.caching import headers_for
from api.http.locales import Fallback, Locale
from api.http.pagination import PARAMETERS, paginate
from api.http.parameters import Parameter, SlugOrId, Whole
from api.http.permissions import MayReadHistory
from api.http.problems import BadParameters, Fault
from api.http.snapshot import Reading, read_snapshot
from api.http.views import PublicView
from articles.models.public_status import Gone, Live, Moved
from articles.models.published_version import PublishedVersion, PublishedVersionQuerySet

PATH: dict[str, Parameter] = {"reference": SlugOrId(help_text="Slug or id. A former public slug redirects.")}
LOCALES: dict[str, Parameter] = {
    "locale": Locale(help_text="Where a slug is sought. With an id: the translation wanted."),
    "fallback": Fallback(help_text="Where a slug is sought next."),
}
ANSWERS: dict[int, Any] = {
    301: MovedSerializer,
    403: SCOPE,
    404: "Nothing public is, or ever was, at this address; or no such page.",
    410: "It was public and is no longer: `id`, and `note` where it was withdrawn with one.",
}
LAST_REVISION = 2**31 - 1


class OfAnArticle(PublicView):
    """What is told of all public versions of an article that is live."""

    permission_classes = (MayReadHistory,)
    path_parameters: ClassVar = PATH
    route: ClassVar[str]

    def answer(self, request: Request, reference: str) -> Response:
        with read_snapshot() as reading:
            status = find(reference, self.values.get("locale", ""), self.values.get("fallback", ()), reading.at)
            if isinstance(status, Live):
                return self.tell(request, public_versions(status, reading), reading)
        if isinstance(status, Moved):
            return redirect(self.route, status, request, reading=reading, values=self.values)
        problem = gone(status) if isinstance(status, Gone) else problems.NOT_FOUND
        return problems.respond(problem, request, headers=headers_for(reading))

    def tell(self, request: Request, versions: PublishedVersionQuerySet, reading: Reading) -> Response:
        raise NotImplementedError


class ArticleVersions(OfAnArticle):
    route = "api:versions"
    parameters: ClassVar = LOCALES | PARAMETERS

    @public_operation("list_article_versions", {200: VersionPage, **ANSWERS}, tags=["history"])
    def get(self, request: Request, reference: str) -> Response:
        """What was public of a live article when, newest first (scope `history`)."""
        return self.answer(request, reference)

    def tell(self, request: Request, versions: PublishedVersionQuerySet, reading: Reading) -> Response:
        page = paginate(versions.defer("snapshot"), request, values=self.values)
        document = page.document(build_versions(page.rows, at=reading.at))
        return Response(document, headers=headers_for(reading, links=page.links()))


class VersionsDiff(OfAnArticle):
    route = "api:versions_diff"
    parameters: ClassVar = {
        "from": Whole(
            minimum=1,
            maximum=LAST_REVISION,
            help_text="Number of a public revision. Without it, the one that was public before `to`; the first one is "
            "compared with nothing.",
        ),
        "to": Whole(
            minimum=1,
            maximum=LAST_REVISION,
            help_text="Number of a public revision. Without it, the one that is public now.",
        ),
        **LOCALES,
    }

    @public_operation("compare_article_versions", {200: DiffSerializer, **ANSWERS}, tags=["history"])
    def get(self, request: Request, reference: str) -> Response:
        """Words that went and came between two public versions, section by section (scope `history`)."""
        return self.answer(request, reference)

    def tell(self, request: Request, versions: PublishedVersionQuerySet, reading: Reading) -> Response:
        rows: Any = versions  # annotated `with_identity`
        known = list(rows.values_list("pk", "revision_number"))
        numbers = [number for _, number in known]
        self.refuse_unknown(numbers)
        after = numbers.index(self.values["to"]) if "to" in self.values else 0
        before = numbers.index(self.values["from"]) if "from" in self.values else after + 1
        chosen = versions.in_bulk([pk for pk, _ in (known[after : after + 1] + known[before : before + 1])])
        earlier = chosen[known[before][0]] if before < len(known) else None
        return Response(build_diff(earlier, chosen[known[after][0]]), headers=headers_for(reading))

    def refuse_unknown(self, public: Sequence[int]) -> None:
        """Raises BadParameters for a number that no public version has: a hidden one is as one that never was."""
        detail = "No public version has it. versions/ has all numbers."
        unknown = [name for name in ("from", "to") if self.values.get(name, public[0]) not in public]
        if unknown:
            raise BadParameters([Fault("invalid_choice", detail, parameter=name) for name in unknown])


def public_versions(live: Live, reading: Reading) -> PublishedVersionQuerySet:
    """All of the article that were public, newest first, but for what was suppressed."""
    article = PublishedVersion.objects.filter(pk=live.version).values("article")
    begun = PublishedVersion.objects.begun(at=reading.at).filter(article_id__in=article, suppressed_at=None)
    return begun.with_identity().order_by("-live_from")
