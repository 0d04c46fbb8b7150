"""Loading the demo: once, all or nothing, with an account that may sign in."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.test import RequestFactory, override_settings

from articles.models import Article, Change, ContentState, User
from cms.demo.plan import ARTICLES, NEWER, entries
from tests.factories import make_article


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
