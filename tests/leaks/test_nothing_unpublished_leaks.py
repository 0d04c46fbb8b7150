"""Every route, against an article in every state: nothing hidden shows, and everything public does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

import pytest
import time_machine
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from articles.editing.bios import save_bio
from articles.editing.category_tree import move_category
from articles.editing.freezing import freeze
from articles.editing.merging_terms import merge_terms
from articles.editing.taxonomy import save_term
from articles.editing.term_translations import translate_term
from articles.editing.translations import start_translation
from articles.media.library import save_image
from articles.models import Article, Author, Category, Image, PublishedVersion, Revision, Tag, WorkerPulse
from articles.publishing.due import note_all_due
from tests.articles.soak import SOAK
from tests.factories import finish_renditions, make_article, make_category, make_tag, make_user, schedule_for
from tests.leaks.answers import addresses_in, seen_in
from tests.leaks.newsroom import LIVE, NOW, Newsroom
from tests.leaks.routes import MOST_A_ROUTE, all_addresses, described_parameters

QUERIES = (
    "",
    "?highlights=inline",
    "?highlights=off",
    "?locale=de",
    "?locale=de&fallback=en",
    "?page_size=100&ordering=title",
    "?page_size=100&ordering=-article_count&fallback=de",
)
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
A_FEW = 8 if SOAK == 1 else MOST_A_ROUTE
"""Addresses a route, spread over all, where another test asks all of them."""

FEEDS = ("rss.xml", "atom.xml", "feed.json", "ninjs.json", "corrections.xml", "corrections.json")
MONTHS = [f"articles-{NOW.year + month // 12}-{month % 12 + 1:02}" for month in range(NOW.month - 4, NOW.month + 3)]
TERMS: dict[str, type[Author] | type[Category] | type[Tag]] = {"authors": Author, "categories": Category, "tags": Tag}
FEED_TERMS = {"author": Author, "category": Category, "tag": Tag}


@pytest.fixture
def room(newsroom: Newsroom) -> Iterator[Newsroom]:
    with time_machine.travel(NOW, tick=True):
        WorkerPulse.objects.create(name="test", at=NOW)  # or /readyz would rightly answer 503
        yield newsroom


def addresses(room: Newsroom, *, most: int = MOST_A_ROUTE) -> list[str]:
    ids = [str(article.uuid) for article in Article.objects.all()]
    keys = [str(article.pk) for article in Article.objects.all()]
    slugs = sorted(room.slugs)
    terms = {path: names_of(model, room) for path, model in TERMS.items()}
    names = [name for some in terms.values() for name in some]
    versions = [str(pk) for pk in PublishedVersion.objects.values_list("pk", flat=True)]
    return all_addresses(
        {
            "reference": slugs + ids + names,
            "slug": slugs + names,
            "articles/reference": slugs + ids,
            "articles/slug": slugs + ids[:3],
            **{f"{path}/{name}": some for path, some in terms.items() for name in ("reference", "slug")},
            # The admin: by primary key.
            "object_id": keys,
            "id": keys,
            "version": versions,
            "number": sorted({str(number) for number in Revision.objects.values_list("number", flat=True)}),
            "url": slugs[:2],
            # Who was never told a name cannot ask for it: that none is told is what `addresses_in` watches.
            "name": sorted(room.public_addresses)[:MOST_A_ROUTE],
            **{f"{place}/name": FEEDS for place in ("feeds", "<locale>")},
            "<slug>/name": FEEDS[:4],
            **{f"{kind}/slug": names_of(model, room) for kind, model in FEED_TERMS.items()},
            "feeds/locale": ["de", "en"],  # the default one redirects: the other first, should they be cut
            "sitemaps/name": [f"{name}.xml" for name in ("news", "news-2", *MONTHS, *(f"{one}-2" for one in MONTHS))],
        },
        most=most,
        in_turn={"<slug>/name"},  # the formats of a term's feed: which articles are in it is asked in one place for all
    )


def names_of(model: type[Author] | type[Category] | type[Tag], room: Newsroom) -> list[str]:
    """All slugs that terms of this kind ever had, and their ids."""
    slugs = sorted(slug for slug in room.terms if slug.endswith(f"-{model._meta.model_name}"))
    return slugs + [str(uuid) for uuid in model.objects.values_list("uuid", flat=True)]


def asked_with(addresses: Sequence[str], queries: Sequence[str]) -> Iterator[str]:
    """Each address with the queries that its route takes, and one address of each route with all: it refuses or ignores
    the others, whatever it names. Ids, which name what slugs name, have one query each, in turn, and those with a
    locale: there an id means its translation. SOAK asks all of all."""
    begun: set[str] = set()
    for number, address in enumerate(addresses):
        try:
            route = f"/{resolve(address).route}"
        except Resolver404:
            route = ""
        asked = queries
        if SOAK == 1 and route in begun:
            taken = described_parameters().get(re.sub(r"<\w+:", "<", route), {})
            asked = [query for query in queries if set(parse_qs(query[1:])) <= set(taken)]
            if ID.search(address):
                asked = [
                    query for place, query in enumerate(asked) if "locale=" in query or place == number % len(asked)
                ]
        yield from (address + query for query in asked)
        begun.add(route)


def crawl(client: Client, room: Newsroom, queries: Sequence[str] = QUERIES, *, most: int = MOST_A_ROUTE) -> set[str]:
    """All canaries that showed."""
    found: set[str] = set()
    for address in asked_with(addresses(room, most=most), queries):
        response = client.get(address)
        seen = seen_in(response)
        assert seen - room.shown == set(), (address, response.status_code)
        assert addresses_in(response) <= room.public_addresses, address
        assert response.status_code < 500 or address == "/readyz", address  # no worker here: 503 is true
        found |= seen
    return found


def test_a_crawl_of_every_route_shows_what_is_public_and_nothing_else(client: Client, room: Newsroom) -> None:
    found = crawl(client, room)

    assert room.hidden & found == set()
    assert room.shown - found == set()


def test_a_signed_in_stranger_sees_what_everybody_sees(client: Client, room: Newsroom) -> None:
    client.force_login(make_user(""))

    found = crawl(client, room, ("", "?locale=de&fallback=en"), most=A_FEW)

    assert room.hidden & found == set()


def test_hidden_and_nonexistent_answer_the_same_bytes_but_the_path(client: Client, room: Newsroom) -> None:
    def answer(slug: str) -> tuple[int, str, dict[str, str]]:
        response = client.get(f"/api/v1/articles/{slug}/")
        assert isinstance(response, HttpResponse)
        headers = {name: value for name, value in response.headers.items() if name not in {"Content-Length", "ETag"}}
        return response.status_code, response.content.decode().replace(slug, "…"), headers

    nonsense = answer("no-such-thing")

    assert nonsense[0] == 404
    for slug in ("draft-slug", "scheduled-slug", "comingnext-slug", "newerdraft-slug", "renamed-secret-slug"):
        assert answer(slug) == nonsense
    for name in ("draft", "scheduled"):
        assert answer(str(room.articles[name].uuid))[0] == 404


def test_what_was_public_and_is_gone_answers_410_without_a_word_of_it(client: Client, room: Newsroom) -> None:
    statuses = {slug: client.get(f"/api/v1/articles/{slug}/").status_code for slug in room.gone}

    assert statuses == dict.fromkeys(room.gone, 410)


def test_every_address_of_a_picture_that_is_told_is_served_and_every_public_one_is_told(
    client: Client, room: Newsroom
) -> None:
    told: set[str] = set()
    for article in Article.objects.all():
        told |= addresses_in(client.get(f"/api/v1/articles/{article.uuid}/"))

    assert told == room.public_addresses
    assert {client.get(f"/media/{name}").status_code for name in told} == {200}


def test_addresses_of_what_was_killed_are_dead(client: Client, room: Newsroom) -> None:
    for version in ("killed", "legal", "again"):
        assert {client.get(f"/media/{name}").status_code for name in room.addresses[version]} == {404}


def test_a_list_counts_only_what_is_live(client: Client, room: Newsroom) -> None:
    answer = json.loads(client.get("/api/v1/articles/?page_size=100").content)

    assert {card["slug"] for card in answer["results"]} == {f"{name}-slug" for name in LIVE}
    assert answer["count"] == len(LIVE)


def test_terms_that_hidden_articles_alone_use_answer_the_same_bytes_as_none(client: Client, room: Newsroom) -> None:
    def answer(path: str, reference: str) -> tuple[int, str, dict[str, str]]:
        response = client.get(f"/api/v1/{path}/{reference}/")
        assert isinstance(response, HttpResponse)
        headers = {name: value for name, value in response.headers.items() if name not in {"Content-Length", "ETag"}}
        return response.status_code, response.content.decode().replace(reference, "…"), headers

    for path, model in TERMS.items():
        kind = model._meta.model_name
        nonsense = answer(path, f"no-such-{kind}")
        assert nonsense[0] == 404
        for version in ("draft", "scheduled", "killed", "newerdraft", "entwurf", "hiddenloser"):
            assert answer(path, f"{version}-{kind}") == nonsense
            hidden = model.objects.get(slug=f"{version}-{kind}")
            if version != "hiddenloser":
                assert answer(path, str(hidden.uuid)) == answer(path, str(uuid4()))
    assert answer("tags", "secretname-tag")[0] == answer("categories", "below-category")[0] == 404
    assert [answer("tags", slug)[0] for slug in ("formername-tag", "loser-tag", "newsecretname-tag")] == [301, 301, 200]


def test_what_is_hidden_changes_no_byte_of_any_answer(client: Client, room: Newsroom) -> None:
    everywhere = addresses(room, most=A_FEW)
    asked = [one for one in everywhere if one.startswith("/api/v1/") and not one.endswith("docs/")]

    def answers() -> dict[str, tuple[int, bytes, dict[str, str]]]:
        found = {}
        for address in asked:
            for query in ("", "?locale=de&fallback=en"):
                response = client.get(address + query)
                assert isinstance(response, HttpResponse)
                found[address + query] = (response.status_code, response.content, dict(response.headers))
        return found

    before = answers()
    add_what_is_hidden(room)

    assert answers() == before


def add_what_is_hidden(room: Newsroom) -> None:
    """Drafts and schedules that use what is public, hidden terms around it, and what editors do to such terms."""
    live = room.articles["live"]
    content = freeze(live)
    public = {"category": content.category, "tags": content.tags, "authors": content.authors}
    make_article(slug="another-draft", **public)
    schedule_for(make_article(slug="another-schedule", **public), NOW + timedelta(days=2))
    translation = start_translation(live, locale="de", by=live.owner)
    schedule_for(translation, NOW + timedelta(days=2))
    category, tag = Category.objects.get(uuid=content.category), Tag.objects.get(uuid=content.tags[0])
    make_article(slug="in-child", category=str(make_category("Child", parent=category).uuid))
    translate_term(category, locale="de", name="Geheim")
    merge_terms(make_tag("Hidden"), tag)
    renamed = make_tag("Hidden name")
    renamed.slug = "hidden-slug"
    save_term(renamed)
    move_category(make_category("Hidden sister"), parent=None, position=0)
    save_bio(Author.objects.get(slug="draft-author"), locale="en", text="Hidden.")
    for image in hidden_images():
        image.credit = "Hidden"
        save_image(image)
    finish_renditions()
    note_all_due()


def hidden_images() -> QuerySet[Image]:
    """Those that no version ever showed, but for the portrait of whom live articles name."""
    return Image.objects.filter(version_images=None).exclude(portrait_of__slug="live-author")


def whole_log(client: Client) -> list[dict[str, Any]]:
    """All entries there are, those of what is gone included."""
    entries: list[dict[str, Any]] = []
    query = "since=2000-01-01T00:00:00Z"
    while query:
        page = json.loads(client.get(f"/api/v1/changes/?{query}").content)
        entries += page["results"]
        query = f"cursor={page['next_cursor']}" if page["has_more"] else ""
    return entries


def test_the_log_names_nothing_by_its_id_that_was_never_public(client: Client, room: Newsroom) -> None:
    told = json.dumps(whole_log(client))
    secret: list[Any] = [Category.objects.get(slug="below-category")]
    for version in ("draft", "scheduled", "comingnext", "newerdraft", "entwurf", "hiddenloser"):
        secret += [model.objects.get(slug=f"{version}-{model._meta.model_name}") for model in TERMS.values()]
    secret += [room.articles[name] for name in ("draft", "scheduled", "entwurf")]
    secret += hidden_images()

    assert str(room.articles["killed"].uuid) in told  # its tombstone
    assert [str(one) for one in secret if str(one.uuid) in told] == []


def test_a_tombstone_says_no_word(client: Client, room: Newsroom) -> None:
    deleted = [entry for entry in whole_log(client) if entry["op"] == "delete"]

    assert {entry["type"] for entry in deleted} >= {"article", "author", "category", "tag", "image"}
    assert [set(entry) for entry in deleted] == [{"sequence", "op", "type", "id", "record"}] * len(deleted)
    assert {entry["record"] for entry in deleted} == {None}


def test_a_filter_by_a_hidden_term_is_as_empty_as_one_by_no_term(client: Client, room: Newsroom) -> None:
    for name in ("category", "tag", "author"):
        hidden = client.get(f"/api/v1/articles/?{name}=draft-{name}")
        nonsense = client.get(f"/api/v1/articles/?{name}=nosuch-{name}")

        assert (hidden.status_code, hidden.content) == (nonsense.status_code, nonsense.content)
    assert Category.objects.filter(slug="draft-category").exists()


def test_saving_a_draft_moves_no_validator(client: Client, room: Newsroom) -> None:
    from tests.factories import edit

    def validators() -> list[tuple[str | None, str | None, str | None]]:
        return [
            (answer.headers.get("ETag"), answer.headers.get("Last-Modified"), answer.headers.get("Content-Sequence"))
            for answer in map(client.get, ("/api/v1/articles/", "/api/v1/articles/newer-slug/", "/api/v1/changes/"))
        ]

    before = validators()
    edit(room.articles["newer"], title="Another hidden title")
    edit(room.articles["draft"], title="And another")

    assert validators() == before
    assert before[0][0] is not None


@pytest.mark.parametrize("condition", ["live_from", "live_until", "suppressed_at"])
def test_the_crawl_finds_a_door_with_a_condition_missing(
    client: Client, room: Newsroom, monkeypatch: pytest.MonkeyPatch, condition: str
) -> None:
    """The test of the test: with any condition of the door taken away, the crawl turns red."""
    from articles.models.published_version import PublishedVersionQuerySet

    right = PublishedVersionQuerySet.live

    def open_door(self, *, at, present=True):  # type: ignore[no-untyped-def]
        wrong = self.filter(dropped_at=None)
        if condition != "live_from":
            wrong = wrong.filter(live_from__lte=at)
        if condition != "live_until":
            wrong = wrong.exclude(live_until__lte=at)
        if condition != "suppressed_at":
            wrong = wrong.filter(suppressed_at=None)
        if condition == "suppressed_at":
            # A killed version has an end, too: without it the missing condition alone would show nothing.
            wrong = self.filter(dropped_at=None, live_from__lte=at).exclude(live_until__lte=at, suppressed_at=None)
        return wrong

    assert right is not open_door
    monkeypatch.setattr(PublishedVersionQuerySet, "live", open_door)

    with pytest.raises(AssertionError):
        crawl(client, room)
