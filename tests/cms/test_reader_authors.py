"""Authors before readers: their page, and their face beside their articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from articles.editing.bios import save_bio
from articles.models import Author
from articles.snapshot import Byline, Cover
from tests.cms.reading import Page, make_live, parsed, text_of, texts
from tests.factories import make_author, make_image

HOSTILE = '"><script>alert(1)</script>'


def make_ada(**fields: Any) -> Author:
    portrait = make_image(size=(800, 600), alt="Ada at the river", creator="Ben Okri")
    return make_author("Ada Penrose", portrait=portrait, **fields)


def signed_by(*authors: Author, role: str = "author") -> dict[str, Any]:
    return {"authors": tuple(Byline(str(author.uuid), role=role) for author in authors)}


def test_page_of_an_author_has_portrait_credit_bio_and_links(page: Page) -> None:
    ada = make_ada(
        links=[{"label": "Letters", "url": "mailto:ada@example.org"}, {"label": "Site", "url": "https://a.example/"}]
    )
    save_bio(ada, locale="en", text="Writes about rivers.")
    make_live(**signed_by(ada))

    shown = parsed(page("/authors/ada-penrose/"))

    img = shown.find(".//figure[@class='portrait']//picture/img")
    assert img is not None
    assert (img.get("alt"), img.get("width") == img.get("height")) == ("Ada at the river", True)
    assert texts(shown, ".//figure[@class='portrait']/figcaption") == ["Ben Okri"]
    assert texts(shown, ".//header[@class='term has-portrait']/div") == ["Writes about rivers."]
    assert [(link.get("href"), text_of(link)) for link in shown.findall(".//ul[@aria-label='Elsewhere']//a")] == [
        ("mailto:ada@example.org", "Letters"),
        ("https://a.example/", "Site"),
    ]


def test_author_without_a_portrait_has_a_page_of_words(page: Page) -> None:
    make_live(**signed_by(make_author("Ada Penrose")))

    shown = parsed(page("/authors/ada-penrose/"))

    assert texts(shown, ".//header[@class='term']/h1") == ["Ada Penrose"]
    assert (shown.find(".//figure"), shown.find(".//ul[@aria-label='Elsewhere']")) == (None, None)


def test_faces_of_up_to_two_who_wrote_it_stand_beside_their_names(page: Page) -> None:
    ada, ben = make_ada(), make_author("Ben Okri", portrait=make_image())
    faceless = make_author("Cleo Marsh")
    make_live("One", "one", **signed_by(ada, faceless))
    make_live("Two", "two", **signed_by(ada, ben))
    make_live("Three", "three", **signed_by(ada, ben, faceless))
    make_live("Edited", "edited", **signed_by(ada, role="editor"))

    faces = {
        slug: [
            img.get("alt") for img in parsed(page(f"/articles/{slug}/")).findall(".//div[@class='faces']//picture/img")
        ]
        for slug in ("one", "two", "three", "edited")
    }

    assert faces == {"one": [""], "two": ["", ""], "three": [], "edited": []}


def test_hostile_words_of_an_author_stay_words(page: Page) -> None:
    portrait = make_image(alt=HOSTILE, creator=HOSTILE)
    author = make_author(HOSTILE, portrait=portrait, links=[{"label": HOSTILE, "url": "https://a.example/"}])
    make_live(**signed_by(author))

    shown = parsed(page(f"/authors/{author.slug}/"))

    assert texts(shown, ".//ul[@aria-label='Elsewhere']//a") == [HOSTILE]
    assert [script.get("src") for script in shown.iter("script")] == ["/static/reader/more.js"]


@pytest.mark.parametrize("faces", [0, 1, 2])
def test_faces_cost_no_query_beside_a_cover(
    page: Page, django_assert_num_queries: Callable[[int], Any], faces: int
) -> None:
    people = [make_author(f"Author {each}", portrait=make_image() if each < faces else None) for each in range(2)]
    make_live(cover=Cover(str(make_image().uuid)), **signed_by(*people))
    page("/articles/a-title/")

    with django_assert_num_queries(9):
        shown = page("/articles/a-title/")

    assert len(parsed(shown).findall(".//div[@class='faces']//picture")) == faces
