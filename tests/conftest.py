"""What every test finds: people of each role, and the database that it asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.template import Template
from django.test import override_settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cms.memory import collect_seldom
from cms.settings import local_folder
from tests.factories import make_user

RENDER = Template._render
ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI") == "true"
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared"))


def pytest_collection_finish() -> None:
    collect_seldom()  # else Python looks through all tests for garbage, again and again


@pytest.fixture(scope="session", autouse=True)
def rendered_plainly(django_test_environment: None) -> None:
    """Django's test environment copies the context of each template that is rendered, for tests that ask for it. None
    does, and a page has hundreds."""
    Template._render = RENDER  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def routes() -> None:
    """The routes are made once a process, at the first look: not in a test that switches the reader off."""
    import_module(settings.ROOT_URLCONF)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what is for the other database, rather than skip it: nothing is missing. What asks no database runs
    with SQLite alone, and so does what no database could change."""
    on_sqlite = "sqlite" in settings.DATABASES["default"]["ENGINE"]
    other = "postgresql_only" if on_sqlite else "sqlite_only"
    kept = [item for item in items if item.get_closest_marker(other) is None and (on_sqlite or asks_database(item))]
    if not on_sqlite:
        kept = [item for item in kept if item.path.relative_to(ROOT / "tests").as_posix() not in SAME_ON_BOTH]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
    items.sort(key=lambda item: item.path.name not in LONG)


LONG = {
    "test_any_history.py",
    "test_changes_concurrency.py",
    "test_concurrency.py",
    "test_fuzzed.py",
    "test_keys_open_what_they_say.py",
    "test_nothing_unpublished_leaks.py",
    "test_schema.py",
    "test_search_leaks.py",
    "test_serve.py",
    "test_state_machine.py",
    "test_text_cleaning.py",
}
"""Files that take half a minute each. They come first: at the end one of them would keep one worker busy alone."""
SAME_ON_BOTH = {
    # How a document is written in a format, and what other people's readers make of it. Which articles are in it, in
    # which order and with how many queries: test_http.py, test_corrections.py, test_discovery.py, test_sitemaps.py.
    "feeds/test_atom.py",
    "feeds/test_clients.py",
    "feeds/test_feedsmith.py",
    "feeds/test_hostile_json.py",  # what a database might do to such words: test_hostile.py
    "feeds/test_json_feed.py",
    "feeds/test_ninjs.py",
    "feeds/test_rss.py",
    # The reference, and that answers are as it says: test_fuzzed.py asks that of every answer.
    "api/test_schema.py",
    # What a page says.
    "articles/admin/test_admin_differences.py",
    "articles/admin/test_admin_german.py",
    "articles/admin/test_admin_start.py",
    "cms/test_reader_article.py",
    "cms/test_reader_embeds.py",
    "cms/test_reader_head.py",
    "cms/test_reader_pictures.py",
    "cms/test_reader_weight.py",
}
"""Files of tests that no database could change: they look at what is made of rows, not at how those are asked for or
written. They run with SQLite alone. In doubt a file does not belong here."""
ASKING = {"db", "transactional_db", "django_db_setup", "database_url"}


def asks_database(item: pytest.Item) -> bool:
    """By its marker or one of its fixtures."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & ASKING)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    """In CI a skip is a failure: something that should have run did not. But `needs_shared` may be absent anywhere."""
    outcome = yield
    report = outcome.get_result()
    if IN_CI and report.skipped and not hasattr(report, "wasxfail") and item.get_closest_marker("needs_shared") is None:
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
    pytestconfig: pytest.Config,
    django_db_blocker: Any,
) -> None:
    """Test on a SQLite file as sites have one, not in memory: write-ahead log, queue and other processes are real."""
    database = connections["default"].settings_dict
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        if (kept := migrated(pytestconfig)).exists():
            copyfile(kept, path)
        database["TEST"]["NAME"] = str(path)
    else:
        with django_db_blocker.unblock():
            database["TEST"]["TEMPLATE"] = migrated_template(database)


def migrated(config: pytest.Config) -> Path:
    """Where a SQLite file with all migrations lies from one run to the next: making it takes longer than most tests."""
    return config.cache.mkdir("databases") / f"{migrations()}.sqlite3"


def migrated_template(settings: dict[str, Any]) -> str:
    """The name of a PostgreSQL database with all migrations: the first worker makes it, each copies it.

    It stays on a server that DATABASE_URL names, for the next run.
    """
    name = f"standfirst_migrated_{migrations()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [int(migrations()[:8], 16)])  # until the connection ends
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}_begun"')  # by a run that was broken off
            cursor.execute(f'CREATE DATABASE "{name}_begun"')
            own, settings["NAME"] = settings["NAME"], f"{name}_begun"
            call_command("migrate", verbosity=0)
            connection.close()
            settings["NAME"] = own
            cursor.execute(f'ALTER DATABASE "{name}_begun" RENAME TO "{name}"')
    return name


def migrations() -> str:
    """Another word for each state of all migrations, of ours and of those that come with packages."""
    files = [ROOT / "requirements.txt", *sorted(ROOT.glob("*/migrations/*.py"))]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """Kept is the file of this run alone, in a folder that goes."""
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, pytestconfig: pytest.Config) -> None:
    if connection.vendor == "sqlite" and not (kept := migrated(pytestconfig)).exists():
        with django_db_blocker.unblock(), TemporaryDirectory(dir=kept.parent) as folder, connection.cursor() as cursor:
            copy = Path(folder, "copy.sqlite3")
            cursor.execute("VACUUM INTO %s", [str(copy)])
            copy.replace(kept)  # at once: another worker may be looking


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def _fast_passwords(settings, media: Path) -> None:  # type: ignore[no-untyped-def]
    for name, value in settings_of_tests(media).items():
        setattr(settings, name, value)


def settings_of_tests(media: Path) -> dict[str, Any]:
    """Argon2 takes 120 ms a hash by design; what it does is tested on its own. Files lie where tests may leave them."""
    folders = {kind: local_folder(media / kind) for kind in ("originals", "renditions")}
    static = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    return {
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "API_THROTTLE": None,  # who asks as fast as tests do is told to wait
        "STORAGES": settings.STORAGES | static | folders,
    }


@pytest.fixture(scope="module")
def building(django_db_setup: None, django_db_blocker: Any, media: Path) -> Iterator[None]:
    """For what all tests of a file look at and is built once: a transaction around them, which is never committed.

    That of each test (`db`) is a savepoint in it. A test of such a file cannot ask for `transactional_db`.
    """
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]  # as Django's own around a test: the domain looks for it
    with django_db_blocker.unblock(), override_settings(**settings_of_tests(media)), around:
        yield
        transaction.set_rollback(True)


@pytest.fixture
def publisher(db):  # type: ignore[no-untyped-def]
    return make_user("publisher", "paula", first_name="Paula", last_name="Publisher")


@pytest.fixture
def editor(db):  # type: ignore[no-untyped-def]
    return make_user("editor", "edgar", first_name="Edgar", last_name="Editor")


@pytest.fixture
def author_user(db):  # type: ignore[no-untyped-def]
    return make_user("author", "aino", first_name="Aino", last_name="Author")


@pytest.fixture
def stranger(db):  # type: ignore[no-untyped-def]
    return make_user("", "sam")


@pytest.fixture
def on_postgresql() -> bool:
    return connection.vendor == "postgresql"


@pytest.fixture
def shared() -> Path:
    """The founders' folder beside the project; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared")
    return SHARED
