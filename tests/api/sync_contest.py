"""Processes that publish, rename, edit and withdraw while others keep copies of the site; a report as JSON.

Run by test_changes_concurrency.py as a process of its own, on a database that nobody else uses.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from tests.articles.publishing.contest import in_processes, outcome_of, paula  # sets Django up

# isort: split

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles.editing.bios import save_bio
from articles.editing.category_tree import move_category
from articles.editing.drafts import save_draft
from articles.editing.freezing import freeze
from articles.editing.merging_terms import merge_terms
from articles.editing.taxonomy import save_term
from articles.media.library import save_image
from articles.media.tasks import make_missing_renditions
from articles.models import Article, Author, Category, Change, ContentState, Image, Tag
from articles.models.article_ties import article_faces
from articles.models.public_faces import author_faces, category_faces, tag_faces
from articles.models.public_images import image_faces
from articles.models.public_log import digest_of
from articles.publishing.actions import Pending, publish
from articles.publishing.due import note_all_due
from articles.publishing.scheduling import schedule
from articles.publishing.withdrawal import withdraw
from articles.snapshot import Byline, Cover, Related
from tests.api.replica import Replica
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_image,
    make_tag,
    make_user,
)

ARTICLES, TERMS, WRITERS, READERS = 6, 4, 4, 2


class Writer:
    """Does something random, again and again, with whatever it sees at that moment."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)
        self.user = paula()
        self.outcomes: Counter[str] = Counter()

    def work(self, until: float) -> Counter[str]:
        on_articles = [self.save] * 4 + [self.publish] * 5 + [self.withdraw] * 3 + [self.schedule]
        on_terms = [self.rename] * 3 + [self.describe, self.move, self.picture]
        rare = [self.merge]
        once = [self.publish, *dict.fromkeys([*on_articles, *on_terms, *rare])]  # however slow the machine is
        while once or time.monotonic() < until:
            act = self.random.choice(self.random.choice([on_articles, on_articles, on_terms, on_terms, rare]))
            act = once.pop(0) if once else act
            self.outcomes[f"{act.__name__}: {outcome_of(act)}"] += 1
        return self.outcomes

    def one(self, model: Any) -> Any:
        return self.random.choice(list(model.objects.order_by("pk")))

    def one_term(self, model: Any) -> Any:
        return self.random.choice(list(model.objects.standing().order_by("pk")))

    def save(self) -> None:
        article, image = self.one(Article), self.one(Image)
        content = replace(
            freeze(article),
            title=f"Title {self.random.random()}",
            authors=(Byline(str(self.one_term(Author).uuid)),),
            category=str(self.one_term(Category).uuid),
            tags=(str(self.one_term(Tag).uuid),),
            cover=self.random.choice([None, Cover(str(image.uuid))]),
            related=tuple(Related(article=str(self.one(Article).uuid)) for _ in range(2)),
        )
        save_draft(article, content, base=article.head, by=self.user)

    def publish(self) -> None:
        article = self.one(Article)
        waiting = article.versions.scheduled(at=timezone.now()).values_list("pk", flat=True)
        pending = Pending(replace=set(waiting))
        publish(article, revision=article.head, seen=article.acts, by=self.user, again=True, pending=pending)

    def schedule(self) -> None:
        article = self.one(Article)
        at = timezone.now() + timedelta(milliseconds=self.random.choice([20, 100, 400]))
        schedule(article, at=at, revision=article.head, seen=article.acts, by=self.user, again=True)

    def withdraw(self) -> None:
        article = self.one(Article)
        withdraw(article, how=self.random.choice(["unpublished", "withdrawn", "killed"]), seen=article.acts)

    def rename(self) -> None:
        term = self.one_term(self.random.choice([Author, Category, Tag]))
        term.name = f"Name {self.random.random()}"
        if isinstance(term, Author):
            term.portrait = self.random.choice([None, self.one(Image)])
        save_term(term)

    def describe(self) -> None:
        save_bio(self.one_term(Author), locale="en", text=f"Bio {self.random.random()}")

    def move(self) -> None:
        move_category(self.one_term(Category), parent=None, position=self.random.randrange(TERMS))

    def picture(self) -> None:
        image = self.one(Image)
        image.alt = f"Alt {self.random.random()}"
        save_image(image)

    def merge(self) -> None:
        model = self.random.choice([Author, Category, Tag])
        if model.objects.standing().count() > 2:
            merge_terms(self.one_term(model), self.one_term(model))
        else:
            {Author: make_author, Category: make_category, Tag: make_tag}[model](f"New {self.random.random()}")


def watch(until: float) -> dict[str, Any]:
    """A worker: notes what came due, and makes what renditions are missing."""
    errors: Counter[str] = Counter()
    noted = 0
    while time.monotonic() < until:
        outcome = outcome_of(note_all_due)
        if outcome != "done":
            errors[outcome] += 1
        make_missing_renditions(seconds=0.05)
        time.sleep(0.005)
    return {"noted": noted, "errors": errors}


def ask(query: str) -> dict[str, Any]:
    answer = Client(SERVER_NAME="localhost").get("/api/v1/changes/", QUERY_STRING=query)
    assert answer.status_code == 200, answer.content
    return dict(json.loads(answer.content))


def read(number: int, until: float) -> dict[str, Any]:
    """A copy that begins while all are writing and reads on, in pages of odd sizes."""
    choice = random.Random(number)
    replica = Replica(ask)
    while time.monotonic() < until:
        replica.page_size = choice.choice([1, 2, 3, 7, 100])
        if not replica.read_page():
            time.sleep(0.01)
    return {"records": replica.records, "cursor": replica.cursor, "entries": replica.entries}


def go_on(left: dict[str, Any]) -> Replica:
    replica = Replica(ask)
    replica.records, replica.cursor = left["records"], left["cursor"]
    replica.sync()
    return replica


def faults_of_the_log() -> list[str]:
    """The log against what is public, all of it; and its numbers."""
    at = timezone.now()
    faces = {
        "author": author_faces(set(Author.objects.values_list("pk", flat=True))),
        "tag": tag_faces(set(Tag.objects.values_list("pk", flat=True))),
        "category": category_faces(),
        "image": image_faces(set(Image.objects.values_list("pk", flat=True)), at=at),
        "article": article_faces(set(Article.objects.values_list("pk", flat=True))),
    }
    told = dict(Change.objects.newest().values_list("record", "digest"))
    wrong = [
        f"{type_} {record}"
        for type_, of_type in faces.items()
        for record, face in of_type.items()
        if told.get(record, "") != digest_of(face)
    ]
    numbers = list(Change.objects.order_by("number").values_list("number", flat=True))
    if numbers != list(range(1, ContentState.read().public_sequence + 1)):
        wrong.append("numbers have a gap or a double")
    return wrong


def as_bytes(records: dict[str, Any]) -> bytes:
    return json.dumps(records, sort_keys=True).encode()


def prepare() -> None:
    call_command("migrate", verbosity=0)
    make_user("publisher", "paula")
    for number in range(ARTICLES):
        make_article(paula(), slug=f"busy-{number}")
    for number in range(TERMS):
        make_author(f"Author {number}")
        make_category(f"Category {number}")
        make_tag(f"Tag {number}")
        make_image(paula(), size=(340, 200))
    ask("page_size=1")  # loads the site once, before there are many


def main(seconds: float) -> None:
    prepare()
    until = time.monotonic() + seconds
    jobs: list[Callable[[], Any]] = [partial(lambda number: Writer(number).work(until), one) for one in range(WRITERS)]
    jobs += [partial(watch, until), *(partial(read, number, until) for number in range(READERS))]
    given = in_processes(*jobs)
    broken = [one["error"] for one in given if "error" in one]
    if broken:
        json.dump({"errors": broken}, sys.stdout)
        return
    outcomes = sum(given[:WRITERS], Counter[str]())
    time.sleep(0.5)  # everything that was scheduled has come
    note_all_due()
    whole = Replica(ask)
    whole.sync()
    copies = [go_on(one) for one in given[WRITERS + 1 :]]
    report = {
        "errors": [one for one in outcomes if "Traceback" in one] + list(given[WRITERS]["errors"]),
        "outcomes": outcomes,
        "log": faults_of_the_log(),
        "equal": [as_bytes(copy.records) == as_bytes(whole.records) for copy in copies],
        "read": [len(one["entries"]) for one in given[WRITERS + 1 :]],
        "in order": [
            sorted(one["entries"]) == [tuple(each) for each in one["entries"]] for one in given[WRITERS + 1 :]
        ],
        "records": len(whole.records),
        "sequence": ContentState.read().public_sequence,
    }
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    main(float(sys.argv[1]))
