"""Load the demo content: a small magazine in which every state of an article can be seen. Once, and all or nothing."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from articles.editing.author_links import clean_links
from articles.editing.bios import save_bio
from articles.editing.taxonomy import save_term
from articles.editing.term_translations import join_translations
from articles.models import Article, Author, PublishedVersion, Tag, User
from articles.publishing.actions import expire, publish
from articles.publishing.scheduling import schedule
from articles.publishing.withdrawal import withdraw
from articles.rules import PUBLISHER
from articles.transfer.importing import import_article
from cms.demo.gallery import Gallery, dress
from cms.demo.plan import (
    ENGLISH,
    GERMAN,
    Correction,
    Entry,
    ScheduledChange,
    entries,
    manuscript,
    people,
    replaced,
    tag_names,
    translations,
)

USERNAME: Final = "editor"
UNAMBIGUOUS: Final = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Loaded:
    articles: int
    login: Path


def is_loaded() -> bool:
    """The site has an article: whoever deleted the demo's editor or some of its articles wants no second load."""
    return Article.objects.exists()


@transaction.atomic
def load(gallery: Gallery, *, editor: User, password: str) -> Loaded:
    """People, then all drafts, then what they link to and their way to readers. The login is written last."""
    make_authors(gallery)
    originals = entries()
    plan = [*originals, *translations(originals)]
    drafts = make_drafts(plan, by=editor)
    join_terms(plan, drafts)
    now = timezone.now()
    for entry, article in reversed(list(zip(plan, drafts, strict=True))):  # oldest first, as it would have happened
        bring_out(entry, article, gallery, by=editor, now=now)
    return Loaded(articles=len(drafts), login=write_login(password))


# --- People ---------------------------------------------------------------------------------------------------------


def new_password() -> str:
    """About 79 random bits, in letters that nobody takes for others."""
    letters = [secrets.choice(UNAMBIGUOUS) for _ in range(16)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, 16, 4))


def make_editor(password: str) -> User:
    """The account, with this password; one that a broken load left behind is taken up again."""
    editor, _ = User.objects.update_or_create(
        username=USERNAME, defaults={"first_name": "Edda", "last_name": "Marchetti", "is_staff": True}
    )
    editor.set_password(password)
    editor.save()
    editor.groups.add(Group.objects.get(name=PUBLISHER))
    return editor


def make_authors(gallery: Gallery) -> None:
    for person in people():
        hung = gallery.get(person.portrait)
        author = Author(name=person.name, links=clean_links(list(person.links)), portrait=hung.image if hung else None)
        save_term(author)
        for locale, text in person.bios.items():
            save_bio(author, locale=locale, text=text)


def write_login(password: str) -> Path:
    """Username and password in a file that only this account of the machine can read."""
    path = Path(settings.VAR_DIR, "editor-login")
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(f"{USERNAME}\n{password}\n")
    return path


# --- Articles -------------------------------------------------------------------------------------------------------


def make_drafts(plan: Sequence[Entry], *, by: User) -> list[Article]:
    """All of them without related articles, since each links to others."""
    return [
        import_article(replace(manuscript(entry.text), related=()), by=by, locale=entry.locale).article
        for entry in plan
    ]


def join_terms(plan: Sequence[Entry], drafts: Sequence[Article]) -> None:
    """Categories of an article and its translation, and tags by their list, are translations of each other."""
    by_slug = {entry.slug: draft for entry, draft in zip(plan, drafts, strict=True)}
    for entry in plan:
        if not entry.original:
            continue
        theirs, ours = by_slug[entry.original].category, by_slug[entry.slug].category
        while theirs is not None and ours is not None and theirs.translation_key != ours.translation_key:
            join_translations(theirs, ours)
            theirs, ours = theirs.parent, ours.parent
    for english, german in tag_names().items():
        pair = [
            Tag.objects.filter(name=name, locale=locale).first()
            for name, locale in ((english, ENGLISH), (german, GERMAN))
        ]
        if pair[0] is not None and pair[1] is not None:
            join_translations(pair[0], pair[1])


def bring_out(entry: Entry, article: Article, gallery: Gallery, *, by: User, now: datetime) -> None:
    def take(text: str) -> None:
        take_text(article, text, by=by)
        dress(article, gallery, cover=entry.picture, by=by)

    text = entry.text
    if entry.correction is not None:
        text = replaced(text, entry.correction.right, entry.correction.wrong)
    take(text)
    if entry.scheduled is not None:
        schedule(article, at=entry.scheduled.from_now(now), revision=article.head, seen=article.acts, by=by)
    if entry.published is None:
        return
    date = entry.published.from_now(now)
    publish(article, revision=article.head, seen=article.acts, by=by, published_at=date)
    article.refresh_from_db()
    if entry.correction is not None:
        take(entry.text)
        correct(article, entry.correction, by=by)
    if entry.change is not None:
        take(replaced(entry.text, entry.change.old, entry.change.new))
        schedule_change(article, entry.change, by=by, now=now)
    if entry.is_expired:
        expire(article, seen=article.acts)
    if entry.taken_back:
        withdraw(article, how=entry.taken_back, seen=article.acts, note=entry.withdrawal_note)
    if entry.newer_text is not None:
        take(entry.newer_text)


def take_text(article: Article, text: str, *, by: User) -> None:
    """Make the text the draft, with its related articles; `article` is brought up to date."""
    imported = import_article(manuscript(text), by=by, into=article)
    if imported.unplaced:
        raise ValueError(f"{article.slug}: {'; '.join(map(str, imported.unplaced))}")
    article.refresh_from_db()


def correct(article: Article, correction: Correction, *, by: User) -> None:
    kind = PublishedVersion.Kind.CORRECTION
    publish(article, revision=article.head, seen=article.acts, by=by, kind=kind, note=correction.note)
    article.refresh_from_db()


def schedule_change(article: Article, change: ScheduledChange, *, by: User, now: datetime) -> None:
    schedule(article, at=change.at.from_now(now), revision=article.head, seen=article.acts, by=by, note=change.note)
    article.refresh_from_db()
