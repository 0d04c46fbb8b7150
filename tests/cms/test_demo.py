"""Loading the demo: once, all or nothing, with an account that may sign in. What it shows: every state of an article,
and texts that say who wrote them."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.test import RequestFactory, override_settings
from django.utils import timezone

from articles.models import Article, Author, AuthorBio, Change, ContentState, PublishedVersion, User
from articles.models.public_status import Gone, Live, status_by_slug
from articles.publishing.states import State, with_states
from cms.demo.plan import ARTICLES, NEWER, entries, people
from tests.factories import make_article

NOTES = {
    "en": "A demonstration text, written by a language model for Standfirst.",
    "de": "Ein Demonstrationstext, von einem Sprachmodell für Standfirst geschrieben.",
}


def demo() -> str:
    out = StringIO()
    call_command("demo", "--no-pictures", stdout=out)
    return out.getvalue()


@pytest.fixture
def var(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path


def test_a_site_with_an_article_is_left_alone(db: None, var: Path) -> None:
    make_article()

    demo()

    assert Article.objects.count() == 1
    assert not (var / "editor-login").exists()


@dataclass(frozen=True)
class Loads:
    """What came of a load that failed, and of the next one, which stands. Each takes ten seconds."""

    var: Path
    after_failure: tuple[int, int]
    """Articles and states of the content."""
    said: str


@pytest.fixture(scope="module")
def loads(building: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loads]:
    var = tmp_path_factory.mktemp("var")
    with override_settings(VAR_DIR=var):
        (var / "editor-login").mkdir()  # the login cannot be written
        with pytest.raises(OSError, match="editor-login"):
            demo()
        after_failure = (Article.objects.count(), ContentState.objects.count())
        (var / "editor-login").rmdir()
        yield Loads(var, after_failure, demo())


@pytest.fixture
def loaded(loads: Loads, db: None, settings: Any) -> Path:
    """The folder of a site with the demo."""
    settings.VAR_DIR = loads.var
    return loads.var


def test_the_editor_may_sign_in_and_publish(loaded: Path) -> None:
    path = loaded / "editor-login"
    username, password = path.read_text().splitlines()

    editor = authenticate(RequestFactory().post("/"), username=username, password=password)

    assert isinstance(editor, User)
    assert (editor.username, editor.is_staff, editor.is_superuser) == ("editor", True, False)
    assert editor.has_perm("articles.publish_article")
    assert not editor.has_perm("articles.change_user")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_time_changes_nothing(loaded: Path, django_assert_max_num_queries: Any) -> None:
    login, state = (loaded / "editor-login").read_text(), ContentState.read().stamp
    changes = Change.objects.count()

    with django_assert_max_num_queries(2):
        said = demo()

    assert said == "Demo content: this site has articles of its own, or the demo already; nothing changed.\n"
    assert (loaded / "editor-login").read_text() == login
    assert (ContentState.read().stamp, Change.objects.count()) == (state, changes)


def test_a_load_that_fails_leaves_nothing_and_the_next_one_is_whole(loads: Loads, loaded: Path) -> None:
    assert loads.after_failure == (0, 0)
    assert loads.said.startswith("Demo content: 33 articles")


def test_the_plan_names_every_text() -> None:
    plan = [entry.slug for entry in entries()]

    assert sorted(plan) == sorted(path.stem for path in ARTICLES.glob("*.md"))
    assert {path.stem for path in NEWER.glob("*.md")} <= set(plan)


# --- The magazine ---------------------------------------------------------------------------------------------------


def test_every_state_can_be_seen(loaded: Path) -> None:
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


def test_there_is_one_article_for_each_way_of_taking_back(loaded: Path) -> None:
    assert dict(Article.objects.exclude(withdrawn_how="").values_list("slug", "withdrawn_how")) == {
        "birdsong-in-the-classroom": "withdrawn",
        "a-bandstand-for-one-summer": "unpublished",
        "the-quarry-with-two-owners": "killed",
        "the-recipe-in-the-safe": "legal",
    }


def test_what_the_world_is_told_follows_from_the_states(loaded: Path) -> None:
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


def test_a_correction_says_what_it_corrected(loaded: Path) -> None:
    first, corrected = PublishedVersion.objects.filter(article__slug="the-swifts-of-marl-cross").order_by("live_from")

    assert corrected.kind == PublishedVersion.Kind.CORRECTION
    assert corrected.note == "An earlier version gave 41 nests in bricks for the fifth year; it is 31."
    assert ["<td>41</td>" in str(version.snapshot) for version in (first, corrected)] == [True, False]
    assert corrected.published_at == first.published_at < corrected.updated_at


def test_dates_lie_in_the_past_weeks_and_what_is_to_come_ahead(loaded: Path) -> None:
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


def test_every_article_has_sections_highlights_links_and_says_who_wrote_it(loaded: Path) -> None:
    for article in Article.objects.all():
        assert article.sections.count() >= 2, article.slug
        assert article.highlights.count() >= 1, article.slug
        assert article.related_links.filter(target__isnull=False).exists(), article.slug
        assert article.related_links.filter(target=None).exists(), article.slug
        assert article.bylines.exists(), article.slug
        assert (article.ai_use, article.ai_note) == (Article.AiUse.GENERATED, NOTES[article.locale]), article.slug


def test_german_articles_are_translations_in_terms_of_their_own(loaded: Path) -> None:
    german = Article.objects.filter(locale="de")
    pairs = {
        article.slug: Article.objects.get(locale="en", translation_key=article.translation_key) for article in german
    }

    assert len(pairs) == 12
    for article in german:
        assert article.category is not None
        assert article.category.locale == "de"
        assert article.category.translation_key == pairs[article.slug].category.translation_key


def test_every_author_has_links_and_a_bio_in_each_locale(loaded: Path) -> None:
    bios = {(person.name, locale, text) for person in people() for locale, text in person.bios.items()}

    assert set(AuthorBio.objects.values_list("author__name", "locale", "text")) == bios
    assert len(bios) == 12
    assert all(author.links for author in Author.objects.all())
