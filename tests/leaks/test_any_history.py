"""Whatever editors do, in whatever order: nothing hidden shows, all that is public does, and an article that was never
public changes no byte for anybody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from hypothesis import example, given, note
from hypothesis import strategies as st

from articles.models.published_version import PublishedVersionQuerySet
from tests.articles.soak import examples
from tests.leaks import site_oracle as oracle
from tests.leaks.answers import body_of, canaries_in, seen_in
from tests.leaks.routes import all_routes, choices_of, described_parameters
from tests.leaks.site_history import HIDDEN, HOWS, PUBLIC, Act, Ground, Site, histories, lay_ground, letter, new_site
from tests.leaks.site_requests import Request, headers_of, hidden_names, names_of, sample, tokens_of, value_of

LOOKS = 3
"""How often a reader comes by while a history is told."""
REQUESTS = 60
"""Each time."""
UNDESCRIBED = {"/api/v1/", "/api/v1/schema/", "/api/v1/docs/"}
OF_HIDDEN = re.compile(f"zq(?=[{''.join(map(letter, HIDDEN))}])")


class Leak(AssertionError):
    """Somebody saw what is hidden, or could tell that it is there."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    words: set[str]


@dataclass
class Readers:
    """They look at a site now and then, and at its twin with the same requests."""

    chance: Random
    size: int = REQUESTS
    past: dict[int, list[tuple[Request, dict[str, str], Answer]]] = field(default_factory=dict)
    """What they asked at that step, with the headers, and were told."""

    def look(self, site: Site, step: int) -> None:
        headers = headers_of(site)
        self.past[step] = []
        for request in sample(site, self.chance, self.size):
            header = headers[request.identity]
            answer = self.ask(request, header)
            self.past[step].append((request, header, answer))
            self.judge(site, request, answer)
            if names_hidden(site, request.address) and request.is_of_the_public:
                self.compare_with_nonsense(site, request, header, answer)

    def look_for_all(self, site: Site) -> None:
        """Completeness: whatever is public is found by who knows the articles' ids."""
        found: set[str] = set()
        for article in site.articles.values():
            found |= self.ask(Request("nobody", f"/api/v1/articles/{article.uuid}/"), {}).words
        missing = (oracle.texts(site.clock) & site.said) - found
        assert not missing, missing

    def look_at_twin(self, site: Site, twin: Site, step: int) -> None:
        for request, headers, answer in self.past.get(step, ()):
            if names_hidden(site, request.address) or not request.is_of_the_public:
                continue
            again = self.ask(request, headers)
            for part in ("status", "headers", "body"):
                if getattr(again, part) != getattr(answer, part):
                    raise Leak(f"{request}: {part} differs without the hidden articles: {answer} and {again}")

    def ask(self, request: Request, headers: dict[str, str]) -> Answer:
        response: HttpResponseBase = Client(raise_request_exception=False).get(request.address, headers=headers)
        answer = Answer(response.status_code, dict(response.headers), body_of(response), seen_in(response))
        may_fail = "min_sequence=" in request.address or request.address.startswith("/readyz")
        assert answer.status < 500 or (answer.status == 503 and may_fail), (request, answer)
        return answer

    def judge(self, site: Site, request: Request, answer: Answer) -> None:
        leaked = answer.words - canaries_in(request.address) - allowed(site, request)
        if leaked:
            raise Leak(f"{request} ({answer.status}): {sorted(leaked)}")

    def compare_with_nonsense(self, site: Site, request: Request, headers: dict[str, str], answer: Answer) -> None:
        """What is hidden answers as what never was, to the byte; but for the name, which some answers repeat."""
        again = self.ask(Request(request.identity, as_nonsense(site, request.address)), headers)
        told, expected = (
            (one.status, as_nonsense(site, one.body.decode("utf-8", "replace")), unnamed(site, one.headers))
            for one in (answer, again)
        )
        if told != expected:
            raise Leak(f"{request} is not answered as nonsense is: {told} and {expected}")


def allowed(site: Site, request: Request) -> set[str]:
    """What this identity may see there."""
    now = site.clock
    words = oracle.shown(site, now)
    query = parse_qs(urlsplit(request.address).query)
    path = urlsplit(request.address).path
    if path.endswith("/changes/"):
        words |= oracle.named_by_the_log(site, now)
    as_of = datetime.fromisoformat(query["as_of"][0]) if "as_of" in query else now
    may_read = {"history": as_of <= now, "preview": as_of > now}
    if any(may and scope in request.identity for scope, may in may_read.items()):
        words |= oracle.shown(site, as_of)
    if "history" in request.identity and "/versions/" in path:
        words |= oracle.ever_shown(site, now)
    return words | previewed(site, request.identity, query, as_of) if path.endswith("preview/") else words


def previewed(site: Site, identity: str, query: dict[str, list[str]], as_of: datetime) -> set[str]:
    """Of the article that a token opens, or that a key asks for: the draft, or what is scheduled."""
    given = query.get("token", ()), query.get("article", ())
    opened = [slot for slot, token in tokens_of(site).items() if identity == f"token {slot}" or token in given[0]]
    if "preview" in identity:
        opened += [slot for slot, article in site.articles.items() if str(article.uuid) in given[1]]
    later = as_of > site.clock
    return set().union(
        *(oracle.scheduled(site, slot, as_of) if later else oracle.drafted(site, slot) for slot in opened)
    )


def names_hidden(site: Site, text: str) -> bool:
    return bool(OF_HIDDEN.search(text)) or any(id_ in text for id_ in hidden_names(site))


def as_nonsense(site: Site, text: str) -> str:
    """The same with names, as long, that nobody has."""
    for id_ in hidden_names(site):
        text = text.replace(id_, f"00000000{id_[8:]}")
    return OF_HIDDEN.sub("qz", text)


def unnamed(site: Site, headers: dict[str, str]) -> dict[str, str]:
    return {name: as_nonsense(site, value) for name, value in headers.items() if name != "ETag"}


def explore(ground: Ground, history: Sequence[Act], seed: int, *, size: int = REQUESTS) -> None:
    """Tell the history with readers looking on, then once more without the hidden articles. Raises Leak."""
    readers = Readers(Random(seed), size)  # the same each time
    steps = {len(history) * look // LOOKS - 1 for look in range(1, LOOKS + 1)}
    with new_site(ground) as site:
        site.replay(history, look=lambda step: readers.look(site, step) if step in steps else None)
        readers.look_for_all(site)
    with new_site(ground) as twin:
        twin.replay(history, without=HIDDEN, look=lambda step: readers.look_at_twin(site, twin, step))


EVERYTHING = [
    *(Act("write", slot) for slot in (*PUBLIC, *HIDDEN)),
    Act("publish", 0),
    Act("publish", 1),
    Act("wait", number=5),
    Act("edit", 0),
    Act("publish", 0, 1),  # ends the first version
    Act("edit", 1),
    Act("schedule", 1, 5),  # an update to come
    Act("schedule", 2, 3),
    Act("drop", 2),
    Act("wait", number=4),
    Act("withdraw", 0, HOWS.index("killed")),
    Act("wait", number=4),
]
"""Something that each condition of the door hides."""


@pytest.mark.django_db
def test_no_history_leaks_and_none_shows_that_something_is_hidden() -> None:
    ground = lay_ground()

    @examples(3 if connection.vendor == "sqlite" else 2)
    @example(EVERYTHING, 0)
    @given(histories(), st.integers(0, 2**32))
    def check(history: list[Act], seed: int) -> None:
        note(f"{history}, {seed}")
        explore(ground, history, seed)

    check()


@pytest.mark.django_db
def test_every_parameter_of_every_route_has_values_to_ask_for() -> None:
    chance = Random(0)
    with new_site(lay_ground()) as site:
        site.replay([Act("write"), Act("publish"), Act("walk")])
        values = names_of(site)

    assert [route for route in all_routes() if not all(choices_of(route, values).values())] == []
    for parameters in described_parameters().values():
        for name, one in parameters.items():
            assert value_of(one["schema"], values, name, chance)


def test_every_route_of_the_api_is_described_and_every_described_one_is_there() -> None:
    routes = {f"/{route}" for route in all_routes() if route.startswith("api/v1/")}

    assert routes - UNDESCRIBED == set(described_parameters())


# --- The test of the test -------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["live_from", "live_until", "suppressed_at", "dropped_at"])
def test_readers_find_a_door_that_does_not_ask_for(column: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ground = lay_ground()
    right, look = PublishedVersionQuerySet.live, Readers.look

    def live(self: PublishedVersionQuerySet, **options: Any) -> PublishedVersionQuerySet:
        versions = right(self, **options)
        conditions = versions.query.where.children
        versions.query.where.children = [one for one in conditions if columns_of(one) != {column}]
        assert len(versions.query.where.children) < len(conditions)
        return versions

    def look_through_the_open_door(readers: Readers, site: Site, step: int) -> None:
        with monkeypatch.context() as patch:  # for readers alone: the acts would stumble over it
            patch.setattr(PublishedVersionQuerySet, "live", live)
            look(readers, site, step)

    monkeypatch.setattr(Readers, "look", look_through_the_open_door)

    with pytest.raises(Leak):
        for seed in range(20):
            explore(ground, EVERYTHING, seed, size=0)


def columns_of(condition: Any) -> set[str]:
    if hasattr(condition, "children"):
        return set().union(*map(columns_of, condition.children))
    return {condition.lhs.target.column}
