"""Pages of a list: {count, next, previous, results}."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from api.http.parameters import Parameter, Whole
from api.http.problems import make_problem

PAGE_SIZE = 20
LARGEST_PAGE = 100

PARAMETERS: dict[str, Parameter] = {
    "page": Whole(minimum=1, maximum=1_000_000, initial=1, help_text="Which page."),
    "page_size": Whole(minimum=1, maximum=LARGEST_PAGE, initial=PAGE_SIZE, help_text="Items a page."),
}


class NoSuchPage(Http404):
    """A page beyond the last."""

    def __init__(self, page: int, *, of: int) -> None:
        super().__init__("no such page")
        last = f"the last one is {of}" if of > 1 else "there is one alone"
        self.problem = make_problem(404, f"This list has no page {page}: {last}.")


@dataclass(frozen=True)
class Page:
    """One page of rows, and where the others are."""

    count: int
    """Of all pages."""
    next: str | None
    previous: str | None
    rows: list[Any]
    count_capped: bool | None = None
    """There are more than are counted; None where all are, always."""

    def document(self, results: list[Any]) -> dict[str, Any]:
        capped = {} if self.count_capped is None else {"count_capped": self.count_capped}
        return {"count": self.count, **capped, "next": self.next, "previous": self.previous, "results": results}

    def links(self) -> dict[str, str]:
        """Addresses by relation, for the Link header."""
        return {rel: url for rel, url in (("next", self.next), ("prev", self.previous)) if url}


def paginate(
    rows: QuerySet[Any, Any] | list[Any],
    request: HttpRequest,
    *,
    values: Mapping[str, Any],
    is_capped: bool | None = None,
) -> Page:
    """The page that `values` ask for (of PARAMETERS). Of a queryset two queries. `is_capped`: rows were left out.

    Raises NoSuchPage for one beyond the last; the first one always exists.
    """
    page, page_size = values["page"], values["page_size"]
    count = len(rows) if isinstance(rows, list) else rows.count()
    pages = max(1, ceil(count / page_size))
    if page > pages:
        raise NoSuchPage(page, of=pages)
    start = (page - 1) * page_size
    return Page(
        count=count,
        next=page_url(request, page=str(page + 1)) if page < pages else None,
        previous=page_url(request, page=str(page - 1)) if page > 1 else None,
        rows=list(rows[start : start + page_size]),
        count_capped=is_capped,
    )


def page_url(request: HttpRequest, **place: str) -> str:
    """The same list at another place: from the site's own address, never from the Host header."""
    query = request.GET.copy()
    for name, value in place.items():
        query[name] = value
    return f"{settings.PUBLIC_URL}{request.path}?{query.urlencode(safe=',:')}"
