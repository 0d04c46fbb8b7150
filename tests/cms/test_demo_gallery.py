"""The demo's pictures go into the library as an editor's uploads do, and from there into the articles."""

from __future__ import annotations

from typing import Any

import pytest

from articles.editing.freezing import freeze
from cms.demo.gallery import dress, hang, hang_portrait
from cms.demo.plan import people
from tests.factories import make_article, make_section, make_user

SLUG, FIGURE = "the-swifts-of-marl-cross", "brick-with-a-slot"


@pytest.mark.django_db(transaction=True)
def test_an_article_gets_its_cover_and_its_figure_once(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_DIR = tmp_path
    by = make_user()
    gallery = {name: hang(name, by=by) for name in (SLUG, FIGURE)}
    article = make_article(by, slug=SLUG, sections=(make_section("One"), make_section("Two")))

    dress(article, gallery, cover=SLUG, by=by)
    dress(article, gallery, cover=SLUG, by=by)

    content = freeze(article)
    assert content.cover is not None
    assert (content.cover.image, content.cover.alt) == (str(gallery[SLUG].image.uuid), gallery[SLUG].about.alt)
    assert [section.html.count("data-image") for section in content.sections] == [0, 1]
    assert article.head == 2
    image = gallery[SLUG].image
    assert (image.creator, image.credit) == (gallery[SLUG].about.creator, "Standfirst")
    assert image.edition == 1  # its files are not made anew at once, under other names


@pytest.mark.django_db(transaction=True)
def test_a_portrait_says_whom_it_shows_and_whose_it_is(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_DIR = tmp_path
    person = next(people())

    image = hang_portrait(person, by=make_user()).image

    assert (image.width, image.height, image.creator, image.credit) == (640, 640, "Lorcan Vitez", "Standfirst")
    assert image.alt == "Portrait of Mara Lindqvist, cut from coloured paper, without a face."
