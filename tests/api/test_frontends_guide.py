"""What docs/frontends.md shows works: its code is run against a real server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from api.http.problems import CODES
from articles.editing.merging_terms import merge_terms
from articles.editing.taxonomy import save_term
from articles.models import Author, ContentState, Tag
from articles.snapshot import Byline, Cover, Related
from tests.api.conftest import make_live
from tests.factories import edit, make_author, make_category, make_image, make_tag, publish_now, withdraw_now

GUIDE = Path(__file__).resolve().parent.parent.parent / "docs" / "frontends.md"


@pytest.fixture
def copy_of() -> Any:
    """The class `Copy` of the guide."""
    source = next(code for code in re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.S) if "class Copy" in code)
    names: dict[str, Any] = {}
    exec(compile(source, str(GUIDE), "exec"), names)  # noqa: S102  # what the guide says, word by word
    return names["Copy"]


@pytest.mark.django_db(transaction=True)
def test_the_copy_of_the_guide_has_what_the_documents_say(live_server: Any, copy_of: Any, client: Any) -> None:
    category, image = make_category(), make_image()
    tag, winner = make_tag("Loser"), make_tag("Winner")
    author, pen_name = make_author("Ada"), make_author("A. P.")
    target = make_live("Target", "target")
    article = make_live(
        slug="old",
        authors=(Byline(str(author.uuid)), Byline(str(pen_name.uuid)), Byline(str(author.uuid), "editor")),
        category=str(category.uuid),
        tags=(str(tag.uuid), str(winner.uuid)),
        cover=Cover(str(image.uuid)),
        related=(Related(article=str(target.uuid)), Related("Elsewhere", url="https://example.org/")),
    )
    copy = copy_of(live_server.url)

    def compare() -> None:
        copy.sync()
        told = copy.article(str(article.uuid))
        document = client.get(f"/api/v1/articles/{article.uuid}/").json()
        assert told["title"] == document["title"]
        assert told["authors"] == list(dict.fromkeys(one["name"] for one in document["authors"]))
        assert told["category"] == document["category"]["name"]
        assert told["tags"] == [one["name"] for one in document["tags"]]
        assert told["related"] == [one["title"] for one in document["related"]]
        assert told["cover"]["crops"] == document["cover"]["crops"]

    compare()
    edit(article, title="New", slug="new")
    publish_now(article)
    author = Author.objects.get(pk=author.pk)
    author.name = "Renamed"
    save_term(author)
    merge_terms(Tag.objects.get(pk=tag.pk), Tag.objects.get(pk=winner.pk))
    merge_terms(Author.objects.get(pk=pen_name.pk), author)
    compare()
    assert [copy.article(str(article.uuid))[names] for names in ("authors", "tags")] == [["Renamed"], ["Winner"]]
    assert copy.former["article/en/old"] == str(article.uuid)
    assert copy.find(copy.former["tag/en/loser"])["name"] == "Winner"
    withdraw_now(target)
    compare()
    ContentState.objects.update(epoch="restored")
    compare()
    withdraw_now(article)
    copy.sync()
    assert copy.records == {}


def test_every_code_of_errors_is_told() -> None:
    section = GUIDE.read_text().partition("### Codes of errors")[2].partition("\n## ")[0].partition("---|\n")[2]

    told = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)

    assert sorted(told) == sorted(CODES)
