"""`changes/`: keep a copy of everything that is public, and learn what became of it.

One mechanism for the first pass and for what comes after: the newest entry of each record, in the order of numbers.
What changes while somebody reads moves to the end of the log and is read there. The state of a record is the present
one, so that whoever reads to the end has what a fresh pass gives. With `as_of` the same of the log as it stood at that
moment: what was public then, but for what was suppressed since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max, Q
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework_dataclasses.serializers import DataclassSerializer

from api.content.answers import SCOPE, public_operation
from api.described import described
from api.documents.entries import Entry, build_entries
from api.http import problems
from api.http.caching import headers_for
from api.http.cursors import Cursor, Place, check_sealed
from api.http.moments import PAST, past_of
from api.http.pagination import LARGEST_PAGE
from api.http.parameters import ListOf, Moment, OneOf, Whole, contradiction
from api.http.snapshot import MIN_SEQUENCE, Reading, read_snapshot
from api.http.views import PublicView
from articles.models.change import Change

CURSOR = Cursor(
    purpose="changes",
    help_text="`next_cursor` of the answer before. Without it, everything that is public, from the beginning.",
)
STALE = problems.make_problem(
    410,
    "The cursor is of another history of this site, as after a restore from backup. Begin anew without a cursor, and "
    "delete what does not come again.",
    name="stale-cursor",
)


@dataclass(frozen=True)
class ChangePage:
    """Entries, and where to go on."""

    results: list[Entry] = field(metadata=described("In the order of their numbers, each record once."))
    next_cursor: str = field(metadata=described("For the next request: at once if `has_more`, else later."))
    has_more: bool = field(metadata=described("There is more already."))
    sequence: int = field(metadata=described("Number of the newest public change on the site.", min_value=0))


class ChangePageSerializer(DataclassSerializer):
    class Meta:
        dataclass = ChangePage


class ChangeList(PublicView):
    parameters = {
        "cursor": CURSOR,
        "since": Moment(help_text="For people: what has changed since then. Not with a cursor."),
        "as_of": PAST,
        "type": ListOf(
            item=OneOf(choices=Change.Type.values),
            maximum=len(Change.Type),
            help_text="Records of these types alone; the same with each cursor.",
        ),
        "page_size": Whole(minimum=1, maximum=LARGEST_PAGE, initial=LARGEST_PAGE, help_text="Entries a page."),
        "min_sequence": MIN_SEQUENCE,
    }

    @public_operation(
        "list_changes",
        {200: ChangePageSerializer, 403: SCOPE, 410: "The cursor is of another history of this site: begin anew."},
        tags=["changes"],
    )
    def get(self, request: Request) -> Response:
        """What has changed, as records for a copy of the site. May be behind the clock by a tick of the worker."""
        cursor = self.cursor()
        with read_snapshot(self.values.get("min_sequence", 0)) as reading:
            past = past_of(request, self.values, reading)
            start = self.start(cursor, reading)
            if start is None:
                return problems.respond(STALE, request, headers=headers_for(reading))
            page = self.read(start, reading, past)
        links = {"next": next_url(request, page.next_cursor)} if page.has_more else {}
        return Response(page, headers=headers_for(reading, links=links))

    @property
    def sealed(self) -> dict[str, Any]:
        types = sorted(set(self.values["type"])) if "type" in self.values else None
        return {"type": types, "as_of": self.values.get("as_of")}

    def cursor(self) -> Place | None:
        """Raises BadParameters where it contradicts what else is asked."""
        cursor: Place | None = self.values.get("cursor")
        since, as_of = (self.values.get(name) for name in ("since", "as_of"))
        if cursor and since:
            raise contradiction("since", "The cursor knows since when. Leave it out.")
        if since and as_of and since > as_of:
            raise contradiction("since", "It is later than as_of. Give an earlier moment, or leave one of them out.")
        if cursor:
            check_sealed(cursor, self.sealed)
        return cursor

    def start(self, cursor: Place | None, reading: Reading) -> Start | None:
        """None where the cursor is of another epoch. A cursor from before the first change of all has none."""
        if cursor is None:
            since: datetime | None = self.values.get("since")
            return Start(0, reading.sequence) if since is None else Start(told_before(since, reading), 0)
        position, empty_till = cursor.position
        if cursor.epoch not in ("", reading.epoch) or position > reading.sequence:
            return None
        return Start(position, empty_till)

    def read(self, start: Start, reading: Reading, past: datetime | None) -> ChangePage:
        """One query, and those of the records; none where nothing is new."""
        size = self.values["page_size"]
        rows = self.rows(start, size + 1, past) if start.position < reading.sequence else []
        has_more, rows = len(rows) > size, rows[:size]
        position = rows[-1].number if has_more else reading.sequence
        empty_till = start.empty_till if has_more else 0
        entries = build_entries(rows, at=past or moment_of(reading), past=past is not None) if rows else []
        return ChangePage(
            results=[one for one in entries if one.op != "delete" or one.sequence > start.empty_till],
            next_cursor=CURSOR.write([position, empty_till], epoch=reading.epoch, sealed=self.sealed),
            has_more=has_more,
            sequence=reading.sequence,
        )

    def rows(self, start: Start, limit: int, past: datetime | None) -> Sequence[Change]:
        log = Change.objects.public()
        changes = (log.newest() if past is None else log.newest_at(past)).filter(number__gt=start.position)
        if start.empty_till:
            changes = changes.filter(~Q(digest="") | Q(number__gt=start.empty_till))
        if "type" in self.values:
            changes = changes.filter(type__in=self.values["type"])
        return list(changes.order_by("number")[:limit])


@dataclass(frozen=True)
class Start:
    position: int
    """Number of the last entry that was read."""
    empty_till: int
    """Of a first pass the newest number at its beginning: what was gone then need not be taken away."""


def told_before(since: datetime, reading: Reading) -> int:
    """Number of the last entry before the first one that is of `since` or later. One query."""
    first = Change.objects.public().filter(at__gte=since).order_by("number").values_list("number", flat=True).first()
    return reading.sequence if first is None else first - 1


def moment_of(reading: Reading) -> datetime:
    """The clock, or the newest moment that the log was told of: that has come, even where this machine's clock has not
    got there. One query."""
    newest: datetime | None = Change.objects.public().aggregate(at=Max("at"))["at"]
    return reading.at if newest is None else max(reading.at, newest)


def next_url(request: HttpRequest, cursor: str) -> str:
    """From the site's own address, never from the Host header."""
    query = request.GET.copy()
    query.pop("since", None)
    query["cursor"] = cursor
    return f"{settings.PUBLIC_URL}{request.path}?{query.urlencode(safe=',')}"
