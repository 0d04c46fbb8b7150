"""The site as a browser meets it: served by granian, with hashed static files and a strict content security policy."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from cms.passwords import Argon2Hasher
from tests.browser.conftest import Console, Site
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.browser


def test_publisher_signs_in_by_the_form(page: Page) -> None:
    user = make_user("publisher", "paula")
    user.password = Argon2Hasher().encode(PASSWORD, "a-salt-for-tests")
    user.save()

    page.goto("/admin/")
    page.get_by_label("Username").fill("paula")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    page.get_by_role("button", name="paula").wait_for()
    assert page.evaluate("location.pathname") == "/admin/"


def test_signed_in_desk_shows_who_is_signed_in_and_how_to_leave(desk: Page) -> None:
    desk.goto("/admin/")
    desk.get_by_role("button", name="Paula").click()

    assert desk.get_by_role("button", name="Log out").is_visible()


def test_style_sheets_have_hashed_names_that_never_change(page: Page) -> None:
    sheets = []
    page.on("response", lambda response: sheets.append(response) if ".css" in response.url else None)

    page.goto("/admin/login/")

    assert sheets
    assert all(re.search(r"\.[0-9a-f]{12}\.css$", sheet.url) for sheet in sheets)
    assert {sheet.headers["cache-control"] for sheet in sheets} == {"max-age=315360000, public, immutable"}
    assert {sheet.headers["content-encoding"] for sheet in sheets} <= {"br", "gzip"}


def test_sixth_guess_of_a_password_meets_a_locked_door(page: Page, console: Console, site: Site) -> None:
    make_user("publisher", "paula")
    console.allow("429")

    for _ in range(5):
        page.goto("/admin/login/")
        page.get_by_label("Username").fill("paula")
        page.get_by_label("Password").fill("a wrong guess")
        page.get_by_role("button", name="Log in").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Signing in is locked for a while"
