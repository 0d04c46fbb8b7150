"""What is found, and in which order: the same on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, PublishedVersion
from articles.models.published_version import PublishedVersionQuerySet
from articles.search import finding, tsvector
from articles.search.finding import find_best, find_by_date, matching
from articles.search.query import NotSearchable, read_query
from tests.articles.search.test_search_query import HOSTILE
from tests.factories import make_article, make_section, publish_now, schedule_for, withdraw_now

pytestmark = pytest.mark.django_db


def make_text(slug: str, text: str = "", *, locale: str = "en", **fields: object) -> Article:
    values = {"title": "Plain", "lead_html": "", "sections": (make_section("", f"<p>{text}</p>"),)}
    article = make_article(slug=slug, locale=locale, **values | fields)
    publish_now(article)
    return article


def found(text: str, *locales: str) -> list[str]:
    """Slugs, the best first; a list is narrowed to the same."""
    versions = PublishedVersion.objects.live(at=timezone.now()).filter(locale__in=locales or ["en"])
    query = read_query(text)
    best = find_best(query, versions, locales=locales or ["en"])
    slugs = dict(PublishedVersion.objects.values_list("pk", "slug"))
    narrowed = matching(query, versions, locales=locales or ["en"])
    assert set(narrowed.values_list("pk", flat=True)) == set(best.versions)
    dated = find_by_date(query, versions, locales=locales or ["en"], is_newest_first=True)
    assert list(dated.versions) == list(narrowed.newest_first().values_list("pk", flat=True))
    return [slugs[pk] for pk in best.versions]


def test_a_word_in_the_title_ranks_over_one_in_the_lead_and_that_over_one_in_the_text(clock):
    make_text("in-title", "Other words.", title="The river")
    make_text("in-kicker", "Other words.", kicker="River")
    make_text("in-text", "The river.")
    make_text("in-heading", sections=(make_section("The river", "<p>Other words.</p>"),))
    make_text("in-lead", "Other words.", lead_html="The river.")
    make_text("not", "Other words.")

    slugs = found("river")

    assert slugs[0] == "in-title"
    assert set(slugs[1:3]) == {"in-lead", "in-kicker"}
    assert set(slugs[3:]) == {"in-text", "in-heading"}


def test_a_title_ranks_over_a_text_that_has_the_word_again_and_again(clock):
    make_text("in-text", "River, river, river and the river; a river.")
    make_text("in-title", "Other words.", title="The river")

    assert found("river") == ["in-title", "in-text"]


def test_of_equal_ones_the_newest_is_first(clock):
    for slug in ("first", "second", "third"):
        make_text(slug, "The river.")
        clock.pass_(minutes=1)

    assert found("river") == ["third", "second", "first"]


def test_all_words_must_be_there(clock):
    make_text("both", "The river is slow.")
    make_text("one", "The river.")

    assert found("river slow") == ["both"]
    assert found("river slow never") == []


def test_a_phrase_is_found_as_it_stands(clock):
    make_text("as-said", "All of the night buses run.")
    make_text("turned-round", "Buses of the night.")

    assert found('"night buses"') == ["as-said"]
    assert sorted(found("night buses")) == ["as-said", "turned-round"]
    assert found('"buses run" all') == ["as-said"]
    assert found('"night run"') == []


def test_the_last_word_may_be_a_beginning(clock):
    make_text("long", "The governmental decision.")

    assert found("gove") == found("governm") == found("decision gov") == ["long"]
    assert found("gov decision") == found("gov ") == found('"gov"') == []


@pytest.mark.parametrize(
    ("locale", "text", "asked"),
    [
        ("en", "Two governments were running.", "government government's govern ran:run RUNS"),
        ("de", "Die Häuser der Straße.", "hauser Häuser HAEUSER haus Hauses strasse Straßen"),
        ("de", "Ein Haus.", "Häuser Haeuser Hauses"),
        ("de", "Von Goethe.", "goethe Göthe"),
        ("de", "Regierungen und Wahlen", "Regierung Wahl wahlen"),
        ("en", "A naïve café in Øresund", "naive CAFÉ cafes oresund Øresund"),
    ],
)
def test_words_are_found_in_any_form_of_the_locale(clock, locale, text, asked):
    make_text("it", text, locale=locale)

    words = asked.replace("ran:", "").split()

    assert {word: found(f"{word} ", locale) for word in words} == {word: ["it"] for word in words}


def test_each_locale_has_its_own_stems(clock):
    make_text("english", "The governments.")
    make_text("deutsch", "Die Regierungen.", locale="de")

    assert found("government ", "en", "de") == ["english"]
    assert found("regierung ", "en", "de") == ["deutsch"]
    assert found("regierung ", "en") == []


def test_words_without_blanks_between_them_are_found_within(clock):
    make_text("tokyo", "私は東京都に住んでいます。")

    assert found("東京") == found("東京都") == found("住んで") == ["tokyo"]
    assert found("京東") == []


def test_words_that_cross_parts_of_the_text_are_kept_apart(clock):
    make_text("it", sections=(make_section("Ends here", "<p>Begins</p><p>there</p>"),))

    assert found("ends begins there here") == ["it"]
    assert found("hereBegins") == found("Beginsthere") == []


def test_names_live_and_so_are_not_in_the_index(clock):
    from articles.snapshot import Byline
    from tests.factories import make_author, make_category, make_tag

    make_text(
        "it",
        "Text.",
        authors=(Byline(str(make_author("Zacharias").uuid)),),
        category=str(make_category("Zoology").uuid),
        tags=(str(make_tag("zebras").uuid),),
    )

    assert found("text") == ["it"]
    assert [found(word) for word in ("Zacharias", "Zoology", "zebras")] == [[], [], []]


def test_what_is_not_live_is_not_found_whatever_the_worker_does(clock):
    make_article(title="Draft")
    expiring = make_article(title="Expiring", slug="expiring", expires_at=clock.in_(hours=1))
    publish_now(expiring)
    schedule_for(make_article(title="Coming", slug="coming"), clock.in_(hours=1))
    withdrawn = make_text("withdrawn", title="Withdrawn")

    assert found("expiring") == ["expiring"]
    withdraw_now(withdrawn)
    clock.pass_(hours=1)

    assert [found(word) for word in ("draft", "expiring", "withdrawn")] == [[], [], []]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_query_can_break_a_database(clock, text):
    make_text("it", "and or not near a b title secret 1")

    for asked in (text, f"{text} a", f"a {text}", f'"{text}" a'):
        try:
            found(asked, "en", "de")
        except NotSearchable as refusal:
            assert refusal.code == "no_words"


@pytest.mark.parametrize("word", ["and", "or", "not", "near", "title"])
def test_operators_are_words(clock, word):
    make_text("with", f"Before {word} after")
    make_text("without", "Before after")

    assert found(word.upper()) == found(f"before {word.upper()} after") == ["with"]


def test_many_are_counted_so_far_and_no_further(clock, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    for number in range(3):
        make_text(f"text-{number}", "The river.")
        clock.pass_(minutes=1)
    versions = PublishedVersion.objects.live(at=clock.now)

    capped = find_best(read_query("river"), versions, locales=["en"])
    whole = find_best(read_query("river"), versions.filter(slug__in=["text-1", "text-2"]), locales=["en"])

    assert (len(capped.versions), capped.is_capped) == (2, True)
    assert (len(whole.versions), whole.is_capped) == (2, False)


@pytest.mark.parametrize("few", [1, 1_000])
@pytest.mark.parametrize("broad", [-1, 1_000])
def test_the_newest_and_the_oldest_are_found_by_date(clock, monkeypatch, few, broad):
    monkeypatch.setattr(finding, "MOST", 2)
    monkeypatch.setattr(finding, "FEW", few)
    monkeypatch.setattr(tsvector, "_BROAD", broad)
    made = [make_text(slug, "The river.") for slug in ("first", "second", "third")]
    make_text("not", "Other words.")
    first, second, third = (PublishedVersion.objects.get(article=article).pk for article in made)

    newest, oldest = (
        find_by_date(read_query("river"), live(), locales=["en"], is_newest_first=way) for way in (True, False)
    )

    assert (newest.versions, newest.is_capped) == ([third, second], True)
    assert (oldest.versions, oldest.is_capped) == ([first, second], True)


@pytest.mark.parametrize("broad", [-1, 1_000])
def test_a_broad_word_is_ranked_among_a_few_versions_as_among_many(clock, monkeypatch, broad):
    monkeypatch.setattr(tsvector, "_BROAD", broad)
    make_text("in-title", "Other words.", title="The river")
    for slug in ("in-text", "elsewhere", "another"):
        make_text(slug, "The river.")
    make_text("not", "Other words.")
    query, few = read_query("river"), live().filter(slug__in=["in-text", "in-title", "not"])

    among_many = find_best(query, few, locales=["en"])
    monkeypatch.setattr(finding, "FEW", 3)  # so that the word is broad, and the versions are few
    among_few = find_best(query, few, locales=["en"], is_narrowed=True)

    assert among_few == among_many
    assert [slug_of(pk) for pk in among_few.versions] == ["in-title", "in-text"]
    assert find_best(query, few.filter(slug="never"), locales=["en"], is_narrowed=True).versions == ()


def test_nothing_is_found_among_no_versions(clock):
    make_text("it", "The river.")

    nothing, query = PublishedVersion.objects.none(), read_query("river")

    assert find_best(query, nothing, locales=["en"]).versions == ()
    assert find_by_date(query, nothing, locales=["en"], is_newest_first=True).versions == []


@pytest.mark.postgresql_only
def test_a_broad_word_is_ranked_among_the_newest(clock, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 1)
    for slug in ("oldest", "newer", "newest"):
        make_text(slug, "The river.", title="River" if slug == "oldest" else "Plain")
        clock.pass_(minutes=1)

    for limit in (-1, 1_000):
        monkeypatch.setattr(tsvector, "_BROAD", limit)
        assert found_best("river") == ["newest"]


def live() -> PublishedVersionQuerySet:
    return PublishedVersion.objects.live(at=timezone.now())


def found_best(text: str) -> list[str]:
    best = find_best(read_query(text), live(), locales=["en"])
    return [slug_of(pk) for pk in best.versions]


def slug_of(pk: int) -> str:
    return PublishedVersion.objects.get(pk=pk).slug


def test_to_find_takes_one_query_and_on_postgresql_two(clock, django_assert_num_queries, on_postgresql):
    for number in range(3):
        make_text(f"text-{number}", "The river.")
    versions = PublishedVersion.objects.live(at=clock.now + timedelta(minutes=1))

    with django_assert_num_queries(1 + on_postgresql):
        best = find_best(read_query('"the river"'), versions, locales=["en", "de"])

    assert len(best.versions) == 3
