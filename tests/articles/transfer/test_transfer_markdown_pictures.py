"""Pictures in Markdown: alone in a paragraph they are figures, before the lead the cover."""

from __future__ import annotations

import pytest

from articles.snapshot import Cover
from articles.transfer.article_file import read_article
from articles.transfer.manuscript import MAX_PICTURES, ArticleFile, FilePicture, Kind
from articles.transfer.markdown_inline import NO_IMAGE
from articles.transfer.markdown_related import NO_ENTRY

WIDE = '![A "wide" river](pictures/wide%20one.webp "By night")'


def read(text: str) -> ArticleFile:
    return read_article(f"# T\n\n{text}\n", kind=Kind.MARKDOWN)


def test_a_picture_alone_in_a_paragraph_is_a_figure() -> None:
    file = read(f"The lead.\n\nBefore.\n\n{WIDE}\n\nAfter.")

    (picture,) = file.pictures
    assert picture == FilePicture(picture.id, ("pictures/wide%20one.webp",), 'A "wide" river', "By night")
    assert [section.html for section in file.sections] == [
        f'<p>Before.</p><figure data-image="{picture.id}" data-alt="A &quot;wide&quot; river">'
        "<figcaption>By night</figcaption></figure><p>After.</p>"
    ]
    assert file.unplaced == ()


def test_without_words_it_says_nothing_of_decoration() -> None:
    file = read("The lead.\n\n![](a.jpg)")

    (picture,) = file.pictures
    assert (picture.alt, picture.caption) == (None, "")
    assert [section.html for section in file.sections] == [f'<figure data-image="{picture.id}"></figure>']


def test_before_the_lead_it_is_the_cover() -> None:
    file = read(f"{WIDE}\n\nThe lead.\n\nText.")

    (picture,) = file.pictures
    assert file.cover == Cover(picture.id, 'A "wide" river', "By night")
    assert (file.lead_html, [section.html for section in file.sections]) == ("The lead.", ["<p>Text.</p>"])


@pytest.mark.parametrize(
    "text", [f"See {WIDE}", f"> {WIDE}", f"- {WIDE}", f"{WIDE} {WIDE}", f"[{WIDE}](https://e.example/)"]
)
def test_anywhere_else_it_is_told(text: str) -> None:
    file = read(f"The lead.\n\n{text}")

    assert file.pictures == ()
    assert {each.why for each in file.unplaced} == {NO_IMAGE}


def test_under_explore_more_it_is_told() -> None:
    file = read(f"The lead.\n\n## Explore more\n\n{WIDE}")

    assert (file.pictures, file.related) == ((), ())
    assert [(each.text, each.why) for each in file.unplaced] == [("By night", NO_ENTRY)]


def test_there_are_not_more_than_any_article_has() -> None:
    file = read("The lead.\n\n" + "![x](a.jpg)\n\n" * (MAX_PICTURES + 1))

    assert len(file.pictures) == MAX_PICTURES
    assert [each.why for each in file.unplaced] == [NO_IMAGE]
