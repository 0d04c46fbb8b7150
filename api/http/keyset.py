"""Lists that are walked from end to end: the next page begins after a row, whatever was published meanwhile.

The cursor names the row by (first publication, id) and is sealed together with the ordering and the filters. DRF's own
CursorPagination goes round in circles where many rows are of one moment, as imports make them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal, Self
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest

from api.http.cursors import Cursor, Place, check_sealed
from api.http.pagination import PAGE_SIZE, page_url
from api.http.parameters import contradiction
from articles.models.published_version import PublishedVersion, PublishedVersionQuerySet

START: Final = "start"
ORDERINGS: Final = (["published_at"], ["-published_at"])
BESIDE: Final = {"cursor", "ordering", "page_size", "fields", "include", "body", "highlights", "min_sequence"}
"""What does not decide which rows there are, and may differ from page to page; the ordering is sealed by its value."""

Way = Literal["after", "before"]


@dataclass(frozen=True)
class Position:
    """Next to which row a page lies, and on which side of it. The row is named by what is public of it."""

    way: Way
    published_at: datetime
    id: UUID

    def write(self, sealed: Mapping[str, Any]) -> str:
        return CURSOR.write([self.way, self.published_at.isoformat(), self.id.hex], sealed=sealed)

    @classmethod
    def read(cls, place: Place) -> Self:
        way, published_at, id_ = place.position
        return cls(way, datetime.fromisoformat(published_at).astimezone(UTC), UUID(id_))


class ListCursor(Cursor):
    """`start`, or what an answer gave for the next page. Gives a Place; None for the start."""

    def parse(self, raw: str) -> Place | None:  # type: ignore[override]  # there is a word for the beginning
        return None if raw == START else super().parse(raw)

    def schema(self) -> dict[str, Any]:
        return {**super().schema(), "examples": [START]}


CURSOR: Final = ListCursor(
    purpose="articles",
    help_text=f"`{START}`, then what stands in `next`: the list is walked from end to end and nothing is missed or "
    "doubled, whatever is published meanwhile. It has no count and no pages, and is ordered by `published_at`.",
)


@dataclass(frozen=True)
class KeysetPage:
    next: str | None
    previous: str | None
    rows: list[PublishedVersion]

    def document(self, results: list[Any]) -> dict[str, Any]:
        return {"next": self.next, "previous": self.previous, "results": results}

    def links(self) -> dict[str, str]:
        """Addresses by relation, for the Link header."""
        return {rel: url for rel, url in (("next", self.next), ("prev", self.previous)) if url}


def paginate_by_keyset(
    rows: PublishedVersionQuerySet, request: HttpRequest, *, values: Mapping[str, Any]
) -> KeysetPage:
    """The page that `values` ask for, of versions `with_identity`. Two queries; at the start one.

    Raises BadParameters where the cursor belongs to another list, or the ordering is another.
    """
    position = _position(request, values)
    is_descending = values["ordering"][0].startswith("-")
    is_backwards = position is not None and position.way == "before"
    if position is not None:
        rows = _beside(rows, position, is_falling=is_descending != is_backwards)
    sign = "-" if is_descending != is_backwards else ""
    size = values.get("page_size", PAGE_SIZE)
    found = list(rows.order_by(f"{sign}published_at", f"{sign}article_id")[: size + 1])
    more, shown = len(found) > size, found[:size]
    if is_backwards:
        shown.reverse()
    sealed = _sealed(request, values)
    return KeysetPage(
        next=_address(request, shown, "after", sealed) if is_backwards or more else None,
        previous=_address(request, shown, "before", sealed) if (more if is_backwards else position) else None,
        rows=shown,
    )


def _position(request: HttpRequest, values: Mapping[str, Any]) -> Position | None:
    if "page" in request.GET:
        raise contradiction("page", "A list with a cursor has no pages. Leave one of the two out.")
    if values["ordering"] not in ORDERINGS:
        raise contradiction("ordering", "With a cursor it can only be published_at or -published_at.")
    place: Place | None = values["cursor"]
    if place is None:
        return None
    check_sealed(place, _sealed(request, values))
    return Position.read(place)


def _sealed(request: HttpRequest, values: Mapping[str, Any]) -> dict[str, Any]:
    """What decides which rows there are, and in which order."""
    given = {name: value for name, value in request.GET.items() if name not in BESIDE}
    return given | {"ordering": values["ordering"]}


def _beside(rows: PublishedVersionQuerySet, position: Position, *, is_falling: bool) -> PublishedVersionQuerySet:
    """Rows on the far side of the position. One query more: the article's row number would tell how many drafts there
    are, and so does not stand in the cursor. Unlike the version's, it stays when the article is changed."""
    article = PublishedVersion.objects.filter(article__uuid=position.id).values_list("article_id", flat=True).first()
    moment, article = position.published_at, article or 0
    if is_falling:
        return rows.filter(Q(published_at__lt=moment) | Q(article_id__lt=article), published_at__lte=moment)
    return rows.filter(Q(published_at__gt=moment) | Q(article_id__gt=article), published_at__gte=moment)


def _address(request: HttpRequest, shown: list[PublishedVersion], way: Way, sealed: Mapping[str, Any]) -> str | None:
    if not shown:
        return None
    row = shown[-1] if way == "after" else shown[0]
    return page_url(request, cursor=Position(way, row.published_at, row.public_id).write(sealed))
