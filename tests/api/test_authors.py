"""`authors/` and `authors/{slug or id}/`: the same people in every locale, with a bio each."""

from __future__ import annotations

import pytest

from articles.editing.bios import save_bio
from articles.editing.merging_terms import merge_terms
from articles.editing.taxonomy import save_term
from articles.snapshot import Byline
from tests.api.conftest import SITE, feeds_of, make_live
from tests.factories import make_article, make_author, make_image


def by(*authors):
    return tuple(Byline(str(author.uuid)) for author in authors)


@pytest.fixture
def ada(api, clock):
    """Two English articles, one German one."""
    ada = make_author("Ada Penrose")
    make_live(slug="one", authors=by(ada))
    make_live(slug="two", authors=(*by(ada), Byline(str(ada.uuid), "photographer")))
    make_live(slug="eins", locale="de", authors=by(ada))
    return ada


def test_an_author_is_complete(api, ada):
    save_bio(ada, locale="en", text="Writes.")
    save_bio(ada, locale="de", text="Schreibt.")

    document = api.get("authors/ada-penrose/").json()

    other = {"id": str(ada.uuid), "slug": "ada-penrose", "name": "Ada Penrose"}
    assert document == {
        **other,
        "locale": "en",
        "url": f"{SITE}/authors/ada-penrose/",
        "article_count": 2,
        "translations": [{"locale": "de", "url": f"{SITE}/de/authors/ada-penrose/", **other}],
        "feeds": feeds_of("author/ada-penrose"),
        "bio": "Writes.",
        "bio_locale": "en",
        "portrait": None,
        "links": [],
    }
    assert api.get("authors/").json()["results"] == [document]
    assert api.get(f"authors/{ada.uuid}/").json() == document


def test_an_article_shows_the_faces_of_who_signed_it_and_a_merged_one_the_winners(api, ada, clock):
    ben = make_author("Ben Okri", portrait=make_image(alt="Ben"))
    make_live(slug="three", authors=(*by(ben), *by(ada)))
    merge_terms(ben, ada)
    clock.shift(1)

    portrait = api.get("authors/ada-penrose/").json()["portrait"]

    assert (portrait["alt"], "renditions" in portrait) == ("Ben", False)
    assert [one["portrait"] for one in api.get("articles/three/").json()["authors"]] == [portrait]
    listed = api.get("articles/", "author=ada-penrose").json()["results"]
    assert {one["slug"]: [each["portrait"] for each in one["authors"]] for one in listed} == {
        "one": [portrait],
        "two": [portrait, portrait],
        "three": [portrait],
    }


def test_an_author_is_counted_in_the_locale_asked_for(api, ada):
    ben = make_author("Ben Okri")
    make_live(slug="zwei", locale="de", authors=by(ben))

    def listed(query):
        return [
            (one["slug"], one["locale"], one["article_count"]) for one in api.get("authors/", query).json()["results"]
        ]

    assert listed("") == [("ada-penrose", "en", 2)]
    assert listed("locale=de") == [("ada-penrose", "de", 1), ("ben-okri", "de", 1)]
    assert listed("fallback=de") == [("ada-penrose", "en", 2), ("ben-okri", "de", 1)]
    assert [api.get("authors/ben-okri/", query).status_code for query in ("", "locale=de", "fallback=de")] == [
        404,
        200,
        200,
    ]
    assert api.get("authors/ben-okri/", "fallback=de")["Content-Language"] == "de"


def test_a_bio_falls_back_as_asked_and_says_its_language(api, ada):
    save_bio(ada, locale="en", text="Writes.")

    def bio(query):
        document = api.get("authors/ada-penrose/", query).json()
        return document["locale"], document["bio"], document["bio_locale"]

    assert bio("locale=de") == ("de", "", None)
    assert bio("locale=de&fallback=en") == ("de", "Writes.", "en")


def test_an_author_has_a_portrait_and_links(api, ada):
    ada.portrait = make_image(alt="A face", creator="Ben Okri")
    ada.links = [{"label": " Website ", "url": "HTTPS://Example.org/ada"}, {"label": "", "url": ""}]
    save_term(ada)

    document = api.get("authors/ada-penrose/").json()

    assert document["links"] == [{"label": "Website", "url": "https://example.org/ada"}]
    assert (document["portrait"]["id"], document["portrait"]["alt"]) == (str(ada.portrait.uuid), "A face")
    assert document["portrait"]["credit_line"] == "Ben Okri"
    assert api.client.get(document["portrait"]["url"].removeprefix(SITE)).status_code == 200


def test_an_author_of_hidden_articles_is_the_same_as_one_that_never_was(api, clock):
    secret = make_author("Secret")
    save_bio(secret, locale="en", text="Undercover.")
    make_article(authors=by(secret))

    hidden, never = api.get("authors/secret/"), api.get("authors/never/")

    assert (hidden.status_code, never.status_code) == (404, 404)
    assert hidden.content.replace(b"secret", b"never") == never.content
    assert api.get(f"authors/{secret.uuid}/").status_code == 404
    assert api.get("authors/").json()["results"] == []


def test_a_former_slug_and_a_merged_author_redirect(api, ada):
    other = make_author("A. Penrose")
    make_live(slug="three", authors=by(other, ada))
    merge_terms(other, ada)
    ada.slug = "ada"
    save_term(ada)

    assert [api.get(f"authors/{slug}/")["Location"] for slug in ("a-penrose", "ada-penrose")] == [
        f"{SITE}/api/v1/authors/ada/"
    ] * 2
    assert api.get("authors/ada/").json()["article_count"] == 3
    assert [one["name"] for one in api.get("articles/three/").json()["authors"]] == ["Ada Penrose"]


@pytest.mark.parametrize("items", [1, 3])
def test_the_queries_are_the_same_however_much_there_is(api, clock, items, django_assert_num_queries):
    for number in range(items):
        author = make_author(f"Author {number}", portrait=make_image())
        save_bio(author, locale="en", text="Writes.")
        make_live(slug=f"a-{number}", authors=by(author))

    with django_assert_num_queries(9):  # state, counts, terms, translations and their counts, rows, portraits, bios
        assert api.get("authors/").json()["count"] == items
    with django_assert_num_queries(8):  # state, claim, terms, counts, rows, portraits, bios
        assert api.get("authors/author-0/").json()["bio"] == "Writes."
