"""The same text a second time is recognised, whatever became of the first one."""

from __future__ import annotations

import pytest

from articles.editing.freezing import freeze
from articles.models import Article, User
from articles.transfer.article_file import read_article
from articles.transfer.earlier import AlreadyThere, find_earlier, refuse_second
from articles.transfer.importing import import_article
from articles.transfer.manuscript import ArticleFile, Kind
from tests.factories import edit, make_article

TEXT = "# A Bridge\n\nThe ==lead==.\n\n## Part\n\nSome ==marked== text.\n"
PAGE = "<link rel=canonical href='https://news.example/{}'><h1>A Bridge</h1><p>The lead.</p><p>{}</p>"


def read(text: str, kind: Kind = Kind.MARKDOWN) -> ArticleFile:
    return read_article(text, kind=kind)


def test_the_same_text_is_found_after_the_draft_was_edited(publisher: User) -> None:
    article = import_article(read(TEXT), by=publisher).article
    edit(article, title="Another title", slug="another-slug")

    assert find_earlier(read(TEXT), locale="en") == Article.objects.get()
    with pytest.raises(AlreadyThere, match="already there as another-slug"):
        refuse_second(read(TEXT), locale="en")


def test_another_text_locale_or_way_in_is_something_else(publisher: User) -> None:
    content = freeze(import_article(read(TEXT), by=publisher).article)
    make_article(publisher, title="Written here", slug="written-here", lead_html=content.lead_html)

    assert find_earlier(read(TEXT), locale="de") is None
    assert find_earlier(read(TEXT.replace("Some", "Other")), locale="en") is None
    assert find_earlier(read("# Written here\n\nThe lead.\n"), locale="en") is None


def test_a_page_is_known_by_its_canonical_address(publisher: User) -> None:
    article = import_article(read(PAGE.format("a", "Text."), Kind.HTML), by=publisher).article

    assert find_earlier(read(PAGE.format("a", "A newer text."), Kind.HTML), locale="en") == article
    assert find_earlier(read(PAGE.format("b", "A newer text."), Kind.HTML), locale="en") is None
