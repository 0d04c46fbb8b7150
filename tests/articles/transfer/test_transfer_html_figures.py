"""Pictures and videos of a page as figures of a text."""

from __future__ import annotations

import re

import pytest

from articles.snapshot import Cover
from articles.transfer.article_file import read_article
from articles.transfer.html_figures import NO_VIDEO, watch_address
from articles.transfer.manuscript import ArticleFile, Kind

LONG = "A paragraph of some length, as articles have them, about the water and the wind."


def read(figures: str, *, before: str = "") -> ArticleFile:
    html = f"{before}<article><h1>T</h1><p>{LONG}</p><p>Text.</p>{figures}</article>"
    return read_article(html, kind=Kind.HTML)


def shown(file: ArticleFile) -> str:
    """The text of its sections, with pictures by their place in `pictures`."""
    html = "".join(section.html for section in file.sections)
    for place, picture in enumerate(file.pictures):
        html = html.replace(picture.id, str(place))
    return html.removeprefix("<p>Text.</p>")


def test_figure_keeps_alt_and_caption_and_gives_its_credit() -> None:
    file = read(
        "<figure><div><a href=big.jpg><img src='a%20b.jpg' alt='A &quot;boat&quot;'></a></div>"
        "<figcaption>The <em>boat</em>. <span class=photo-credit>Photo: Ana Ruiz</span></figcaption></figure>"
    )

    assert shown(file) == (
        '<figure data-image="0" data-alt="A &quot;boat&quot;"><figcaption>The <em>boat</em>.</figcaption></figure>'
    )
    assert [(each.sources, each.alt, each.caption, each.credit) for each in file.pictures] == [
        (("a%20b.jpg",), 'A "boat"', "The boat.", "Photo: Ana Ruiz")
    ]


def test_picture_without_a_figure_stands_between_the_words_around_it() -> None:
    assert shown(read("<p>One <img src=a.jpg> two.</p>")) == '<p>One</p><figure data-image="0"></figure><p>two.</p>'


def test_figure_of_several_pictures_keeps_them_all() -> None:
    html = shown(read("<figure><img src=a.jpg><img src=b.jpg><figcaption>Both.</figcaption></figure>"))

    assert re.findall('data-image="(.)"', html) == ["0", "1"]
    assert "Both." in html


def test_sources_are_the_best_first_and_placeholders_last() -> None:
    file = read(
        "<picture><source srcset='c-1.webp 400w, c-2.webp 800w'>"
        "<img src='data:image/gif;base64,R0' data-src=a.jpg srcset='b.jpg 1x, bb.jpg 2x'></picture>"
    )

    assert file.pictures[0].sources == ("a.jpg", "bb.jpg", "b.jpg", "c-2.webp", "c-1.webp", "data:image/gif;base64,R0")


@pytest.mark.parametrize("size", [".w", "..x", "1.2.3x", "1.w", "9" * 400 + "w"])
def test_a_size_that_is_no_number_ends_no_import(size: str) -> None:
    assert read(f"<img src=a.jpg srcset='b.jpg {size}'>").pictures[0].sources[0] == "a.jpg"


def test_picture_of_one_pixel_is_no_picture() -> None:
    assert read("<img src=count.gif width=1 height=1>").pictures == ()


def test_cover_is_the_first_figure_before_the_text_else_the_one_of_the_head() -> None:
    offered = "<meta property=og:image content='https://cdn.example/og.jpg'><meta property=og:image:alt content='Alt'>"
    hero = "<figure><img src=hero.jpg alt=Hero><figcaption>Said.</figcaption></figure>"
    first = read_article(f"{offered}<article>{hero}<h1>T</h1><p>{LONG}</p></article>", kind=Kind.HTML)
    second = read("", before=offered)

    assert (first.cover, first.sections) == (Cover(first.pictures[0].id, "Hero", "Said."), ())
    assert (second.cover, second.pictures[0].sources) == (
        Cover(second.pictures[0].id, "Alt"),
        ("https://cdn.example/og.jpg",),
    )


def test_video_of_a_known_place_is_embedded_by_the_address_where_it_is_watched() -> None:
    file = read(
        "<figure><iframe src='//www.youtube.com/embed/abc_DEF-123?rel=0'></iframe>"
        "<figcaption>Said.</figcaption></figure><iframe src='https://maps.example/x'></iframe>"
    )

    assert shown(file) == (
        '<figure data-embed="https://www.youtube.com/watch?v=abc_DEF-123"><figcaption>Said.</figcaption></figure>'
    )
    assert [(each.text, each.why) for each in file.unplaced] == [("https://maps.example/x", NO_VIDEO)]


def test_videos_of_one_figure_all_stay_and_so_does_its_text() -> None:
    video = "<iframe src='https://player.vimeo.com/video/{}'></iframe>"

    file = read(f"<figure>{video.format(1)}{video.format(2)}</figure><figure>{video.format(3)}<p>Beside.</p></figure>")

    figures = [f'<figure data-embed="https://vimeo.com/{number}"></figure>' for number in (1, 2, 3)]
    assert shown(file) == "".join(figures) + "<p>Beside.</p>"


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://www.youtube-nocookie.com/embed/abc", "https://www.youtube.com/watch?v=abc"),
        ("https://www.youtube.com/embed/videoseries?list=PL1", "https://www.youtube.com/playlist?list=PL1"),
        ("https://player.vimeo.com/video/123?h=1", "https://vimeo.com/123"),
        ("https://www.dailymotion.com/embed/video/x1", "https://www.dailymotion.com/video/x1"),
        ("https://youtube.com.evil.example/embed/abc", ""),
        ("https://www.youtube.com/embed/a%22b", ""),
        ("https://[::1", ""),
    ],
)
def test_only_known_places_are_watched(source: str, address: str) -> None:
    assert watch_address(source) == address
