"""`/feeds/rss.xml`: RSS 2.0 to the letter."""

from __future__ import annotations

import feedparser
import pytest
from django.test import Client

from tests.api.conftest import make_live

pytestmark = pytest.mark.django_db


def test_an_article_stands_in_it_with_its_full_text(client: Client) -> None:
    article = make_live("A title", "a-title", lead_html="The lead.")

    answer = client.get("/feeds/rss.xml")

    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    entry = feedparser.parse(answer.content).entries[0]
    assert (entry.title, entry.id, entry.summary) == ("A title", f"urn:uuid:{article.uuid}", "The lead.")
    assert "<p>The lead.</p>" in entry.content[0].value
