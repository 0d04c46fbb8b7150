"""What an API key must allow."""

from __future__ import annotations

from typing import Any, cast

from rest_framework.exceptions import APIException, NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from api.http.problems import make_problem
from api.models.api_key import ApiKey, Scope


class MissingScope(APIException):
    """A good key, but not for this: 403."""

    status_code = 403

    def __init__(self, scope: str) -> None:
        super().__init__("missing scope")
        self.problem = make_problem(403, f"This needs a key with the scope {scope}.", name="missing-scope")
        self.auth_header = f'Bearer realm="API", error="insufficient_scope", scope="{scope}"'  # RFC 6750, 3.1


def require(request: Request, scope: str) -> None:
    """Raises NotAuthenticated without a key, MissingScope with one that does not allow it."""
    key = cast("ApiKey | None", request.auth)
    if key is None:
        raise NotAuthenticated
    if not key.allows(scope):
        raise MissingScope(scope)


class MayReadHistory(BasePermission):
    def has_permission(self, request: Request, view: Any) -> bool:
        require(request, Scope.HISTORY)
        return True
