"""`/robots.txt`: RFC 9309, and nothing that would tell of what is hidden."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch
from urllib.robotparser import RobotFileParser

import pytest
from django.db import connection
from django.test import Client

SITE = "https://magazine.example"


@pytest.fixture
def lines(settings: Any) -> list[str]:
    settings.PUBLIC_URL = SITE
    answer = Client().get("/robots.txt")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return str(answer.content.decode()).splitlines()


def test_it_says_where_the_sitemaps_are_in_full(lines: list[str]) -> None:
    assert [line for line in lines if line.startswith("Sitemap:")] == [f"Sitemap: {SITE}/sitemap.xml"]


def test_a_crawler_may_read_what_is_public_and_not_the_desk_or_searches_without_end(lines: list[str]) -> None:
    rules = RobotFileParser()
    rules.parse(lines)

    public = ("/", "/articles/a/", "/de/", "/feeds/rss.xml", "/sitemaps/news.xml", "/media/x.jpg", "/static/a.css")
    closed = ("/admin/", "/admin/articles/", "/search/?q=x", "/de/search/?q=x")
    assert [rules.can_fetch("Anybot", path) for path in public] == [True] * len(public)
    assert [rules.can_fetch("Anybot", path) for path in closed] == [False] * len(closed)


def test_a_site_without_the_reader_has_no_search_to_close(settings: Any) -> None:
    settings.READER = False

    assert b"search" not in Client().get("/robots.txt").content


def test_it_is_answered_without_the_database_and_to_whoever_asks_too_much(settings: Any) -> None:
    settings.API_THROTTLE = (1, 60)

    with patch.object(connection, "connect", side_effect=AssertionError):
        assert [Client().get("/robots.txt").status_code for _ in range(3)] == [200] * 3
