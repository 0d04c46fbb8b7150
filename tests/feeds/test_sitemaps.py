"""`/sitemap.xml` and `/sitemaps/…`: what search engines may list, and nothing else, by sitemaps.org and Google."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from api.feeds import sitemap_views, sitemap_xml, sitemaps
from articles.editing.translations import start_translation
from articles.models import Article
from articles.snapshot import Cover, Seo
from tests.api.conftest import make_live
from tests.factories import edit, finish_renditions, make_article, make_image, publish_now, schedule_for, withdraw_now

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SITE = "https://magazine.example"
MARCH = "/sitemaps/articles-2026-03.xml"
X = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
VALIDATORS = os.environ.get("VALIDATORS", "")

Get = Callable[..., HttpResponseBase]


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def get(db: None, clock: time_machine.Coordinates, settings: Any) -> Get:
    settings.PUBLIC_URL = SITE
    client = Client()
    return lambda path, **headers: client.get(path, headers=headers)


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]


def tree(answer: HttpResponseBase) -> etree._Element:
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return etree.fromstring(body(answer))


def locs(answer: HttpResponseBase) -> list[str]:
    return [str(one) for one in tree(answer).xpath("/*/*/s:loc/text()", namespaces=X)]


def urls_of(path: str) -> str:
    return f"{SITE}/articles/{path}/"


# --- The index ------------------------------------------------------------------------------------------------------


def test_the_index_names_every_month_and_the_news_with_the_newest_date_in_each(
    get: Get, clock: time_machine.Coordinates
) -> None:
    old = make_live(slug="old")
    clock.shift(timedelta(days=40))
    make_live(slug="new")
    clock.shift(timedelta(days=3))
    edit(old, title="Changed")
    publish_now(old, kind="update")

    listed = tree(get("/sitemap.xml"))

    assert [[child.text for child in one] for one in listed] == [
        [f"{SITE}/sitemaps/news.xml"],
        [f"{SITE}/sitemaps/articles-2026-04.xml", "2026-04-11T09:30:00Z"],
        [f"{SITE}{MARCH}", "2026-04-14T09:30:00Z"],
    ]


def test_an_empty_site_has_an_index_and_news_without_a_line(get: Get) -> None:
    assert locs(get("/sitemap.xml")) == [f"{SITE}/sitemaps/news.xml"]
    assert locs(get("/sitemaps/news.xml")) == []


def test_months_are_those_of_utc(get: Get, clock: time_machine.Coordinates) -> None:
    clock.move_to(datetime(2026, 4, 1, 0, 30, tzinfo=UTC) - timedelta(hours=1))
    make_live(slug="last-of-march")
    clock.move_to(datetime(2026, 4, 1, tzinfo=UTC))
    make_live(slug="first-of-april")

    assert locs(get(MARCH)) == [urls_of("last-of-march")]
    assert locs(get("/sitemaps/articles-2026-04.xml")) == [urls_of("first-of-april")]


def test_what_is_too_much_for_one_file_goes_on_in_the_next(
    get: Get, clock: time_machine.Coordinates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "URLS", 2)
    monkeypatch.setattr(sitemaps, "NEWS_URLS", 2)
    for number in range(3):
        make_live(slug=f"number-{number}")
        clock.shift(60)

    assert [[child.text for child in one] for one in tree(get("/sitemap.xml"))] == [
        [f"{SITE}/sitemaps/news.xml", "2026-03-02T09:32:00Z"],
        [f"{SITE}/sitemaps/news-2.xml", "2026-03-02T09:32:00Z"],
        [f"{SITE}{MARCH}", "2026-03-02T09:31:00Z"],
        [f"{SITE}/sitemaps/articles-2026-03-2.xml", "2026-03-02T09:32:00Z"],
    ]
    assert locs(get(MARCH)) == [urls_of("number-0"), urls_of("number-1")]
    assert locs(get("/sitemaps/articles-2026-03-2.xml")) == [urls_of("number-2")]
    assert locs(get("/sitemaps/news.xml")) == [urls_of("number-2"), urls_of("number-1")]
    assert locs(get("/sitemaps/news-2.xml")) == [urls_of("number-0")]
    assert get("/sitemaps/articles-2026-03-3.xml").status_code == 404


# --- A month --------------------------------------------------------------------------------------------------------


def test_an_article_stands_there_with_its_date_its_pictures_and_all_its_languages(get: Get) -> None:
    picture = make_image()
    finish_renditions()
    english = make_live(slug="a-title", cover=Cover(str(picture.uuid)))
    german = start_translation(english, locale="de", by=english.owner)
    publish_now(edited(german, slug="ein-titel", cover=None))

    first, second = tree(get(MARCH))

    largest = picture.renditions.filter(crop="as_is", format="jpeg").order_by("width").last()
    assert largest is not None
    assert first.xpath("image:image/image:loc/text()", namespaces=X) == [f"{SITE}/media/{largest.name}"]
    assert first.xpath("s:lastmod/text()", namespaces=X) == ["2026-03-02T09:30:00Z"]
    links = [[dict(one.attrib) for one in url.findall("xhtml:link", X)] for url in (first, second)]
    both = {"en": urls_of("a-title"), "de": f"{SITE}/de/articles/ein-titel/"}
    assert links == [[{"rel": "alternate", "hreflang": one, "href": url} for one, url in both.items()]] * 2
    assert {child.tag.rpartition("}")[2] for child in first} == {"loc", "lastmod", "link", "image"}


def edited(article: Article, **fields: Any) -> Article:
    edit(article, **fields)
    return article


def test_one_that_stands_alone_has_no_other_languages(get: Get) -> None:
    english = make_live()
    start_translation(english, locale="de", by=english.owner)  # a draft

    assert [child.tag.rpartition("}")[2] for child in tree(get(MARCH))[0]] == ["loc", "lastmod"]


def test_an_update_moves_the_date_and_a_silent_one_does_not(get: Get, clock: time_machine.Coordinates) -> None:
    article = make_live()
    clock.shift(timedelta(days=1))
    edit(article, title="Silently")
    publish_now(article, kind="silent")
    clock.shift(1)
    silent = tree(get(MARCH)).findtext("s:url/s:lastmod", namespaces=X)
    edit(article, title="Told")
    publish_now(article, kind="update")
    clock.shift(1)

    assert (silent, tree(get(MARCH)).findtext("s:url/s:lastmod", namespaces=X)[:10]) == (
        "2026-03-02T09:30:00Z",
        "2026-03-03",
    )


@pytest.mark.parametrize("seo", [Seo(noindex=True), Seo(canonical_url="https://first.example/there")])
def test_what_engines_are_asked_to_leave_out_or_stood_elsewhere_first_is_not_there(get: Get, seo: Seo) -> None:
    english = make_live(seo=seo)
    german = start_translation(english, locale="de", by=english.owner)
    publish_now(edited(german, slug="ein-titel", seo=Seo()))

    (only,) = tree(get(MARCH))

    assert only.findtext("s:loc", namespaces=X) == f"{SITE}/de/articles/ein-titel/"
    assert only.findall("xhtml:link", X) == []
    assert locs(get("/sitemaps/news.xml")) == [f"{SITE}/de/articles/ein-titel/"]


def test_its_own_address_as_the_canonical_one_keeps_nothing_out(get: Get) -> None:
    make_live(seo=Seo(canonical_url=urls_of("a-title")))

    assert locs(get(MARCH)) == [urls_of("a-title")]


def test_what_is_not_live_is_in_no_file_and_a_month_without_any_is_404(
    get: Get, clock: time_machine.Coordinates
) -> None:
    gone = make_live(slug="gone")
    make_live(slug="expiring", expires_at=NOW + timedelta(hours=1))
    make_article(slug="draft")
    assert locs(get(MARCH)) == [urls_of("gone"), urls_of("expiring")]

    withdraw_now(gone)
    clock.shift(1)
    assert locs(get(MARCH)) == [urls_of("expiring")]

    clock.shift(timedelta(hours=1))
    assert [get(MARCH).status_code, len(locs(get("/sitemap.xml")))] == [404, 1]


def test_a_schedule_shows_when_its_time_has_come(get: Get, clock: time_machine.Coordinates) -> None:
    schedule_for(make_article(slug="coming"), NOW + timedelta(hours=1))
    before = get(MARCH).status_code
    clock.shift(timedelta(hours=1))

    assert (before, locs(get(MARCH))) == (404, [urls_of("coming")])


def test_addresses_are_those_of_the_frontend(get: Get, settings: Any) -> None:
    settings.FRONTENDS = {"en": {"article": "https://www.example.org/read/{slug}?a=1&b=2"}}
    make_live()

    assert locs(get(MARCH)) == ["https://www.example.org/read/a-title?a=1&b=2"]


# --- News -----------------------------------------------------------------------------------------------------------


def test_news_are_what_was_first_published_within_two_days_whatever_was_updated_since(
    get: Get, clock: time_machine.Coordinates
) -> None:
    old = make_live(slug="old")
    clock.shift(timedelta(days=2))
    edit(old, title="Updated")
    publish_now(old, kind="update")
    make_live('AT&T <b> "]]>" 👩‍🚀', slug="new")

    (only,) = tree(get("/sitemaps/news.xml"))

    told = only.find("news:news", X)
    assert told is not None
    assert [(one.tag.rpartition("}")[2], one.text) for one in told.iter() if one.text] == [
        ("name", "The Magazine & Co"),
        ("language", "en"),
        ("publication_date", "2026-03-04T09:30:00Z"),
        ("title", 'AT&T <b> "]]>" 👩‍🚀'),
    ]
    assert only.findtext("s:loc", namespaces=X) == urls_of("new")


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("en", "en"),
        ("de-CH", "de"),
        ("zh", "zh-cn"),
        ("zh-Hans", "zh-cn"),
        ("zh-Hant", "zh-tw"),
        ("zh-TW", "zh-tw"),
        ("zh-Hant-HK", "zh-tw"),
    ],
)
def test_news_name_languages_without_regions_but_for_chinese(locale: str, language: str) -> None:
    assert sitemap_xml.language_of(locale) == language


# --- Over HTTP ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/sitemap.xml", MARCH, "/sitemaps/news.xml"])
def test_what_has_not_changed_is_304_and_what_has_comes_whole(
    get: Get, clock: time_machine.Coordinates, path: str
) -> None:
    make_live()
    first = get(path)
    body(first)

    again = get(path, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, body(again), again["ETag"]) == (304, b"", first["ETag"])
    assert get(path, **{"If-Match": '"another"'}).status_code == 412

    clock.shift(1)
    make_live(slug="another")
    assert get(path, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_an_old_month_is_304_whatever_is_published_since(get: Get, clock: time_machine.Coordinates) -> None:
    make_live()
    first = get(MARCH)
    clock.shift(timedelta(days=60))
    make_live(slug="another")

    assert get(MARCH, **{"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/sitemap.xml", MARCH])
def test_they_are_compressed_for_whoever_can_unpack_under_another_etag(get: Get, path: str) -> None:
    make_live()
    plain, packed = get(path), get(path, **{"Accept-Encoding": "gzip"})

    assert (packed["Content-Encoding"], packed["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(body(packed)) == body(plain)
    assert packed["ETag"] != plain["ETag"]


def test_a_file_larger_than_the_memory_granted_comes_whole(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap_views, "IN_MEMORY", 100)
    make_live()
    answer = get(MARCH)

    assert int(answer["Content-Length"]) == len(body(answer)) > 100


@pytest.mark.parametrize("path", ["/sitemap.xml", MARCH, "/sitemaps/news.xml", "/robots.txt"])
def test_what_counts_visitors_is_ignored_and_anything_else_refused(get: Get, path: str) -> None:
    make_live()

    assert get(f"{path}?utm_source=x&fbclid=y")["ETag"] == get(path)["ETag"]
    refused = get(f"{path}?page=2")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, "page")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "name",
    [
        "articles-2026-13.xml",
        "articles-2026-00.xml",
        "articles-0000-01.xml",
        "articles-9999-12.xml",
        "articles-2026-3.xml",
        "articles-2026-03-1.xml",
        "articles-2026-03-01.xml",
        "articles-2026-03-0.xml",
        "articles-٢٠٢٦-03.xml",
        "articles.xml",
        "news-1.xml",
        "news-2.xml",
        "news.xml.gz",
        "articles-2026-04.xml",
        "%00.xml",
    ],
)
def test_no_other_name_is_a_sitemap(get: Get, name: str) -> None:
    make_live()

    assert get(f"/sitemaps/{name}").status_code == 404


def test_queries_do_not_grow_with_articles(get: Get, clock: time_machine.Coordinates) -> None:
    def queries() -> list[int]:
        counts = []
        for path in ("/sitemap.xml", MARCH, "/sitemaps/news.xml"):
            with CaptureQueriesContext(connection) as asked:
                body(get(path))
            counts.append(len([one for one in asked if "SAVEPOINT" not in one["sql"]]))
        return counts

    make_live()
    few = queries()
    for number in range(4):
        make_live(slug=f"more-{number}")

    assert queries() == few == [4, 5, 2]


# --- By others' rules -----------------------------------------------------------------------------------------------


@pytest.mark.needs_shared
@pytest.mark.skipif(not VALIDATORS, reason="needs VALIDATORS: the folder with sitemap/sitemap.xsd")
def test_a_month_is_valid_by_the_schema_of_sitemaps_org(get: Get) -> None:
    schema = etree.XMLSchema(etree.parse(Path(VALIDATORS) / "sitemap" / "sitemap.xsd"))
    picture = make_image()
    finish_renditions()
    english = make_live(cover=Cover(str(picture.uuid)))
    german = start_translation(english, locale="de", by=english.owner)
    publish_now(edited(german, slug="ein-titel"))

    for path in (MARCH, "/sitemaps/news.xml"):
        document = tree(get(path))
        for other in document.xpath("//*[namespace-uri() != $ours]", ours=X["s"]):
            if other.getparent() is not None and other.getparent().tag == f"{{{X['s']}}}url":
                other.getparent().remove(other)
        schema.assertValid(document)
