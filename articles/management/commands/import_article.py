"""Bring an article in from a file: Markdown, a web page with its pictures, or the plain text of a page."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.urls import reverse

from articles.errors import Refused
from articles.models import Article, SlugClaim, User
from articles.rules import ADMINISTRATOR, PUBLISHER
from articles.transfer.article_file import open_article
from articles.transfer.earlier import refuse_second
from articles.transfer.html_encoding import MAX_PAGE_BYTES
from articles.transfer.html_pictures import folders_beside, hang_pictures
from articles.transfer.importing import Imported, find_article, import_article
from articles.transfer.manuscript import Kind
from articles.transfer.rehearsal import rehearse

CONTENT, USAGE = 1, 2
"""Exit codes: the file, or what it asks for, was refused; the command was not given rightly."""


class Command(BaseCommand):
    help = (
        "Make a draft of a Markdown file, of a saved web page with its pictures, or of the plain text of a page. "
        "What it could not place it says."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="UTF-8, 1 MB at most; a page: 10 MB")
        parser.add_argument("--publish", action="store_true", help="make it public at once")
        parser.add_argument("--into", metavar="SLUG", help="make it a newer draft of this article (slug or id)")
        parser.add_argument("--slug", default="", help="its address; else the file's, else made from the title")
        parser.add_argument("--locale", choices=settings.LOCALES, help=f"else the file's, else {settings.LOCALES[0]}")
        parser.add_argument("--by", metavar="USERNAME", help="whose work it is; else the first who may publish")
        parser.add_argument("--again", action="store_true", help="make a second article of a file that is in already")
        parser.add_argument(
            "--pictures", type=Path, metavar="FOLDER", help="else where the file is, and a page’s “_files” folder"
        )
        parser.add_argument("--format", choices=[kind.value for kind in Kind], help="else by the file's name and text")

    def handle(self, *, file: Path, publish: bool, into: str | None, **options: Any) -> None:
        by = who(options["by"])
        target = which(into, options["locale"]) if into else None
        check_rights(by, target, publish=publish)
        folders = picture_folders(file, options["pictures"])
        try:
            article = open_article(read(file), name=file.name, kind=options["format"] and Kind(options["format"]))
            if target is None and not options["again"]:
                refuse_second(article, locale=options["locale"] or article.meta.locale or settings.LOCALES[0])
            asked: dict[str, Any] = {
                "by": by,
                "into": target,
                "locale": options["locale"] or "",
                "slug": options["slug"],
                "publishing": publish,
            }
            rehearse(article, **asked)  # a picture that is in the library stays there
            imported = import_article(hang_pictures(article, folders, by=by), **asked)
        except Refused as refused:
            field = f"{refused.field}: " if refused.field else ""
            raise CommandError(" ".join(f"{file.name}: {field}{refused}".split()), returncode=CONTENT) from refused
        for unplaced in imported.unplaced:
            self.stderr.write(f"{file.name}: {unplaced}")
        self.stdout.write(summary(imported))


def read(path: Path) -> bytes:
    """No more than any file may have. Raises CommandError where there is no such file."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_PAGE_BYTES + 1)
    except OSError as missing:
        raise CommandError(f"{path}: {missing.strerror}", returncode=USAGE) from missing


def picture_folders(page: Path, said: Path | None) -> tuple[Path, ...]:
    """Where pictures are looked for. Raises CommandError where the folder that is said is none."""
    if said is None:
        return folders_beside(page)
    if not said.is_dir():
        raise CommandError(f"{said}: there is no such folder.", returncode=USAGE)
    return (said,)


def who(username: str | None) -> User:
    """That account, or the first that may publish: a superuser, an administrator, a publisher."""
    active = User.objects.filter(is_active=True).order_by("pk")
    if username:
        named = active.filter(username=username).first()
        if named is None:
            raise CommandError(f"There is no active account “{username}”.", returncode=USAGE)
        return named
    for wanted in (Q(is_superuser=True), Q(groups__name=ADMINISTRATOR), Q(groups__name=PUBLISHER)):
        found = active.filter(wanted).first()
        if found is not None:
            return found
    raise CommandError("There is no account that may publish: make one, or say --by.", returncode=USAGE)


def which(name: str, locale: str | None) -> Article:
    """The article of that slug or id; a slug that several locales have needs `locale`."""
    claims = SlugClaim.objects.filter(kind=SlugClaim.Kind.ARTICLE, slug=name).order_by("pk")
    locales = [locale] if locale else list(claims.values_list("locale", flat=True)) or [settings.LOCALES[0]]
    if len(locales) > 1:
        raise CommandError(f"“{name}” is a slug in {', '.join(locales)}: say --locale.", returncode=USAGE)
    article = find_article(name, locale=locales[0])
    if article is None:
        raise CommandError(f"There is no article “{name}”.", returncode=USAGE)
    return article


def check_rights(by: User, into: Article | None, *, publish: bool) -> None:
    """Raises CommandError for what the rules of the desk (articles/rules.py) do not allow this person."""
    wanted = [("articles.add_article", "add articles")] if into is None else [("articles.change_article", "change it")]
    if publish:
        wanted.append(("articles.publish_article", "publish"))
    for permission, act in wanted:
        if not by.has_perm(permission, into):
            raise CommandError(f"{by.get_username()} may not {act}.", returncode=USAGE)


def summary(imported: Imported) -> str:
    content, article = imported.content, imported.article
    if imported.done is None:
        state, address = "draft", reverse("admin:articles_article_change", args=[article.pk])
    else:
        query = "" if content.locale == settings.LOCALES[0] else f"?locale={content.locale}"
        state, address = "published", f"/api/v1/articles/{content.slug}/{query}"
    counts = (
        counted(len(content.sections), "section"),
        counted(len(content.highlights), "highlight"),
        f"{len(content.related)} related",
        counted(content.word_count, "word"),
        f"revision {imported.revision}",
    )
    return f"{content.slug}: {', '.join(counts)}, {state}: {settings.PUBLIC_URL}{address}"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
