"""Tell the log what it does not know: after an upgrade that taught it to speak of more, or a repair by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from articles.models import Article, Author, Change, Image, Tag
from articles.models.public_log import Touched, tell

AT_ONCE = 200
"""So many records are compared in one transaction, which others wait for."""


def tell_what_is_missing() -> int:
    """Compare all that is public with the log, and append what differs. Gives how many Changes; 0 when all is well."""
    return sum(len(_tell(touched)) for touched in _everything())


@transaction.atomic
def _tell(touched: Touched) -> list[Change]:
    return tell(touched=touched)


def _everything() -> Iterator[Touched]:
    yield Touched(categories=True)
    yield from (Touched(images=pks) for pks in _pks(Image))
    yield from (Touched(authors=pks) for pks in _pks(Author))
    yield from (Touched(tags=pks) for pks in _pks(Tag))
    yield from (Touched(articles=pks) for pks in _pks(Article))


def _pks(model: Any) -> Iterator[tuple[int, ...]]:
    pks = list(model.objects.order_by("pk").values_list("pk", flat=True))
    return (tuple(pks[start : start + AT_ONCE]) for start in range(0, len(pks), AT_ONCE))
