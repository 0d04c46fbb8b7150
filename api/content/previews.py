"""`preview/`: a draft as it would be published, or what is scheduled. The one door of the API to what is not public.

It opens to a preview token (one draft, ten minutes; articles/previews.py), and to keys with the scope preview. Of
drafts it reads the newest revision, which is frozen as published versions are.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from api.content.answers import SCOPE, ArticleSerializer, public_operation
from api.documents.article import build_article
from api.http import problems
from api.http.authentication import KeyAuthentication, bearer
from api.http.caching import headers_for, make_private
from api.http.parameters import Id, Moment, OneOf, Parameter
from api.http.permissions import require
from api.http.problems import BadParameters, Fault
from api.http.snapshot import read_snapshot
from api.http.views import PublicView
from api.models.api_key import Scope
from articles.models.article import Article
from articles.models.published_version import PublishedVersion
from articles.models.revision import Revision
from articles.models.user import User
from articles.previews import LONGEST, BadToken, read_preview

OUT_OF_SIGHT = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


class NoPreview(NotAuthenticated):
    """No preview token, or none that opens a draft; it is not told why."""

    problem = problems.make_problem(
        401,
        "This needs a preview token that still holds: “Copy preview link” at the desk gives a new one. Or send an API "
        "key with the scope preview as “Authorization: Bearer …”.",
    )


class PreviewAuthentication(KeyAuthentication):
    """A preview token may stand where a key does, so that it stays out of addresses and the logs of them."""

    def authenticate(self, request: Any) -> tuple[Any, Any] | None:
        return super().authenticate(request) if (bearer(request) or "sf_").startswith("sf_") else None


class Token(Parameter):
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": LONGEST}


class Preview(PublicView):
    authentication_classes = (PreviewAuthentication,)
    parameters: ClassVar[dict[str, Parameter]] = {
        "token": Token(help_text="From “Copy preview link” at the desk; it may be sent as Bearer instead."),
        "article": Id(help_text="Which article, for a key with the scope preview. A token names its own."),
        "as_of": Moment(help_text="A moment still to come: what is scheduled to be public then, not the draft."),
        "highlights": OneOf(
            choices=("ranges", "inline", "off"), initial="ranges", help_text="As those of a public article."
        ),
    }

    @public_operation(
        "preview_article",
        {
            200: ArticleSerializer,
            401: "Neither a preview token that still holds, nor an API key that is accepted.",
            403: SCOPE,
            404: "There is no such article, or nothing of it is scheduled to be public then.",
        },
        tags=["preview"],
    )
    def get(self, request: Request) -> Response:
        """The draft of an article (with `as_of`: what is scheduled), as it would be published."""
        article = self.asked(request)
        with read_snapshot() as reading:
            as_of = self.values.get("as_of")
            if as_of is not None and as_of <= reading.at:
                raise BadParameters([Fault("past", "It has passed. History is told by articles/.", "as_of")])
            version = scheduled(article, as_of) if as_of else draft(article, reading.at)
            if version is None:
                return problems.respond(problems.NOT_FOUND, request, headers=headers_for(reading))
            # A token opens one article: what else is scheduled by then is not told beside it.
            at = as_of if as_of and request.auth is not None else reading.at
            document = build_article(version, at=at, highlights=self.values["highlights"])
        hidden = replace(document, seo=replace(document.seo, noindex=True))
        return Response(hidden, headers=headers_for(reading, language=document.locale))

    def asked(self, request: Request) -> UUID:
        """The article that token or key opens. Raises NoPreview, MissingScope, BadParameters."""
        given = bearer(request)
        token = self.values.get("token") or (given if request.auth is None else None)
        named: UUID | None = self.values.get("article")
        if token is not None:
            if named is not None:
                raise BadParameters([Fault("contradictory", "The token names its article. Leave it out.", "article")])
            return opened_by(token)
        if request.auth is None:
            raise NoPreview
        require(request, Scope.PREVIEW)
        if named is None:
            raise BadParameters([Fault("missing", "Say which article: give its id.", "article")])
        return named

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        make_private(response)
        finished = super().finalize_response(request, response, *args, **kwargs)
        for name, value in OUT_OF_SIGHT.items():
            finished.headers[name] = value
        return finished


def opened_by(token: str) -> UUID:
    """The article of a token that still holds: its maker is active and may still change that draft.

    Raises NoPreview, whatever the reason.
    """
    try:
        preview = read_preview(token)
    except BadToken as error:
        raise NoPreview from error
    user = User.objects.filter(pk=preview.user).first()
    article = Article.objects.filter(uuid=preview.article).first()
    if user is None or article is None or not preview.is_of(user):
        raise NoPreview
    if not user.has_perm("articles.change_article", article):
        raise NoPreview
    return article.uuid


def scheduled(article: UUID, at: datetime) -> PublishedVersion | None:
    """What will be public of it then, as things stand."""
    return PublishedVersion.objects.live(at=at).filter(article__uuid=article).with_identity().first()


def draft(article: UUID, at: datetime) -> PublishedVersion | None:
    """The newest revision as a version that is not saved, as if it were published at `at`. Three queries."""
    row = Article.objects.filter(uuid=article).first()
    revision = Revision.objects.filter(article=row).first() if row else None
    if row is None or revision is None:
        return None
    standing = PublishedVersion.objects.live(at=at).filter(article=row).defer("snapshot").first()
    content = revision.content
    version = PublishedVersion(
        article_id=row.pk,
        snapshot=revision.snapshot,
        locale=content.locale,
        translation_key=row.translation_key,
        published_at=standing.published_at if standing else at,
        updated_at=at,
    )
    version.public_id, version.revision_number = row.uuid, revision.number
    return version
