"""Pages of categories, tags and authors, the bar, and the way between languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import time_machine

from articles.editing.bios import save_bio
from articles.editing.taxonomy import save_term
from articles.editing.term_translations import translate_term
from articles.editing.translations import start_translation
from articles.models import Article, Category
from articles.snapshot import Byline
from tests.cms.reading import SITE, Page, canonical, make_live, meta, parsed, text_of, texts
from tests.factories import edit, make_article, make_author, make_category, make_tag, make_user, publish_now

HOSTILE = '"><script>alert(1)</script>'


def hrefs(page: Element, path: str) -> list[str | None]:
    return [link.get("href") for link in page.findall(path)]


def make_tree() -> tuple[Category, Category]:
    """A category below another; each has an article."""
    cities = make_category("Cities", description="Where people live.")
    transport = make_category("Transport", parent=cities)
    make_live("In cities", "in-cities", category=str(cities.uuid))
    make_live("In transport", "in-transport", category=str(transport.uuid))
    return cities, transport


def translate(article: Article, locale: str = "de", **fields: Any) -> Article:
    translation = start_translation(article, locale=locale, by=make_user())
    edit(translation, **fields)
    publish_now(translation)
    return translation


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_category_shows_what_is_in_it_and_below_it(page: Page, clock: time_machine.Coordinates) -> None:
    make_tree()
    clock.shift(timedelta(hours=1))
    make_live("Elsewhere", "elsewhere")

    shown = parsed(page("/categories/cities/"))

    assert texts(shown, ".//h1") == ["Cities"]
    assert text_of(shown.find(".//title")) == "Cities | Standfirst"
    assert texts(shown, ".//header[@class='term']/div") == ["Where people live."]
    assert meta(shown, "description") == "Where people live."
    assert canonical(shown) == f"{SITE}/categories/cities/"
    assert sorted(texts(shown, ".//main//article/h2")) == ["In cities", "In transport"]
    assert texts(shown, ".//ul[@class='children']/li") == ["Transport 1"]
    assert hrefs(shown, ".//ul[@class='children']//a") == ["/categories/transport/"]


def test_category_below_another_shows_the_way_up(page: Page) -> None:
    make_tree()

    shown = parsed(page("/categories/transport/"))

    assert texts(shown, ".//nav[@class='breadcrumbs']//a") == ["Cities"]
    assert hrefs(shown, ".//nav[@class='breadcrumbs']//a") == ["/categories/cities/"]
    assert texts(shown, ".//main//article/h2") == ["In transport"]


def test_tag_shows_its_articles(page: Page) -> None:
    tag = make_tag("night buses")
    make_live("With", "with", tags=(str(tag.uuid),))
    make_live("Without", "without")

    shown = parsed(page("/tags/night-buses/"))

    assert (texts(shown, ".//h1"), texts(shown, ".//main//article/h2")) == (["night buses"], ["With"])


def test_author_shows_bio_and_articles(page: Page) -> None:
    ada = make_author("Ada Penrose")
    save_bio(ada, locale="en", text="Writes about rivers.")
    make_live("Hers", "hers", authors=(Byline(str(ada.uuid), role="photographer"),))
    make_live("Of others", "of-others")

    shown = parsed(page("/authors/ada-penrose/"))

    assert texts(shown, ".//h1") == ["Ada Penrose"]
    assert texts(shown, ".//header[@class='term']/div") == ["Writes about rivers."]
    assert texts(shown, ".//main//article/h2") == ["Hers"]


def test_term_goes_on_by_page_without_scripts(page: Page, clock: time_machine.Coordinates) -> None:
    tag = make_tag("rivers")
    for number in range(13):
        make_live(f"Article {number}", f"article-{number}", tags=(str(tag.uuid),))
        clock.shift(timedelta(minutes=1))

    first, second = parsed(page("/tags/rivers/")), parsed(page("/tags/rivers/?page=2"))

    assert hrefs(first, ".//a[@rel='next']") == ["?page=2"]
    assert texts(second, ".//main//h2") == ["Article 0"]
    assert canonical(second) == f"{SITE}/tags/rivers/?page=2"


def test_statuses_of_terms_are_those_of_the_api(page: Page, clock: time_machine.Coordinates) -> None:
    cities, _ = make_tree()
    hidden = make_category("Hidden")
    make_article(title="A draft", slug="a-draft", category=str(hidden.uuid))
    clock.shift(timedelta(minutes=1))
    cities.slug = "towns"
    save_term(cities)
    slugs = ["towns", "cities", "hidden", "never"]

    pages = {slug: page(f"/categories/{slug}/") for slug in slugs}

    assert {slug: answer.status_code for slug, answer in pages.items()} == {
        "towns": 200,
        "cities": 301,
        "hidden": 404,
        "never": 404,
    }
    assert pages["cities"]["Location"] == "/categories/towns/"
    assert pages["hidden"].content == pages["never"].content


@pytest.mark.parametrize("path", ["/categories/", "/tags/", "/authors/", "/categories/cities/more/", "/de/tags/x/"])
def test_no_other_address_of_terms_is_a_page(page: Page, path: str) -> None:
    make_tree()

    assert page(path).status_code == 404


def test_page_of_a_term_that_is_too_far_is_404(page: Page) -> None:
    make_tree()

    assert page("/categories/cities/?page=2").status_code == 404


def test_names_lead_to_their_pages(page: Page) -> None:
    ada, ben, tag, category = make_author("Ada Penrose"), make_author("Ben Okri"), make_tag(), make_category()
    make_live(
        authors=(Byline(str(ada.uuid)), Byline(str(ada.uuid), role="photographer"), Byline(str(ben.uuid))),
        tags=(str(tag.uuid),),
        category=str(category.uuid),
    )

    front, shown = parsed(page("/")), parsed(page("/articles/a-title/"))

    assert hrefs(front, ".//main//article//span[@class='names']/a") == ["/authors/ada-penrose/", "/authors/ben-okri/"]
    assert hrefs(front, ".//main//article/p[@class='kicker']/a") == ["/categories/cities/"]
    assert texts(shown, ".//p[@class='credits']/span") == ["By Ada Penrose and Ben Okri", "Photographs by Ada Penrose"]
    assert hrefs(shown, ".//p[@class='credits']//a") == [
        "/authors/ada-penrose/",
        "/authors/ben-okri/",
        "/authors/ada-penrose/",
    ]
    assert hrefs(shown, ".//ul[@class='tags']//a") == ["/tags/rivers/"]
    assert hrefs(shown, ".//article//p[@class='kicker']/a") == ["/categories/cities/"]


def test_category_that_is_also_the_kicker_is_named_once(page: Page) -> None:
    category = make_category("Cities")
    make_live("Same", "same", kicker="Cities", category=str(category.uuid))
    make_live("Other", "other", kicker="At night", category=str(category.uuid))

    kickers = {slug: texts(parsed(page(f"/articles/{slug}/")), ".//p[@class='kicker']") for slug in ("same", "other")}

    assert kickers == {"same": ["Cities"], "other": ["CitiesAt night"]}


def test_hostile_names_stay_words(page: Page) -> None:
    author = make_author(HOSTILE, slug="author")
    tag, category = make_tag(HOSTILE, slug="tag"), make_category(HOSTILE, slug="category", description=HOSTILE)
    make_live(authors=(Byline(str(author.uuid)),), tags=(str(tag.uuid),), category=str(category.uuid))

    pages = [parsed(page(f"/{kind}/")) for kind in ("authors/author", "tags/tag", "categories/category")]
    article = parsed(page("/articles/a-title/"))

    assert [texts(shown, ".//h1") for shown in pages] == [[HOSTILE]] * 3
    assert [[script.get("src") for script in shown.iter("script")] for shown in pages] == [
        ["/static/reader/more.js"]
    ] * 3
    assert texts(article, ".//p[@class='credits']/span") == [f"By {HOSTILE}"]


# --- The bar ----------------------------------------------------------------------------------------------------------


def test_bar_leads_to_the_uppermost_categories_and_says_where_one_is(page: Page) -> None:
    make_tree()

    shown = parsed(page("/categories/cities/"))

    bar = ".//nav[@aria-label='Categories']//a"
    assert (texts(shown, bar), hrefs(shown, bar)) == (["Cities"], ["/categories/cities/"])
    assert [link.get("aria-current") for link in shown.findall(bar)] == ["page"]
    assert [link.get("aria-current") for link in parsed(page("/")).findall(bar)] == [None]


def test_site_without_categories_has_no_empty_bar(page: Page) -> None:
    make_live()

    assert parsed(page("/")).find(".//nav[@aria-label='Categories']") is None


# --- Languages --------------------------------------------------------------------------------------------------------


def test_article_leads_to_its_translation_and_search_engines_know_both(page: Page) -> None:
    translate(make_live(), title="Ein Titel", slug="ein-titel")

    english, german = parsed(page("/articles/a-title/")), parsed(page("/de/articles/ein-titel/"))

    switch = ".//nav[@class='languages']//a"
    assert [(link.get("href"), link.get("hreflang"), text_of(link)) for link in english.findall(switch)] == [
        ("/de/articles/ein-titel/", "de", "Deutsch")
    ]
    assert hrefs(german, switch) == ["/articles/a-title/"]
    both = {"en": f"{SITE}/articles/a-title/", "de": f"{SITE}/de/articles/ein-titel/"}
    for shown in (english, german):
        links = shown.findall(".//link[@hreflang]")
        assert {link.get("hreflang"): link.get("href") for link in links} == both


def test_translation_that_is_not_live_is_not_named(page: Page) -> None:
    start_translation(make_live(), locale="de", by=make_user())

    shown = parsed(page("/articles/a-title/"))

    assert shown.find(".//nav[@class='languages']") is None
    assert shown.find(".//link[@hreflang]") is None


def test_category_and_author_lead_to_their_translations(page: Page) -> None:
    ada, cities = make_author("Ada Penrose"), make_category("Cities")
    german = translate_term(cities, locale="de", name="Städte")
    article = make_live(category=str(cities.uuid), authors=(Byline(str(ada.uuid)),))
    translate(article, slug="ein-titel", category=str(german.uuid))

    pages = [parsed(page(path)) for path in ("/categories/cities/", "/de/categories/staedte/", "/authors/ada-penrose/")]

    assert [hrefs(shown, ".//nav[@class='languages']//a") for shown in pages] == [
        ["/de/categories/staedte/"],
        ["/categories/cities/"],
        ["/de/authors/ada-penrose/"],
    ]


def test_front_pages_lead_to_each_other(page: Page) -> None:
    english, german = parsed(page("/")), parsed(page("/de/"))

    assert hrefs(english, ".//nav[@class='languages']//a") == ["/de/"]
    back = german.findall(".//nav[@class='languages']//a")
    assert [(link.get("href"), link.get("lang"), text_of(link)) for link in back] == [("/", "en", "English")]


# --- Cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_term_takes_the_same_queries_however_much_is_in_it(
    page: Page, django_assert_num_queries: Callable[[int], Any], number: int
) -> None:
    cities = make_category("Cities")
    for each in range(number):
        below = make_category(f"Below {each}", parent=cities)
        make_live(f"Article {each}", f"article-{each}", category=str(below.uuid))
    page("/categories/cities/")

    with django_assert_num_queries(13):
        page("/categories/cities/")
