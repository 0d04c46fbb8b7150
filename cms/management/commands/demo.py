"""Fill an empty site with the demo magazine, so that there is something to look at."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.models import User
from cms.demo.gallery import Gallery, hang, hang_portrait, names
from cms.demo.loading import USERNAME, is_loaded, load, make_editor, new_password
from cms.demo.plan import people


class Command(BaseCommand):
    help = "Load the demo content and make its editor's account. A site that has an article is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-pictures", action="store_true", help="texts alone, in two seconds")

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded():
            self.stdout.write("Demo content: this site has articles of its own, or the demo already; nothing changed.")
            return
        password = new_password()
        editor = make_editor(password)
        gallery = {} if options["no_pictures"] else self.hang_all(editor)
        loaded = load(gallery, editor=editor, password=password)
        self.stdout.write(f"Demo content: {loaded.articles} articles; the login of “{USERNAME}” is in {loaded.login}.")

    def hang_all(self, editor: User) -> Gallery:
        """Outside any transaction: to draw and to crop them takes a second each."""
        gallery: Gallery = {}
        for number, name in enumerate(names(), start=1):
            self.stdout.write(f"\rDrawing pictures: {number} of {len(names())} …", ending="")
            self.stdout.flush()
            gallery[name] = hang(name, by=editor)
        self.stdout.write("")
        for person in people():
            gallery[person.portrait] = hang_portrait(person, by=editor)
        return gallery
