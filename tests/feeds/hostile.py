"""Articles that break feeds: what formats, validators and readers stumble over, each a case with a name.

Two ways in. `make_hostile` goes through the desk, as editors and imports do, and what it stores is clean.
`make_unclean` writes frozen text past the desk: what an older release let through must not break a feed either.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from html import escape
from typing import Any, Final

import time_machine

from articles.models import Article, PublishedVersion, User
from articles.snapshot import Byline, Cover, Related, Rights
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
    with_figure,
    withdraw_now,
)

TEXTS: Final = {
    "controls": "a\x00\x08\x0b\x1b b",
    "non-characters": "non-\ufffe\uffffcharacters",
    "c1": "C1 \x85\x9f",
    "the-end-of-cdata": "]]>",
    "the-start-of-cdata": "<![CDATA[",
    "markup": "AT&T <b> &amp; &nbsp; &lt;script&gt;",
    "a-script": "</script><script>",
    "emoji": "👩‍🚀 e\u0301 \u202eabc\u202c",
    "a-line-separator": "one\u2028two",
    "right-to-left": "שלום English עולם",
    "placeholders": "%s {0} {slug} \\u0000 \\",
    "quotes": "\"double\" 'single' `back`",
}
"""Each stands wherever a person can write."""
ADDRESSES: Final = {
    "without a scheme": "//host.example/x",
    "without a host": "/a",
    "a script": "javascript:alert(1)",
    "mail": "mailto:desk@magazine.example",
    "a broken host": "http://[::1",
    "an international host": "https://bücher.example/straße",
    "spaces": "https://magazine.example/a b",
    "an ampersand": "https://magazine.example/?a=1&b=2",
    "a fragment": "#part",
    "quotes": "https://magazine.example/\"'<>",
}
UNCLEAN: Final = "\x01\x0b\x1f\x7f\x80\x9f\ufdd0\ufffe\uffff"
"""No XML may hold it, or none should; but a database can."""


@dataclass(frozen=True)
class Case:
    fields: Callable[[], dict[str, Any]] = dict
    """Of the snapshot."""
    at: datetime | None = None
    """By the clock, when it is published: now, unless said."""
    dated: datetime | None = None
    """When it was published first, by its import."""
    then: Callable[[Article], object] | None = None
    """What happens to it afterwards."""


def make_hostile(*names: str) -> dict[str, Article]:
    """These CASES, or all, published; by name."""
    writer = make_user()
    made = {name: _make(name, CASES[name], writer) for name in names or CASES}
    finish_renditions()
    return made


def make_unclean(title: str = "Unclean") -> Article:
    """A live article with UNCLEAN in all of its frozen text."""
    article = make_article(slug="unclean", title=title, kicker="k", **_fields("x"))
    publish_now(article)
    for version in PublishedVersion.objects.filter(article=article):
        frozen = version.snapshot
        frozen["title"] += UNCLEAN
        frozen["lead_html"] += UNCLEAN
        frozen["lead_text"] += UNCLEAN
        frozen["rights"]["copyright_notice"] += UNCLEAN
        frozen["cover"]["caption"] += UNCLEAN
        frozen["sections"][0]["heading"] += UNCLEAN
        frozen["sections"][0]["html"] += f"<p>{UNCLEAN}</p>"
        frozen["sections"][0]["text"] += UNCLEAN
        PublishedVersion.objects.filter(pk=version.pk).update(snapshot=frozen, title=frozen["title"])
    return article


def _make(name: str, case: Case, by: User) -> Article:
    clock = time_machine.travel(case.at, tick=False) if case.at else nullcontext()
    with clock:
        article = make_article(by, **{"title": f"Hostile: {name}", "slug": f"hostile-{name}"} | case.fields())
        publish_now(article, **({"published_at": case.dated} if case.dated else {}))
        if case.then:
            case.then(article)
    return article


def _fields(text: str) -> dict[str, Any]:
    """It stands in a text, a name, a picture's words, rights."""
    written = escape(text)
    image = make_image(size=(40, 30), alt=f"Alt: {text}", caption=text, creator=text, copyright_notice=text)
    return {
        "lead_html": written,
        "sections": (make_section(f"Heading: {text}", f"<p>{written}</p><pre>{written}\r\n\r{written}</pre>"),),
        "cover": Cover(str(image.uuid), f"Alt: {text}", f"Caption: {text}"),
        "authors": (Byline(str(make_author(f"Author: {text}").uuid)),),
        "category": str(make_category(f"Category: {text}").uuid),
        "tags": (str(make_tag(f"Tag: {text}").uuid),),
        "related": (Related(f"Related: {text}", f"Teaser: {text}", "https://magazine.example/?a=1&b=2"),),
        "rights": Rights("https://magazine.example/licence?a=1&b=2", text, f"Holder: {text}", f"Notice: {text}"),
    }


def _text(text: str) -> dict[str, Any]:
    return {"title": text, "kicker": text} | _fields(text)


def _many_authors() -> dict[str, Any]:
    return {"authors": tuple(Byline(str(make_author(f"Author {number}").uuid)) for number in range(20))}


def _body(html: str) -> dict[str, Any]:
    return {"sections": (make_section("A heading", html),)}


def _links() -> dict[str, Any]:
    return _body("".join(f'<p><a href="{escape(url)}">{name}</a></p>' for name, url in ADDRESSES.items()))


def _figures() -> dict[str, Any]:
    shown = [make_image(size=(40, 30), alt=f"Picture {number}", creator="Ada & Co") for number in range(3)]
    return {
        "cover": Cover(str(shown[0].uuid)),
        **_body("".join(with_figure(one, "A caption &amp; more") for one in shown)),
    }


def _sections() -> dict[str, Any]:
    return {"sections": tuple(make_section(f"Part {number}", f"<p>{number}</p>") for number in range(100))}


def _nested() -> dict[str, Any]:
    """A table in a list in a quotation; a list as deep as the desk takes it."""
    table = "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>cell</td></tr></tbody></table>"
    deep = "<ul><li>" * 14 + "deep" + "</li></ul>" * 14
    return _body(f"<blockquote><ul><li>{table}</li></ul></blockquote>{deep}")


def _come_back(article: Article) -> None:
    withdraw_now(article)
    publish_now(article)


def _move_twice(article: Article) -> None:
    for slug in ("hostile-moved-once", "hostile-moved-twice"):
        edit(article, slug=slug)
        publish_now(article)


CASES: Final[dict[str, Case]] = {
    **{f"text-{name}": Case(partial(_text, text)) for name, text in TEXTS.items()},
    "no-text": Case(lambda: {"lead_html": "", "sections": ()}),
    "no-lead": Case(lambda: {"lead_html": ""}),
    "a-long-title": Case(lambda: {"title": "x" * 200}),
    "spaces": Case(lambda: {"title": " \t A title \n ", "kicker": " "}),
    "many-authors": Case(_many_authors),
    "links": Case(_links),
    "figures": Case(_figures),
    "a-foreign-picture": Case(partial(_body, '<p>a<img src="//host.example/x.png">b</p>')),
    "a-hundred-sections": Case(_sections),
    "a-megabyte": Case(partial(_body, "<p>" + "many words " * 90_000 + "</p>")),
    "nested": Case(_nested),
    "old": Case(dated=datetime(1970, 1, 1, tzinfo=UTC)),
    "to-summer-time": Case(at=datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    "to-winter-time": Case(at=datetime(2026, 10, 25, 0, 59, 59, 999999, tzinfo=UTC)),
    "far-east": Case(at=datetime(2026, 2, 1, 0, 30, tzinfo=timezone(timedelta(hours=14)))),
    "a-twin": Case(at=datetime(2026, 3, 1, 12, 0, 0, 1, tzinfo=UTC)),
    "its-twin": Case(at=datetime(2026, 3, 1, 12, 0, 0, 2, tzinfo=UTC)),
    "come-back": Case(then=_come_back),
    "moved-twice": Case(then=_move_twice),
}
