"""Keep the table of search documents true: one for each article that is live, written where that is noted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models.article import Article
from articles.models.published_version import PublishedVersion, PublishedVersionQuerySet
from articles.models.search_document import SearchDocument
from articles.search.finding import BACKENDS
from articles.search.words import fold, stem
from articles.snapshot import Snapshot

LARGEST: Final = 300_000
"""Bytes of words that are indexed of a field: with their stems a tsvector, of a megabyte at most, has room for them."""
BATCH: Final = 500
"""Articles a transaction of a rebuild."""


def index_article(article: Article, at: datetime, *, known: PublishedVersion | None = None) -> None:
    """Let the index hold what is live of the article at `at`, and nothing else of it. `known`: a version of it that
    need not be read again.

    In the transaction of whatever made it so, with the article locked. Text that left the public leaves no byte; what
    a newer version replaced may stay in parts of SQLite's index that nothing finds, until `forget`.
    """
    live = set(article.versions.live(at=at).values_list("pk", flat=True))
    documents = SearchDocument.objects.filter(version__article=article)
    present = set(documents.values_list("pk", flat=True))
    if present - live:
        documents.exclude(pk__in=live).delete()
    if live - present:
        version = known if known and known.pk in live else article.versions.get(pk__in=live)
        build_document(version).save(force_insert=True)
    elif present and not live:
        forget()


def forget() -> None:
    """Let no byte of what was deleted stay in the index."""
    BACKENDS[connection.vendor].forget()


def build_document(version: PublishedVersion) -> SearchDocument:
    content = version.content
    title, lead, text = searchable(content)
    return SearchDocument(
        version=version,
        locale=content.locale,
        published_at=version.published_at,
        title=indexed([title], content.locale),
        lead=indexed(lead, content.locale),
        text=indexed(text, content.locale),
    )


def searchable(content: Snapshot) -> tuple[str, list[str], list[str]]:
    """Title, lead and text, in plain words. Names of authors, categories and tags live, and so are not in them."""
    notes = [highlight.note for highlight in content.highlights]
    sections = [part for section in content.sections for part in (section.heading, section.text)]
    caption = content.cover.caption if content.cover else ""
    return content.title, [content.kicker, content.lead_text], [*sections, caption, *notes]


def indexed(texts: Iterable[str], locale: str) -> str:
    """Folded words in order, for phrases and beginnings; after them the stems that are other words."""
    words = list(_first(fold("\n".join(texts), locale)))
    stems = ((word, stem(word, locale)) for word in words)
    return " ".join([*words, *(root for word, root in stems if root != word)])


def _first(words: Iterable[str]) -> Iterator[str]:
    room = LARGEST
    for word in words:
        room -= len(word.encode()) + 1
        if room < 0:
            return
        yield word


# --- All of it --------------------------------------------------------------------------------------------------------


def rebuild() -> int:
    """Make every document anew, some articles at a time: publishing goes on meanwhile. Gives how many there are."""
    backend = BACKENDS[connection.vendor]
    backend.heal()
    documents = _in_batches(list(Article.objects.order_by("pk").values_list("pk", flat=True)))
    backend.tidy()
    return documents


def add_missing() -> int:
    """Make the documents that are missing (of a site that is older than the index). Gives how many."""
    missing = _live().filter(~Exists(SearchDocument.objects.filter(version=OuterRef("pk"))))
    ids = sorted(missing.values_list("article_id", flat=True))
    return _in_batches(ids)


def _in_batches(articles: Sequence[int]) -> int:
    return sum(_rebuild(articles[start : start + BATCH]) for start in range(0, len(articles), BATCH))


@transaction.atomic
def _rebuild(articles: Collection[int]) -> int:
    # Locked as for an act, in the order of their keys; evaluated for that alone.
    list(Article.objects.select_for_update(no_key=True).filter(pk__in=articles).order_by("pk").values_list("pk"))
    SearchDocument.objects.filter(version__article__in=articles).delete()
    live = _live().filter(article__in=articles)
    return len(SearchDocument.objects.bulk_create(build_document(version) for version in live))


def _live() -> PublishedVersionQuerySet:
    return PublishedVersion.objects.live(at=timezone.now())
