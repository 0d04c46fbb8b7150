"""The reader: the API's status and text in a page that stands by itself, for whoever reads with or without scripts."""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module, reload
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import clear_url_caches

from articles.snapshot import Byline, Highlight, Related, Rights, Seo
from tests.cms.reading import NOW, SITE, Page, canonical, make_live, meta, parsed, text_of, texts
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_section,
    publish_now,
    schedule_for,
    withdraw_now,
)

READER = Path(import_module("cms.reader").__file__ or "").parent
HOSTILE = '</script><script>alert(1)</script> & "quotes" <!-- \''


@pytest.fixture
def client_without_reader(db: None, settings: Any) -> Iterator[Client]:
    """A site that was started with READER=0: URL configuration and error pages are made once, at the start."""
    modules = [import_module("cms.urls"), import_module("cms.errors")]
    settings.READER = False
    for module in modules:
        reload(module)
    clear_url_caches()
    yield Client()
    settings.READER = True
    for module in modules:
        reload(module)
    clear_url_caches()


# --- What it shows ----------------------------------------------------------------------------------------------------


def test_list_shows_newest_first_with_what_a_card_says(page: Page, clock: time_machine.Coordinates) -> None:
    ada, ben = make_author("Ada Penrose"), make_author("Ben Okri")
    make_live("Older", "older")
    clock.shift(timedelta(days=1))
    make_live(
        "Newer",
        "newer",
        kicker="Rivers",
        lead_html="A river <em>rose</em>.",
        authors=(Byline(str(ada.uuid)), Byline(str(ben.uuid))),
    )

    front = parsed(page("/"))

    cards = front.findall(".//main//article")[:2]  # the third is the template that more.js fills in
    assert [text_of(card) for card in cards] == [
        "Rivers Newer A river rose. Ada Penrose, Ben Okri 3 March 2026 1 min",
        "Older The lead. 2 March 2026 1 min",
    ]
    assert [card.find(".//a").get("href") for card in cards] == [  # type: ignore[union-attr]
        "/articles/newer/",
        "/articles/older/",
    ]


def test_list_goes_on_by_page_without_scripts(page: Page, clock: time_machine.Coordinates) -> None:
    for number in range(13):
        make_live(f"Article {number}", f"article-{number}")
        clock.shift(timedelta(minutes=1))

    first, second = parsed(page("/")), parsed(page("/?page=2"))

    assert first.find(".//a[@rel='next']").get("href") == "?page=2"  # type: ignore[union-attr]
    assert texts(second, ".//main//h2") == ["Article 0"]
    assert canonical(second) == f"{SITE}/?page=2"
    assert second.find(".//a[@rel='next']") is None


def test_empty_list_says_so(page: Page) -> None:
    front = page("/")

    assert front.status_code == 200
    assert texts(parsed(front), ".//main//h2") == ["Nothing has been published yet"]


def test_article_can_be_read_whole_without_scripts(page: Page) -> None:
    ada, ben = make_author("Ada Penrose"), make_author("Ben Okri")
    make_live(
        kicker="Rivers",
        lead_html="A river <em>rose</em>.",
        sections=(make_section("At night", "<p>It rained.</p>"), make_section("By day", "<p>It dried.</p>")),
        authors=(Byline(str(ada.uuid)), Byline(str(ben.uuid), role="photographer")),
        related=(
            Related(title="No address", teaser="A teaser."),
            Related(title="Elsewhere", url="https://example.org/elsewhere"),
        ),
        rights=Rights(copyright_notice="© 2026 A. Penrose", licence="https://example.org/licence"),
        ai_use="assisted",
        ai_note="Transcribed by machine.",
    )

    shown = parsed(page("/articles/a-title/"))

    assert texts(shown, ".//h1") == ["A title"]
    assert texts(shown, ".//p[@class='lead']") == ["A river rose."]
    assert texts(shown, ".//section") == ["At night It rained.", "By day It dried."]
    assert [section.get("id") for section in shown.findall(".//section")] == ["at-night", "by-day"]
    assert texts(shown, ".//p[@class='credits']/span") == ["By Ada Penrose", "Photographs by Ben Okri"]
    assert texts(shown, ".//aside//li") == ["No address A teaser.", "Elsewhere example.org"]
    assert [link.get("href") for link in shown.findall(".//aside//a")] == ["https://example.org/elsewhere"]
    assert texts(shown, ".//footer[@class='imprint']/p") == ["Transcribed by machine.", "© 2026 A. Penrose Licence"]


def test_related_article_of_this_site_is_linked_by_path(page: Page) -> None:
    target = make_live("Target", "target")
    make_live(related=(Related(article=str(target.uuid)),))

    shown = parsed(page("/articles/a-title/"))

    assert [link.get("href") for link in shown.findall(".//aside//a")] == ["/articles/target/"]


def test_update_shows_its_date_and_a_correction_its_note(page: Page, clock: time_machine.Coordinates) -> None:
    article = make_live()
    before = texts(parsed(page("/articles/a-title/")), ".//p[@class='meta']")
    clock.shift(timedelta(days=1, minutes=5))
    edit(article, title="A better title")
    publish_now(article, kind="correction", note="It was not 221 but 212.")

    shown = parsed(page("/articles/a-title/"))

    assert before == ["2 March 2026 1 min read"]
    assert texts(shown, ".//p[@class='meta']") == ["2 March 2026 Updated 3 March 2026, 09:35 1 min read"]
    assert texts(shown, ".//div[@class='correction']") == ["Correction 3 March 2026 It was not 221 but 212."]


def test_highlights_are_marks_with_their_notes_and_a_switch_that_is_off(page: Page) -> None:
    section = make_section("", '<p>One <mark data-highlight-id="h0123456789">marked</mark> word.</p>')
    make_live(sections=(section,), highlights=(Highlight("h0123456789", section.id, note="A note & its <text>."),))

    shown = parsed(page("/articles/a-title/"))

    assert texts(shown, ".//mark") == ["marked"]
    assert texts(shown, ".//section/p") == ["One marked1 word."]
    assert shown.find(".//sup/a").get("href") == "#note_h0123456789"  # type: ignore[union-attr]
    assert texts(shown, ".//*[@id='note_h0123456789']") == ["A note & its <text>. ↩"]
    radios = shown.findall(".//*[@role='radiogroup']//input")
    assert [(radio.get("id"), radio.get("checked")) for radio in radios] == [
        ("highlights_off", ""),
        ("highlights_on", None),
    ]


def test_article_without_highlights_has_no_switch(page: Page) -> None:
    make_live()

    assert parsed(page("/articles/a-title/")).find(".//input") is None


def test_embed_is_a_link_and_a_table_can_be_reached_by_keyboard(page: Page) -> None:
    html = (
        '<figure data-embed="https://video.example.org/?a=1&amp;b=2"><figcaption>A film.</figcaption></figure>'
        "<table><tbody><tr><td>1</td></tr></tbody></table>"
    )
    make_live(sections=(make_section("", html),))

    shown = parsed(page("/articles/a-title/"))

    link = shown.find(".//figure/a")
    assert link is not None
    assert (link.get("href"), text_of(link)) == ("https://video.example.org/?a=1&b=2", "Open at video.example.org")
    assert [box.get("tabindex") for box in shown.findall(".//*[@role='region'][table]")] == ["0"]


# --- Status -----------------------------------------------------------------------------------------------------------


def test_statuses_are_those_of_the_api(page: Page, clock: time_machine.Coordinates) -> None:
    make_live("Live", "live")
    make_article(title="Draft", slug="draft")
    schedule_for(make_article(title="Scheduled", slug="scheduled"), NOW + timedelta(days=2))
    make_live("Expired", "expired", expires_at=NOW + timedelta(hours=1))
    withdraw_now(make_live("Unpublished", "unpublished"))
    withdraw_now(make_live("Withdrawn", "withdrawn"), "withdrawn", "We were wrong.")
    withdraw_now(make_live("Killed", "killed"), "killed")
    clock.shift(timedelta(hours=2))
    slugs = ["live", "draft", "scheduled", "expired", "unpublished", "withdrawn", "killed", "never"]

    pages = {slug: page(f"/articles/{slug}/") for slug in slugs}
    answers = {slug: page(f"/api/v1/articles/{slug}/") for slug in slugs}

    assert {slug: answer.status_code for slug, answer in pages.items()} == {
        "live": 200,
        "draft": 404,
        "scheduled": 404,
        "expired": 410,
        "unpublished": 410,
        "withdrawn": 410,
        "killed": 410,
        "never": 404,
    }
    for header in ("Cache-Control", "Content-Sequence"):
        assert {slug: answer.get(header) for slug, answer in pages.items()} == {
            slug: answer.get(header) for slug, answer in answers.items()
        }
    assert pages["draft"].content == pages["scheduled"].content == pages["never"].content
    assert pages["killed"].content == pages["expired"].content == pages["unpublished"].content


def test_gone_article_shows_the_public_note_and_nothing_of_its_text(
    page: Page, clock: time_machine.Coordinates
) -> None:
    withdraw_now(make_live(title="Secret", slug="secret"), "withdrawn", "We were <b>wrong</b>.")
    clock.shift(timedelta(minutes=1))

    gone = page("/articles/secret/")

    assert texts(parsed(gone), ".//blockquote") == ["We were <b>wrong</b>."]
    assert meta(parsed(gone), "robots") == "noindex"
    assert b"Secret" not in gone.content


def test_former_slug_redirects_to_the_page_of_the_new_one_with_its_query(
    page: Page, clock: time_machine.Coordinates
) -> None:
    article = make_live(slug="former")
    clock.shift(timedelta(minutes=1))
    edit(article, slug="new")
    publish_now(article)

    moved = page("/articles/former/?utm_source=x&y=%26")

    assert (moved.status_code, moved["Location"]) == (301, "/articles/new/?utm_source=x&y=%26")
    assert moved["Cache-Control"] == page("/api/v1/articles/former/")["Cache-Control"]


def test_id_redirects_to_the_one_address_of_its_article(page: Page) -> None:
    english, german = make_live(), make_live("Ein Titel", "ein-titel", locale="de")

    to_english, to_german = page(f"/articles/{english.uuid}/"), page(f"/articles/{german.uuid}/")

    assert (to_english.status_code, to_english["Location"]) == (301, "/articles/a-title/")
    assert (to_german.status_code, to_german["Location"]) == (301, "/de/articles/ein-titel/")


@pytest.mark.parametrize(
    "path",
    [
        "/articles/a-title/a.css",
        "/articles/a-title/more/",
        "/articles/a-title.css",
        "/articles/%2e%2e/",
        "/articles/",
        "/en/",
        "/en/articles/a-title/",
        "/fr/",
        "/fr/articles/a-title/",
        "/de/articles/a-title/",
        "/DE/",
        "/?page=99",
        "/nothing",
    ],
)
def test_any_other_address_is_404(page: Page, path: str) -> None:
    make_live()

    assert page(path).status_code == 404


def test_senseless_page_is_400_and_readable(page: Page) -> None:
    answer = page("/?page=x")

    assert answer.status_code == 400
    assert texts(parsed(answer), ".//h1") == ["This address asks for something odd"]


def test_head_has_the_headers_of_get_and_no_body(page: Page) -> None:
    make_live()

    head, get = Client().head("/articles/a-title/"), page("/articles/a-title/")

    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_only_for_reading(page: Page, method: str) -> None:
    assert getattr(Client(enforce_csrf_checks=True), method)("/").status_code == 405


def test_failure_of_ours_has_a_page_that_asks_no_database(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **parameters: Any) -> None:
        raise RuntimeError("of a test")

    monkeypatch.setattr("cms.reader.views.ask", fail)

    answer = Client(raise_request_exception=False).get("/de/")

    assert answer.status_code == 500
    assert texts(parsed(answer), ".//h1") == ["Bei uns ist etwas kaputtgegangen"]
    assert answer["Cache-Control"] == "no-store"


def test_without_the_reader_nothing_is_at_the_root(client_without_reader: Client) -> None:
    make_live()

    statuses = {path: client_without_reader.get(path).status_code for path in ("/", "/de/", "/articles/a-title/")}

    assert statuses == {"/": 404, "/de/": 404, "/articles/a-title/": 404}
    assert client_without_reader.get("/api/v1/articles/a-title/").status_code == 200


# --- Head and headers -------------------------------------------------------------------------------------------------


def test_head_of_an_article_speaks_to_search_engines(page: Page) -> None:
    make_live(seo=Seo(title="For engines", description="What it is about.", noindex=True))

    shown = parsed(page("/articles/a-title/"))

    assert text_of(shown.find(".//title")) == "For engines | Standfirst"
    assert {name: meta(shown, name) for name in ("description", "robots", "og:type", "og:title", "og:url")} == {
        "description": "What it is about.",
        "robots": "noindex",
        "og:type": "article",
        "og:title": "For engines",
        "og:url": f"{SITE}/articles/a-title/",
    }
    assert meta(shown, "article:published_time") == "2026-03-02T09:30:00+00:00"
    assert canonical(shown) == f"{SITE}/articles/a-title/"


def test_article_that_engines_may_have_says_nothing_to_robots(page: Page) -> None:
    make_live(seo=Seo(canonical_url="https://first.example/there"))

    shown = parsed(page("/articles/a-title/"))

    assert meta(shown, "robots") is None
    assert canonical(shown) == "https://first.example/there"


def test_json_ld_in_the_page_is_that_of_the_document(page: Page) -> None:
    make_live(title=HOSTILE)

    shown = parsed(page("/articles/a-title/"))

    script = shown.find(".//script[@type='application/ld+json']")
    assert script is not None
    assert json.loads(script.text or "") == page("/api/v1/articles/a-title/").json()["json_ld"]


def test_hostile_words_stay_words_everywhere(page: Page) -> None:
    author = make_author(HOSTILE)
    section = make_section(HOSTILE, '<p><mark data-highlight-id="h0123456789">marked</mark></p>')
    make_live(
        title=HOSTILE,
        kicker=HOSTILE,
        sections=(section, make_section(), make_section()),
        highlights=(Highlight("h0123456789", section.id, note=HOSTILE),),
        related=(Related(title=HOSTILE, teaser=HOSTILE, url="https://example.org/"),),
        authors=(Byline(str(author.uuid)),),
        seo=Seo(title=HOSTILE, description=HOSTILE),
        rights=Rights(copyright_notice=HOSTILE, usage_terms=HOSTILE),
        ai_use="generated",
        ai_note=HOSTILE,
    )

    front, shown = parsed(page("/")), parsed(page("/articles/a-title/"))

    assert texts(shown, ".//h1") == [HOSTILE]
    assert texts(front, ".//main//article/h2")[0] == HOSTILE
    assert [script.get("type") or script.get("src") for script in shown.iter("script")] == [
        "application/ld+json",
        "/static/reader/highlights.js",
    ]
    assert [script.get("src") for script in front.iter("script")] == ["/static/reader/more.js"]


@pytest.mark.parametrize("path", ["/", "/articles/a-title/", "/articles/never/", "/nothing/"])
def test_pages_are_strict_and_know_nobody(page: Page, path: str, publisher: Any) -> None:
    make_live()
    client = Client()
    client.force_login(publisher, backend="django.contrib.auth.backends.ModelBackend")

    known, unknown = client.get(path), page(path)

    assert known.content == unknown.content
    assert not known.cookies
    assert "Cookie" not in known.get("Vary", "")
    policy = dict(part.strip().split(" ", 1) for part in unknown["Content-Security-Policy"].split(";") if part.strip())
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert re.findall(rb"<style|\sstyle=|\son[a-z]+=|javascript:", unknown.content) == []


@pytest.mark.parametrize("path", ["/", "/de/articles/ein-titel/"])
def test_page_that_has_not_changed_is_304(page: Page, path: str) -> None:
    make_live("Ein Titel", "ein-titel", locale="de")
    first = page(path)

    again = page(path, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert {name: again[name] for name in ("ETag", "Cache-Control", "Content-Language")} == {
        name: first[name] for name in ("ETag", "Cache-Control", "Content-Language")
    }


def test_page_whose_article_has_changed_comes_whole(page: Page, clock: time_machine.Coordinates) -> None:
    article = make_live()
    first = page("/articles/a-title/")
    clock.shift(timedelta(minutes=1))
    edit(article, title="A better title")
    publish_now(article)

    again = page("/articles/a-title/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, texts(parsed(again), ".//h1")) == (200, ["A better title"])


# --- Locales ----------------------------------------------------------------------------------------------------------


def test_other_locale_has_its_prefix_its_articles_and_its_words(page: Page) -> None:
    make_live("English", "english")
    make_live("Deutsch", "deutsch", locale="de", related=(Related(title="Ein Titel"),))

    front, shown = page("/de/", headers={"Accept-Language": "en"}), parsed(page("/de/articles/deutsch/"))

    assert front["Content-Language"] == "de"
    assert [link.get("href") for link in parsed(front).findall(".//main//h2/a")][:1] == ["/de/articles/deutsch/"]
    assert parsed(front).get("lang") == "de"
    assert canonical(shown) == f"{SITE}/de/articles/deutsch/"
    assert texts(shown, ".//aside/h2") == ["Mehr entdecken"]
    assert texts(shown, ".//p[@class='meta']") == ["2. März 2026 1 Min. Lesezeit"]


def test_every_word_of_the_reader_is_there_in_german() -> None:
    folder = READER / "locale" / "de" / "LC_MESSAGES"
    written = re.findall(
        r'^(?:msgctxt "(.*)"\n)?msgid "(.+)"\nmsgstr "(.*)"$', (folder / "django.po").read_text(), re.M
    )

    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert len(written) > 40
    for context, word, german in written:
        assert german == (compiled.pgettext(context, word) if context else compiled.gettext(word))
        assert german, word


# --- Cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_however_long(
    page: Page, django_assert_num_queries: Callable[[int], Any], number: int
) -> None:
    for each in range(number):
        author = make_author(f"Author {each}")
        make_live(f"Article {each}", f"article-{each}", authors=(Byline(str(author.uuid)),))
    page("/")

    with django_assert_num_queries(9):
        page("/")


@pytest.mark.parametrize("number", [1, 3])
def test_article_takes_the_same_queries_however_much_is_in_it(
    page: Page, django_assert_num_queries: Callable[[int], Any], number: int
) -> None:
    targets = [make_live(f"Target {each}", f"target-{each}") for each in range(number)]
    make_live(
        sections=tuple(make_section(f"Heading {each}") for each in range(number)),
        authors=tuple(Byline(str(make_author(f"Author {each}").uuid)) for each in range(number)),
        related=tuple(Related(article=str(target.uuid)) for target in targets),
    )
    page("/articles/a-title/")

    with django_assert_num_queries(12):
        page("/articles/a-title/")


def test_own_code_in_the_browser_is_small() -> None:
    files = [path for path in (READER / "static").rglob("*") if path.is_file()]

    assert {path.suffix for path in files} == {".css", ".js", ".svg"}
    assert sum(path.stat().st_size for path in files) < 50_000
