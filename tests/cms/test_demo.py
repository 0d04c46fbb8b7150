"""The demo magazine: there is something to look at, in every state, once."""

from __future__ import annotations

import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone

from articles.models import Article, AuthorBio, Change, ContentState, PublishedVersion, User
from articles.models.public_status import Gone, Live, status_by_slug
from articles.publishing.states import State, with_states
from cms.demo.plan import ARTICLES, NEWER, entries, people
from tests.factories import make_article

NOTE = "A demonstration text, written by a language model for Standfirst."


def demo() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


@pytest.fixture
def var(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def loaded(db: None, var: Path) -> Path:
    demo()
    return var


def test_every_state_can_be_seen(loaded: Path) -> None:
    now = timezone.now()
    states = {article.slug: article.state for article in with_states(Article.objects.all(), at=now)}

    assert {slug: state for slug, state in states.items() if state != State.LIVE} == {
        "the-pear-nobody-would-sell": State.SCHEDULED,
        "winter-ferry-to-ansay": State.EXPIRED,
        "birdsong-in-the-classroom": State.WITHDRAWN,
        "night-bus-to-the-harbour": State.NEWER_DRAFT,
        "the-program-that-opens-the-lock": State.NEWER_DRAFT,
        "the-clock-that-runs-late": State.NEWER_DRAFT,
        "notes-from-a-corner-bench": State.DRAFT,
    }
    assert PublishedVersion.objects.live(at=now).count() == 14


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
    live = PublishedVersion.objects.live(at=now)
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
        assert (article.ai_use, article.ai_note) == (Article.AiUse.GENERATED, NOTE), article.slug


def test_every_author_has_a_bio(loaded: Path) -> None:
    assert sorted(AuthorBio.objects.values_list("author__name", "text")) == sorted(people())


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


def test_a_site_with_an_article_is_left_alone(db: None, var: Path) -> None:
    make_article()

    demo()

    assert Article.objects.count() == 1
    assert not (var / "editor-login").exists()


def test_a_load_that_fails_leaves_nothing(db: None, var: Path) -> None:
    (var / "editor-login").mkdir()  # the login cannot be written

    with pytest.raises(OSError, match="editor-login"):
        demo()

    assert (Article.objects.count(), User.objects.count(), ContentState.objects.count()) == (0, 0, 0)


def test_the_plan_names_every_text() -> None:
    plan = [entry.slug for entry in entries()]

    assert sorted(plan) == sorted(path.stem for path in ARTICLES.glob("*.md"))
    assert {path.stem for path in NEWER.glob("*.md")} <= set(plan)
