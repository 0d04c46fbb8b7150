"""Examples in the reference: a small magazine that does not exist, told by the code that tells of a real one.

Documents are instances of the dataclasses that the API answers with, and what follows from a text (offsets, teasers,
snippets, differences) is made by their own builders; problems are those that the views raise. So an example cannot say
what no answer says; a test holds each against its schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import orjson
from django.http import QueryDict
from django.urls import resolve

from api.content.answers import MovedTo
from api.content.changes import STALE, ChangePage
from api.content.previews import NoPreview
from api.content.reading import gone
from api.documents.addresses import FEEDS, NEWS_SITEMAP, SITEMAP
from api.documents.article import AiUse, Article, Rights, Seo
from api.documents.card import Card, teaser_of
from api.documents.corrections import Correction
from api.documents.entries import Entry
from api.documents.feeds import Feeds
from api.documents.highlights import build_highlights
from api.documents.image import FullImage, Pictures, Rendition, in_short
from api.documents.json_ld import build_json_ld
from api.documents.records import MergedRecord, TagRecord
from api.documents.related import Related
from api.documents.search import Hit, build_snippet
from api.documents.sections import build_sections
from api.documents.site import Publisher, Site, SiteLocale
from api.documents.taxonomy import BylineRef, TermRef
from api.documents.terms import Author, AuthorLink, Category, ChildRef, Tag, TermTranslation
from api.documents.translations import ArticleTranslation
from api.documents.versions import Version, build_diff
from api.http.pagination import NoSuchPage, Page
from api.http.parameters import Parameter, read
from api.http.permissions import MissingScope
from api.http.problems import IN_WORDS, MEDIA_TYPE, NOT_FOUND, BadParameters, Problem, in_words
from api.http.renderers import as_json
from api.models.api_key import Scope
from articles.models.image import Image as ImageRow
from articles.models.public_status import Gone
from articles.models.published_version import PublishedVersion
from articles.search.query import read_query
from articles.search.snippets import Highlighter
from articles.snapshot import Highlight, Section, Snapshot, dump
from articles.text import marks, plain

SITE: Final = "https://magazine.example"


def show_examples(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of drf-spectacular, called with the finished document: gives an example of each body that is declared."""
    for route, operations in result["paths"].items():
        operation = operations["get"]
        path = route.replace("{reference}", REFERENCES.get(route.split("/")[3], ""))
        problems = problems_of(path, is_list=route == path)
        for status, answer in operation["responses"].items():
            for media_type, content in answer.get("content", {}).items():
                if media_type == MEDIA_TYPE:
                    content["example"] = plain_json(replace(problems[int(status)], instance=path).content())
                elif status == "301":
                    content["example"] = plain_json(MovedTo(f"{SITE}{path}"))
                else:
                    content["example"] = plain_json(DOCUMENTS[operation["operationId"]])
    return result


def plain_json(document: object) -> Any:
    """As a client reads it."""
    return orjson.loads(as_json(document))


def problems_of(path: str, *, is_list: bool) -> dict[int, Problem]:
    """What may be refused at that path, by status."""
    is_preview = path.endswith("/preview/")
    problems = {status: in_words(status) for status in IN_WORDS} | {
        400: misread(path),
        403: MissingScope(Scope.PREVIEW if is_preview else Scope.HISTORY).problem,
        404: NoSuchPage(9, of=3).problem if is_list and not is_preview else NOT_FOUND,
        410: STALE if path.endswith("/changes/") else gone(Gone(CARD.id, "withdrawn", "We could not confirm it.")),
    }
    return problems | {401: NoPreview().problem} if is_preview else problems


def misread(path: str) -> Problem:
    """Two faults in one query; one where there is no parameter to be wrong."""
    parameters: dict[str, Parameter] = resolve(path).func.view_class.parameters  # type: ignore[attr-defined]  # DRF's
    wrong = {"page_size": "1000", "from": "0", "article": "x", "min_sequence": "-1"}
    second = next((f"{name}={value}" for name, value in wrong.items() if name in parameters), "")
    try:
        read(QueryDict(f"{second}&colour=red"), {name: one for name, one in parameters.items() if name != "q"})
    except BadParameters as refused:
        return refused.problem
    raise AssertionError(path)


def at(day: int, hour: int = 6) -> datetime:
    """In March."""
    return datetime(2026, 3, day, hour, 30, tzinfo=UTC)


def id_of(number: int) -> UUID:
    return UUID(f"{number:08x}-0000-4000-8000-000000000000")


def page(*results: object, **more: object) -> dict[str, Any]:
    return Page(len(results), None, None, [], **more).document(list(results))  # type: ignore[arg-type]  # count_capped


# --- People, terms, pictures ------------------------------------------------------------------------------------------


def picture(number: int, *, alt: str, width: int, height: int) -> FullImage:
    """Of a row that is not saved, with two widths of the whole picture."""
    files = [
        Rendition(
            "as_is", format, size, size * height // width, size * weight, f"{SITE}/media/{number}-{size}.{ending}"
        )
        for format, ending, weight in (("avif", "avif", 60), ("jpeg", "jpg", 140), ("webp", "webp", 90))
        for size in (width // 2, width)
    ]
    row = ImageRow(
        uuid=id_of(number),
        alt=alt,
        creator="Ida Thorn",
        credit="The Example",
        copyright_notice="© 2026 The Example",
        rights_url=f"{SITE}/rights/",
        digital_source_type="digitalCapture",
        focal_y=0.4,
        dominant_colour="#8a9a7b",
        blur="data:image/webp;base64,UklGRg==",
    )
    image = Pictures({"": row}, {"": files}, {}).image("")
    assert image is not None  # noqa: S101  # it has files
    return image


def feeds(place: str = "") -> Feeds:
    return Feeds(*(f"{SITE}/feeds/{place}{name}" for name in FEEDS))


COVER: Final = picture(0x10, alt="A ladder leans on a bookshelf.", width=1280, height=960)
PORTRAIT: Final = picture(0x11, alt="Mirja Quell in a doorway.", width=640, height=640)

TOWNS: Final = TermRef(id_of(0x20), "Towns", "towns", f"{SITE}/categories/towns/")
NEIGHBOURS: Final = Category(
    id=id_of(0x21),
    name="Neighbours",
    slug="neighbours",
    locale="en",
    url=f"{SITE}/categories/neighbours/",
    article_count=2,
    translations=[
        TermTranslation("de", id_of(0x22), "nachbarn", "Nachbarn", f"{SITE}/de/categories/nachbarn/"),
    ],
    feeds=feeds("category/neighbours/"),
    description="Who lives next door, and what they share.",
    level=1,
    parent=TOWNS,
    breadcrumbs=[TOWNS],
    children=[ChildRef(id_of(0x23), "Stairwells", "stairwells", f"{SITE}/categories/stairwells/", article_count=1)],
)
TOOLS: Final = Tag(
    id=id_of(0x30),
    name="tools",
    slug="tools",
    locale="en",
    url=f"{SITE}/tags/tools/",
    article_count=2,
    translations=[TermTranslation("de", id_of(0x31), "werkzeug", "Werkzeug", f"{SITE}/de/tags/werkzeug/")],
    feeds=feeds("tag/tools/"),
)
MIRJA: Final = Author(
    id=id_of(0x40),
    name="Mirja Quell",
    slug="mirja-quell",
    locale="en",
    url=f"{SITE}/authors/mirja-quell/",
    article_count=2,
    translations=[TermTranslation("de", id_of(0x40), "mirja-quell", "Mirja Quell", f"{SITE}/de/authors/mirja-quell/")],
    feeds=feeds("author/mirja-quell/"),
    bio="Writes about what people lend each other.",
    bio_locale="en",
    portrait=in_short(PORTRAIT),
    links=[AuthorLink("Her own page", "https://quell.example/")],
)


# --- An article, and what follows from its text -----------------------------------------------------------------------

LEAD: Final = "In Ostervale nobody owns a ladder any more. They are on loan, like books."
MARKED: Final = (
    "<p>The shelf is as high as the house 🪜, and "
    '<mark data-highlight-id="h5f0c2a9b7d1">a ladder is due back before the apples are ripe</mark>.</p>'
)


def content_of(html: str, *, title: str) -> Snapshot:
    """A text as it is frozen: with its words counted and its passages found."""
    section = Section(str(id_of(0x50)), "A shelf for long things", html, plain.plain_text(html))
    passages = [
        Highlight(one.id, section.id, one.exact, one.start, one.end, "The rule on the library card.")
        for one in marks.find_passages(html)
    ]
    words = sum(plain.count_words(text) for text in (LEAD, section.heading, section.text))
    return Snapshot(
        "en",
        title,
        "the-library-that-lends-ladders",
        kicker="Lending",
        lead_html=LEAD,
        lead_text=LEAD,
        sections=(section,),
        highlights=tuple(passages),
        word_count=words,
    )


FIRST: Final = content_of("<p>The shelf is as high as the house.</p>", title="The Library That Lends a Ladder")
CONTENT: Final = content_of(MARKED, title="The Library That Lends Ladders")
CARD: Final = Card(
    id=id_of(0x60),
    slug=CONTENT.slug,
    locale=CONTENT.locale,
    url=f"{SITE}/articles/{CONTENT.slug}/",
    title=CONTENT.title,
    kicker=CONTENT.kicker,
    lead=CONTENT.lead_text,
    teaser=teaser_of(CONTENT),
    cover=in_short(COVER),
    authors=[BylineRef(MIRJA.id, MIRJA.name, MIRJA.slug, MIRJA.url, "author", MIRJA.portrait)],
    category=TermRef(NEIGHBOURS.id, NEIGHBOURS.name, NEIGHBOURS.slug, NEIGHBOURS.url),
    tags=[TermRef(TOOLS.id, TOOLS.name, TOOLS.slug, TOOLS.url)],
    genre="report",
    priority=4,
    access="free",
    published_at=at(2),
    updated_at=at(5, 14),
    revision=4,
    reading_time=plain.reading_minutes(CONTENT.word_count),
    word_count=CONTENT.word_count,
)
CORRECTION: Final = Correction("correction", "There are several ladders, not one.", at(5, 14))
TALK: Final = Related(
    title="A Talk That Was Never Given",
    teaser="Nobody came, and the speaker was not surprised.",
    url=f"{SITE}/articles/a-talk-that-was-never-given/",
    id=id_of(0x61),
    slug="a-talk-that-was-never-given",
    locale="en",
    source="editor",
)
TRANSLATIONS: Final = [
    ArticleTranslation(
        "de",
        id_of(0x62),
        "die-bibliothek-der-leitern",
        "Die Bibliothek der Leitern",
        f"{SITE}/de/articles/die-bibliothek-der-leitern/",
    )
]
RIGHTS: Final = Rights("", "Ask before you reprint it.", "The Example", "© 2026 The Example")
ARTICLE: Final = Article(
    **vars(CARD) | {"cover": COVER},
    lead_html=CONTENT.lead_html,
    sections=build_sections(CONTENT, "ranges", Pictures({}, {}, {})),
    images=[],
    highlights=build_highlights(CONTENT),
    related=[
        TALK,
        Related("How to carry a ladder", "", "https://ladders.example/", None, None, None, source="editor"),
    ],
    translations=TRANSLATIONS,
    seo=Seo(CARD.title, CARD.teaser, CARD.url, noindex=False),
    json_ld=build_json_ld(
        CARD,
        description=CARD.teaser,
        canonical_url=CARD.url,
        corrections=[CORRECTION],
        translations=TRANSLATIONS,
        rights=CONTENT.rights,
        ai_use="none",
        cover=COVER,
    )
    | {"publisher": {"@type": "Organization", "name": "The Example"}},
    corrections=[CORRECTION],
    rights=RIGHTS,
    ai_use=AiUse("none", None, ""),
)


def version_of(content: Snapshot, revision: int) -> PublishedVersion:
    version = PublishedVersion(snapshot=dump(content))
    version.public_id, version.revision_number = CARD.id, revision
    return version


# --- What each operation answers --------------------------------------------------------------------------------------

REFERENCES: Final = {
    "articles": CARD.slug,
    "authors": MIRJA.slug,
    "categories": NEIGHBOURS.slug,
    "tags": TOOLS.slug,
}
DOCUMENTS: Final[Mapping[str, object]] = {
    "list_articles": page(CARD),
    "get_article": ARTICLE,
    "preview_article": replace(ARTICLE, revision=5, seo=replace(ARTICLE.seo, noindex=True)),
    "list_article_versions": page(
        Version(4, at(5, 14), None, "correction", CORRECTION.note), Version(2, at(2), at(5, 14), "first", "")
    ),
    "compare_article_versions": build_diff(version_of(FIRST, 2), version_of(CONTENT, 4)),
    "search": page(
        Hit(**vars(CARD), snippet=build_snippet(CONTENT, Highlighter(read_query("ladder").form("en"), "en"))),
        count_capped=False,
    ),
    "list_authors": page(MIRJA),
    "get_author": MIRJA,
    "list_categories": page(NEIGHBOURS),
    "get_category": NEIGHBOURS,
    "list_tags": page(TOOLS),
    "get_tag": TOOLS,
    "get_site": Site(
        name="The Example",
        publisher=Publisher("The Example", None),
        locales=[SiteLocale("en", f"{SITE}/", feeds(), f"{SITE}/feeds/corrections.xml")],
        sitemap=SITE + SITEMAP,
        news_sitemap=SITE + NEWS_SITEMAP,
    ),
    "list_changes": ChangePage(
        results=[
            Entry(
                41,
                "upsert",
                "tag",
                TOOLS.id,
                TagRecord(
                    id=TOOLS.id,
                    name=TOOLS.name,
                    slug=TOOLS.slug,
                    locale=TOOLS.locale,
                    url=TOOLS.url,
                    translations={one.locale: one.id for one in TOOLS.translations},
                    type="tag",
                ),
            ),
            Entry(43, "delete", "article", id_of(0x63), None),
            Entry(44, "move", "tag", id_of(0x32), MergedRecord("merged", into=TOOLS.id)),
        ],
        next_cursor="W1s0NCwwXSwiZXhhbXBsZSIsIiJd.as-it-came",
        has_more=False,
        sequence=44,
    ),
}
