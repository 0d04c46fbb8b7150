"""*Copy preview link*: by whom it is made, and where it leads."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from articles.editing.addresses import preview_address
from articles.models import User
from articles.previews import read_preview
from tests.articles.admin.pages import address, signed_in, soup
from tests.factories import make_article


def test_an_author_makes_one_of_the_own_draft(author_user: User) -> None:
    article = make_article(author_user, title="Mine")

    answer = signed_in(author_user).post(address("preview", article.pk))

    link = urlsplit(answer.json()["url"])
    assert (answer.status_code, link.path, answer["Referrer-Policy"]) == (200, "/preview/", "no-referrer")
    assert "no-store" in answer["Cache-Control"]
    preview = read_preview(parse_qs(link.query)["token"][0])
    assert (preview.article, preview.is_of(author_user)) == (article.uuid, True)
    assert "Mine" in Client().get(f"{link.path}?{link.query}").content.decode()


def test_an_editor_makes_one_of_any_draft_and_an_author_of_no_other(author_user: User, editor: User) -> None:
    page = address("preview", make_article(editor).pk)

    assert [signed_in(user).post(page).status_code for user in (author_user, editor)] == [403, 200]
    assert Client().post(page).status_code == 302


def test_following_a_link_makes_none(editor: User) -> None:
    assert signed_in(editor).get(address("preview", make_article(editor).pk)).status_code == 405


def test_another_site_s_form_makes_none(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")

    assert client.post(address("preview", make_article(editor).pk)).status_code == 403


def test_the_writing_page_has_the_button(editor: User) -> None:
    page = signed_in(editor).get(address("change", make_article(editor).pk))

    assert len(soup(page).select("[data-preview] [data-preview-copy]")) == 1


@pytest.mark.parametrize(
    ("locale", "frontends", "reader", "expected"),
    [
        ("en", {}, True, "https://magazine.example/preview/?token=a%3Ab"),
        ("de", {}, True, "https://magazine.example/de/preview/?token=a%3Ab"),
        ("en", {}, False, "https://magazine.example/api/v1/preview/?token=a%3Ab"),
        (
            "de",
            {"de": {"preview": "https://front.example/{locale}/p#{token}"}},
            True,
            "https://front.example/de/p#a%3Ab",
        ),
        (
            "en",
            {"en": {"article": "https://front.example/{slug}"}},
            True,
            "https://magazine.example/preview/?token=a%3Ab",
        ),
    ],
)
def test_it_leads_to_the_frontend_of_its_locale(
    settings: Any, locale: str, frontends: Any, reader: bool, expected: str
) -> None:
    settings.PUBLIC_URL, settings.FRONTENDS, settings.READER = "https://magazine.example", frontends, reader

    assert preview_address("a:b", locale) == expected
