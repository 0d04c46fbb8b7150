"""A web page as an article: what its author wrote, without what the site put around it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random
from time import process_time

import pytest
from bs4 import Tag

from articles.text.cleaning import clean
from articles.transfer import html_article
from articles.transfer.article_file import open_article, read_article
from articles.transfer.html_article import NOT_OF_IT
from articles.transfer.html_page import NO_ADDRESS, TOO_LONG
from articles.transfer.html_tree import words
from articles.transfer.manuscript import ArticleFile, FileLink, Kind, NotReadable

PAGE = Path(__file__).parent / "files" / "a-saved-page.html"
LONG = "A paragraph of some length, as articles have them, about the water and the wind."


def read(html: str) -> ArticleFile:
    ids = (f"h{number:010x}" for number in count(1))
    return read_article(html, kind=Kind.HTML, new_id=lambda: next(ids))


def texts(file: ArticleFile) -> list[tuple[str, str]]:
    return [(section.heading, section.html) for section in file.sections]


def test_page_says_everything_beside_the_text() -> None:
    meta = open_article(PAGE.read_bytes(), name="a.html").meta

    assert (meta.title, meta.kicker, meta.locale) == ("The Weir Keeper", "Rivers", "en-GB")
    assert (meta.authors, meta.tags) == (("Mara Lindqvist", "Jon Bell"), ("rivers", "floods"))
    assert meta.canonical_url == "https://news.example/2026/weir-keeper"
    assert meta.published_at == datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


def test_text_is_cut_at_its_headings_and_nothing_of_the_site_is_in_it() -> None:
    file = read(PAGE.read_text())

    assert [section.heading for section in file.sections] == ["", "What the plank says", "What comes next"]
    assert file.lead_html == (
        'Somebody has to know how high the water <mark data-highlight-id="h0000000001">will stand tomorrow</mark>. '
        "In Ansay it is Olga Trent."
    )
    assert file.sections[0].html == (
        "<p>The gauge is a plank with numbers &amp; a nail.</p><p>Every morning at six she reads it, "
        '<strong>twice</strong>, and <a href="https://news.example/2025/gauges">writes it down</a>.</p>'
        "<p>Unclosed <em>italics <strong>both</strong></em><strong> wrong</strong> here.</p>"
    )
    assert file.sections[1].html.startswith(
        '<p>It says <mark data-highlight-id="h0000000002">one metre and four</mark>, which is much.</p>'
        "<ul><li>At one metre, the mill floods.</li><li>At two, the school.</li></ul>"
        "<table><tbody><tr><th>Day</th><th>cm</th></tr><tr><td>Mon</td><td>104</td></tr></tbody></table>"
        "<blockquote><p>I don't trust it, I read it.</p></blockquote>"
        '<blockquote data-kind="pull"><p>A nail is enough.</p></blockquote>'
    )
    assert [each.text for each in file.unplaced if each.why == NOT_OF_IT] == [
        "Tweet this",
        "Newsletter Sign up for our mail. Go",
    ]


def test_related_links_are_taken_from_below_the_article() -> None:
    assert read(PAGE.read_text()).related == (
        FileLink("The Mill That Stood", "How one got used to it.", "https://news.example/2025/mill"),
        FileLink("Elsewhere", "", "https://else.example/x"),
    )


@pytest.mark.parametrize(
    "around",
    [
        "<article>{}</article>",
        "<main>{}</main>",
        "<div role=main>{}</div>",
        "<div itemprop=articleBody>{}</div>",
        "<div><div class=x>{}</div></div>",
        "<table><tr><td><a href=/>Menu</a><td>{}</table>",
    ],
)
def test_article_is_found_however_the_page_is_built(around: str) -> None:
    text = f"<h1>A Title</h1><p>{LONG}</p><p>{LONG} Twice.</p><h2>Part</h2><p>{LONG} Thrice.</p>"

    file = read(f"<ul><li>Menu<li>More</ul>{around.format(text)}<div><p>Imprint.</p></div><footer><p>{LONG}</footer>")

    assert (file.title, file.lead_html) == ("A Title", LONG)
    assert texts(file) == [("", f"<p>{LONG} Twice.</p>"), ("Part", f"<p>{LONG} Thrice.</p>")]


def test_teasers_of_other_articles_are_not_the_article() -> None:
    teasers = "".join(f"<li><article><h2>Teaser</h2><p>{LONG}</p></article></li>" for _ in range(9))

    file = read(f"<article><h1>A Title</h1><p>Short lead of it.</p><p>{LONG}{LONG}</p></article><ul>{teasers}</ul>")

    assert (file.title, texts(file)) == ("A Title", [("", f"<p>{LONG}{LONG}</p>")])


def test_class_that_sounds_like_a_box_does_not_cost_the_text() -> None:
    file = read(f"<article><h1>A Title</h1><div class='social menu'><p>{LONG}</p><p>{LONG}</p></div></article>")

    assert (file.lead_html, file.unplaced) == (LONG, ())


def test_the_whole_article_is_measured_once_however_many_suspects_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []

    def counting(tag: Tag) -> str:
        measured.append(tag.name)
        return words(tag)

    monkeypatch.setattr(html_article, "words", counting)
    file = read(f"<article><h1>A Title</h1><p>{LONG}</p>{'<span class=social>x</span>' * 50}</article>")

    assert ([each.why for each in file.unplaced], measured.count("article")) == ([NOT_OF_IT] * 50, 1)


def test_title_of_the_head_goes_without_the_name_of_the_site() -> None:
    assert read("<title>A Title | The Site</title><p>Text.</p>").title == "A Title"
    assert read("<meta property=og:title content='Open &amp; Graph'><p>Text.</p>").title == "Open & Graph"


def test_authors_are_read_from_marks_then_from_a_byline_then_from_the_head() -> None:
    head = "<h1>T</h1><meta name=author content='Cy Head'>"
    body = f"<article>{head}<p>{LONG}</p>"

    assert read(f"{body}<span itemprop=author><b itemprop=name>Ada M</b>, London</span>").meta.authors == ("Ada M",)
    assert read(f"{body}<p class=post-byline>By Ada Bell, Bo Quist and Cy Oz</p>").meta.authors == (
        "Ada Bell",
        "Bo Quist",
        "Cy Oz",
    )
    assert read(body).meta.authors == ("Cy Head",)


def test_what_has_no_place_is_told_and_the_words_stay() -> None:
    heading = "word " * 80

    file = read(f"<article><h1>T</h1><p>{LONG}</p><h2>{heading}</h2><p><a href='other.html'>here</a> {LONG}</p>")

    assert texts(file) == [("", f"<p>{heading.strip()}</p><p>here {LONG}</p>")]
    assert [each.why for each in file.unplaced] == [TOO_LONG, NO_ADDRESS]


def test_scripts_styles_and_comments_leave_nothing() -> None:
    file = read(
        "<h1>T</h1><script>if (a<b) '<p>evil</p>'</script><style>p{}</style><!-- <p>hidden</p> -->"
        f"<noscript>no</noscript><p onclick=x style=y>{LONG}</p><svg><text>s</text></svg><template>t</template>"
    )

    assert (file.lead_html, texts(file)) == (LONG, [])


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "x",
        "<h1>T</h1><p>" + "<b a=1>x" * 50_000,
        "<h1>T</h1>" + "<p>x</p>" * 150_000,
        "<h1>T</h1>" + "&amp;" * 1_010_000,
    ],
)
def test_monstrous_markup_is_refused_in_bounded_time(html: str) -> None:
    started = process_time()

    with pytest.raises(NotReadable):
        read(html)

    assert process_time() - started < 10


def test_damaged_page_is_read_or_refused_and_what_is_read_is_clean() -> None:
    page, random = PAGE.read_text(), Random(7)  # the same damage each time
    tags = sorted(set(re.findall("<[^>]*>", page)))

    for _ in range(120):
        html = page
        for _ in range(random.randint(1, 10)):
            at, length = random.randrange(len(html)), random.randint(0, 300)
            html = html[:at] + random.choice(tags) + html[at + length * random.randint(0, 1) :]
        try:
            file = read(html)
        except NotReadable:
            continue
        assert [section.html for section in file.sections] == [clean(section.html) for section in file.sections]


def test_links_to_tags_are_no_text_and_cost_none() -> None:
    file = read(f"<article rel=x><h1>T</h1><a rel=tag>Water</a><p>{LONG}</p><span>Tags: <a rel=tag>Wind</a></span>")

    assert (file.meta.tags, file.lead_html, file.unplaced) == (("Water", "Wind"), LONG, ())


def test_entities_of_its_own_declaration_are_text() -> None:
    file = read(
        '<!DOCTYPE html [<!ENTITY a "aaaa">]><main><h1>T</h1><p>&lt;script&gt; &a;&#0;&#x202e; &copy; 2026, the year'
    )

    assert file.lead_html == "&lt;script&gt; &amp;a;\ufffd © 2026, the year"


def test_page_without_a_title_is_refused() -> None:
    with pytest.raises(NotReadable, match="no title"):
        read("<p>Text.</p>")
