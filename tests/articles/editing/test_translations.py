"""Articles, terms and bios in another language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from articles.editing.bios import save_bio
from articles.editing.freezing import freeze
from articles.editing.term_translations import join_translations, term_translations, translate_term
from articles.editing.translations import start_translation
from articles.errors import NotUsable, TranslationExists, UnknownLocale
from articles.models import Article, ContentState
from articles.publishing.states import translations_of
from articles.snapshot import Byline, Highlight, Related, Seo
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_section,
    make_tag,
    publish_now,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MARK = "habcdef0123"


@pytest.fixture
def article(clock):
    section = make_section("The river", f'<p>Some <mark data-highlight-id="{MARK}">marked</mark> text.</p>')
    return make_article(
        title="The tide",
        slug="tide",
        sections=(make_section("", "<p>Opening.</p>"), section),
        highlights=(Highlight(MARK, section.id, note="A note."),),
        authors=(Byline(str(make_author().uuid), "reporter"),),
        category=str(make_category("Cities").uuid),
        tags=(str(make_tag("rivers").uuid), str(make_tag("untranslated").uuid)),
        related=(Related("Elsewhere", "Teaser", "https://example.org/"),),
        seo=Seo("For machines", "", "https://example.org/tide", True),
        expires_at=NOON + timedelta(days=9),
    )


def without_ids(content):
    """What a copy has in common: everything but the ids in it."""
    ids = {section.id: f"s{place}" for place, section in enumerate(content.sections)}
    ids |= {one.id: f"h{place}" for place, one in enumerate(content.highlights)} | {None: None}
    sections = []
    for section in content.sections:
        html = section.html
        for one in content.highlights:
            html = html.replace(one.id, ids[one.id])
        sections.append(replace(section, id=ids[section.id], html=html))
    highlights = [replace(one, id=ids[one.id], section=ids[one.section]) for one in content.highlights]
    return replace(content, sections=tuple(sections), highlights=tuple(highlights))


def test_a_translation_begins_as_a_copy_with_ids_of_its_own(article, editor):
    german = start_translation(article, locale="de", by=editor)

    before, after = freeze(article), freeze(german)
    assert (german.locale, german.slug, german.owner) == ("de", "the-tide", editor)
    assert german.translation_key == article.translation_key
    assert without_ids(after) == replace(
        without_ids(before),
        locale="de",
        slug="the-tide",
        category=None,
        tags=(),
        seo=Seo("For machines", "", "", True),
        expires_at=None,
    )
    assert {one.id for one in before.sections} & {one.id for one in after.sections} == set()
    assert {one.id for one in before.highlights} & {one.id for one in after.highlights} == set()
    assert [one.note for one in after.highlights] == ["A note."]


def test_terms_are_those_of_the_new_locale_where_they_are_translated(article, editor):
    category = translate_term(article.category, locale="de", name="Städte")
    tag = translate_term(article.tags.get(name="rivers"), locale="de", name="Flüsse")

    german = start_translation(article, locale="de", by=editor)

    assert (german.category, list(german.tags.all())) == (category, [tag])


def test_the_slug_is_numbered_where_it_is_taken_in_that_locale(article, editor):
    make_article(slug="the-tide", locale="de")

    assert start_translation(article, locale="de", by=editor).slug == "the-tide-2"


def test_one_translation_a_locale_and_only_in_locales_of_the_site(article, editor):
    start_translation(article, locale="de", by=editor)

    for locale, error in (("de", TranslationExists), ("en", TranslationExists), ("fr", UnknownLocale)):
        with pytest.raises(error) as refused:
            start_translation(article, locale=locale, by=editor)
        assert refused.value.field == "locale"
    assert Article.objects.count() == 2


def test_each_translation_has_a_state_of_its_own(article, editor, clock, settings, django_assert_num_queries):
    settings.LOCALES = ["de", "en", "fr"]
    german = start_translation(article, locale="de", by=editor)
    publish_now(german)
    edit(german, title="Die Flut")

    with django_assert_num_queries(1):
        found = translations_of(article, at=clock.now)

    assert {locale: one and (one.pk, one.state) for locale, one in found.items()} == {
        "de": (german.pk, "live, newer draft"),
        "en": (article.pk, "draft"),
        "fr": None,
    }
    assert list(found) == ["de", "en", "fr"]


# --- Terms ----------------------------------------------------------------------------------------------------------


def test_a_term_is_translated_once_a_locale():
    tag = make_tag("rivers")

    german = translate_term(tag, locale="de", name="Flüsse")

    assert (german.slug, german.locale, german.translation_key) == ("fluesse", "de", tag.translation_key)
    assert term_translations(german) == {"en": tag, "de": german}
    for locale, error in (("de", TranslationExists), ("en", TranslationExists), ("fr", UnknownLocale)):
        with pytest.raises(error):
            translate_term(tag, locale=locale)


def test_a_category_goes_below_the_translation_of_its_parent():
    top, untranslated = make_category("Top"), make_category("Untranslated")
    below, other = make_category("Below", parent=top), make_category("Other", parent=untranslated)
    german_top = translate_term(top, locale="de", name="Oben")

    assert translate_term(below, locale="de", name="Unten").parent == german_top
    assert translate_term(other, locale="de").parent is None


def test_two_terms_that_are_there_become_translations_of_each_other(settings):
    settings.LOCALES = ["en", "de", "fr"]
    tag, french = make_tag("rivers"), make_tag("fleuves", locale="fr")
    german = translate_term(tag, locale="de", name="Flüsse")
    stamp = ContentState.read().stamp

    join_translations(french, german)

    assert term_translations(french) == {"en": tag, "de": german, "fr": french}
    assert ContentState.read().stamp != stamp
    with pytest.raises(TranslationExists):
        join_translations(french, make_tag("ströme", locale="de"))


def test_a_draft_names_terms_of_its_own_locale():
    tag, category = make_tag("rivers"), make_category("Cities")
    german = translate_term(tag, locale="de", name="Flüsse")

    draft = make_article(locale="de", tags=(str(tag.uuid),))

    assert list(draft.tags.all()) == [german]
    for field, value in (("category", str(category.uuid)), ("tags", (str(make_tag("ash").uuid),))):
        with pytest.raises(NotUsable) as refused:
            edit(draft, **{field: value})
        assert refused.value.field == field


# --- Bios -----------------------------------------------------------------------------------------------------------


def test_an_author_has_one_bio_a_locale_and_an_empty_one_is_none():
    author = make_author()
    save_bio(author, locale="en", text=" Writes.\u200b ")
    save_bio(author, locale="de", text="Schreibt.")
    stamp = ContentState.read().stamp

    save_bio(author, locale="en", text="Writes books.")
    save_bio(author, locale="de", text="  ")

    assert list(author.bios.values_list("locale", "text")) == [("en", "Writes books.")]
    assert ContentState.read().stamp != stamp
    with pytest.raises(UnknownLocale):
        save_bio(author, locale="fr", text="Écrit.")
