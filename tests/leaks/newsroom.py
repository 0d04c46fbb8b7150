"""A newsroom with an article in every state, and a word of its own in every field of every version."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import time_machine

from articles.editing.bios import save_bio
from articles.editing.drafts import create_draft
from articles.editing.merging_terms import merge_terms
from articles.editing.taxonomy import save_term
from articles.models import Article, Author, Category, Image, Tag
from articles.publishing.actions import expire
from articles.snapshot import Byline, Cover, Highlight, Related, Rights, Seo, Snapshot
from tests.factories import (
    edit,
    finish_renditions,
    make_article,
    make_author,
    make_category,
    make_image,
    make_section,
    make_tag,
    make_user,
    publish_now,
    schedule_for,
    withdraw_now,
)

CANARY = re.compile(r"zq[a-z]+zq")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOW = START + timedelta(days=30)
LIVE = (
    "live", "newer", "coming", "replacing", "againlive", "renamed", "linking",
    "source", "usesformername", "usessecretname", "loser",
)  # fmt: skip
"""Versions that are public in English."""
LIVE_IN_GERMAN = ("uebersetzung", "geblieben")


@dataclass
class Newsroom:
    shown: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    articles: dict[str, Article] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    """Slugs of terms."""
    addresses: dict[str, set[str]] = field(default_factory=dict)
    """Names of renditions, by the version that shows them, as they were when it was made."""
    gone: set[str] = field(default_factory=set)
    """Slugs that answer 410."""

    def word(self, version: str, name: str, *, public: bool) -> str:
        word = f"zq{version}{name}zq"
        (self.shown if public else self.hidden).add(word)
        return word

    def content(self, version: str, *, public: bool, locale: str = "en") -> dict[str, object]:
        """Fields of a snapshot, each with a canary that says where it came from. `version`: letters only."""

        def word(name: str, *, seen: bool = public) -> str:
            return self.word(version, name, public=seen)

        mark = "h" + uuid4().hex[:10]
        section = make_section(
            word("heading"),
            f'<p>{word("body")} and <mark data-highlight-id="{mark}">{word("mark")}</mark> end.</p>'
            f'<figure data-image="{self.image(version, "figure", public=public).uuid}" data-alt="{word("figurealt")}">'
            f"<figcaption>{word('figcaption')}</figcaption></figure>",
        )
        cover = self.image(version, "cover", public=public)
        links = [{"label": word("linklabel"), "url": f"https://example.org/{word('linkurl')}"}]
        author = make_author(word("author"), slug=f"{version}-author", links=links)
        save_bio(author, locale=locale, text=word("bio"))
        category = make_category(
            word("category"), slug=f"{version}-category", locale=locale, description=word("description")
        )
        tag = make_tag(word("tag"), slug=f"{version}-tag", locale=locale)
        slug = f"{version}-slug"
        self.slugs.add(slug)
        self.terms |= {f"{version}-{kind}" for kind in ("author", "category", "tag")}
        return {
            "locale": locale,
            "title": word("title"),
            "slug": slug,
            "kicker": word("kicker"),
            "lead_html": f"{word('lead')} is the lead.",
            "cover": Cover(str(cover.uuid), word("coveralt"), word("covercaption")),
            "sections": (section,),
            "highlights": (Highlight(mark, section.id, note=word("note")),),
            "related": (Related(word("reltitle"), word("relteaser"), f"https://example.org/{word('relurl')}"),),
            "authors": (Byline(str(author.uuid)),),
            "category": str(category.uuid),
            "tags": (str(tag.uuid),),
            "ai_use": "assisted",
            "ai_note": word("ainote"),
            "seo": Seo(word("seotitle"), word("seodescription")),
            "rights": Rights("", word("terms"), word("holder"), word("copyright")),
        }

    @property
    def public_addresses(self) -> set[str]:
        return set().union(*(self.addresses[version] for version in (*LIVE, *LIVE_IN_GERMAN)))

    def image(self, version: str, use: str, *, public: bool) -> Image:
        """Its rights are told wherever it is shown, its own words in its record alone: each use here has others."""
        image = make_image(
            size=(40, 30),
            name=f"{self.word(version, use + 'file', public=False)}.jpg",
            alt=self.word(version, use + "ownalt", public=public),
            **{name: self.word(version, use + name, public=public) for name in ("creator", "credit", "caption")},
            copyright_notice=self.word(version, use + "notice", public=public),
        )
        finish_renditions()  # with these words in the files
        served = image.renditions.filter(retired_at=None)
        self.addresses.setdefault(version, set()).update(served.values_list("name", flat=True))
        return image

    def add(self, name: str, *, public: bool, **changes: object) -> Article:
        article = make_article(make_user("publisher"), **self.content(name, public=public) | changes)
        self.articles[name] = article
        return article


def build_newsroom() -> Newsroom:
    """Every state that can be reached by now, as of NOW."""
    room = Newsroom()
    with time_machine.travel(START, tick=True):
        room.add("draft", public=False)

        publish_now(room.add("live", public=True))

        newer = room.add("newer", public=True)
        publish_now(newer, note=room.word("newer", "firstnote", public=False))
        edit(newer, **room.content("newerdraft", public=False))

        schedule_for(room.add("scheduled", public=False), NOW + timedelta(days=1))

        coming = room.add("coming", public=True)
        publish_now(coming)
        edit(coming, **room.content("comingnext", public=False))
        schedule_for(coming, NOW + timedelta(hours=3), kind="correction", note=room.word("coming", "why", public=False))

        expired = room.add("expired", public=False)
        publish_now(expired)
        expire(expired, seen=expired.acts)
        room.gone.add("expired-slug")

        for name, how in (("unpublished", "unpublished"), ("killed", "killed"), ("legal", "legal")):
            article = room.add(name, public=False)
            publish_now(article)
            withdraw_now(article, how, note=room.word(name, "reason", public=False))
            room.gone.add(f"{name}-slug")

        withdrawn = room.add("withdrawn", public=False)
        publish_now(withdrawn)
        withdraw_now(withdrawn, "withdrawn", note=room.word("withdrawn", "reason", public=True))
        room.gone.add("withdrawn-slug")

        replaced = room.add("replaced", public=False)
        publish_now(replaced)
        edit(replaced, **room.content("replacing", public=True))
        publish_now(replaced, kind="correction", note=room.word("replacing", "correction", public=True))

        again = room.add("again", public=False)
        publish_now(again)
        withdraw_now(again, "killed")
        edit(again, **room.content("againlive", public=True))
        publish_now(again, again=True)
        room.gone.add("again-slug")

        renamed = room.add("renamed", public=True)
        publish_now(renamed)
        edit(renamed, slug="renamed-secret-slug")
        room.slugs.add("renamed-secret-slug")

        linking = room.add("linking", public=True)
        targets = [room.articles[name] for name in ("draft", "scheduled", "killed", "live")]
        edit(linking, related=tuple(Related(article=str(target.uuid)) for target in targets))
        room.shown -= {f"zqlinking{part}zq" for part in ("reltitle", "relteaser", "relurl")}
        publish_now(linking)

        add_translations(room)
        add_terms(room)
    return room


def add_translations(room: Newsroom) -> None:
    """One of two translations is hidden, whichever it is; and so is all that it names."""
    for original, translation, is_original_live in (
        ("origin", "uebersetzung", False),
        ("source", "entwurf", True),
        ("taken", "geblieben", False),
    ):
        first = room.add(original, public=is_original_live)
        second = create_draft(
            Snapshot(**room.content(translation, public=not is_original_live, locale="de")),  # type: ignore[arg-type]
            by=first.owner,
            translation_key=first.translation_key,
        )
        publish_now(first if is_original_live else second)
        room.articles[translation] = second
    taken = room.articles["taken"]
    publish_now(taken)
    withdraw_now(taken, "killed")
    room.gone.add("taken-slug")


def add_portraits(room: Newsroom) -> None:
    """Of who signed what is public, and of who signed nothing that is. A portrait shows its own words."""
    for version, is_public in (("live", True), ("draft", False), ("expired", False), ("newerdraft", False)):
        portrait = room.image(version, "portrait", public=is_public)
        Author.objects.filter(slug=f"{version}-author").update(portrait=portrait)
        if is_public:
            room.hidden.discard(portrait.alt)
            room.shown.add(portrait.alt)


def add_terms(room: Newsroom) -> None:
    """Terms that were renamed or merged: nothing of their former names shows; of hidden ones nothing at all."""
    live = Category.objects.get(slug="live-category")
    below = make_category(
        room.word("below", "category", public=False),
        slug="below-category",
        parent=live,
        description=room.word("below", "description", public=False),
    )
    make_article(make_user("publisher"), slug="below-slug", category=str(below.uuid))
    room.terms.add("below-category")
    add_portraits(room)

    for version, is_public in (("formername", True), ("secretname", False)):
        tag = make_tag(room.word(version, "tag", public=False), slug=f"{version}-tag")
        article = room.add(f"uses{version}", public=True, tags=(str(tag.uuid),))
        room.shown.discard(f"zquses{version}tagzq")
        if is_public:
            publish_now(article)
        tag.name, tag.slug = room.word(f"new{version}", "tag", public=True), f"new{version}-tag"
        save_term(tag)
        if not is_public:
            publish_now(article)
        room.terms |= {f"{version}-tag", f"new{version}-tag"}

    for version in ("loser", "hiddenloser"):
        is_public = version == "loser"
        article = room.add(version, public=is_public)
        if is_public:
            publish_now(article)
        for model in (Author, Category, Tag):
            kind = model._meta.model_name
            merge_terms(model.objects.get(slug=f"{version}-{kind}"), model.objects.get(slug=f"live-{kind}"))
        merged = {f"zq{version}{what}zq" for what in ("author", "category", "tag", "bio", "description")}
        room.shown -= merged | {f"zq{version}{what}zq" for what in ("linklabel", "linkurl")}
        room.hidden |= merged
