"""`make bench`: how long a feed takes that nothing has prepared, with 50 articles of 12 KB, on SQLite.

Of each format in two parts: our own writing (cleaning for readers, the format), and what the database and the API's
documents take, which any list of full articles costs.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

RUNS = 15
ARTICLES = 50
SECTIONS, PARAGRAPHS, WORDS = 5, 6, 65  # about 12 KB of HTML


def main() -> None:
    if step := os.environ.get("BENCH_FEEDS"):
        set_up()
        {"fill": fill, "measure": measure}[step]()
        return
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as folder:
        environ = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "VAR_DIR": folder}
        for step in ("fill", "measure"):  # a server has not made what it serves
            subprocess.run([sys.executable, __file__], cwd=ROOT, env=environ | {"BENCH_FEEDS": step}, check=True)


def set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    import django

    django.setup()


def measure() -> None:
    from api.feeds.views import FORMATS
    from cms.memory import collect_seldom

    collect_seldom()  # as a server does
    for name in FORMATS:
        if not name.startswith("corrections"):
            time_format(name)


def fill() -> None:
    from django.core.management import call_command

    from articles.snapshot import Byline, Cover, Highlight
    from tests.factories import (
        make_article,
        make_author,
        make_category,
        make_image,
        make_section,
        make_tag,
        make_user,
        publish_now,
        with_figure,
    )

    call_command("migrate", verbosity=0)
    draw = random.Random(0)
    by, category = make_user(), make_category()
    authors = [make_author(f"Author {number}") for number in range(10)]
    tags = [make_tag(f"tag {number}") for number in range(20)]
    for number in range(ARTICLES):
        marked = f'<p><mark data-highlight-id="h0000000001">{text(draw)}</mark></p>'
        image = make_image(by, size=(1280, 960))
        bodies = [marked + with_figure(image, "A caption")]
        bodies += ["".join(f"<p>{text(draw)}</p>" for _ in range(PARAGRAPHS)) for _ in range(SECTIONS)]
        sections = tuple(make_section(f"Part {at}", body) for at, body in enumerate(bodies))
        article = make_article(
            by,
            title=f"Article {number}",
            slug=f"article-{number}",
            lead_html=text(draw),
            sections=sections,
            authors=tuple(Byline(str(one.uuid)) for one in draw.sample(authors, 2)),
            category=str(category.uuid),
            tags=tuple(str(one.uuid) for one in draw.sample(tags, 4)),
            cover=Cover(str(image.uuid)),
            highlights=(Highlight("h0000000001", sections[0].id),),
        )
        publish_now(article)


def text(draw: random.Random) -> str:
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyzäé", k=draw.randint(2, 9))) for _ in range(WORDS)]
    words[draw.randrange(WORDS)] = "<strong>told</strong>"
    words[draw.randrange(WORDS)] = '<a href="https://elsewhere.example/?a=1&amp;b=2">linked</a>'
    return " ".join(words) + "."


ELSEWHERE = ("pick", "build_articles", "find_deleted", "last_modified")
"""What the database and the API's documents do, of all that makes a feed."""


def time_format(name: str) -> None:
    """Milliseconds of the processor, the medians: what else the machine does counts for little."""
    from django.utils import timezone

    from api.feeds import building
    from api.feeds.selection import Scope
    from api.feeds.views import FORMATS

    elsewhere = 0.0

    def clocked(work: Callable[..., Any]) -> Callable[..., Any]:
        def clocking(*args: Any, **kwargs: Any) -> Any:
            nonlocal elsewhere
            began = time.process_time()
            try:
                return work(*args, **kwargs)
            finally:
                elsewhere += time.process_time() - began

        return clocking

    def once() -> tuple[float, float, int]:
        nonlocal elsewhere
        elsewhere, began = 0.0, time.process_time()
        written = FORMATS[name].render(building.build_feed(Scope("en"), name, at=timezone.now()))
        return elsewhere * 1000, (time.process_time() - began - elsewhere) * 1000, len(written)

    with ExitStack() as stack:
        for one in ELSEWHERE:
            stack.enter_context(patch.object(building, one, clocked(getattr(building, one))))
        once()
        read, own, sizes = zip(*(once() for _ in range(RUNS)), strict=True)
    print(
        f"{name}: {sizes[0] / 1000:.0f} KB; our own writing {median(own):.1f} ms (least {min(own):.1f}),"
        f" beside {median(read):.1f} ms of database and documents",
        flush=True,
    )


if __name__ == "__main__":
    main()
