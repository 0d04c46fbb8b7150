"""`/feeds/corrections.xml`: what was wrong and has been put right."""

from __future__ import annotations

from typing import Any

import pytest

from articles.models import Article
from tests.api.conftest import SITE, make_live
from tests.factories import edit, make_category, publish_now, withdraw_now
from tests.feeds.reading import ask, pull

pytestmark = pytest.mark.django_db
ENTRY = "/atom:feed/atom:entry"


def correct(article: Article, note: str = "It was five.", kind: str = "correction") -> None:
    edit(article, lead_html="It was five.")
    publish_now(article, kind=kind, note=note)


def test_an_article_stands_in_it_once_it_is_corrected_with_the_note_and_its_time(clock: Any) -> None:
    article = make_live("A title", "a-title", lead_html="It was four.")
    make_live("Right", "right")
    assert pull("corrections.xml").texts(ENTRY) == []
    clock.shift(3600)
    correct(article)

    feed = pull("corrections.xml")

    assert feed.text(f"{ENTRY}/atom:title") == "Correction: A title"
    assert feed.text(f"{ENTRY}/atom:summary") == "Correction, 2 March 2026: It was five."
    assert feed.text(f"{ENTRY}/atom:link[@rel='alternate']/@href") == f"{SITE}/articles/a-title/"
    assert feed.text(f"{ENTRY}/atom:updated") == feed.text("/atom:feed/atom:updated") == "2026-03-02T10:30:00Z"
    assert feed.text(f"{ENTRY}/atom:published") == "2026-03-02T10:30:00Z"
    assert not feed.all(f"{ENTRY}/atom:content")


def test_it_says_what_it_is() -> None:
    feed = pull("corrections.xml")

    assert feed.answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.text("/atom:feed/atom:title") == "Corrections – The Magazine & Co"
    assert feed.text("/atom:feed/atom:link[@rel='self']/@href") == f"{SITE}/feeds/corrections.xml"


def test_the_newest_correction_comes_first(clock: Any) -> None:
    first, second = make_live("First", "first"), make_live("Second", "second")
    for article in (second, first):
        clock.shift(60)
        correct(article)

    assert pull("corrections.xml").texts(f"{ENTRY}/atom:title") == ["Correction: First", "Correction: Second"]


def test_each_correction_is_an_entry_with_an_id_of_its_own(clock: Any) -> None:
    """With the article's id it would take the article's place in readers that keep one text an id."""
    article = make_live()
    for note in ("It was five.", "It was six."):
        clock.shift(60)
        correct(article, note)

    feed = pull("corrections.xml")

    assert [summary[-7:] for summary in feed.texts(f"{ENTRY}/atom:summary")] == ["as six.", "s five."]
    assert feed.texts(f"{ENTRY}/atom:updated") == ["2026-03-02T09:32:00Z", "2026-03-02T09:31:00Z"]
    assert len({*feed.texts(f"{ENTRY}/atom:id"), f"urn:uuid:{article.uuid}"}) == 3


@pytest.mark.parametrize(
    ("file", "summary"), [("rss.xml", "channel/item/description"), ("atom.xml", f"{ENTRY}/atom:summary")]
)
def test_a_teaser_says_of_a_correction_before_the_lead(file: str, summary: str, settings: Any, clock: Any) -> None:
    """Its text, which would begin with it, is not there."""
    settings.FEED_CONTENT = "teaser"
    article = make_live(lead_html="It was four.")
    clock.shift(60)
    correct(article, note="Not four.")

    assert pull(file).text(summary) == "Correction, 2 March 2026: Not four. It was five."


@pytest.mark.parametrize(("kind", "word"), [("clarification", "Clarification"), ("retraction", "Retraction")])
def test_clarifications_and_retractions_are_told_too(kind: str, word: str) -> None:
    correct(make_live(), kind=kind)

    assert pull("corrections.xml").text(f"{ENTRY}/atom:summary").startswith(word)


@pytest.mark.parametrize("kind", ["update", "silent"])
def test_an_update_is_no_correction(kind: str) -> None:
    article = make_live()
    edit(article, lead_html="More.")
    publish_now(article, kind=kind)

    assert pull("corrections.xml").texts(ENTRY) == []


def test_a_later_update_leaves_it_there(clock: Any) -> None:
    article = make_live()
    clock.shift(60)
    correct(article)
    clock.shift(60)
    edit(article, lead_html="More.")
    publish_now(article)

    assert pull("corrections.xml").text(f"{ENTRY}/atom:updated") == "2026-03-02T09:31:00Z"


def test_each_locale_has_its_own_in_its_own_words(clock: Any) -> None:
    article = make_live("Ein Titel", locale="de")
    clock.shift(60)
    correct(article, "Es waren fünf.")

    german = pull("de/corrections.xml")

    assert german.text(f"{ENTRY}/atom:summary") == "Berichtigung, 2. März 2026: Es waren fünf."
    assert german.text("/atom:feed/@xml:lang") == german.answer.headers["Content-Language"] == "de"
    assert pull("corrections.xml").texts(ENTRY) == []


@pytest.mark.parametrize("how", ["unpublished", "killed"])
def test_a_withdrawn_article_is_gone_and_one_never_corrected_leaves_no_trace_here(clock: Any, how: str) -> None:
    corrected, other = make_live(slug="corrected"), make_live(slug="other")
    clock.shift(60)
    correct(corrected)
    stood = pull("corrections.xml").texts(f"{ENTRY}/atom:id")
    clock.shift(60)
    for article in (corrected, other):
        withdraw_now(article, how, note="" if how == "unpublished" else "A note.")

    feed = pull("corrections.xml")

    assert feed.texts(ENTRY) == []
    assert feed.texts("//at:deleted-entry/@ref") == stood


def test_it_has_pages(settings: Any) -> None:
    settings.FEED_ITEMS = 1
    for slug in ("one", "two"):
        correct(make_live(slug, slug))

    assert pull("corrections.xml").texts(f"{ENTRY}/atom:title") == ["Correction: two"]
    assert pull("corrections.xml", "page=2").texts(f"{ENTRY}/atom:title") == ["Correction: one"]
    assert ask("corrections.xml", "page=3").status_code == 404


def test_a_category_has_none_of_its_own() -> None:
    correct(make_live(category=str(make_category("Cities").uuid)))

    assert ask("category/cities/corrections.xml").status_code == 404


def test_the_article_itself_shows_its_correction_on_top() -> None:
    correct(make_live(lead_html="It was four."))

    html = pull("atom.xml").text(f"{ENTRY}/atom:content")

    assert html.startswith("<p><strong>Correction, ")
    assert "It was five.</p><p>It was five.</p>" in html
