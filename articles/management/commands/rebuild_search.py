"""Make the index of the search anew."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.search.index import add_missing, rebuild


class Command(BaseCommand):
    help = "Make the index of the search anew of what is live now. The site may run meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--missing", action="store_true", help="only what the index lacks")

    def handle(self, *args: Any, missing: bool, **options: Any) -> None:
        documents = add_missing() if missing else rebuild()
        self.stdout.write(f"Indexed for the search: {documents}")
