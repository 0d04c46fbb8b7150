"""Acts on many articles, done one by one: each in a transaction of its own, with what became of it.

A run stands in the database, so that a reload, a second click or the end of a process does nothing twice and loses
nothing: what was not reached waits, and the run's page goes on with it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.bulk_acts import BULK_ACTS, BulkAct, Shown
from articles.admin.bulk_rows import Row, rows_of
from articles.errors import Refused
from articles.models import Article, BulkRun, User

MOST = 100
"""So many articles at once."""
AT_ONCE = 2.0
"""Seconds after which a request has done enough: the page says how far it is, and goes on with the next one."""
KEPT = timedelta(days=7)
Outcome = BulkRun.Outcome
Log = Callable[[Article, str], Any]


def begin(act: BulkAct, key: UUID, asked: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    """Write down what is to be done: `rows` are `entry`s. False if it was begun before."""
    BulkRun.objects.filter(by=act.user, at__lt=timezone.now() - KEPT).delete()
    try:
        with transaction.atomic():
            BulkRun.objects.create(uuid=key, by=act.user, act=act.name, asked=asked, rows=rows)
    except IntegrityError:
        return False
    return True


def entry(act: BulkAct, row: Row | None, shown: Shown, why_not: str = "") -> dict[str, Any]:
    """What a run keeps of an article; `row` is None if that is not there any more. `why_not`: why it is not tried.

    `is_open`: whoever began it may open its page.
    """
    if row is None:
        title, why_not = _("Article {number}").format(number=shown.article), _("It was deleted meanwhile.")
        outcome = Outcome.REFUSED
    else:
        title = row.article.title
        outcome = Outcome.LEFT_OUT if why_not else Outcome.WAITING
    return {
        **shown._asdict(),
        "title": title,
        "is_open": row is not None and act.user.has_perm("articles.change_article", row.article),
        "outcome": outcome,
        "words": why_not,
    }


def go_on(run: BulkRun, *, by: User, log: Log) -> None:
    """Do what waits, one after the other, as long as a request may take."""
    end = monotonic() + AT_ONCE
    while step(run, by=by, log=log) and monotonic() < end:
        pass


@transaction.atomic
def step(run: BulkRun, *, by: User, log: Log) -> bool:
    """Do the first that waits, and keep what became of it. False if none does.

    The run's row is locked before the article's: of two requests that go on with one run, each does what the other
    does not.
    """
    run = BulkRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    waiting = next(iter(run.of(Outcome.WAITING)), None)
    if waiting is None:
        return False
    at = timezone.now()
    act = BULK_ACTS[run.act](by, at=at)
    shown = Shown(waiting["article"], waiting["revision"], waiting["seen"])
    row = next(iter(rows_of([shown.article], at=at, with_pictures=act.reads_pictures)), None)
    waiting["words"], waiting["outcome"] = outcome_of(act, row, shown, run.asked, log)
    run.save(update_fields=["rows"])
    return True


def outcome_of(act: BulkAct, row: Row | None, shown: Shown, asked: dict[str, Any], log: Log) -> tuple[str, str]:
    """What is to be said of it, and its outcome. A refusal has changed nothing."""
    if row is None:
        return _("It was deleted meanwhile."), Outcome.REFUSED
    if why := act.why_not(row):
        return why, Outcome.REFUSED
    try:
        with transaction.atomic():
            words = act.do(row, shown, asked)
            log(row.article, words)
    except Refused as refused:
        return str(refused), Outcome.REFUSED
    return words, Outcome.DONE
