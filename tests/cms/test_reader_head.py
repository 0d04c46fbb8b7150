"""Head and headers of the reader's pages: for search engines, caches and browsers."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from articles.snapshot import Byline, Highlight, Related, Rights, Seo
from cms.reader.markup import script_json
from tests.cms.reading import SITE, Page, canonical, make_live, meta, parsed, text_of, texts
from tests.factories import (
    edit,
    make_author,
    make_section,
    publish_now,
)

HOSTILE = '</script><script>alert(1)</script> & "quotes" <!-- \''


def test_head_of_an_article_speaks_to_search_engines(page: Page) -> None:
    make_live(seo=Seo(title="For engines", description="What it is about.", noindex=True))

    shown = parsed(page("/articles/a-title/"))

    assert text_of(shown.find(".//title")) == "For engines | Standfirst"
    assert {name: meta(shown, name) for name in ("description", "robots", "og:type", "og:title", "og:url")} == {
        "description": "What it is about.",
        "robots": "noindex",
        "og:type": "article",
        "og:title": "For engines",
        "og:url": f"{SITE}/articles/a-title/",
    }
    assert meta(shown, "article:published_time") == "2026-03-02T09:30:00+00:00"
    assert canonical(shown) == f"{SITE}/articles/a-title/"


def test_article_that_engines_may_have_says_nothing_to_robots(page: Page) -> None:
    make_live(seo=Seo(canonical_url="https://first.example/there"))

    shown = parsed(page("/articles/a-title/"))

    assert meta(shown, "robots") is None
    assert canonical(shown) == "https://first.example/there"


def test_json_ld_in_the_page_is_that_of_the_document(page: Page) -> None:
    make_live(title=HOSTILE)

    shown = parsed(page("/articles/a-title/"))

    script = shown.find(".//script[@type='application/ld+json']")
    assert script is not None
    assert json.loads(script.text or "") == page("/api/v1/articles/a-title/").json()["json_ld"]


@pytest.mark.parametrize("title", ["</script><script>", "<!--<script>", "]]>", "a & b"])
def test_no_headline_ends_the_script_of_json_ld(page: Page, title: str) -> None:
    make_live(title=title)

    answer = page("/articles/a-title/")

    written = re.findall(r'<script type="application/ld\+json">(.*?)</script>', answer.content.decode(), re.DOTALL)
    assert [json.loads(one)["headline"] for one in written] == [title]
    assert re.findall("[<>&]", written[0]) == []


def test_what_ends_lines_of_scripts_is_escaped_in_json_ld() -> None:
    written = script_json({"text": "\u2028 and \u2029"})

    assert (written, json.loads(written)) == (r'{"text": "\u2028 and \u2029"}', {"text": "\u2028 and \u2029"})


def test_what_is_not_free_is_marked_as_json_ld_says(page: Page) -> None:
    make_live(access="subscribers")

    shown = parsed(page("/articles/a-title/"))

    script = shown.find(".//script[@type='application/ld+json']")
    assert script is not None
    assert json.loads(script.text or "")["hasPart"]["cssSelector"] == ".paywall"
    assert len(shown.findall(".//div[@class='text paywall']")) == 1


def test_hostile_words_stay_words_everywhere(page: Page) -> None:
    author = make_author(HOSTILE)
    section = make_section(HOSTILE, '<p><mark data-highlight-id="h0123456789">marked</mark></p>')
    make_live(
        title=HOSTILE,
        kicker=HOSTILE,
        sections=(section, make_section(), make_section()),
        highlights=(Highlight("h0123456789", section.id, note=HOSTILE),),
        related=(Related(title=HOSTILE, teaser=HOSTILE, url="https://example.org/"),),
        authors=(Byline(str(author.uuid)),),
        seo=Seo(title=HOSTILE, description=HOSTILE),
        rights=Rights(copyright_notice=HOSTILE, usage_terms=HOSTILE),
        ai_use="generated",
        ai_note=HOSTILE,
    )

    front, shown = parsed(page("/")), parsed(page("/articles/a-title/"))

    assert texts(shown, ".//h1") == [HOSTILE]
    assert texts(front, ".//main//article/h2")[0] == HOSTILE
    assert [script.get("type") or script.get("src") for script in shown.iter("script")] == [
        "application/ld+json",
        "/static/reader/highlights.js",
    ]
    assert [script.get("src") for script in front.iter("script")] == ["/static/reader/more.js"]


@pytest.mark.parametrize("path", ["/", "/articles/a-title/", "/articles/never/", "/nothing/"])
def test_pages_are_strict_and_know_nobody(page: Page, path: str, publisher: Any) -> None:
    make_live()
    client = Client()
    client.force_login(publisher, backend="django.contrib.auth.backends.ModelBackend")

    known, unknown = client.get(path), page(path)

    assert known.content == unknown.content
    assert not known.cookies
    assert "Cookie" not in known.get("Vary", "")
    policy = dict(part.strip().split(" ", 1) for part in unknown["Content-Security-Policy"].split(";") if part.strip())
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert re.findall(rb"<style|\sstyle=|\son[a-z]+=|javascript:", unknown.content) == []


@pytest.mark.parametrize("path", ["/", "/de/articles/ein-titel/"])
def test_page_that_has_not_changed_is_304(page: Page, path: str) -> None:
    make_live("Ein Titel", "ein-titel", locale="de")
    first = page(path)

    again = page(path, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert {name: again[name] for name in ("ETag", "Cache-Control", "Content-Language")} == {
        name: first[name] for name in ("ETag", "Cache-Control", "Content-Language")
    }


def test_page_whose_article_has_changed_comes_whole(page: Page, clock: time_machine.Coordinates) -> None:
    article = make_live()
    first = page("/articles/a-title/")
    clock.shift(timedelta(minutes=1))
    edit(article, title="A better title")
    publish_now(article)

    again = page("/articles/a-title/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, texts(parsed(again), ".//h1")) == (200, ["A better title"])
