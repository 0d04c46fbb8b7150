"""Where feeds are: in the head of the reader's pages, in the API, and at the desk to be copied."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import Article, Author, Category, Tag, User
from articles.snapshot import Byline
from tests.api.conftest import make_live
from tests.articles.admin.pages import address, signed_in, soup
from tests.factories import make_author, make_category, make_tag, withdraw_now

SITE = "https://magazine.example"
TYPES = {
    "rss.xml": ("application/rss+xml", "RSS"),
    "atom.xml": ("application/atom+xml", "Atom"),
    "feed.json": ("application/feed+json", "JSON Feed"),
}
NAMES = {"rss": "rss.xml", "atom": "atom.xml", "json_feed": "feed.json", "ninjs": "ninjs.json"}


@pytest.fixture(autouse=True)
def _named(_site: None, settings: Any) -> None:
    settings.SITE_NAME = settings.PUBLISHER_NAME = "Standfirst"


@pytest.fixture
def article(db: None, settings: Any) -> Article:
    settings.PUBLIC_URL = SITE
    return make_live(
        category=str(make_category("Cities & <b>").uuid),
        tags=(str(make_tag("Rivers").uuid),),
        authors=(Byline(str(make_author("Ada").uuid)),),
    )


def told(path: str) -> list[tuple[str, str, str]]:
    """Type, title and address of each feed in the head."""
    page = BeautifulSoup(Client().get(path).content, "html.parser")
    links = page.select("head link[rel=alternate][type]")
    return [(str(link["type"]), str(link["title"]), str(link["href"])) for link in links]


def feeds(place: str, title: str) -> list[tuple[str, str, str]]:
    return [(type, f"{title} ({format})", f"{SITE}/feeds/{place}{name}") for name, (type, format) in TYPES.items()]


@pytest.mark.parametrize(("path", "place"), [("/search/", ""), ("/de/search/", "de/")])
def test_every_page_names_the_feeds_of_the_site_in_its_language(article: Article, path: str, place: str) -> None:
    assert told(path) == feeds(place, "Standfirst")


@pytest.mark.parametrize(
    ("path", "place", "title"), [("/", "", "Corrections – Standfirst"), ("/de/", "de/", "Korrekturen – Standfirst")]
)
def test_the_front_page_names_that_of_the_corrections_too(article: Article, path: str, place: str, title: str) -> None:
    corrections = ("application/atom+xml", f"{title} (Atom)", f"{SITE}/feeds/{place}corrections.xml")

    assert told(path) == [*feeds(place, "Standfirst"), corrections]
    assert title in Client().get(f"/feeds/{place}corrections.xml").content.decode()


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", ""),
        ("/de/", "de/"),
        ("/articles/a-title/", ""),
        ("/tags/rivers/", "tag/rivers/"),
    ],
)
def test_a_page_links_its_first_feed_at_its_foot(article: Article, path: str, place: str) -> None:
    page = BeautifulSoup(Client().get(path).content, "html.parser")

    assert [(link.text, link["href"]) for link in page.select("footer .to_feed a")] == [
        ("RSS", f"{SITE}/feeds/{place}rss.xml")
    ]


@pytest.mark.parametrize(
    ("guess", "name"),
    [
        ("feed", "rss.xml"),
        ("feed/", "rss.xml"),
        ("rss", "rss.xml"),
        ("rss/", "rss.xml"),
        ("rss.xml", "rss.xml"),
        ("atom.xml", "atom.xml"),
        ("feed.xml", "atom.xml"),
        ("feed.json", "feed.json"),
    ],
)
def test_who_guesses_where_the_feed_is_is_led_there_for_good(db: None, settings: Any, guess: str, name: str) -> None:
    settings.PUBLIC_URL = SITE

    answers = [Client().get(f"/{guess}{query}") for query in ("", "?page=2&utm_source=x")]

    assert [(one.status_code, one["Location"]) for one in answers] == [
        (301, f"{SITE}/feeds/{name}"),
        (301, f"{SITE}/feeds/{name}?page=2"),
    ]
    assert Client().get(f"/{guess}?format=full").status_code == 400
    assert Client().post(f"/{guess}").status_code == 405


@pytest.mark.parametrize(
    ("path", "place", "name"),
    [
        ("/categories/cities-b/", "category/cities-b/", "Cities & <b>"),
        ("/tags/rivers/", "tag/rivers/", "Rivers"),
        ("/authors/ada/", "author/ada/", "Ada"),
    ],
)
def test_the_page_of_a_term_names_its_own_feeds_first(article: Article, path: str, place: str, name: str) -> None:
    assert told(path) == [*feeds(place, f"{name} – Standfirst"), *feeds("", "Standfirst")]


def test_an_article_names_those_of_the_site_and_of_its_category(article: Article) -> None:
    own = feeds("category/cities-b/", "Cities & <b> – Standfirst")

    assert told("/articles/a-title/") == [*feeds("", "Standfirst"), *own]


def test_what_is_not_there_names_none(article: Article) -> None:
    assert told("/articles/never/") == []


@pytest.mark.parametrize("path", ["/", "/categories/cities-b/", "/articles/a-title/"])
def test_what_counts_visitors_changes_no_byte_of_a_page(article: Article, path: str) -> None:
    plain, counted = Client().get(path), Client().get(f"{path}?utm_source=x&utm_medium=feed&fbclid=y")

    assert (counted.status_code, counted.content, counted["ETag"]) == (200, plain.content, plain["ETag"])


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("categories/cities-b", "category/cities-b/"),
        ("tags/rivers", "tag/rivers/"),
        ("authors/ada", "author/ada/"),
    ],
)
def test_a_term_s_document_says_where_its_feeds_are_and_there_they_are(article: Article, path: str, place: str) -> None:
    document = Client().get(f"/api/v1/{path}/").json()

    assert document["feeds"] == {name: f"{SITE}/feeds/{place}{file}" for name, file in NAMES.items()}
    assert Client().get(document["feeds"]["rss"].removeprefix(SITE)).status_code == 200


def test_the_site_says_who_it_is_and_where_its_feeds_and_sitemaps_are(settings: Any) -> None:
    settings.PUBLIC_URL, settings.PUBLISHER_NAME, settings.PUBLISHER_LOGO = SITE, "The Gazette", f"{SITE}/logo.png"
    settings.FRONTENDS = {"de": {"front": "https://www.example.org/"}}

    assert Client().get("/api/v1/site/").json() == {
        "name": "Standfirst",
        "publisher": {"name": "The Gazette", "logo": f"{SITE}/logo.png"},
        "locales": [
            {
                "locale": locale,
                "url": url,
                "feeds": {name: f"{SITE}/feeds/{place}{file}" for name, file in NAMES.items()},
                "corrections": f"{SITE}/feeds/{place}corrections.xml",
            }
            for locale, url, place in (("en", f"{SITE}/", ""), ("de", "https://www.example.org/", "de/"))
        ],
        "sitemap": f"{SITE}/sitemap.xml",
        "news_sitemap": f"{SITE}/sitemaps/news.xml",
    }


def copied(page: BeautifulSoup) -> list[str]:
    """What the buttons copy."""
    fields = [page.select_one(f"input#{button['data-copy']}[readonly]") for button in page.select("[data-copy]")]
    return [str(field["value"]) for field in fields if field]


def test_the_start_page_of_the_desk_has_those_of_the_site_to_copy(article: Article, editor: User) -> None:
    told = Client().get("/api/v1/site/").json()["locales"]

    page = soup(signed_in(editor).get("/admin/"))

    assert copied(page) == [url for one in told for url in (*one["feeds"].values(), one["corrections"])]


@pytest.mark.parametrize(("kind", "room"), [("category", "categories"), ("tag", "tags"), ("author", "authors")])
def test_the_page_of_a_term_at_the_desk_has_its_feeds_to_copy(
    article: Article, editor: User, kind: str, room: str
) -> None:
    (term,) = Client().get(f"/api/v1/{room}/").json()["results"]
    row: Any = {"category": Category, "tag": Tag, "author": Author}[kind].objects.get(uuid=term["id"])

    page = soup(signed_in(editor).get(address(f"{kind}_change", row.pk)))

    assert copied(page)[:4] == list(term["feeds"].values())
    assert len(copied(page)) == (8 if kind == "author" else 4)


def test_a_term_of_which_nobody_outside_knows_has_none_yet(editor: User) -> None:
    page = soup(signed_in(editor).get(address("tag_change", make_tag("New").pk)))

    assert copied(page) == []
    assert "it has feeds once a published article names it" in page.select_one(".feed-addresses").text  # type: ignore[union-attr]


def test_the_feeds_of_one_that_was_known_stay_to_copy(article: Article, editor: User) -> None:
    withdraw_now(article)

    page = soup(signed_in(editor).get(address("tag_change", Tag.objects.get().pk)))

    assert copied(page)[0] == f"{SITE}/feeds/tag/rivers/rss.xml"
