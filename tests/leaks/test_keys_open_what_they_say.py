"""Every identity that is not a signed-in person, against an article in every state: keys of each scope and bad ones,
preview tokens and bad ones. Each sees what it may, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from api.models import ApiKey
from articles.models import Author, Category, Tag, User
from articles.previews import sign_preview
from tests.articles.soak import SOAK
from tests.factories import make_key, make_user
from tests.leaks.answers import addresses_in, seen_in
from tests.leaks.newsroom import NOW, Newsroom

EVER_PUBLIC = {
    "expired", "unpublished", "withdrawn", "replaced",
}  # fmt: skip
"""Versions that are not public any more and were not suppressed."""
TO_COME = {"scheduled", "comingnext"}
NEVER_TOLD = ("draft", "scheduled", "killed", "legal", "newerdraft", "comingnext", "again", "taken", "entwurf")
NOTES_OF_THE_PAST = {"newer"}
"""Their first version bore a note that the public document of today does not repeat."""
VERSION = re.compile(
    r"zq(?P<version>.+?)(?=title|kicker|heading|body|mark|lead|cover|figure|figcaption|author|category|tag|bio|"
    r"description|link|note|rel|ainote|seo|terms|holder|copyright|firstnote|why|reason|correction)"
)
IDENTITIES = ("nobody", "expired", "revoked", "truncated", "foreign", "orphaned", "no scope")
PREVIEWED = ("draft", "scheduled", "killed", "live", "newer")


def moments(room: Newsroom) -> dict[str, str]:
    """Queries: the present, a moment when something was public that is not any more, and one to come."""
    starts = {
        name: room.articles[name].versions.order_by("live_from")[0].live_from for name in ("unpublished", "killed")
    }
    asked = starts | {"just now": NOW - timedelta(seconds=1), "soon": NOW + timedelta(days=2)}
    return {"now": ""} | {name: f"as_of={at.isoformat().replace('+00:00', 'Z')}" for name, at in asked.items()}


@dataclass
class Asked:
    status: int
    words: set[str]
    pictures: set[str]
    cache: str


@pytest.fixture
def room(newsroom: Newsroom) -> Iterator[Newsroom]:
    with time_machine.travel(NOW, tick=True):
        yield newsroom


LISTS = (
    "articles/?page_size=100&locale=*", "articles/?category=draft-category", "authors/", "tags/", "changes/",
    "preview/",
)  # fmt: skip


def routes(room: Newsroom) -> list[str]:
    ids = [str(article.uuid) for article in room.articles.values()]
    of_articles = [f"articles/{id_}/{rest}" for id_ in ids for rest in ("", "versions/", "versions/diff/")]
    by_slug = [f"articles/{slug}/" for slug in sorted(room.slugs)]
    return [*LISTS, *of_articles, *by_slug, *(f"preview/?article={id_}" for id_ in ids)]


def ask(path: str, when: str = "", **headers: str) -> Asked:
    address = f"/api/v1/{path}"
    if when:
        address += ("&" if "?" in path else "?") + when
    response = Client().get(address, headers=headers)
    assert isinstance(response, HttpResponse)
    assert response.status_code < 500, address
    return Asked(response.status_code, seen_in(response), addresses_in(response), response["Cache-Control"])


def crawl(room: Newsroom, when: str = "", **headers: str) -> dict[str, Asked]:
    """Of another moment but for what knows none."""
    return {path: ask(path, when, **headers) for path in routes(room) if not when or "/versions/" not in path}


def words_of(found: dict[str, Asked]) -> set[str]:
    return set().union(*(one.words for one in found.values()))


def versions_of(words: set[str]) -> set[str]:
    return {match["version"] for word in words if (match := VERSION.match(word))}


# --- Who has no good key --------------------------------------------------------------------------------------------


def test_who_has_no_good_key_sees_no_more_than_everybody(room: Newsroom) -> None:
    when = moments(room)
    others = [path for path in routes(room) if "/versions/" in path or "?article" in path]
    some = [*LISTS, *others[:: 1 if SOAK > 1 else 4]]

    for identity in IDENTITIES:
        headers = header_of(identity)
        for moment in ("unpublished", "soon"):
            answers = [ask(path, when[moment], **headers) for path in some]
            assert [one.words for one in answers] == [set()] * len(some), identity
            assert {one.status for one in answers} <= {400, 401, 403}, identity
        found = {path: ask(path, **headers) for path in some}
        assert words_of(found) <= room.shown, identity
        if identity not in ("nobody", "no scope"):
            assert {one.status for one in found.values()} == {401}, identity


def header_of(identity: str) -> dict[str, str]:
    key, header = make_key(*(() if identity == "no scope" else ("history", "preview")))
    if identity == "nobody":
        return {}
    if identity == "expired":
        ApiKey.objects.filter(pk=key.pk).update(expires_at=NOW)
    if identity == "revoked":
        key.revoke()
    if identity == "truncated":
        header = {"Authorization": header["Authorization"][:-1]}
    if identity == "foreign":  # well formed, of a site that made keys like ours
        ApiKey.objects.filter(pk=key.pk).delete()
    if identity == "orphaned":
        User.objects.filter(pk=key.owner.pk).update(is_active=False)
    return header


# --- Keys -----------------------------------------------------------------------------------------------------------


def test_history_shows_what_was_public_and_nothing_that_was_not_or_was_killed(room: Newsroom) -> None:
    _, header = make_key("history")

    found = {name: crawl(room, when, **header) for name, when in moments(room).items()}

    seen = set().union(*map(words_of, found.values()))
    told = set().union(*(one.pictures for some in found.values() for one in some.values()))
    assert "zqunpublishedtitlezq" in words_of(found["unpublished"])
    assert versions_of(seen - room.shown) <= EVER_PUBLIC | NOTES_OF_THE_PAST
    assert words_of(found["soon"]) == set()
    assert [told & room.addresses[version] for version in NEVER_TOLD] == [set()] * len(NEVER_TOLD)
    assert {one.cache for some in found.values() for one in some.values()} == {"private, no-store"}


def test_the_log_of_the_past_names_nothing_that_was_not_public_or_was_killed(room: Newsroom) -> None:
    _, header = make_key("history")
    never = ("draft", "scheduled", "killed", "legal", "entwurf", "taken")
    secret = {str(room.articles[name].uuid) for name in never} | secret_terms()
    words: dict[str, set[str]] = {}

    for name, when in moments(room).items():
        if when and name != "soon":
            path = f"/api/v1/changes/?{when}"
            answer = Client().get(path, headers=header)
            told = {entry["id"]: entry for entry in answer.json()["results"]}
            assert (answer.status_code, answer.json()["has_more"]) == (200, False), path
            assert {entry["op"] for entry in told.values()} <= {"upsert", "move"}, path
            assert set(told) & secret == set(), path
            assert [one for one in secret if one in answer.content.decode()] == [], path
            words[name] = seen_in(answer)

    assert {name for name, seen in words.items() if "zqunpublishedtitlezq" in seen} == {"unpublished"}
    assert {name for name, seen in words.items() if "zqlivetitlezq" in seen} == set(words)
    assert versions_of(set().union(*words.values()) - room.shown) <= EVER_PUBLIC | NOTES_OF_THE_PAST


def secret_terms() -> set[str]:
    """Ids of terms that nothing but hidden and killed articles ever named."""
    slugs = [f"{version}-{kind}" for version in NEVER_TOLD for kind in ("author", "category", "tag")]
    return {
        str(uuid)
        for model in (Author, Category, Tag)
        for uuid in model.objects.filter(slug__in=slugs).values_list("uuid", flat=True)
    }


def test_preview_shows_the_future_and_no_past(room: Newsroom) -> None:
    (_, header), (_, of_an_author) = make_key("preview"), make_key("preview", owner=make_user("author"))
    when = moments(room)

    listed = ask(LISTS[0], when["soon"], **header)
    present = {path: one for path, one in crawl(room, **header).items() if not path.startswith("preview/")}

    assert versions_of(listed.words - room.shown) == TO_COME
    assert words_of(present) <= room.shown
    assert words_of(crawl(room, when["unpublished"], **header)) == set()
    assert words_of(crawl(room, **of_an_author)) | words_of(crawl(room, when["soon"], **of_an_author)) <= room.shown


# --- Preview tokens -------------------------------------------------------------------------------------------------


def test_a_token_shows_its_article_and_opens_nothing_else(room: Newsroom) -> None:
    soon = moments(room)["soon"]
    for name in PREVIEWED:
        article = room.articles[name]
        token = sign_preview(article, by=article.owner)
        version = {"newer": "newerdraft"}.get(name, name)
        others = [*LISTS[:-1], *(f"articles/{article.uuid}/{rest}" for rest in ("", "versions/", "versions/diff/"))]

        shown = ask(f"preview/?token={token}")
        elsewhere = [ask(path, f"token={token}") for path in others]
        elsewhere += [ask(path, query, Authorization=f"Bearer {token}") for path in others for query in ("", soon)]

        assert (shown.status, shown.cache) == (200, "private, no-store")
        assert f"zq{version}titlezq" in shown.words
        assert versions_of(shown.words - room.shown) <= {version}
        assert {one.status for one in elsewhere} <= {400, 401}
        assert [one.words for one in elsewhere] == [set()] * len(elsewhere)


def test_no_bad_token_shows_a_word(room: Newsroom) -> None:
    draft = room.articles["draft"]
    token = sign_preview(draft, by=draft.owner)
    bits = [f"{token[:at]}{chr(ord(token[at]) ^ 1)}{token[at + 1 :]}" for at in range(0, len(token), 3)]
    of_nobody = sign_preview(draft, by=User(pk=0, password="!"))
    of_an_author = sign_preview(draft, by=make_user("author"))
    with time_machine.travel(NOW + timedelta(minutes=11)):
        expired = ask(f"preview/?token={token}")

    answers = [ask("preview/", Authorization=f"Bearer {one}") for one in (*bits, of_nobody, of_an_author, token[:-1])]

    assert {one.status for one in (expired, *answers)} == {401}
    assert set().union(*(one.words for one in (expired, *answers))) == set()
    assert ask(f"preview/?token={token}").status == 200
