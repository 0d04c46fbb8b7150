"""Processes that do things at one moment, each with a connection of its own; a report as JSON on standard output.

Run by test_concurrency.py as a process of its own, on a database that nobody else uses: `DATABASE_URL` says which.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from statistics import median
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.editing.drafts import save_draft  # noqa: E402
from articles.editing.freezing import freeze  # noqa: E402
from articles.editing.taxonomy import delete_term, save_term  # noqa: E402
from articles.errors import Refused, StaleAct  # noqa: E402
from articles.models import Article, Category, Change, ContentState, PublishedVersion, User  # noqa: E402
from articles.publishing.actions import Pending, expire, publish  # noqa: E402
from articles.publishing.due import note_all_due, retire  # noqa: E402
from articles.publishing.scheduling import schedule, unschedule  # noqa: E402
from articles.publishing.withdrawal import withdraw  # noqa: E402
from articles.snapshot import Related  # noqa: E402
from tests.articles.publishing.oracle import Act, History  # noqa: E402
from tests.factories import edit, make_article, make_category, make_content, make_user, publish_now  # noqa: E402

forking = multiprocessing.get_context("fork")
ARTICLES = 5
WRITERS, WORKERS = 8, 2
Outcome = str


def in_processes(*jobs: Callable[[], Any]) -> list[Any]:
    """What each job gives, all run at once in processes of their own. The parent keeps no connection open meanwhile."""
    connections.close_all()
    results = forking.Queue()

    def run(number: int, job: Callable[[], Any]) -> None:
        try:
            results.put((number, job()))
        except BaseException:
            results.put((number, {"error": traceback.format_exc()}))
            raise
        finally:
            connections.close_all()

    processes = [forking.Process(target=run, args=(number, job)) for number, job in enumerate(jobs)]
    for process in processes:
        process.start()
    given = dict(results.get(timeout=300) for _ in processes)
    for process in processes:
        process.join()
    return [given[number] for number in range(len(jobs))]


def outcome_of(act: Callable[[], Any]) -> Outcome:
    """ "done", or the name of the refusal; anything else with its trace."""
    try:
        act()
    except Refused as refused:
        return type(refused).__name__
    except Exception:
        return traceback.format_exc()
    return "done"


def race(left: Callable[[int], Any], right: Callable[[int], Any], rounds: int) -> list[tuple[Outcome, Outcome]]:
    """Both at one moment, round by round, each in its own process: what came out for the left and for the right."""
    start = forking.Barrier(2)

    def run(act: Callable[[int], Any]) -> list[Outcome]:
        outcomes = []
        for number in range(rounds):
            start.wait(timeout=60)
            outcomes.append(outcome_of(partial(act, number)))
        return outcomes

    return list(zip(*in_processes(lambda: run(left), lambda: run(right)), strict=True))


def paula() -> User:
    return User.objects.get(username="paula")


# --- Contests of two ------------------------------------------------------------------------------------------------


def two_publishes(rounds: int) -> dict[str, Any]:
    articles = [make_article(paula(), slug=f"publish-{number}") for number in range(rounds)]

    def act(number: int) -> None:
        article = articles[number]
        publish(article, revision=1, seen=0, by=article.owner)

    outcomes = race(act, act, rounds)
    versions = [article.versions.count() for article in articles]
    return {"outcomes": outcomes, "versions": versions}


def two_saves(rounds: int) -> dict[str, Any]:
    articles = [make_article(paula(), slug=f"save-{number}") for number in range(rounds)]

    def save(title: str) -> Callable[[int], None]:
        def act(number: int) -> None:
            content = make_content(title=title, slug=f"save-{number}")
            save_draft(articles[number], content, base=1, by=articles[number].owner)

        return act

    outcomes = race(save("Left"), save("Right"), rounds)
    titles = list(Article.objects.filter(slug__startswith="save-").order_by("pk").values_list("title", "head"))
    return {"outcomes": outcomes, "titles": titles}


def withdraw_against_publish(rounds: int, how: str) -> dict[str, Any]:
    """The publisher tries once with what it saw; who withdraws looks again until it is done."""
    articles = [make_article(paula(), slug=f"{how}-{number}") for number in range(rounds)]
    for article in articles:
        publish_now(article)

    def publish_again(number: int) -> None:
        publish(articles[number], revision=1, seen=1, by=articles[number].owner, again=True)

    def take_back(number: int) -> None:
        while True:
            seen = Article.objects.values_list("acts", flat=True).get(pk=articles[number].pk)
            try:
                withdraw(articles[number], how=how, seen=seen)
            except StaleAct:
                continue
            return

    outcomes = race(publish_again, take_back, rounds)
    live = PublishedVersion.objects.live(at=timezone.now()).filter(article__in=articles)
    return {"outcomes": outcomes, "live": live.count()}


def one_slug(rounds: int) -> dict[str, Any]:
    articles = [
        [make_article(paula(), slug=f"{side}-{number}") for number in range(rounds)] for side in ("left", "right")
    ]

    def rename(side: int) -> Callable[[int], None]:
        def act(number: int) -> None:
            article = articles[side][number]
            save_draft(article, make_content(slug=f"wanted-{number}"), base=1, by=article.owner)

        return act

    outcomes = race(rename(0), rename(1), rounds)
    return {"outcomes": outcomes, "owners": Article.objects.filter(slug__startswith="wanted-").count()}


def a_term_deleted(rounds: int, use: str) -> dict[str, Any]:
    """A category is deleted while a publish (or a save) names it."""
    articles, categories = [], []
    for number in range(rounds):
        category = make_category(f"{use} {number}")
        article = make_article(paula(), slug=f"{use}-term-{number}", category=str(category.uuid))
        edit(article, category=None)
        articles.append(article)
        categories.append(category)

    def name_it(number: int) -> None:
        article = articles[number]
        if use == "publish":
            publish(article, revision=1, seen=0, by=article.owner)
        else:
            content = replace(article.revisions.get(number=1).content, title="Again")
            save_draft(article, content, base=2, by=article.owner)

    outcomes = race(name_it, lambda number: delete_term(Category.objects.get(pk=categories[number].pk)), rounds)
    return {"outcomes": outcomes, "left": Category.objects.filter(name__startswith=use).count()}


def parents_of_each_other(rounds: int) -> dict[str, Any]:
    pairs = [[make_category(f"{side} {number}") for side in ("Up", "Down")] for number in range(rounds)]

    def put(below: int) -> Callable[[int], None]:
        def act(number: int) -> None:
            category = Category.objects.get(pk=pairs[number][below].pk)
            category.parent = Category.objects.get(pk=pairs[number][1 - below].pk)
            save_term(category)

        return act

    return {"outcomes": race(put(0), put(1), rounds)}


# --- Eight writers and two workers ----------------------------------------------------------------------------------


@dataclass
class Diary:
    """What one writer did: to be added up and replayed."""

    saves: Counter[int] = field(default_factory=Counter)
    acts: list[tuple[int, Act]] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


class Writer:
    """Does something random, again and again, with whatever it sees at that moment."""

    def __init__(self, number: int, articles: list[int]) -> None:
        self.random = random.Random(number)
        self.articles = articles
        self.user = paula()
        self.diary = Diary()
        self.choices = [self.save] * 4 + [self.publish] * 4 + [self.schedule] * 3
        self.choices += [self.unschedule, self.expire, self.withdraw, self.withdraw]

    def work(self, until: float) -> Diary:
        while time.monotonic() < until:
            act = self.random.choice(self.choices)
            article = Article.objects.get(pk=self.random.choice(self.articles))
            began = time.monotonic()
            outcome = outcome_of(partial(act, article))
            self.diary.seconds.append(time.monotonic() - began)
            self.diary.outcomes[f"{act.__name__}: {outcome}"] += 1
        return self.diary

    def save(self, article: Article) -> None:
        others = Article.objects.filter(pk__in=self.random.sample(self.articles, 3)).exclude(pk=article.pk)
        related = tuple(Related(article=str(other.uuid)) for other in others)
        content = replace(freeze(article), title=f"Title {self.random.random()}", related=related)
        save_draft(article, content, base=article.head, by=self.user)
        self.diary.saves[article.pk] += 1

    def note(self, article: Article, act: Act) -> None:
        self.diary.acts.append((article.pk, act))

    def publish(self, article: Article) -> None:
        waiting = article.versions.scheduled(at=timezone.now()).values_list("pk", flat=True)
        pending = Pending(keep=waiting[:1], replace=waiting[1:])
        replaced = frozenset(pending.replace)
        kind = self.random.choice(["update", "silent", "correction"])
        done = publish(
            article, revision=article.head, seen=article.acts, by=self.user, kind=kind, again=True, note="Why.",
            pending=Pending(keep=set(pending.keep), replace=replaced),
        )  # fmt: skip
        self.note(article, Act("publish", done.moment, done.version.pk, kind=kind, replaced=replaced))

    def schedule(self, article: Article) -> None:
        at = timezone.now() + timedelta(milliseconds=self.random.choice([20, 100, 400]))
        done = schedule(article, at=at, revision=article.head, seen=article.acts, by=self.user, again=True)
        self.note(article, Act("schedule", done.moment, done.version.pk, starts=at, kind="update"))

    def unschedule(self, article: Article) -> None:
        version = article.versions.scheduled(at=timezone.now()).first()
        if version is not None:
            done = unschedule(article, version=version.pk, seen=article.acts)
            self.note(article, Act("unschedule", done.moment, version.pk))

    def expire(self, article: Article) -> None:
        at = self.random.choice([None, timezone.now() + timedelta(milliseconds=100)])
        done = expire(article, seen=article.acts, at=at)
        self.note(article, Act("expire", done.moment, expires=at or done.moment))

    def withdraw(self, article: Article) -> None:
        how = self.random.choice(["unpublished", "withdrawn", "killed"])
        done = withdraw(article, how=how, seen=article.acts)
        self.note(article, Act("withdraw", done.moment, how=how))


def watch(until: float) -> dict[str, Any]:
    """A worker: notes what came due. Gives how many Changes it noted."""
    noted, outcomes = 0, Counter[str]()
    while time.monotonic() < until:
        try:
            noted += note_all_due()
            retire()
        except Exception:
            outcomes[traceback.format_exc()] += 1
        time.sleep(0.005)
    return {"noted": noted, "errors": outcomes}


def writers_and_workers(seconds: float) -> dict[str, Any]:
    articles = [make_article(paula(), slug=f"busy-{number}").pk for number in range(ARTICLES)]
    before = ContentState.read().public_sequence
    until = time.monotonic() + seconds
    given = in_processes(
        *(lambda number=number: Writer(number, articles).work(until) for number in range(WRITERS)),
        *(lambda: watch(until) for _ in range(WORKERS)),
    )
    broken = [one["error"] for one in given if isinstance(one, dict) and "error" in one]
    if broken:
        return {"errors": broken}
    diaries: list[Diary] = given[:WRITERS]
    outcomes = sum((diary.outcomes for diary in diaries), Counter[str]())
    waits = sorted(second for diary in diaries for second in diary.seconds)
    errors = [outcome for outcome in outcomes if "Traceback" in outcome]
    errors += [error for worker in given[WRITERS:] for error in worker["errors"]]
    time.sleep(0.5)  # everything that was scheduled has come
    note_all_due()
    return {
        "errors": errors,
        "outcomes": {key: count for key, count in outcomes.items() if "Traceback" not in key},
        "noted": [worker["noted"] for worker in given[WRITERS:]],
        "wrong": [fault for article in articles for fault in compare(article, diaries)] + compare_log(before),
        "acts": sum(len(diary.acts) for diary in diaries) + sum(sum(diary.saves.values()) for diary in diaries),
        "median": median(waits),
        "p99": waits[int(len(waits) * 0.99)],
        "longest": waits[-1],
    }


def compare(article_id: int, diaries: list[Diary]) -> list[str]:
    """The article as it stands against what the writers say that they did, replayed by the oracle."""
    article = Article.objects.get(pk=article_id)
    acts = [act for diary in diaries for owner, act in diary.acts if owner == article_id]
    history = History(acts=sorted(acts, key=lambda act: act.moment))
    story = history.future()
    columns = ("pk", "live_from", "live_until", "ended_by", "kind", "published_at", "updated_at")
    rows = [
        (*row[:-1], row[-1] is not None)
        for row in article.versions.order_by("live_from").values_list(*columns, "suppressed_at")
    ]
    told = [(one.version, one.since, one.until, one.cause, one.kind, one.published, one.updated, one.suppressed)
            for one in story.shown]  # fmt: skip
    log = list(Change.objects.filter(article=article).order_by("number").values_list("at", "kind"))
    checks = {
        "a save was lost": article.head == 1 + sum(diary.saves[article_id] for diary in diaries),
        "revisions have a gap": sorted(article.revisions.values_list("number", flat=True))
        == list(range(1, article.head + 1)),
        "an act was lost": article.acts == len(acts),
        "two acts share a moment": len({act.moment for act in acts}) == len(acts),
        "versions differ from the replay": rows == told,
        "the log differs from the replay": log == story.log,
        "more than one version is open": sum(row[2] is None for row in rows) <= 1,
    }
    return [f"article {article_id}: {fault}" for fault, holds in checks.items() if not holds]


def compare_log(before: int) -> list[str]:
    numbers = list(Change.objects.filter(number__gt=before).order_by("number").values_list("number", flat=True))
    newest = ContentState.read().public_sequence
    return [] if numbers == list(range(before + 1, newest + 1)) else ["numbers of the log have a gap or a double"]


def main(seconds: float, rounds: int) -> None:
    call_command("migrate", verbosity=0)
    make_user("publisher", "paula")
    report = {
        "writers and workers": writers_and_workers(seconds),
        "two publishes": two_publishes(rounds),
        "two saves": two_saves(rounds),
        "unpublish against publish": withdraw_against_publish(rounds, "unpublished"),
        "kill against publish": withdraw_against_publish(rounds, "killed"),
        "one slug": one_slug(rounds),
        "a term deleted while published": a_term_deleted(rounds, "publish"),
        "a term deleted while saved": a_term_deleted(rounds, "save"),
        "parents of each other": parents_of_each_other(rounds),
    }
    json.dump(report, sys.stdout, default=str)


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
