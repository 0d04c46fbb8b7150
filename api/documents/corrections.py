"""What readers were told to be wrong with what they had read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Self, cast

from api.described import described
from articles.models.published_version import PublishedVersion

Kind = Literal["correction", "clarification", "retraction"]


@dataclass(frozen=True)
class Correction:
    kind: Kind = field(metadata=described("What sort of correction it is."))
    note: str = field(metadata=described("For readers, plain text; may be empty."))
    at: datetime = field(metadata=described("When the corrected text became public, in UTC."))

    @classmethod
    def of(cls, version: PublishedVersion) -> Self:
        """What a version with such a kind told."""
        return cls(cast(Kind, version.kind), version.note, version.live_from)


def find_corrections(versions: Sequence[PublishedVersion], *, at: datetime) -> dict[int, list[Correction]]:
    """Of each article, by its primary key, newest first, its earlier stretches included. One query."""
    articles: dict[int, list[Correction]] = {version.article_id: [] for version in versions}
    told = PublishedVersion.objects.corrections_of(articles.keys(), at=at)
    for article, kind, note, live_from in told.values_list("article", "kind", "note", "live_from"):
        articles[article].append(Correction(cast(Kind, kind), note, live_from))
    return articles
