"""A site made by a history: a list of acts that can be replayed, byte for byte, with or without those on some articles.

The clock is set by hand, and what is random (ids, names of files, the epoch) comes from a stream an article, so that
whoever is left out shifts nothing for the others.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import strategies as st

from api.models import ApiKey
from articles.editing.bios import save_bio
from articles.editing.drafts import create_draft, save_draft
from articles.editing.freezing import freeze
from articles.editing.translations import start_translation
from articles.errors import Refused
from articles.models import Article, Image, PublishedVersion, User
from articles.publishing.actions import Pending, expire, publish, rewrite_timeline
from articles.publishing.due import note_all_due, retire
from articles.publishing.scheduling import schedule, unschedule
from articles.publishing.withdrawal import withdraw
from articles.snapshot import Byline, Cover, Highlight, Related, Rights, Seo, Snapshot
from tests.factories import make_author, make_category, make_image, make_key, make_section, make_tag, make_user

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PUBLIC = (0, 1, 2)
HIDDEN = (3, 4)
"""Articles to which nothing is done that the world may see: their schedules are further away than any history goes."""
ORIGINALS = {2: 1, 4: 0}
"""Which one is the German translation of which."""
FAR = timedelta(days=400)
WAITS = (
    timedelta(microseconds=1), timedelta(seconds=1), timedelta(minutes=20), timedelta(hours=1), timedelta(hours=2),
    timedelta(days=1),
)  # fmt: skip
KINDS = [kind.value for kind in PublishedVersion.Kind]
HOWS = [how.value for how in Article.Withdrawal]

EDITING = ("edit", "rename", "retag", "relate", "reword")
PUBLISHING = ("publish", "publish", "publish", "schedule", "schedule", "unschedule", "withdraw", "expire", "drop")


@dataclass(frozen=True)
class Act:
    what: str
    slot: int = 0
    number: int = 0
    """Whatever the act has to choose, it chooses by this."""


def histories() -> st.SearchStrategy[list[Act]]:
    numbers = st.integers(0, 11)
    on_public = st.builds(Act, st.sampled_from((*EDITING, *PUBLISHING)), st.sampled_from(PUBLIC), numbers)
    on_hidden = st.builds(Act, st.sampled_from((*EDITING, "schedule", "unschedule")), st.sampled_from(HIDDEN), numbers)
    in_time = st.builds(Act, st.sampled_from(("wait", "wait", "wait", "note", "walk")), st.just(0), numbers)
    some = st.lists(st.one_of(on_public, on_public, on_public, on_hidden, in_time, in_time), min_size=6, max_size=20)
    # Else every second act falls on an article that is not there.
    begun = st.permutations(PUBLIC + HIDDEN).map(lambda slots: [Act("write", slot) for slot in sorted(slots[:4])])
    return st.tuples(begun, some).map(lambda parts: [*parts[0], *parts[1]])


@dataclass(frozen=True)
class Ground:
    """What is there before any history, and in every one: people, keys, a picture an article, terms that all share."""

    user: User
    pictures: Sequence[Image]
    words: dict[str, set[str]]
    """By the id of a term or picture, what it says of itself."""
    shared: dict[str, dict[str, str]]
    """Ids of terms by locale and kind."""
    keys: dict[str, dict[str, str]]
    """Headers by identity."""


def lay_ground() -> Ground:
    with time_machine.travel(BEGIN - timedelta(days=1), tick=False):
        words: dict[str, set[str]] = {}
        shared = {locale: make_terms(f"shared{locale}", locale, words) for locale in ("en", "de")}
        pictures = [make_picture(slot, words) for slot in PUBLIC + HIDDEN]
        return Ground(make_user("publisher"), pictures, words, shared, make_keys())


def make_keys() -> dict[str, dict[str, str]]:
    keys = {"nobody": {}, "history": make_key("history")[1], "preview": make_key("preview")[1]}
    keys["history and preview"], keys["no scope"] = make_key("history", "preview")[1], make_key()[1]
    bad = {name: make_key("history", "preview") for name in ("expired", "revoked", "truncated")}
    ApiKey.objects.filter(pk=bad["expired"][0].pk).update(expires_at=BEGIN)
    bad["revoked"][0].revoke()
    keys |= {name: header for name, (_, header) in bad.items()}
    keys["truncated"] = {"Authorization": keys["truncated"]["Authorization"][:-1]}
    return keys


def make_terms(version: str, locale: str, words: dict[str, set[str]]) -> dict[str, str]:
    """An author, a category and a tag of that version: their ids by kind."""

    def word(name: str) -> str:
        return f"zq{version}{name}zq"

    links = [{"label": word("linklabel"), "url": f"https://example.org/{word('linkurl')}"}]
    author = make_author(word("author"), slug=word("authorslug"), links=links)
    save_bio(author, locale=locale, text=word("bio"))
    category = make_category(word("category"), locale, slug=word("categoryslug"), description=word("description"))
    tag = make_tag(word("tag"), locale, slug=word("tagslug"))
    words[str(author.uuid)] = {word(name) for name in ("author", "authorslug", "linklabel", "linkurl", "bio")}
    words[str(category.uuid)] = {word(name) for name in ("category", "categoryslug", "description")}
    words[str(tag.uuid)] = {word(name) for name in ("tag", "tagslug")}
    return {"author": str(author.uuid), "category": str(category.uuid), "tag": str(tag.uuid)}


def make_picture(slot: int, words: dict[str, set[str]]) -> Image:
    told = {name: f"zq{letter(slot)}picture{name}zq" for name in ("alt", "creator", "credit", "caption")}
    image = make_image(size=(40, 30), name=f"zq{letter(slot)}filezq.jpg", **told)
    words[str(image.uuid)] = set(told.values())
    return image


def letter(number: int) -> str:
    return chr(ord("a") + number)


@dataclass
class Site:
    ground: Ground
    clock: datetime = BEGIN
    articles: dict[int, Article] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    """By the id of a term or picture."""
    said: set[str] = field(default_factory=set)
    """Every word that anybody ever wrote."""
    slugs: dict[int, list[str]] = field(default_factory=dict)
    """All that the draft of an article had, the newest last."""
    terms: dict[int, list[dict[str, str]]] = field(default_factory=dict)
    cursors: list[str] = field(default_factory=list)
    """Those of pages of the past."""
    editions: dict[int, int] = field(default_factory=dict)
    streams: dict[int, Random] = field(default_factory=dict)
    traveller: Any = None

    def replay(
        self, history: Sequence[Act], *, without: Collection[int] = (), look: Callable[[int], None] = lambda step: None
    ) -> None:
        """Do what the history says, but for acts on `without`; `look` is called after each act with its number."""
        self.words = dict(self.ground.words)
        for step, act in enumerate(history):
            if act.slot not in without:
                with self.ids_of(act.slot if act.what not in ("wait", "note", "walk") else -1), suppress(Refused):
                    getattr(self, act.what)(act.slot, act.number)
            look(step)

    @contextmanager
    def ids_of(self, slot: int) -> Iterator[None]:
        """What is random comes from the stream of this article. The stamp does not: what is kept goes by it."""
        stream = self.streams.setdefault(slot, Random(slot))  # the same each time
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "urandom", stream.randbytes)
            patch.setattr(secrets, "token_bytes", stream.randbytes)
            yield

    # --- Editing ------------------------------------------------------------------------------------------------------

    def write(self, slot: int, number: int = 0) -> None:
        if slot in self.articles or ORIGINALS.get(slot, slot) not in {slot, *self.articles}:
            return
        self.make_terms(slot)
        content = self.content(slot)
        if slot in ORIGINALS:
            original = self.article(ORIGINALS[slot])
            self.articles[slot] = start_translation(original, locale="de", by=self.ground.user)
            self.slugs[slot].insert(0, self.articles[slot].slug)
            self.said |= {self.articles[slot].slug}
            self.save(slot, content)
        else:
            self.articles[slot] = create_draft(content, by=self.ground.user)

    def edit(self, slot: int, number: int) -> None:
        self.save(slot, self.content(slot, standing=True))

    def reword(self, slot: int, number: int) -> None:
        self.change(slot, kicker=self.word(slot, "kicker"), priority=1 + number % 9)

    def rename(self, slot: int, number: int) -> None:
        slugs = self.slugs.get(slot, [])
        slug = slugs[number % len(slugs)] if slugs and number % 3 == 0 else self.word(slot, "slug")
        self.change(slot, slug=slug)
        self.slugs[slot].append(slug)

    def retag(self, slot: int, number: int) -> None:
        self.article(slot)
        if number % 3 == 1 and len(self.terms[slot]) == 1:
            self.make_terms(slot)
        terms = self.ground.shared[locale_of(slot)] if number % 3 == 2 else self.terms[slot][-(number % 3)]
        self.change(slot, **naming(terms))

    def relate(self, slot: int, number: int) -> None:
        """Another article, if it is there: one that was left out cannot be named."""
        target = self.articles.get(number % len(PUBLIC + HIDDEN))
        self.change(slot, related=(Related(article=str(target.uuid)),) if target else ())

    def change(self, slot: int, **changes: Any) -> None:
        self.save(slot, replace(freeze(self.article(slot)), **changes))

    def save(self, slot: int, content: Snapshot) -> None:
        article = self.article(slot)
        save_draft(article, content, base=article.head, by=self.ground.user)

    def article(self, slot: int) -> Article:
        """As it stands now. Where it was not written, no act on it does anything."""
        if slot not in self.articles:
            raise Refused("There is no such article yet.", "Write it.")
        self.articles[slot].refresh_from_db()
        return self.articles[slot]

    def word(self, slot: int, name: str) -> str:
        edition = self.editions[slot] = self.editions.get(slot, -1) + 1
        word = f"zq{letter(slot)}{letter(edition // 26)}{letter(edition % 26)}{name}zq"
        self.said.add(word)
        return word

    def make_terms(self, slot: int) -> None:
        sets = self.terms.setdefault(slot, [])
        sets.append(make_terms(f"{letter(slot)}{letter(len(sets))}", locale_of(slot), self.words))
        self.said |= set().union(*(self.words[id_] for id_ in sets[-1].values()))

    def content(self, slot: int, *, standing: bool = False) -> Snapshot:
        """All that an article can say, each with a word of its own; where it is `standing`, with its slug and terms."""

        def word(name: str) -> str:
            return self.word(slot, name)

        now = freeze(self.article(slot)) if standing else None
        if now is None:
            self.slugs[slot] = [word("slug")]
        picture = self.ground.pictures[slot]
        section = make_section(
            word("heading"),
            f'<p>{word("body")} and <mark data-highlight-id="h{letter(slot)}mark">{word("mark")}</mark> end.</p>'
            f'<figure data-image="{picture.uuid}" data-alt="{word("figurealt")}">'
            f"<figcaption>{word('figcaption')}</figcaption></figure>",
        )
        named = naming(self.terms[slot][0])
        if now is not None:
            named = {name: getattr(now, name) for name in named}
        return Snapshot(
            locale=locale_of(slot),
            title=word("title"),
            slug=now.slug if now else self.slugs[slot][0],
            kicker=word("kicker"),
            lead_html=f"{word('lead')} is the lead.",
            cover=Cover(str(picture.uuid), word("coveralt"), word("covercaption")),
            sections=(section,),
            highlights=(Highlight(f"h{letter(slot)}mark", section.id, note=word("note")),),
            related=(Related(word("reltitle"), word("relteaser"), f"https://example.org/{word('relurl')}"),),
            ai_use="assisted",
            ai_note=word("ainote"),
            seo=Seo(word("seotitle"), word("seodescription")),
            rights=Rights("", word("terms"), word("holder"), word("copyright")),
            **named,
        )

    # --- Publishing ---------------------------------------------------------------------------------------------------

    def publish(self, slot: int, number: int) -> None:
        article = self.article(slot)
        waiting = self.waiting(slot)
        kept = set(waiting) if number % 2 else set()
        publish(
            article, revision=max(1, article.head - number // 9), seen=article.acts, by=self.ground.user,
            kind=KINDS[number % len(KINDS)], note=self.word(slot, "note"),
            pending=Pending(keep=kept, replace=set(waiting) - kept), again=True,
        )  # fmt: skip

    def schedule(self, slot: int, number: int) -> None:
        article = self.article(slot)
        at = self.clock + (FAR if slot in HIDDEN else WAITS[number % len(WAITS)])
        schedule(
            article, at=at, revision=article.head, seen=article.acts, by=self.ground.user,
            kind=KINDS[number % len(KINDS)], note=self.word(slot, "note"), again=True,
        )  # fmt: skip

    def unschedule(self, slot: int, number: int) -> None:
        article = self.article(slot)
        for version in self.waiting(slot)[:1]:
            unschedule(article, version=version, seen=article.acts)

    def drop(self, slot: int, number: int) -> None:
        """A schedule that is only marked as dropped. The acts delete it; the door has to know of both."""
        article, waiting = self.article(slot), self.waiting(slot)
        article.versions.filter(pk__in=waiting).update(dropped_at=self.clock)
        rewrite_timeline(article, article.moment())

    def waiting(self, slot: int) -> list[int]:
        return list(self.article(slot).versions.scheduled(at=self.article(slot).moment()).values_list("pk", flat=True))

    def withdraw(self, slot: int, number: int) -> None:
        article = self.article(slot)
        withdraw(article, how=HOWS[number % len(HOWS)], seen=article.acts, note=self.word(slot, "reason"))

    def expire(self, slot: int, number: int) -> None:
        article = self.article(slot)
        expire(article, seen=article.acts, at=self.clock + WAITS[number // 2] if number % 2 else None)

    # --- Time, and readers --------------------------------------------------------------------------------------------

    def wait(self, slot: int, number: int) -> None:
        self.clock += WAITS[number % len(WAITS)]
        self.traveller.move_to(self.clock)

    def note(self, slot: int, number: int) -> None:
        """The worker's turn. Mostly there is none, and the clock alone decides."""
        note_all_due()
        retire()

    def walk(self, slot: int, number: int) -> None:
        """A reader begins lists, and goes on some acts later."""
        page = Client().get("/api/v1/articles/?cursor=start&page_size=1&locale=*").json()
        if page["next"]:
            self.cursors += parse_qs(urlsplit(page["next"]).query)["cursor"]
        self.cursors.append(Client().get("/api/v1/changes/?page_size=1").json()["next_cursor"])


def locale_of(slot: int) -> str:
    return "de" if slot in ORIGINALS else "en"


def naming(terms: dict[str, str]) -> dict[str, Any]:
    return {"authors": (Byline(terms["author"]),), "category": terms["category"], "tags": (terms["tag"],)}


@contextmanager
def new_site(ground: Ground) -> Iterator[Site]:
    """In a transaction that is never committed, at its own time."""
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]  # as Django's own around a test: the domain looks for it
    with time_machine.travel(BEGIN, tick=False) as traveller, around:
        yield Site(ground, traveller=traveller)
        transaction.set_rollback(True)
