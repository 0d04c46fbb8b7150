"""What may be read of a site at a moment, by plain SQL: nothing is shared with the door that is judged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from articles.models import PublishedVersion
from tests.leaks.answers import canaries_in
from tests.leaks.site_history import Site

VERSIONS = """
    SELECT v.article_id, v.note, v.kind, CAST(v.snapshot AS text) FROM articles_publishedversion v
    WHERE v.suppressed_at IS NULL AND v.dropped_at IS NULL AND {}
"""
LIVE = "v.live_from <= %s AND (v.live_until IS NULL OR v.live_until > %s)"
EVER = "v.live_from <= %s AND v.live_from <= %s"
BY_THE_LOG = "v.start_noted AND NOT v.end_noted AND %s <= %s"
REASONS = """
    SELECT a.withdrawal_note FROM articles_article a JOIN articles_publishedversion v ON v.article_id = a.id
    WHERE v.suppressed_at IS NULL AND v.dropped_at IS NULL AND v.live_from <= %s
        AND v.live_until = a.withdrawn_at AND v.ended_by = 'withdrawal' AND a.withdrawn_how = 'withdrawn'
        AND NOT EXISTS (
            SELECT 1 FROM articles_publishedversion w WHERE w.article_id = a.id AND w.suppressed_at IS NULL
                AND w.dropped_at IS NULL AND w.live_from > v.live_from AND w.live_from <= %s
        )
"""
NEWEST_REVISION = """
    SELECT CAST(r.snapshot AS text) FROM articles_revision r JOIN articles_article a ON a.id = r.article_id
    WHERE a.id = %s ORDER BY r.number DESC LIMIT 1
"""


def shown(site: Site, at: datetime) -> set[str]:
    """All words that are public then: of versions, of what these name, and what readers were told of them since."""
    live = versions(LIVE, at)
    articles = {row[0] for row in live}
    corrections = [
        note for article, note, kind, _ in versions(EVER, at)
        if article in articles and kind in PublishedVersion.CORRECTING
    ]  # fmt: skip
    return told(site, (row[3] for row in live)) | canaries_in(" ".join((*corrections, *reasons(at))))


def texts(at: datetime) -> set[str]:
    """Those of them that frozen texts and public notes say themselves: whoever asks for each article sees all."""
    return canaries_in(" ".join((*(row[3] for row in versions(LIVE, at)), *reasons(at))))


def ever_shown(site: Site, at: datetime) -> set[str]:
    """Of articles that are live: what all their versions said that were not suppressed."""
    articles = {row[0] for row in versions(LIVE, at)}
    past = [row for row in versions(EVER, at) if row[0] in articles]
    return told(site, (snapshot for *_, snapshot in past)) | canaries_in(" ".join(note for _, note, *_ in past))


def named_by_the_log(site: Site, at: datetime) -> set[str]:
    """Terms and pictures follow the log, which may be behind the clock by a tick of the worker."""
    return told(site, (row[3] for row in versions(BY_THE_LOG, at))) - canaries_in(
        " ".join(row[3] for row in versions(BY_THE_LOG, at))
    )


def drafted(site: Site, slot: int) -> set[str]:
    """Of the newest revision of that article."""
    return told(site, (row[0] for row in rows(NEWEST_REVISION, site.articles[slot].pk)))


def scheduled(site: Site, slot: int, at: datetime) -> set[str]:
    """Of that article, what is to be public then."""
    return told(site, (row[3] for row in versions(LIVE, at) if row[0] == site.articles[slot].pk))


def told(site: Site, snapshots: Iterable[str]) -> set[str]:
    """Of these snapshots, and of the terms and pictures that they name by their ids."""
    text = " ".join(snapshots)
    return canaries_in(text).union(*(words for id_, words in site.words.items() if id_ in text))


def versions(condition: str, at: datetime) -> list[tuple[Any, ...]]:
    moment = connection.ops.adapt_datetimefield_value(at)
    return rows(VERSIONS.format(condition), moment, moment)


def reasons(at: datetime) -> list[str]:
    moment = connection.ops.adapt_datetimefield_value(at)
    return [note for (note,) in rows(REASONS, moment, moment)]


def rows(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
