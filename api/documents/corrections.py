"""What readers were told to be wrong with what they had read."""

from __future__ import annotations

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


def build_corrections(version: PublishedVersion, *, at: datetime) -> list[Correction]:
    """Of the article, its earlier stretches included, newest first. One query."""
    rows = PublishedVersion.objects.corrections_of(version.article_id, at=at).values_list("kind", "note", "live_from")
    return [Correction(cast(Kind, kind), note, live_from) for kind, note, live_from in rows]
