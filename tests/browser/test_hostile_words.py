"""Words that want to be more, in a real browser: on the pages of the reader and of the desk nothing runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.advisories.words import MARKUP, full_of, pages_of
from tests.browser.conftest import sign_in
from tests.factories import make_user

pytestmark = pytest.mark.browser


def test_case_16_no_markup_of_a_field_runs_in_a_browser(page: Page) -> None:
    """A breach of the policy stands in the console, and what stands there fails the test."""
    administrator = make_user("administrator", "root", first_name=MARKUP, email=MARKUP)
    sign_in(page, administrator)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

    for path in pages_of(full_of(MARKUP, administrator)):
        answer = page.goto(path)
        assert answer is not None
        assert (path, answer.status) == (path, 200)
        assert page.locator("img[src=x], [onerror], [onfocus]").count() == 0, path
    assert dialogs == []
