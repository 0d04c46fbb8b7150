"""What stands around each page costs one query, and is never older than the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from django.test import Client

from articles.editing.taxonomy import save_term
from cms.reader import kept
from tests.cms.reading import NOW, Page, make_live, parsed, texts
from tests.factories import make_article, make_category, schedule_for, withdraw_now

ONE: kept.State = ("epoch", 1)


def bar(page: Page, path: str = "/") -> list[str]:
    return texts(parsed(page(path)), ".//footer//nav//a")  # the same as at the top, without the languages


def test_bar_follows_a_publish_a_rename_and_a_withdrawal_at_once(page: Page, clock: time_machine.Coordinates) -> None:
    cities = make_category("Cities")
    before = bar(page)
    article = make_live(category=str(cities.uuid))
    published = bar(page)
    cities.name = "Towns"
    save_term(cities)
    renamed = bar(page)
    clock.shift(timedelta(seconds=1))
    withdraw_now(article)

    assert (before, published, renamed, bar(page)) == ([], ["Cities"], ["Towns"], [])


def test_bar_follows_the_clock_without_any_write(page: Page, clock: time_machine.Coordinates) -> None:
    cities, rivers = make_category("Cities"), make_category("Rivers")
    make_live(category=str(cities.uuid), expires_at=NOW + timedelta(hours=2))
    schedule_for(make_article(slug="later", category=str(rivers.uuid)), NOW + timedelta(hours=1))
    seen = {0.0: bar(page)}
    for hours in (0.9, 1.0, 1.9, 2.0):
        clock.move_to(NOW + timedelta(hours=hours))
        seen[hours] = bar(page)

    assert seen == {
        0.0: ["Cities"],
        0.9: ["Cities"],
        1.0: ["Cities", "Rivers"],
        1.9: ["Cities", "Rivers"],
        2.0: ["Rivers"],
    }


def test_bar_is_that_of_its_locale(page: Page) -> None:
    make_live(category=str(make_category("Cities").uuid))
    make_live("Ein Titel", "ein-titel", locale="de", category=str(make_category("Wasser", locale="de").uuid))

    assert (bar(page), bar(page, "/de/"), bar(page)) == (["Cities"], ["Wasser"], ["Cities"])


def test_what_could_not_be_had_is_asked_for_again(db: None, clock: time_machine.Coordinates) -> None:
    memory, answers = kept.Kept(), iter([None, "bar"])

    seen = [memory.get("key", lambda: next(answers), state=ONE) for _ in range(3)]

    assert seen == [None, "bar", "bar"]


def test_entry_holds_for_its_state_and_not_before_it_was_made(db: None, clock: time_machine.Coordinates) -> None:
    memory, answers = kept.Kept(), iter("abc")

    def ask(state: kept.State) -> str | None:
        return memory.get("key", lambda: next(answers), state=state)

    first, same, other = ask(ONE), ask(ONE), ask(("epoch", 2))
    clock.shift(timedelta(seconds=-1))

    assert (first, same, other, ask(("epoch", 2))) == ("a", "a", "b", "c")


def test_longest_unused_goes_when_there_are_too_many(
    db: None, clock: time_machine.Coordinates, monkeypatch: Any
) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    memory = kept.Kept()
    for key in ("a", "b", "a", "c"):
        memory.get(key, lambda key=key: key, state=ONE)

    assert [memory.get(key, lambda: "anew", state=ONE) for key in ("a", "c", "b")] == ["a", "c", "anew"]


def test_pages_that_are_no_article_cost_the_bar_one_query(
    page: Page, django_assert_num_queries: Callable[[int], Any]
) -> None:
    make_live(category=str(make_category("Cities").uuid))
    page("/")

    with django_assert_num_queries(0):
        Client().get("/nothing/")
    with django_assert_num_queries(1):
        kept.read_state()
