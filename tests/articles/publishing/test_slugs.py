"""Who owns a slug: claimed by drafts and versions, freed by an explicit act, never in two hands."""

from __future__ import annotations

import pytest

from articles.errors import SlugInUse, SlugTaken, SlugUnusable
from articles.models import SlugClaim
from articles.models.public_status import Gone, Live, Moved, status_by_slug
from articles.models.slug_claim import make_slug
from articles.publishing.slugs import free_slug
from tests.factories import edit, make_article, make_category, make_tag, publish_now, schedule_for, withdraw_now

pytestmark = pytest.mark.django_db


def claims(article):
    return sorted(article.slug_claims.values_list("slug", flat=True))


def status(slug, at, locale="en"):
    return status_by_slug(slug, locale=locale, at=at)


# --- Claims ---------------------------------------------------------------------------------------------------------


def test_a_draft_holds_its_slug_from_the_first_save():
    make_article(slug="tide")

    with pytest.raises(SlugTaken):
        make_article(slug="tide")


def test_a_renamed_draft_holds_both_slugs():
    article = make_article(slug="tide")

    edit(article, slug="ebb")

    assert claims(article) == ["ebb", "tide"]


def test_the_same_slug_may_stand_in_two_locales():
    assert claims(make_article(slug="tide")) == claims(make_article(slug="tide", locale="de")) == ["tide"]


def test_articles_categories_and_tags_do_not_compete():
    make_article(slug="rivers")

    assert (make_category("Rivers").slug, make_tag("Rivers").slug) == ("rivers", "rivers")


def test_two_articles_cannot_swap_their_slugs_before_one_frees_its_own(clock):
    one, two = make_article(slug="tide"), make_article(slug="ebb")
    with pytest.raises(SlugTaken):
        edit(one, slug="ebb")

    edit(one, slug="flood")
    free_slug(one, "tide")
    edit(two, slug="tide")
    free_slug(two, "ebb")
    edit(one, slug="ebb")

    assert (claims(one), claims(two)) == (["ebb", "flood"], ["tide"])


def test_a_refused_slug_leaves_the_draft_as_it_was():
    make_article(slug="taken")
    article = make_article(slug="tide")

    with pytest.raises(SlugTaken):
        edit(article, slug="taken", title="New")

    article.refresh_from_db()
    assert (article.slug, article.title, article.head) == ("tide", "A title", 1)


def test_publishing_an_older_revision_claims_its_slug_again(clock):
    article = make_article(slug="tide")
    edit(article, slug="ebb")
    free_slug(article, "tide")

    publish_now(article, revision=1)

    assert claims(article) == ["ebb", "tide"]


@pytest.mark.parametrize(
    "slug",
    [
        *("", "Tide", "tide ", "-tide", "tide-", "ti--de", "ti_de", "tïde", "tide/ebb", "2026", "x" * 121, "tide\n"),
        *("3f2504e0-4f89-11d3-9a0c-0305e82c3301", "3f2504e04f8911d39a0c0305e82c3301"),
    ],
)
def test_what_is_no_slug_is_refused(slug):
    article = make_article(slug="tide")

    with pytest.raises(SlugUnusable):
        edit(article, slug=slug)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The tide, and the ebb", "the-tide-and-the-ebb"),
        ("Über die Straße", "ueber-die-strasse"),
        ("2026", "no-2026"),
        ("日本", "untitled"),
        ("_a_- b", "a-b"),
        ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", "no-3f2504e0-4f89-11d3-9a0c-0305e82c3301"),
        ("word " * 40, ("word-" * 16)[:-1]),
    ],
)
def test_a_slug_is_made_from_a_title(title, slug):
    assert make_slug(title) == slug


def test_a_slug_that_was_not_chosen_is_numbered_where_it_is_taken():
    slugs = [make_article(title="The tide", slug="").slug for _ in range(3)]

    assert slugs == ["the-tide", "the-tide-2", "the-tide-3"]


# --- To free one ----------------------------------------------------------------------------------------------------


def test_a_freed_slug_answers_no_more_and_may_be_taken(clock):
    article = make_article(slug="tide")
    publish_now(article)
    edit(article, slug="ebb")
    publish_now(article)
    clock.pass_(minutes=1)
    assert status("tide", clock.now) == Moved("ebb", "en")

    free_slug(article, "tide")

    assert status("tide", clock.now) is None
    assert claims(make_article(slug="tide")) == ["tide"]


@pytest.mark.parametrize("use", ["the draft's", "live", "scheduled"])
def test_a_slug_in_use_cannot_be_freed(clock, use):
    article = make_article(slug="tide")
    if use == "live":
        publish_now(article)
    if use == "scheduled":
        schedule_for(article, clock.in_(hours=1))
    if use != "the draft's":
        edit(article, slug="ebb")
    clock.pass_(seconds=1)

    with pytest.raises(SlugInUse):
        free_slug(article, "tide")

    assert "tide" in claims(article)


def test_the_slug_of_an_article_that_is_gone_can_be_freed(clock):
    article = make_article(slug="tide")
    publish_now(article)
    edit(article, slug="ebb")
    withdraw_now(article)
    clock.pass_(seconds=1)

    free_slug(article, "tide")

    assert claims(article) == ["ebb"]


def test_the_slug_of_somebody_else_is_not_freed(clock):
    owner = make_article(slug="tide")

    free_slug(make_article(slug="ebb"), "tide")

    assert claims(owner) == ["tide"]


def test_a_draft_that_moved_to_another_locale_can_free_its_first_slug(clock):
    article = make_article(slug="tide", locale="en")
    edit(article, locale="de")

    with pytest.raises(SlugInUse):
        free_slug(article, "tide")
    free_slug(article, "tide", locale="en")

    assert list(SlugClaim.objects.values_list("locale", "slug")) == [("de", "tide")]


# --- 301 and 410 ----------------------------------------------------------------------------------------------------


def test_an_older_public_slug_of_a_live_article_has_moved(clock):
    article = make_article(slug="tide")
    publish_now(article)
    edit(article, slug="ebb")
    version = publish_now(article).version
    clock.pass_(seconds=1)

    assert status("tide", clock.now) == Moved("ebb", "en")
    assert status("ebb", clock.now) == Live(version.pk)


def test_an_unpublished_rename_does_not_answer(clock):
    article = make_article(slug="tide")
    publish_now(article)
    edit(article, slug="ebb")

    assert status("ebb", clock.now) is None


def test_a_scheduled_rename_does_not_answer_before_its_start(clock):
    article = make_article(slug="tide")
    publish_now(article)
    edit(article, slug="ebb")
    version = schedule_for(article, clock.in_(hours=1)).version

    assert status("ebb", clock.now) is None
    assert status("ebb", version.live_from) == Live(version.pk)
    assert status("tide", version.live_from) == Moved("ebb", "en")


def test_a_slug_borne_by_suppressed_versions_only_is_gone_even_when_the_article_is_live_elsewhere(clock):
    article = make_article(slug="tide")
    publish_now(article)
    withdraw_now(article, "killed")
    edit(article, slug="ebb")
    publish_now(article, again=True)
    clock.pass_(seconds=1)

    assert status("tide", clock.now) == Gone(article.uuid, "suppressed")


def test_an_older_slug_of_an_article_that_is_gone_is_gone(clock):
    article = make_article(slug="tide")
    publish_now(article)
    edit(article, slug="ebb")
    publish_now(article)
    clock.pass_(seconds=1)
    withdraw_now(article)

    assert status("tide", clock.now) == status("ebb", clock.now) == Gone(article.uuid, "unpublished")


def test_a_slug_is_sought_in_its_own_locale(clock):
    publish_now(make_article(slug="tide", locale="de"))
    clock.pass_(seconds=1)

    assert status("tide", clock.now) is None
    assert isinstance(status("tide", clock.now, locale="de"), Live)
