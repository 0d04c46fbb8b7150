"""Which live articles a text is led on to, and the words that it shares with each: the same on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, PublishedVersion
from articles.search import suggestions
from articles.search.finding import BACKENDS
from articles.search.stop_words import stop_words
from articles.search.suggestions import SHOWN, Text, suggest
from tests.articles.search.test_search_finding import make_text
from tests.factories import edit, make_article, schedule_for, withdraw_now

pytestmark = pytest.mark.django_db

OTHERS = ("Bakers knead dough at dawn.", "Violins need rosin and patience.", "Glaciers shrink in every summer.")


def suggested(text: str = "", *, title: str = "", lead: str = "", locale: str = "en") -> dict[str, tuple[str, ...]]:
    """Slugs with their shared words, the best first."""
    versions = PublishedVersion.objects.live(at=timezone.now()).in_locale(locale)
    slugs = dict(Article.objects.values_list("pk", "slug"))
    return {slugs[one.article]: one.words for one in suggest(Text(locale, title, lead, text), versions)}


@pytest.fixture
def others() -> None:
    for number, text in enumerate(OTHERS):
        make_text(f"other-{number}", text)


def test_live_articles_that_share_telling_words_are_suggested_with_these(others: None) -> None:
    make_text("trams", "Trams climb the hill past the old depot.")

    assert suggested("A depot for trams burned down.") == {"trams": ("depot", "trams")}


def test_who_shares_rarer_words_comes_first(others: None) -> None:
    make_text("with-the-rare-one", "Trams and a funicular.")
    make_text("two-common", "Trams and a depot.")
    make_text("also-common", "Trams and a depot.")

    found = list(suggested("The trams, the depot and the funicular."))

    assert found[0] == "with-the-rare-one"
    assert set(found) == {"two-common", "also-common", "with-the-rare-one"}


def test_words_of_the_title_weigh_more_than_those_of_the_text(others: None) -> None:
    make_text("on-trams", "Trams stop at the depot.")
    make_text("on-ferries", "Ferries stop at the quay.")
    text = "Trams leave the depot, ferries leave the quay."

    assert next(iter(suggested(text, title="Ferries at the quay"))) == "on-ferries"
    assert next(iter(suggested(text, title="Trams at the depot"))) == "on-trams"
    assert next(iter(suggested(text, lead="Trams at the depot"))) == "on-trams"


def test_one_shared_word_is_chance() -> None:
    make_text("trams", "Trams climb the hill.")

    assert suggested("Trams and ferries.") == {}


@pytest.mark.parametrize(
    ("locale", "text", "live", "shared"),
    [
        ("en", "The museum’s restorers clean.", "A restorer cleaning museums.", "clean museum restorers"),
        ("de", "Die Häuser an den Brücken werden größer.", "Das Haus mit der Brücke.", "Brücken Häuser"),
        ("fr", "L'été des musiciens.", "Musiciens, l'été.", "ete musiciens"),
    ],
)  # fmt: skip
def test_shared_words_are_found_by_their_stem_and_told_as_the_text_has_them(
    locale: str, text: str, live: str, shared: str
) -> None:
    make_text("live", live, locale=locale)

    assert sorted(suggested(text, locale=locale)["live"]) == shared.split()


def test_a_word_is_told_in_the_form_that_the_text_has_most() -> None:
    make_text("trams", "A tram and its depot.")

    assert suggested("Depot, trams. Trams, tram: the depot", title="")["trams"] == ("trams", "depot")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "We would not have been there, and they don't say why he's with her, on Monday, for the first time."),
        ("de", "Wir wären nicht über diese, und während sie für ihn wollten, würde er es auch am Montag können."),
    ],
)
def test_stop_words_and_numbers_are_never_shared(locale: str, text: str) -> None:
    make_text("live", f"{text} 1989, 2026.", locale=locale)

    shared = suggested(f"{text} 1989, 2026, x y.", locale=locale)

    assert shared == {}, shared


def test_stop_words_are_folded_as_the_index_folds() -> None:
    assert {"fur", "wahrend", "uber"} <= stop_words("de-AT")
    assert {"dont", "the"} <= stop_words("en")
    assert stop_words("fr") == frozenset()


def test_a_word_that_most_texts_have_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "FEW_TEXTS", 1)
    for number in range(3):
        make_text(f"other-{number}", "Our magazine on trams.")
    make_text("depot", "Our magazine on trams and the depot, with a funicular.")

    assert suggested("Trams, a magazine.") == {}
    assert suggested("Trams, a magazine, the depot, a funicular.") == {"depot": ("funicular", "depot")}


def test_only_so_many_are_suggested_with_so_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "tram depot funicular viaduct turntable gauge"
    for number in range(3):
        make_text(f"trams-{number}", words)
    monkeypatch.setattr(suggestions, "MOST", 2)

    found = suggested(words)

    assert list(found) == ["trams-2", "trams-1"]  # of equal ones the newest
    assert {len(shared) for shared in found.values()} == {SHOWN}


def test_what_is_not_live_is_not_suggested(clock: Any) -> None:
    text = "Trams climb to the depot."
    make_article(slug="draft", lead_html=text)
    schedule_for(make_article(slug="scheduled", lead_html=text), clock.in_(days=1))
    withdraw_now(make_text("withdrawn", text))
    make_text("expiring", text, expires_at=clock.in_(hours=1))
    edited = make_text("edited", "Ferries at the quay.")
    edit(edited, lead_html=text)
    make_text("live", text)
    make_text("in-german", text, locale="de")

    assert set(suggested(text)) == {"expiring", "live"}
    clock.pass_(hours=2)  # and nobody has noted it
    assert set(suggested(text)) == {"live"}
    clock.pass_(days=1)
    assert "edited" not in suggested(text)


def test_the_callers_versions_are_the_door() -> None:
    make_text("mine", "Trams at the depot.")
    theirs = make_text("theirs", "Trams at the depot.")

    versions = PublishedVersion.objects.live(at=timezone.now()).exclude(article__slug="mine")
    text = Text("en", "", "", "Trams at the depot.")

    assert [one.article for one in suggest(text, versions)] == [theirs.pk]
    assert suggest(text, versions.none()) == []


@pytest.mark.parametrize("text", ["", "   ", "the of and", "12 345", "x y", "' \" * ( ) NEAR AND \0", "'a' \\ & | !"])
def test_a_text_without_words_gets_none(text: str) -> None:
    make_text("live", "The of and, x y; 12 345.")

    assert suggested(text, title=text) == {}


def test_the_most_telling_words_seek_as_far_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2):
        make_text(f"trams-{number}", "Trams at the depot.")
    make_text("rare", "Trams on a funicular with a viaduct, and the depot.")
    monkeypatch.setattr(suggestions, "ROOM", 2)

    found = suggested("Trams, the depot, a funicular, a viaduct.")

    assert list(found) == ["rare"]
    assert set(found["rare"]) == {"funicular", "viaduct", "Trams", "depot"}


@pytest.mark.parametrize("is_analysed", [False, True])
def test_words_are_counted_to_a_bound_whatever_the_database_knows_of_them(is_analysed: bool) -> None:
    for number, text in enumerate(["Trams, a depot.", "Trams, a depot.", "Trams."]):
        make_text(f"trams-{number}", text)
    backend = BACKENDS[connection.vendor]
    if is_analysed:
        backend.tidy()

    assert backend.counts(["tram", "depot", "quay", "tram"], 2) == [2, 2, 0, 2]
    assert backend.counts(["tram", "depot"], 9) == [3, 2]


def test_suggestions_take_four_queries_however_much_is_found(django_assert_num_queries: Any) -> None:
    text = "Trams at the depot."
    for number in (1, 2):
        make_text(f"trams-{number}", text)
        versions = PublishedVersion.objects.live(at=timezone.now())
        with django_assert_num_queries(4):
            assert len(suggest(Text("en", "", "", text), versions)) == number
    with django_assert_num_queries(0):
        suggest(Text("en", "", "", "of the"), versions)
