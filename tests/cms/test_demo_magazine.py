"""What the demo magazine shows: every state of an article, and texts that say who wrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from articles.models import Article, Author, AuthorBio, PublishedVersion
from articles.models.public_status import Gone, Live, status_by_slug
from articles.publishing.states import State, with_states
from cms.demo.plan import people

NOTES = {
    "en": "A demonstration text, written by a language model for Standfirst.",
    "de": "Ein Demonstrationstext, von einem Sprachmodell für Standfirst geschrieben.",
}


@pytest.fixture(scope="module")
def magazine(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[None]:
    """Loaded once for this module, whose tests only look at it: each runs in a savepoint of this transaction."""
    var = tmp_path_factory.mktemp("var")
    with django_db_blocker.unblock(), override_settings(VAR_DIR=var), transaction.atomic():
        call_command("demo", "--no-pictures", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(magazine: None, db: None) -> None:
    """The magazine, for a test that may only read it."""


def test_every_state_can_be_seen(loaded: None) -> None:
    now = timezone.now()
    states = {article.slug: article.state for article in with_states(Article.objects.all(), at=now)}

    assert {slug: state for slug, state in states.items() if state != State.LIVE} == {
        "the-pear-nobody-would-sell": State.SCHEDULED,
        "winter-ferry-to-ansay": State.EXPIRED,
        "birdsong-in-the-classroom": State.WITHDRAWN,
        "a-bandstand-for-one-summer": State.WITHDRAWN,
        "the-quarry-with-two-owners": State.WITHDRAWN,
        "the-recipe-in-the-safe": State.WITHDRAWN,
        "night-bus-to-the-harbour": State.NEWER_DRAFT,
        "the-clock-that-runs-late": State.NEWER_DRAFT,
        "notes-from-a-corner-bench": State.DRAFT,
    }
    assert Counter(
        article.locale for article in with_states(Article.objects.all(), at=now) if article.state == State.LIVE
    ) == {"en": 12, "de": 12}
    assert PublishedVersion.objects.live(at=now).in_locale("en").count() == 14  # two of them with newer drafts


def test_there_is_one_article_for_each_way_of_taking_back(loaded: None) -> None:
    assert dict(Article.objects.exclude(withdrawn_how="").values_list("slug", "withdrawn_how")) == {
        "birdsong-in-the-classroom": "withdrawn",
        "a-bandstand-for-one-summer": "unpublished",
        "the-quarry-with-two-owners": "killed",
        "the-recipe-in-the-safe": "legal",
    }


def test_what_the_world_is_told_follows_from_the_states(loaded: None) -> None:
    now = timezone.now()

    def status(slug: str) -> Any:
        return status_by_slug(slug, locale="en", at=now)

    assert isinstance(status("the-river-under-the-car-park"), Live)
    assert status("the-pear-nobody-would-sell") is None
    assert status("notes-from-a-corner-bench") is None
    gone = status("birdsong-in-the-classroom")
    assert isinstance(gone, Gone)
    assert (gone.reason, gone.note.split(".")[0]) == ("withdrawn", "We have withdrawn this article")
    assert isinstance(status("winter-ferry-to-ansay"), Gone)


def test_a_correction_says_what_it_corrected(loaded: None) -> None:
    first, corrected = PublishedVersion.objects.filter(article__slug="the-swifts-of-marl-cross").order_by("live_from")

    assert corrected.kind == PublishedVersion.Kind.CORRECTION
    assert corrected.note == "An earlier version gave 41 nests in bricks for the fifth year; it is 31."
    assert ["<td>41</td>" in str(version.snapshot) for version in (first, corrected)] == [True, False]
    assert corrected.published_at == first.published_at < corrected.updated_at


def test_dates_lie_in_the_past_weeks_and_what_is_to_come_ahead(loaded: None) -> None:
    now = timezone.now()
    live = PublishedVersion.objects.live(at=now).in_locale("en")
    dates = list(live.order_by("-published_at").values_list("published_at", flat=True))

    assert len(set(dates)) == len(dates)
    assert (now - dates[0]).days == 0
    assert (now - dates[-1]).days >= 28
    assert sorted(PublishedVersion.objects.scheduled(at=now).values_list("article__slug", flat=True)) == [
        "the-clock-that-runs-late",
        "the-pear-nobody-would-sell",
    ]


def test_every_article_has_sections_highlights_links_and_says_who_wrote_it(loaded: None) -> None:
    for article in Article.objects.all():
        assert article.sections.count() >= 2, article.slug
        assert article.highlights.count() >= 1, article.slug
        assert article.related_links.filter(target__isnull=False).exists(), article.slug
        assert article.related_links.filter(target=None).exists(), article.slug
        assert article.bylines.exists(), article.slug
        assert (article.ai_use, article.ai_note) == (Article.AiUse.GENERATED, NOTES[article.locale]), article.slug


def test_german_articles_are_translations_in_terms_of_their_own(loaded: None) -> None:
    german = Article.objects.filter(locale="de")
    pairs = {
        article.slug: Article.objects.get(locale="en", translation_key=article.translation_key) for article in german
    }

    assert len(pairs) == 12
    for article in german:
        assert article.category is not None
        assert article.category.locale == "de"
        assert article.category.translation_key == pairs[article.slug].category.translation_key


def test_every_author_has_links_and_a_bio_in_each_locale(loaded: None) -> None:
    bios = {(person.name, locale, text) for person in people() for locale, text in person.bios.items()}

    assert set(AuthorBio.objects.values_list("author__name", "locale", "text")) == bios
    assert len(bios) == 12
    assert all(author.links for author in Author.objects.all())
