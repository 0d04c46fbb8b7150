"""What readers were told to be wrong with what they had read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, cast

from api.described import described
from articles.models.published_version import PublishedVersion

Kind = Literal["correction", "clarification", "retraction"]


@dataclass(frozen=True)
class Correction:
    kind: Kind = field(metadata=described("What sort of correction it is."))
    note: str = field(metadata=described("For readers, plain text; may be empty."))
    at: datetime = field(metadata=described("When the corrected text became public, in UTC."))


def build_corrections_of(versions: Iterable[PublishedVersion], *, at: datetime) -> dict[int, list[Correction]]:
    """The same of several articles, by their primary keys. One query."""
    told = PublishedVersion.objects.corrections_among({version.article_id for version in versions}, at=at)
    found: dict[int, list[Correction]] = defaultdict(list)
    for article, kind, note, live_from in told.values_list("article_id", "kind", "note", "live_from"):
        found[article].append(Correction(cast(Kind, kind), note, live_from))
    return found


def build_corrections(version: PublishedVersion, *, at: datetime) -> list[Correction]:
    """Of the article, its earlier stretches included, newest first. One query."""
    rows = PublishedVersion.objects.corrections_of(version.article_id, at=at).values_list("kind", "note", "live_from")
    return [Correction(cast(Kind, kind), note, live_from) for kind, note, live_from in rows]
