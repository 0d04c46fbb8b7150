"""Articles and their translations: `locale`, `fallback`, `translations`, Content-Language, related articles."""

from __future__ import annotations

import pytest

from articles.editing.drafts import create_draft
from articles.editing.term_translations import translate_term
from articles.models import Article
from articles.snapshot import Related
from tests.api.conftest import SITE, make_live
from tests.factories import edit, make_article, make_category, make_content, make_tag, publish_now, withdraw_now


def translate(article, slug, *, live=True, locale="de", **fields):
    draft = create_draft(
        make_content(slug.title(), slug, locale=locale, **fields),
        by=article.owner,
        translation_key=article.translation_key,
    )
    if live:
        publish_now(draft)
    return draft


def answered(api, reference, query=""):
    """The slug and language of what is answered, or the status."""
    answer = api.get(f"articles/{reference}/", query)
    if answer.status_code != 200:
        return answer.status_code
    assert answer["Content-Language"] == answer.json()["locale"]
    return answer.json()["slug"]


@pytest.fixture
def tide(api, clock):
    """In English and German; `river` in English alone, `berg` in German alone."""
    make_live("River", "river")
    tide = make_live("Tide", "tide")
    translate(tide, "flut")
    make_live("Berg", "berg", locale="de")
    return tide


# --- One article ----------------------------------------------------------------------------------------------------


def test_a_slug_is_sought_in_the_locale_then_in_the_fallback_and_answered_in_the_best(api, clock, tide):
    assert answered(api, "tide") == "tide"
    assert answered(api, "tide", "locale=de") == 404
    assert answered(api, "tide", "locale=de&fallback=en") == "flut"
    assert answered(api, "flut", "locale=en&fallback=de") == "tide"
    assert answered(api, "flut", "fallback=de") == "tide"
    assert answered(api, "river", "locale=de&fallback=en") == "river"
    assert answered(api, "never", "locale=de&fallback=en") == 404


def test_a_slug_that_both_locales_have_means_that_of_the_first(api, clock):
    make_live("English", "one")
    make_live("Deutsch", "one", locale="de")

    titles = [
        api.get("articles/one/", query).json()["title"] for query in ("locale=en&fallback=de", "locale=de&fallback=en")
    ]

    assert titles == ["English", "Deutsch"]


def test_an_id_is_that_article_unless_another_locale_is_wanted(api, clock, tide):
    assert answered(api, tide.uuid) == "tide"
    assert answered(api, tide.uuid, "locale=de") == "flut"
    assert answered(api, tide.uuid, "locale=en") == "tide"
    withdraw_now(translation_of(tide))
    clock.shift(1)
    assert answered(api, tide.uuid, "locale=de") == "tide"


def translation_of(article, locale="de"):
    return Article.objects.get(translation_key=article.translation_key, locale=locale)


def test_a_translation_stands_in_for_what_is_gone_if_it_is_asked_for(api, clock, tide):
    withdraw_now(translation_of(tide), "withdrawn", "A note.")
    clock.shift(1)

    assert answered(api, "flut", "locale=de") == 410
    assert answered(api, "flut", "locale=de&fallback=en") == "tide"
    withdraw_now(tide)
    clock.shift(1)
    assert answered(api, "flut", "locale=de&fallback=en") == 410
    assert answered(api, tide.uuid, "locale=de") == 410


def test_a_hidden_translation_is_none_and_so_is_a_hidden_original(api, clock):
    hidden = make_article(slug="hidden")
    shown = translate(hidden, "sichtbar")
    open_ = make_live("Open", "open")
    translate(open_, "verdeckt", live=False)

    assert answered(api, "open", "locale=de&fallback=en") == "open"
    assert answered(api, open_.uuid, "locale=de") == "open"
    assert answered(api, "verdeckt", "locale=de&fallback=en") == 404
    assert answered(api, hidden.uuid, "locale=de") == 404
    assert answered(api, "hidden", "locale=en&fallback=de") == 404
    assert answered(api, shown.uuid, "locale=en&fallback=de") == "sichtbar"
    assert api.get("articles/sichtbar/", "locale=de").json()["translations"] == []
    assert api.get("articles/open/").json()["translations"] == []


def test_a_former_slug_redirects_in_the_locale_in_which_it_was_borne(api, clock, tide):
    river = make_live("Old", "old")
    edit(river, slug="new")
    publish_now(river)
    clock.shift(1)

    def location(query):
        return api.get("articles/old/", query).get("Location")

    assert location("locale=en&fallback=de") == f"{SITE}/api/v1/articles/new/?locale=en&fallback=de"
    assert location("locale=de&fallback=en") == f"{SITE}/api/v1/articles/new/?locale=en&fallback=en"
    translate(river, "neu")
    assert answered(api, "old", "locale=de&fallback=en") == "neu"
    assert location("") == f"{SITE}/api/v1/articles/new/"


def test_a_document_names_its_live_translations(api, clock, tide, settings):
    settings.LOCALES = ["en", "de", "fr"]
    translate(tide, "maree", locale="fr", live=False)

    answer = api.get("articles/tide/")

    german = translation_of(tide)
    assert answer.json()["translations"] == [
        {"locale": "de", "id": str(german.uuid), "slug": "flut", "title": "Flut", "url": f"{SITE}/de/articles/flut/"}
    ]
    assert answer["Link"].split(", ") == [
        f'<{SITE}/articles/tide/>; rel="canonical"',
        f'<{SITE}/articles/tide/>; rel="alternate"',
        f'<{SITE}/de/articles/flut/>; rel="alternate"; hreflang="de"',
    ]


# --- Lists ----------------------------------------------------------------------------------------------------------


def test_a_list_with_a_fallback_has_what_has_no_live_translation(api, clock, tide):
    assert sorted(api.slugs("locale=de")) == ["berg", "flut"]
    assert sorted(api.slugs("locale=de&fallback=en")) == ["berg", "flut", "river"]
    assert sorted(api.slugs("fallback=de")) == ["berg", "river", "tide"]
    answer = api.get("articles/", "locale=de&fallback=en")
    assert (answer.json()["count"], answer["Content-Language"]) == (3, "en, de")

    withdraw_now(translation_of(tide))
    clock.shift(1)

    assert sorted(api.slugs("locale=de&fallback=en")) == ["berg", "river", "tide"]


def test_of_three_locales_each_stands_in_for_those_before_it(api, clock, tide, settings):
    settings.LOCALES = ["en", "de", "fr"]
    translate(tide, "maree", locale="fr")
    mont = make_live("Mont", "mont", locale="fr")
    translate(mont, "gipfel")

    assert sorted(api.slugs("locale=fr&fallback=de,en")) == ["berg", "maree", "mont", "river"]
    assert sorted(api.slugs("locale=en&fallback=fr,de")) == ["berg", "mont", "river", "tide"]


@pytest.mark.parametrize("items", [1, 3])
def test_a_fallback_costs_no_query(api, clock, items, django_assert_num_queries):
    for number in range(items):
        translate(make_live(slug=f"en-{number}"), f"de-{number}", live=bool(number % 2))

    with django_assert_num_queries(3):  # state, count, rows; no terms to be named
        assert api.get("articles/", "locale=de&fallback=en").json()["count"] == items


def test_a_filter_by_a_term_means_its_translations_where_there_is_a_fallback(api, clock):
    cities = make_category("Cities")
    staedte = translate_term(cities, locale="de", name="Städte")
    make_live(slug="english", category=str(cities.uuid))
    make_live(slug="deutsch", locale="de", category=str(staedte.uuid))

    for reference in ("cities", "staedte", str(cities.uuid), str(staedte.uuid)):
        assert sorted(api.slugs(f"category={reference}&locale=de&fallback=en")) == ["deutsch", "english"]
    assert api.slugs("category=staedte&locale=de") == ["deutsch"]


def test_a_hidden_term_does_not_tell_what_it_is_a_translation_of(api, clock):
    rivers = make_tag("rivers")
    translate_term(rivers, locale="de", name="Geheim")
    make_live(tags=(str(rivers.uuid),))

    hidden = api.get("articles/", "tag=geheim&locale=de&fallback=en")

    assert hidden.content == api.get("articles/", "tag=never&locale=de&fallback=en").content
    assert api.get("tags/geheim/", "locale=de&fallback=en").status_code == 404


# --- Related --------------------------------------------------------------------------------------------------------


def related(api, slug, locale):
    return [(one["slug"], one["locale"]) for one in api.get(f"articles/{slug}/", f"locale={locale}").json()["related"]]


def test_a_related_article_speaks_the_language_of_the_article_where_it_can(api, clock, tide):
    river = Article.objects.get(slug="river")
    links = tuple(Related(article=str(one.uuid)) for one in (tide, river))
    make_live("From", "from", related=links)
    make_live("Von", "von", locale="de", related=links)

    assert related(api, "from", "en") == [("tide", "en"), ("river", "en")]
    assert related(api, "von", "de") == [("flut", "de"), ("river", "en")]


def test_a_related_article_that_is_not_public_in_any_of_the_two_vanishes(api, clock, tide):
    draft = make_article(slug="draft")
    translate(draft, "entwurf", live=False)
    gone = make_live(slug="gone")
    translate(gone, "noch-da")
    withdraw_now(gone)
    clock.shift(1)
    links = tuple(Related(article=str(one.uuid)) for one in (draft, gone, tide))
    make_live("From", "from", related=links)
    make_live("Von", "von", locale="de", related=links)

    assert related(api, "from", "en") == [("tide", "en")]
    assert related(api, "von", "de") == [("noch-da", "de"), ("flut", "de")]


def test_nothing_leads_to_itself_or_to_one_place_twice(api, clock, tide):
    flut = translation_of(tide)
    edit(flut, related=(Related(article=str(tide.uuid)),))
    publish_now(flut)
    make_live("Von", "von", locale="de", related=tuple(Related(article=str(one.uuid)) for one in (tide, flut)))

    assert related(api, "flut", "de") == []
    assert related(api, "von", "de") == [("flut", "de")]
