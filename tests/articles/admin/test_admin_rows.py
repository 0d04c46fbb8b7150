"""Rows of lists where there is no room for a table: each value says what it is."""

from __future__ import annotations

from articles.models import User
from tests.articles.admin.pages import address, signed_in, soup
from tests.factories import edit, make_article, publish_now


def test_each_value_of_a_row_carries_the_heading_of_its_column(publisher: User) -> None:
    make_article(publisher, title="A walk")

    row = soup(signed_in(publisher).get(address("changelist"))).select_one("#result_list tbody tr")

    assert row is not None
    labels = {cell["class"][0]: cell.get("data-label") for cell in row.select("td")}
    assert labels.pop("action-checkbox") is None
    assert labels["field-headline"] == "Title"
    assert labels["field-saved"] == "Last saved by"
    assert all(labels.values())
    assert {cell["class"][0] for cell in row.select("td[data-empty]")} >= {"field-live_since", "field-next_start"}


def test_the_state_is_a_colour_and_a_word(publisher: User) -> None:
    article = make_article(publisher)
    publish_now(article)
    edit(article, publisher, title="Anew")
    desk = signed_in(publisher)

    for page, place in ((address("changelist"), ".field-state"), (address("change", article.pk), ".desk-bar")):
        badge = soup(desk.get(page)).select_one(f"{place} .state-badge")

        assert badge is not None
        assert (badge["data-state"], badge.text) == ("live, newer draft", "live, newer draft")
