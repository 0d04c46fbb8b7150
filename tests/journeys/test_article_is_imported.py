"""A page that somebody copied out of a browser becomes an article that a frontend reads."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from articles.errors import NotUsable
from articles.models import Article, User
from articles.transfer.article_file import read_article
from articles.transfer.importing import import_article as take_in
from articles.transfer.manuscript import Kind
from tests.articles.media.pictures import draw, encoded
from tests.factories import make_article

TWIN = Path(__file__).resolve().parent.parent / "articles" / "transfer" / "files" / "a-copied-page.txt"
SAVED_PAGE = TWIN.with_name("a-saved-page.html")
NO_TEXT = {"Article Highlights Off On", "Explore more"}
"""What stands on the page, and is not of the article."""


def import_and_fetch(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The document that the content API gives, and what the import could not place."""
    out, err = StringIO(), StringIO()
    call_command("import_article", str(path), "--publish", stdout=out, stderr=err)
    slug = out.getvalue().split(":")[0]
    answer = Client().get(f"/api/v1/articles/{slug}/")
    assert answer.status_code == 200, answer.content
    return answer.json(), err.getvalue().splitlines()


def paragraphs(path: Path) -> list[str]:
    """Every block of the page as it was copied, without its parts that are of no article."""
    blocks = [" ".join(block.split()) for block in path.read_text(encoding="utf-8-sig").split("\n\n")]
    return [block for block in blocks if block and block not in NO_TEXT]


def read_aloud(article: dict[str, Any]) -> list[str]:
    """What a reader of the article would read, in order."""
    texts = [article["title"], *article["lead"].split("\n\n")]
    for section in article["sections"]:
        texts += [section["heading"], *section["text"].split("\n\n")]
    for link in article["related"]:
        texts += [link["title"], link["teaser"]]
    return texts


def check(path: Path) -> None:
    article, unplaced = import_and_fetch(path)

    assert read_aloud(article) == paragraphs(path)
    assert [bool(section["heading"]) for section in article["sections"]] == [True] * 7
    assert [(bool(link["teaser"]), link["url"]) for link in article["related"]] == [(True, None)] * 5
    assert unplaced == [
        f"{path.name}: line 3: “Article Highlights Off On”: the switch of the page it was copied from; "
        "the reader has its own"
    ]


def test_a_copied_page_reaches_readers_whole(publisher: User) -> None:
    check(TWIN)


@pytest.mark.needs_shared
def test_the_sample_reaches_readers_whole(shared: Path, publisher: User) -> None:
    check(shared / "sample" / "article.txt")


def test_a_saved_page_reaches_readers_with_its_pictures(tmp_path: Path, publisher: User) -> None:
    page, folder = tmp_path / "page.html", tmp_path / "page_files"
    page.write_bytes(SAVED_PAGE.read_bytes())
    folder.mkdir()
    for width, name in enumerate(("boat.jpg", "weir.jpg"), start=400):
        (folder / name).write_bytes(encoded(draw(width, 300)))

    article, unplaced = import_and_fetch(page)

    assert (article["title"], article["kicker"], article["published_at"]) == (
        "The Weir Keeper",
        "Rivers",
        "2026-03-02T06:30:00Z",
    )
    assert [author["name"] for author in article["authors"]] == ["Mara Lindqvist", "Jon Bell"]
    assert sorted(tag["name"] for tag in article["tags"]) == ["floods", "rivers"]
    assert article["seo"]["canonical_url"] == "https://news.example/2026/weir-keeper"
    cover = article["cover"]
    assert (cover["alt"], cover["caption"], cover["credit"]) == (
        "A red boat below a weir",
        "The boat that does the rounds.",
        "Photo: Ana Ruiz",
    )
    assert [section["heading"] for section in article["sections"]] == ["", "What the plank says", "What comes next"]
    assert [highlight["exact"] for highlight in article["highlights"]] == ["will stand tomorrow", "one metre and four"]
    assert "The weir in March." in article["sections"][1]["html"]
    assert [link["url"] for link in article["related"]] == [
        "https://news.example/2025/mill",
        "https://else.example/x",
    ]
    assert [line.split("”")[0].split("“")[1] for line in unplaced] == [
        "Tweet this",
        "Newsletter Sign up for our mail. Go",
        "https://maps.example/embed?x=1",
        "../secret.png",
        "file:///etc/passwd",
        "page_files/missing.jpg",
        "https://cdn.example/far.jpg",
    ]


def test_a_translation_joins_its_original(publisher: User) -> None:
    original = make_article(publisher, slug="the-original")
    text = "---\ntranslation_of: the-original\nlocale: de\n---\n# Ein Titel\n\nEin Vorspann.\n"

    imported = take_in(read_article(text, kind=Kind.MARKDOWN), by=publisher)

    assert (imported.article.locale, imported.article.translation_key) == ("de", original.translation_key)
    assert imported.unplaced == ()


@pytest.mark.parametrize("reference", ["nobody", "12345", "3f1b2c9e-0000-4000-8000-000000000000"])
def test_a_translation_of_nothing_is_refused(publisher: User, reference: str) -> None:
    text = f"---\ntranslation_of: '{reference}'\nlocale: de\n---\n# Ein Titel\n\nEin Vorspann.\n"

    with pytest.raises(NotUsable) as refusal:
        take_in(read_article(text, kind=Kind.MARKDOWN), by=publisher)

    assert (refusal.value.field, Article.objects.count()) == ("translation_of", 0)
