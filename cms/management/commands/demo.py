"""Fill an empty site with the demo magazine, so that there is something to look at."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.demo.loading import USERNAME, is_loaded, load


class Command(BaseCommand):
    help = "Load the demo content and make its editor's account. A site that has an article is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded():
            self.stdout.write("Demo content: this site has articles of its own, or the demo already; nothing changed.")
            return
        loaded = load()
        self.stdout.write(f"Demo content: {loaded.articles} articles; the login of “{USERNAME}” is in {loaded.login}.")
