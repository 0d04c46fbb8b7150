"""Embeds in Markdown: an address alone, where its provider is known."""

from __future__ import annotations

import pytest

from articles.transfer.article_file import read_article
from articles.transfer.manuscript import ArticleFile, FileSection, Kind

VIDEO = "https://youtu.be/a_b-c0D1e2F"


def read(text: str) -> ArticleFile:
    return read_article(f"# T\n\nThe lead.\n\n{text}\n", kind=Kind.MARKDOWN, new_id=lambda: "h0123456789")


@pytest.mark.parametrize("line", [VIDEO, f"<{VIDEO}>", f"  {VIDEO}  "])
def test_address_of_a_known_provider_alone_in_a_paragraph_is_an_embed(line: str) -> None:
    file = read(f"Before.\n\n{line}\n\nAfter.")

    assert file.sections == (FileSection("", f'<p>Before.</p><figure data-embed="{VIDEO}"></figure><p>After.</p>'),)
    assert file.unplaced == ()


def test_further_lines_are_its_caption() -> None:
    file = read(f"{VIDEO}\nA *film*,\nof a ==river==.")

    assert file.sections[0].html == (
        f'<figure data-embed="{VIDEO}"><figcaption>A <em>film</em>, of a '
        '<mark data-highlight-id="h0123456789">river</mark>.</figcaption></figure>'
    )


def test_what_the_caption_cannot_hold_is_told_with_its_line() -> None:
    file = read(f"{VIDEO}\nA ![film](film.jpg).")

    assert [each.text for each in file.unplaced] == ["film"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("https://example.org/film", "<p>https://example.org/film</p>"),
        (f"See {VIDEO}", f"<p>See {VIDEO}</p>"),
        (f"> {VIDEO}", f"<blockquote><p>{VIDEO}</p></blockquote>"),
        (f"- {VIDEO}", f"<ul><li>{VIDEO}</li></ul>"),
    ],
)
def test_any_other_address_stays_text(text: str, html: str) -> None:
    assert read(text).sections == (FileSection("", html),)


def test_embed_is_never_the_lead() -> None:
    file = read_article(f"# T\n\n{VIDEO}\n\nText.\n", kind=Kind.MARKDOWN, new_id=lambda: "h0123456789")

    assert (file.lead_html, file.sections[0].html) == ("", f'<figure data-embed="{VIDEO}"></figure><p>Text.</p>')
