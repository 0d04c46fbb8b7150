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
from api.documents.corrections import Correction
from api.feeds.body import correction_line, full_text, is_free, kind_in_words
from api.feeds.feed import Deleted, Entry, Feed
from api.feeds.selection import Scope, find_deleted, find_live, last_modified, pick, pick_corrections
from articles.models.published_version import PublishedVersion

BEFORE_ANYTHING: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""When an empty feed was updated last: no change elsewhere moves it."""
CORRECTIONS: Final = ("corrections.xml", "corrections.json")
PAGES: Final = 200


def build_feed(scope: Scope, name: str, *, at: datetime, page: int = 1) -> Feed | None:
    """The feed with this file name, read at the moment `at`; None for a page beyond the last.

    A constant number of queries: three for the moment, two for what stands in it, ten for what that names.
    """
    with override(scope.locale):
        is_of_corrections = name in CORRECTIONS
        read = _read_corrections if is_of_corrections else _read
        entries, has_more = read(scope, at=at, page=page)
        if page > 1 and not entries:
            return None
        deleted = find_deleted(scope, at=at, is_of_corrections=is_of_corrections) if page == 1 else []
        return Feed(
            **_described(scope, name, is_of_corrections),
            locale=scope.locale,
            page=page,
            next_page=page + 1 if has_more and page < PAGES else None,
            entries=entries,
            deleted=deleted,
            updated=_updated(entries, deleted) or BEFORE_ANYTHING,
            modified=last_modified(at=at) or BEFORE_ANYTHING,
        )


def _read(scope: Scope, *, at: datetime, page: int) -> tuple[list[Entry], bool]:
    """One entry an article; and whether there are more."""
    picked = pick(scope, at=at, page=page, size=settings.FEED_ITEMS)
    return [_entry(article) for article in _articles(picked.rows, at=at).values()], picked.has_more


def _read_corrections(scope: Scope, *, at: datetime, page: int) -> tuple[list[Entry], bool]:
    """One entry a correction."""
    picked = pick_corrections(scope, at=at, page=page, size=settings.FEED_ITEMS)
    articles = _articles(find_live({row.article_id for row in picked.rows}, at=at), at=at)
    told = [(articles[row.article_id], Correction.of(row)) for row in picked.rows]
    return [_entry_of_correction(article, correction) for article, correction in told], picked.has_more


def _articles(versions: Sequence[PublishedVersion], *, at: datetime) -> dict[int, Article]:
    """By the primary key of the article."""
    articles = build_articles(versions, at=at, highlights="inline" if settings.FEED_HIGHLIGHTS else "ranges")
    return {version.article_id: article for version, article in zip(versions, articles, strict=True)}


def _entry(article: Article) -> Entry:
    told = [correction_line(one) for one in article.corrections]
    is_full = is_free(article)
    return Entry(
        article,
        title=article.title,
        # A full text begins with what is told.
        summary=article.lead if is_full else " ".join(filter(None, [*told, article.lead])),
        html=full_text(article, told) if is_full else "",
        told=told,
    )


def _entry_of_correction(article: Article, correction: Correction) -> Entry:
    line = correction_line(correction)
    title = f"{kind_in_words(correction)}: {article.title}"
    return Entry(article, title=title, summary=line, html="", told=[line], correction=correction)


def _described(scope: Scope, name: str, is_of_corrections: bool) -> dict[str, Any]:
    site, locale = settings.SITE_NAME, scope.locale
    files = CORRECTIONS if is_of_corrections else FEEDS
    own = {one: feed_url(one, locale, scope.kind, scope.slug) for one in files}
    home = addresses.term_url(scope.kind, scope.slug, locale) if scope.name else front_url(locale)
    titles = {
        "category": _("Articles in {name}."),
        "tag": _("Articles about {name}."),
        "author": _("Articles by {name}."),
    }
    # Of a term that nothing public names any more nothing is told but the slug that was asked for.
    title = f"{scope.name or scope.slug} – {site}" if scope.kind else site
    description = titles[scope.kind].format(name=scope.name) if scope.name else _("New articles.")
    if is_of_corrections:
        title = corrections_title()
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


def corrections_title() -> str:
    return _("Corrections – {site}").format(site=settings.SITE_NAME)


def _updated(entries: Sequence[Entry], deleted: Sequence[Deleted]) -> datetime | None:
    return max([*(one.updated_at for one in entries), *(one.at for one in deleted)], default=None)
