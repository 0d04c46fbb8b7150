"""`site/`."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from api.content.answers import SiteSerializer, public_operation
from api.documents.site import build_site
from api.http.views import PublicView


class SiteDetail(PublicView):
    @public_operation("get_site", {200: SiteSerializer}, tags=["site"])
    def get(self, request: Request) -> Response:
        """The publication: its name, publisher and languages, and where its feeds and sitemaps are."""
        return Response(build_site())
