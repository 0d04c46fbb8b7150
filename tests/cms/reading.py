"""Pages of the reader as tests look at them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse

from articles.models import Article
from tests.factories import make_article, publish_now

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SITE = "https://magazine.example"

Page = Callable[..., HttpResponse]
"""Gets a path."""


def make_live(title: str = "A title", slug: str = "a-title", **fields: Any) -> Article:
    article = make_article(title=title, slug=slug, **fields)
    publish_now(article)
    return article


def parsed(response: HttpResponse) -> Element:
    return html5lib.parse(response.content.decode(), namespaceHTMLElements=False)  # type: ignore[no-any-return]


def text_of(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def texts(page: Element, path: str) -> list[str]:
    return [text_of(element) for element in page.findall(path)]


def meta(page: Element, name: str) -> str | None:
    for element in page.findall(".//meta"):
        if name in (element.get("name"), element.get("property")):
            return element.get("content")
    return None


def canonical(page: Element) -> str | None:
    link = page.find(".//link[@rel='canonical']")
    return None if link is None else link.get("href")
