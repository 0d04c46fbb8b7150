from __future__ import annotations

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from articles.search.index import add_missing


class Command(BaseCommand):
    help = "Bring the site up to the code: migrate the database, collect static files when they changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="Load the demo content and its editor's account, once.")

    def handle(self, *args: Any, demo: bool, **options: Any) -> None:
        self.reach_database()
        # The address of this start, whatever an earlier one wrote: settings read it where PORT is not said.
        settings.ADDRESS_FILE.write_text(f"http://127.0.0.1:{settings.PORT}\n")
        self.migrate()
        self.collect()
        if demo:
            call_command("demo")

    def reach_database(self) -> None:
        try:
            connection.ensure_connection()
        except OperationalError as failure:
            reason = str(failure).strip().splitlines()[-1].strip()
            raise CommandError(f"The database of DATABASE_URL does not answer: {reason}") from failure

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            self.stdout.write(f"Migrating the database ({len(missing)} steps) …")
            call_command("migrate", interactive=False, verbosity=0)
            add_missing()  # to the index of the search, of a site that is older than it

    def collect(self) -> None:
        """Collect when a source changed since the last time: name, size or time of any."""
        stamp, sources = settings.VAR_DIR / "static.stamp", fingerprint()
        if settings.DEBUG or (stamp.exists() and stamp.read_text() == sources):
            return
        self.stdout.write("Collecting static files …")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(sources)


def fingerprint() -> str:
    """A hash over the static files of all apps and the code that hashes and compresses them."""
    digest = hashlib.sha256(Path(settings.BASE_DIR, "cms", "static.py").read_bytes())
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=[]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
