"""What all public views have in common: no cookie is read, parameters are a closed list, answers have an ETag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.http import caching
from api.http.authentication import KeyAuthentication, bearer
from api.http.encodings import encoding_for
from api.http.parameters import Parameter, read
from api.http.renderers import AcceptNegotiation
from api.http.retirement import Retirement, announce
from api.http.throttling import Quota, Throttle


class PublicView(APIView):
    http_method_names = ["get", "head", "options"]
    authentication_classes: Any = (KeyAuthentication,)
    throttle_classes: Any = (Throttle,)
    content_negotiation_class: type[BaseContentNegotiation] = AcceptNegotiation
    parameters: ClassVar[Mapping[str, Parameter]] = {}
    """The closed list of query parameters, by name."""
    path_parameters: ClassVar[Mapping[str, Parameter]] = {}
    """Those in the path, for the reference; the view itself reads them."""
    retirement: ClassVar[Retirement | None] = None
    """The address will go, and all its answers say so."""
    is_compressed: ClassVar[bool] = False
    """Answers are sent in fewer bytes to whoever can unpack them."""
    is_dated: ClassVar[bool] = False
    """Last-Modified moves with everything that is seen here, so that it may decide, too."""
    values: dict[str, Any]
    """What was given for them, or stands for what was not."""
    quota: Quota | None = None
    """What whoever asks has left."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.is_read:
            self.values = dict(self.read_parameters(request))

    def read_parameters(self, request: Request) -> Mapping[str, Any]:
        """Raises BadParameters."""
        return read(request.query_params, self.parameters)

    def perform_authentication(self, request: Request) -> None:
        """A wrong key counts for the address that tries it."""
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            self.check_throttles(request)
            raise

    def check_permissions(self, request: Request) -> None:
        """Who reads needs them. What may be done here, and that nothing else may, is told to everybody."""
        if self.is_read:
            super().check_permissions(request)

    @property
    def is_read(self) -> bool:
        """Not where it is only asked what may be done, nor where that is refused in any case."""
        method = str(self.request.method).lower()
        return method != "options" and method in self.http_method_names

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """What may be done here: the Allow header says it."""
        return Response(status=204)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        finished: HttpResponse = super().finalize_response(request, response, *args, **kwargs)
        if isinstance(finished, Response):
            finished.render()
        used = [one.retirement for name, one in self.parameters.items() if name in self.request.GET]
        announce(finished, filter(None, [self.retirement, *used]))
        if bearer(request) is not None:
            caching.make_private(finished)
        if self.is_compressed:
            patch_vary_headers(finished, ["Accept-Encoding"])
        encoding = encoding_for(request) if self.is_compressed else "identity"
        finished = caching.finish(request, finished, encoding=encoding, by_date=self.is_dated)
        if self.quota is not None:
            self.quota.tell(finished)
        return finished
