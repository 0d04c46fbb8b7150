"""The search against an article in every state: hidden words find nothing, public ones do, in the tables, too."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from articles.models import SearchDocument
from articles.publishing.due import retire
from articles.search.index import forget
from tests.articles.search.tables import bytes_of_the_index
from tests.articles.soak import SOAK
from tests.factories import edit, schedule_for
from tests.leaks.answers import seen_in
from tests.leaks.newsroom import CANARY, LIVE, LIVE_IN_GERMAN, NOW, Newsroom
from tests.leaks.test_nothing_unpublished_leaks import add_what_is_hidden

SEARCHED = ("title", "kicker", "lead", "heading", "body", "mark", "note", "figcaption", "covercaption")
"""Fields whose words are in the index."""
EVERY_CANARY = ("/api/v1/search/?q=zq&locale=*&page_size=100", "/api/v1/articles/?search=zq&locale=*&page_size=100")


@pytest.fixture
def room(newsroom: Newsroom) -> Iterator[Newsroom]:
    with time_machine.travel(NOW, tick=False):
        yield newsroom


def test_every_hidden_word_finds_nothing(client: Client, room: Newsroom) -> None:
    nothing = client.get("/api/v1/search/?q=nosuchword&locale=*").content

    for word in sorted(room.hidden)[:: 1 if SOAK > 1 else 6]:  # all of them by their beginning: below
        assert client.get(f"/api/v1/search/?q={word}&locale=*").content == nothing, word
        assert client.get(f"/api/v1/articles/?search={word}&locale=*").json()["count"] == 0, word


def test_every_hidden_word_finds_nothing_in_the_reader(client: Client, room: Newsroom) -> None:
    def answer(word: str, path: str) -> bytes:
        return client.get(f"{path}?q={word}").content.replace(word.encode(), b"")

    for path in ("/search/", "/de/search/"):
        nothing = answer("nosuchword", path)
        for word in sorted(word for word in room.hidden if word.endswith(("titlezq", "bodyzq"))):
            assert answer(word, path) == nothing, word


def test_every_public_word_is_found(client: Client, room: Newsroom) -> None:
    for locale, names in (("en", LIVE), ("de", LIVE_IN_GERMAN)):
        for name in names:
            for part in SEARCHED:
                word = f"zq{name}{part}zq"
                assert word in room.shown
                (hit,) = client.get(f"/api/v1/search/?q={word}&locale={locale}").json()["results"]
                assert f"zq{name}titlezq" in hit["title"]
                assert f"<mark>{word}</mark>" in "".join(hit["snippet"].values())


def test_the_beginning_of_every_word_shows_what_is_public_and_nothing_else(client: Client, room: Newsroom) -> None:
    for address in EVERY_CANARY:
        answer = client.get(address)
        assert answer.json()["count"] == len(LIVE) + len(LIVE_IN_GERMAN)
        assert seen_in(answer) - room.shown == set()
    for path in ("/search/?q=zq", "/de/search/?q=zq", "/search/?q=zq&page=2"):
        assert seen_in(client.get(path)) - room.shown == set()


def test_what_is_hidden_changes_no_byte_of_what_is_found(client: Client, room: Newsroom) -> None:
    def answers() -> list[tuple[bytes, dict[str, str]]]:
        words = ("zq", "lead end", '"is the lead"')
        found = [client.get("/api/v1/search/", {"q": word, "locale": "*"}) for word in words]
        return [(answer.content, dict(answer.headers)) for answer in found]

    before = answers()
    add_what_is_hidden(room)

    assert answers() == before


def test_the_tables_of_the_search_know_no_hidden_word(room: Newsroom) -> None:
    retire()  # what newer versions replaced: an hour after
    forget()

    known = {word.decode() for word in re.findall(CANARY.pattern.encode(), bytes_of_the_index())}

    assert known & room.hidden == set()
    assert {f"zq{name}{part}zq" for name in LIVE for part in SEARCHED} <= known
    assert SearchDocument.objects.count() == len(LIVE) + len(LIVE_IN_GERMAN)


def test_saving_and_scheduling_move_no_byte_of_the_tables(room: Newsroom) -> None:
    before = bytes_of_the_index()

    edit(room.articles["newer"], title="zqanotherzq")
    schedule_for(room.articles["draft"], NOW.replace(year=2027))

    assert bytes_of_the_index() == before
