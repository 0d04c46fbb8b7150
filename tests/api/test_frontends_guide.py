"""What docs/frontends.md shows works: its code is run against a real server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

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
    tag, category, author, image = make_tag(), make_category(), make_author(), make_image()
    target = make_live("Target", "target")
    article = make_live(
        authors=(Byline(str(author.uuid)),),
        category=str(category.uuid),
        tags=(str(tag.uuid),),
        cover=Cover(str(image.uuid)),
        related=(Related(article=str(target.uuid)), Related("Elsewhere", url="https://example.org/")),
    )
    copy = copy_of(live_server.url)

    def compare() -> None:
        copy.sync()
        told = copy.article(str(article.uuid))
        document = client.get(f"/api/v1/articles/{article.uuid}/").json()
        assert told["title"] == document["title"]
        assert told["authors"] == [one["name"] for one in document["authors"]]
        assert told["category"] == document["category"]["name"]
        assert told["tags"] == [one["name"] for one in document["tags"]]
        assert told["related"] == [one["title"] for one in document["related"]]
        assert told["cover"]["crops"] == document["cover"]["crops"]

    compare()
    edit(article, title="New")
    publish_now(article)
    author = Author.objects.get()
    author.name = "Renamed"
    save_term(author)
    merge_terms(Tag.objects.get(pk=tag.pk), make_tag("Winner"))
    compare()
    withdraw_now(target)
    compare()
    ContentState.objects.update(epoch="restored")
    compare()
    withdraw_now(article)
    copy.sync()
    assert copy.records == {}
