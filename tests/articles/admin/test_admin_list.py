"""The article list: states, filters, search, and the same few queries however long it is."""

from __future__ import annotations

import pytest

from articles.models import Article, User
from articles.snapshot import Byline
from tests.articles.admin.pages import address, signed_in, soup
from tests.articles.conftest import Clock
from tests.factories import edit, make_article, make_author, make_category, publish_now, schedule_for, withdraw_now


def listed(user: User, **query: str | int) -> list[str]:
    page = soup(signed_in(user).get(address("changelist"), query))
    return [item.text for item in page.select("td.field-headline, th.field-headline")]


def in_every_state(user: User, clock: Clock) -> None:
    def make(name: str, **fields: object) -> Article:
        return make_article(user, title=name, slug=name.replace(" ", "-"), **fields)

    make("draft")
    schedule_for(make("scheduled"), clock.in_(days=1))
    publish_now(make("live"))
    newer = make("newer")
    publish_now(newer)
    edit(newer, kicker="newer")
    publish_now(make("expired", expires_at=clock.in_(minutes=30)))
    withdrawn = make("withdrawn")
    publish_now(withdrawn)
    clock.pass_(hours=1)
    withdraw_now(withdrawn)


@pytest.mark.parametrize(
    ("state", "titles"),
    [
        ("draft", ["draft"]),
        ("scheduled", ["scheduled"]),
        ("live", ["live"]),
        ("live, newer draft", ["newer"]),
        ("expired", ["expired"]),
        ("withdrawn", ["withdrawn"]),
        ("no state", []),
    ],
)
def test_the_list_is_filtered_by_state(state: str, titles: list[str], publisher: User, clock: Clock) -> None:
    in_every_state(publisher, clock)

    assert listed(publisher, state=state) == titles


def test_a_row_says_state_times_authors_and_who_saved_last(editor: User, publisher: User, clock: Clock) -> None:
    ada = make_author("Ada")
    article = make_article(publisher, category=str(make_category().uuid), authors=(Byline(str(ada.uuid)),))
    publish_now(article)
    clock.pass_(hours=1)
    edit(article, editor, kicker="New")
    schedule_for(article, clock.in_(days=1))

    page = soup(signed_in(editor).get(address("changelist")))

    assert [cell.text for cell in page.select("#result_list tbody tr > *")][1:] == [
        "A title",
        "live, newer draft",
        "en",
        "de missing",
        "Cities",
        "Ada",
        "2 March 2026, 12:00",
        "3 March 2026, 13:00",
        "Edgar Editor, 2 March 2026, 13:00",
    ]


def test_a_category_finds_what_is_below_it(editor: User) -> None:
    cities = make_category("Cities")
    streets = make_category("Streets", parent=cities)
    make_article(editor, title="A street", slug="a-street", category=str(streets.uuid))
    make_article(editor, title="Elsewhere", slug="elsewhere")

    assert listed(editor, category=cities.pk) == ["A street"]
    assert listed(editor, category="nonsense") == []


def test_locale_genre_and_search_narrow_the_list(editor: User) -> None:
    make_article(editor, title="Ein Fluss", slug="ein-fluss", locale="de", genre="report")
    make_article(editor, title="A river", slug="a-river", kicker="Water", lead_html="Under <em>the</em> mill.")

    assert listed(editor, locale="de") == ["Ein Fluss"]
    assert listed(editor, genre__exact="report") == ["Ein Fluss"]
    for words in ("river", "a-river", "Water", "mill"):
        assert (words, listed(editor, q=words)) == (words, ["A river"])
    assert listed(editor, q="Some text") == []


@pytest.mark.parametrize(
    "lookup",
    ["owner__password__startswith", "owner__username", "title", "lead__contains", "revisions__snapshot", "id__in"],
)
def test_any_other_lookup_is_refused(lookup: str, editor: User) -> None:
    make_article(editor)

    assert signed_in(editor).get(address("changelist"), {lookup: "a"}).status_code == 400


def test_a_list_names_the_way_in_the_languages_and_last_what_deletes(editor: User) -> None:
    make_article(editor)

    page = soup(signed_in(editor).get(address("changelist")))

    assert page.select_one(".object-tools").text.strip() == "New article"  # type: ignore[union-attr]
    languages = [link.text.strip() for link in page.select("#changelist-filter a[href*='?locale=']")]
    assert languages == ["English", "German"]
    assert [option["value"] for option in page.select("[name=action] option")][-1] == "delete_selected"
    assert page.select_one("#result_list .field-category").text == "–"  # type: ignore[union-attr]


def test_the_list_takes_the_same_queries_however_long_it_is(editor: User, django_assert_num_queries: object) -> None:
    desk = signed_in(editor)
    ada, category = make_author("Ada"), make_category()
    for number in range(1, 4):
        article = make_article(
            editor, slug=f"number-{number}", category=str(category.uuid), authors=(Byline(str(ada.uuid)),)
        )
        publish_now(article)
        if number in (1, 3):
            with django_assert_num_queries(11):  # type: ignore[operator]
                assert len(soup(desk.get(address("changelist"))).select("#result_list tbody tr")) == number


def test_the_lead_is_searched_only_for_whoever_may_edit_all(editor: User, author_user: User) -> None:
    make_article(editor, title="Hidden", lead_html="A secret lead.")

    assert listed(editor, q="secret") == ["Hidden"]
    assert listed(author_user, q="secret") == []
    assert listed(author_user, q="hidden") == ["Hidden"]
    assert "Searches title, slug and kicker." in soup(signed_in(author_user).get(address("changelist"))).text
