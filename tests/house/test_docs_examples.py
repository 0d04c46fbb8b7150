"""What the docs show works: each curl example is asked, and each name in backticks is one of the API's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from django.test import Client

from articles.models import Category
from tests.factories import make_article, make_category, make_tag, publish_now

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
GUIDE = ROOT / "docs" / "frontends.md"
FENCE = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
REFUSED = {"colour=red": 400}
"""By the query, what is shown to be refused."""
OTHER_WORDS = {
    # of HTML, HTTP and problem documents
    "html", "id", "srcset", "data-highlight-id", "noindex", "Bearer", "no-store", "immutable",
    "max-age=0, must-revalidate", "hreflang",
    "Access-Control-Allow-Origin: *", "If-None-Match", "Cache-Control", "Authorization", "HEAD", "OPTIONS", "Location",
    "If-Match", "If-Modified-Since", "Accept", "proxy_pass",
    "min_sequence=4711", "Authorization: Bearer",
    # of the site
    "CORS_ORIGINS", "FRONTENDS", "API_THROTTLE", "v1", "robots.txt", "paywall",
    # scopes of keys, codes of errors, records of changes, and code
    "history", "preview",
    "unknown", "missing", "empty", "repeated", "encoding", "invalid", "invalid_choice", "out_of_range",
    "past", "empty_item", "too_many", "too_long", "no_words", "contradictory", "not_yet",
    "urn:standfirst:problem:stale-cursor", "sequence", "next_cursor", "has_more", "upsert", "delete", "move",
}  # fmt: skip


@cache
def schema() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text())
    return read


def operations() -> Iterator[dict[str, Any]]:
    return (path["get"] for path in schema()["paths"].values() if "get" in path)


def names_of_the_api() -> set[str]:
    """Parameters with their values, headers, fields of all documents with theirs, and what fields are keyed by."""
    parameters = [parameter for operation in operations() for parameter in operation.get("parameters", ())]
    answers = [answer for operation in operations() for answer in operation["responses"].values()]
    headers = {name for answer in answers for name in answer.get("headers", ())}
    fields = {
        name: described
        for one in schema()["components"]["schemas"].values()
        for name, described in one.get("properties", {}).items()
    }
    values = [value for parameter in parameters for value in values_of(parameter.get("schema", {}))]
    crops = {"as_is", "16:9", "4:3", "1:1"}
    shared = {"Deprecation", "Sunset", "RateLimit", "RateLimit-Policy", "Retry-After"}
    return {one["name"] for one in parameters} | headers | set(fields) | set(values) | crops | shared


def values_of(described: dict[str, Any]) -> list[str]:
    return [str(value) for value in described.get("enum", described.get("items", {}).get("enum", ()))]


def examples() -> list[tuple[str, str]]:
    """Each curl example of the API, and its address."""
    found = []
    for file in DOCS:
        text = GUIDE.read_text() if file == GUIDE else file.read_text()
        blocks = [code for language, code in FENCE.findall(text) if language == "sh"]
        lines = [line for block in blocks for line in block.splitlines() if line.startswith("curl ")]
        found += [(line, address) for line in lines for address in re.findall(r"http://127[^'\" ]+", line)]
    return found


@pytest.fixture
def magazine(db: None) -> None:
    """As much of the demo magazine as the examples name."""
    cities: Category = make_category()
    tags = tuple(str(make_tag(name).uuid) for name in ("rivers", "clocks"))
    article = make_article(slug="the-clock-that-runs-late", category=str(cities.uuid), tags=tags)
    publish_now(article)


def test_there_are_examples() -> None:
    assert len(examples()) > 8


@pytest.mark.parametrize(("line", "address"), examples(), ids=[address[21:] for _, address in examples()])
def test_example_is_answered_as_the_docs_say(magazine: None, line: str, address: str) -> None:
    """Who shows no key where one is needed is refused, and learns no more."""
    path, query = urlsplit(address)[2:4]
    expected = 401 if "Bearer" in line else REFUSED.get(query, 200)

    answer = Client().get(path, QUERY_STRING=query)

    assert answer.status_code == expected, answer.content


def test_lists_of_the_examples_find_something(magazine: None) -> None:
    assert Client().get("/api/v1/articles/", {"category": "cities", "page_size": 1}).json()["count"] == 1
    assert Client().get("/api/v1/articles/", {"tag__in": "rivers,clocks"}).json()["count"] == 1


def test_names_in_the_guide_are_those_of_the_api() -> None:
    prose = FENCE.sub("", GUIDE.read_text())
    quoted = set(re.findall(r"`([^`\n]+)`", prose))
    named = {one for one in quoted if not re.search(r"[<>/:…?\"]|^\W", one)}

    unknown = {one for one in named if not is_known(one)}

    assert unknown - OTHER_WORDS == set()


def is_known(quoted: str) -> bool:
    """`name`, `outer.inner`, `name=value`, or `name=` with a value of the reader's own."""
    name, _, value = quoted.partition("=")
    names = names_of_the_api()
    values = set(value.split(",")) if value else set()
    return set(name.split(".")) <= names and (values <= names or value.isdecimal() or value == "start")


def test_every_parameter_of_lists_is_told() -> None:
    told = GUIDE.read_text()
    listed = schema()["paths"]["/api/v1/articles/"]["get"]["parameters"]

    untold = [one["name"] for one in listed if f"`{one['name']}" not in told]

    assert untold == []


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_links_within_the_docs_lead_somewhere(file: Path) -> None:
    text = FENCE.sub("", file.read_text())
    targets = re.findall(r"\]\((?!https?:)([^)#]*)(#[^)]*)?\)", text)

    broken = [
        path + anchor
        for path, anchor in targets
        if not (target := file.parent / path if path else file).exists()
        or (anchor and anchor[1:] not in anchors_of(target))
    ]

    assert broken == []


def anchors_of(file: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", file.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
