"""What readers were told to be wrong with what they had read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
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


def find_corrections(versions: Sequence[PublishedVersion], *, at: datetime) -> dict[PublishedVersion, list[Correction]]:
    """Of each version's article, its earlier stretches included, newest first. One query."""
    told = PublishedVersion.objects.corrections_of([version.article_id for version in versions], at=at)
    by_article: dict[int, list[Correction]] = defaultdict(list)
    for article, kind, note, live_from in told.values_list("article", "kind", "note", "live_from"):
        by_article[article].append(Correction(cast(Kind, kind), note, live_from))
    return {version: by_article[version.article_id] for version in versions}
