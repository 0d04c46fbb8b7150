"""Pictures of the library in a text: an id, words for this use, and never an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.cleaning import clean, clean_document
from articles.text.document import SectionText, compose, cut
from articles.text.figures import Figure, fill_figures, find_figures, find_images
from articles.text.markup import escape, start_tag
from articles.text.plain import plain_text
from tests.articles.soak import examples

ONE, TWO = "0b9d1a52-6c1e-4a52-9d3f-1f2a3b4c5d6e", "1b9d1a52-6c1e-4a52-9d3f-1f2a3b4c5d6f"
BARE, OTHER = (f'<figure data-image="{one}"></figure>' for one in (ONE, TWO))


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        (f'<figure data-image="{ONE}"></figure>', f'<figure data-image="{ONE}"></figure>'),
        (
            f'<figure data-image="{ONE}" data-alt="A gull"><figcaption>At <em>sea</em></figcaption></figure>',
            f'<figure data-image="{ONE}" data-alt="A gull"><figcaption>At <em>sea</em></figcaption></figure>',
        ),
        (f'<figure class="x" data-image="{ONE.upper()}" id="y">', f'<figure data-image="{ONE}"></figure>'),
        (f'<figure data-image=" {ONE} " data-alt="">', f'<figure data-image="{ONE}"></figure>'),
        (
            f'<figure data-image="{ONE}" data-alt=" a\n\t b &quot;&lt;&gt;\u202e ">',
            f'<figure data-image="{ONE}" data-alt="a b &quot;&lt;&gt;"></figure>',
        ),
        (
            f'<figure data-image="{ONE}" data-alt="{"x" * 600}">',
            f'<figure data-image="{ONE}" data-alt="{"x" * 500}"></figure>',
        ),
        # The picture itself, whatever address it had, is put in when a document is made.
        (
            f'<figure data-image="{ONE}"><img src="https://evil.example/x.gif"></figure>',
            f'<figure data-image="{ONE}"></figure>',
        ),
        # What an id is not, is not shown.
        ('<figure data-image="1"><figcaption>Words</figcaption></figure>', "<p>Words</p>"),
        (f'<figure data-image="{{{ONE}}}">Words</figure>', "<p>Words</p>"),
        (f'<figure data-image="urn:uuid:{ONE}">Words</figure>', "<p>Words</p>"),
        (f'<figure data-image="{ONE.replace("-", "")}">Words</figure>', "<p>Words</p>"),
        # A figure shows one thing.
        (
            f'<figure data-image="{ONE}" data-embed="https://example.org/"></figure>',
            f'<figure data-image="{ONE}"></figure>',
        ),
        (
            '<figure data-embed="https://example.org/" data-alt="x"></figure>',
            '<figure data-embed="https://example.org/"></figure>',
        ),
        (
            f'<figure data-image="{ONE}"><figure data-image="{TWO}"></figure>Words</figure>',
            f'<figure data-image="{ONE}"></figure><figure data-image="{TWO}"></figure><p>Words</p>',
        ),
        (f'<img data-image="{ONE}" src="x">', ""),
    ],
)
def test_a_figure_is_kept_in_one_form(html, cleaned):
    assert clean(html) == cleaned
    assert clean(cleaned) == cleaned
    assert clean_document(cleaned) == cleaned


def test_a_figure_survives_the_way_through_the_writing_page():
    body = f'<p>a</p><figure data-image="{ONE}" data-alt="&gt; b"><figcaption>c</figcaption></figure>'
    document = compose([SectionText(TWO, "Heading", body)])

    assert [section.body for section in cut(clean_document(document))] == [body]


def test_images_are_found_in_order_each_once():
    assert find_images(f"{OTHER}<p>{ONE}</p>{BARE}{OTHER}") == [TWO, ONE]


def test_figures_are_found_with_their_words():
    start = f'<figure data-image="{ONE}" data-alt="&lt;a&gt; &quot;b&quot;">'

    html = clean(f"{start}<figcaption>c <em>d</em></figcaption></figure>")

    assert find_figures(html) == [Figure(ONE, '<a> "b"', "c <em>d</em>")]


def test_only_figures_of_pictures_are_filled():
    embed = '<figure data-embed="https://example.org/"><figcaption>e</figcaption></figure>'
    html = f'<p>a</p>{embed}<figure data-image="{ONE}"><figcaption>c</figcaption></figure><p>b</p>'

    filled = fill_figures(html, lambda figure: f"[{figure.image}|{figure.caption}]")

    assert filled == f"<p>a</p>{embed}[{ONE}|c]<p>b</p>"


def test_the_text_of_a_figure_is_its_caption():
    assert plain_text(
        f'<p>a</p><figure data-image="{ONE}" data-alt="b"><figcaption>c</figcaption></figure><p>d</p>'
    ) == ("a\n\nc\n\nd")


@examples(200)
@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_the_words_are_a_figure_comes_back_as_it_went(alt, caption):
    start = start_tag("figure", {"data-image": ONE, "data-alt": alt})

    html = clean(f"{start}<figcaption>{escape(caption)}</figcaption></figure>")

    assert clean(html) == html
    [figure] = find_figures(html)
    assert figure.alt == " ".join(figure.alt.split())
    assert find_images(html) == [ONE]
    assert fill_figures(html, lambda one: "") == ""
