"""A feed, complete: what was asked for, read in one snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from api.documents import addresses
from api.documents.addresses import FEEDS, feed_url, front_url
from api.documents.article import Article, build_articles
from api.feeds.body import correction_line, full_text, is_free
from api.feeds.feed import Deleted, Entry, Feed
from api.feeds.selection import Picked, Scope, find_deleted, last_modified, pick, pick_corrected
from articles.models.published_version import PublishedVersion

BEFORE_ANYTHING: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""When an empty site was updated last."""
CORRECTIONS: Final = ("corrections.xml", "corrections.json")
PAGES: Final = 200


def build_feed(scope: Scope, name: str, *, at: datetime, page: int = 1) -> Feed | None:
    """The feed with this file name, read at the moment `at`; None for a page beyond the last.

    A constant number of queries: three for the moment, two for what stands in it, ten for what that names.
    """
    with override(scope.locale):
        is_of_corrections = name in CORRECTIONS
        picked = _pick(scope, at=at, page=page, is_of_corrections=is_of_corrections)
        if page > 1 and not picked.versions:
            return None
        entries = _entries(picked.versions, at=at, is_of_corrections=is_of_corrections)
        deleted = find_deleted(scope, at=at, is_of_corrections=is_of_corrections) if page == 1 else []
        modified = last_modified(at=at) or BEFORE_ANYTHING
        return Feed(
            **_described(scope, name, is_of_corrections),
            locale=scope.locale,
            page=page,
            next_page=page + 1 if picked.has_more and page < PAGES else None,
            entries=entries,
            deleted=deleted,
            updated=_updated(entries, deleted) or modified,
            modified=modified,
        )


def _pick(scope: Scope, *, at: datetime, page: int, is_of_corrections: bool) -> Picked:
    picker = pick_corrected if is_of_corrections else pick
    return picker(scope, at=at, page=page, size=settings.FEED_ITEMS)


def _entries(versions: Sequence[PublishedVersion], *, at: datetime, is_of_corrections: bool) -> list[Entry]:
    articles = build_articles(versions, at=at, highlights="inline" if settings.FEED_HIGHLIGHTS else "ranges")
    return [_entry(article, is_of_corrections) for article in articles]


def _entry(article: Article, is_of_corrections: bool) -> Entry:
    told = [correction_line(one) for one in article.corrections]
    return Entry(
        article,
        summary=told[0] if is_of_corrections else article.lead,
        html=full_text(article, told) if is_free(article) and not is_of_corrections else "",
        told=told,
        correction=article.corrections[0] if is_of_corrections else None,
    )


def _described(scope: Scope, name: str, is_of_corrections: bool) -> dict[str, Any]:
    site, locale = settings.SITE_NAME, scope.locale
    files = CORRECTIONS if is_of_corrections else FEEDS
    own = {one: feed_url(one, locale, scope.kind, scope.slug) for one in files}
    home = addresses.term_url(scope.kind, scope.slug, locale) if scope.kind else front_url(locale)
    titles = {
        "category": _("Articles in {name}."),
        "tag": _("Articles about {name}."),
        "author": _("Articles by {name}."),
    }
    title = f"{scope.name} – {site}" if scope.name else site
    description = titles[scope.kind].format(name=scope.name) if scope.name else _("New articles.")
    if is_of_corrections:
        title = _("Corrections – {site}").format(site=site)
        description = _("What was wrong and has been put right.")
    identity = f"{settings.PUBLIC_URL}/#{'corrections' if is_of_corrections else 'feed'}/{locale}/{scope.id or ''}"
    return {
        "id": uuid5(NAMESPACE_URL, identity).urn,
        "title": title,
        "description": description,
        "home_url": home,
        "feed_url": own[name],
        "addresses": own,
    }


def _updated(entries: Sequence[Entry], deleted: Sequence[Deleted]) -> datetime | None:
    return max([*(one.updated_at for one in entries), *(one.at for one in deleted)], default=None)
