"""The trees of categories: how they are shown, and how a category is moved by a script and by a form."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import Tag as Element
from django.http import HttpResponse
from django.test import Client

from articles.editing.category_tree import standing_below
from articles.models import Category, ContentState, User
from tests.articles.admin.pages import address, errors, fields, send, signed_in, soup, told
from tests.factories import make_category, make_tag


def outline(place: Element) -> list[Any]:
    """Names, each followed by the list of what stands below it."""
    found: list[Any] = []
    for item in place.select(":scope > li"):
        below = item.select_one(":scope > ol")
        found.append(item["data-name"])
        if below is not None and below.select("li"):
            found.append(outline(below))
    return found


def trees(client: Client) -> dict[str, list[Any]]:
    page = soup(client.get(address("category_changelist")))
    return {str(tree.select("h2")[0].text): outline(tree.select(":scope > ol")[0]) for tree in page.select(".tree")}


def move(client: Client, category: Category, parent: Category | None, position: int) -> HttpResponse:
    data = {"parent": parent.pk if parent else "", "position": position}
    return client.post(address("category_move", category.pk), data, headers={"Accept": "application/json"})


def names(parent: Category | None = None) -> list[str]:
    return [one.name for one in standing_below(parent, locale="en")]


def test_each_locale_has_its_tree(editor: User) -> None:
    news = make_category("News")
    cities = make_category("Cities", parent=news)
    make_category("Streets", parent=cities)
    make_category("Animals")
    make_category("Kultur", "de")

    assert trees(signed_in(editor)) == {
        "English": ["Animals", "News", ["Cities", ["Streets"]]],
        "German": ["Kultur"],
    }


def test_what_is_searched_for_is_a_list(editor: User) -> None:
    news = make_category("News")
    make_category("Cities", parent=news)

    page = soup(signed_in(editor).get(address("category_changelist"), {"q": "cit"}))

    assert [item.text for item in page.select(".field-indented_name")] == ["— Cities"]


def test_a_script_moves_a_category_and_is_told_the_order(editor: User) -> None:
    one, two, three = make_category("One"), make_category("Two"), make_category("Three")
    desk = signed_in(editor)
    before = ContentState.objects.get().stamp

    below = move(desk, three, one, 1)
    first = move(desk, two, None, 1)

    assert below.json() == {"said": "“Three” stands below “One” now, 1 of 1.", "parent": one.pk, "order": [three.pk]}
    assert first.json() == {"said": "“Two” stands at the top now, 1 of 2.", "parent": None, "order": [two.pk, one.pk]}
    assert (names(), names(one)) == (["Two", "One"], ["Three"])
    assert ContentState.objects.get().stamp != before


def test_a_loop_another_locale_and_a_merged_parent_are_refused_in_words(editor: User) -> None:
    one, german = make_category("One"), make_category("Eins", "de")
    two = make_category("Two", parent=one)
    merged = make_category("Gone", merged_into=one)
    desk = signed_in(editor)

    answers = [move(desk, one, parent, 1) for parent in (two, one, german, merged)]

    assert [(answer.status_code, answer.json()["problem"]) for answer in answers] == [
        (422, "A category cannot stand below itself. Choose another parent."),
        (422, "A category cannot stand below itself. Choose another parent."),
        (422, "The parent is of another locale. Choose one of the same locale."),
        (422, "This category is not there any more. Choose another one."),
    ]
    assert (names(), names(one)) == (["One"], ["Two"])


def test_the_form_moves_without_a_script(editor: User) -> None:
    one, two = make_category("One"), make_category("Two")
    three = make_category("Three", parent=one)
    desk = signed_in(editor)
    url = address("category_move", three.pk)

    offered = fields(desk.get(url))
    refused = send(desk, url, position="0")
    answer = send(desk, url, parent=two.pk, position="5")

    assert {name: offered[name] for name in ("parent", "position")} == {"parent": str(one.pk), "position": "1"}
    assert errors(refused) == ["Ensure this value is greater than or equal to 1."]
    assert answer.url == address("category_changelist")  # type: ignore[attr-defined]
    assert "“Three” stands below “Two” now, 1 of 1." in told(desk)
    assert names(two) == ["Three"]


def test_a_category_goes_behind_its_new_siblings_when_its_page_gives_it_another_parent(editor: User) -> None:
    one = make_category("One")
    make_category("Zebra", parent=one, position=1)
    moved = make_category("Ant")
    desk = signed_in(editor)

    send(desk, address("category_change", moved.pk), parent=one.pk)

    assert names(one) == ["Zebra", "Ant"]


@pytest.mark.parametrize("way", ["get", "post"])
def test_who_may_not_edit_categories_moves_none(way: str, author_user: User) -> None:
    one, two = make_category("One"), make_category("Two")
    client = signed_in(author_user)

    answer = getattr(client, way)(address("category_move", two.pk), {"parent": one.pk, "position": 1})

    assert answer.status_code == 403
    assert names(one) == []


def test_its_page_offers_parents_of_its_own_locale_and_not_what_stands_below_it(editor: User) -> None:
    one = make_category("One")
    make_category("Two", parent=one)
    make_category("Three")
    make_category("Eins", "de")
    make_category("Gone", merged_into=one)

    page = soup(signed_in(editor).get(address("category_change", one.pk)))

    assert [option.text for option in page.select("#id_parent option")] == ["none: it stands at the top", "Three"]


def test_a_translation_is_shown_and_started_and_stands_below_the_translated_parent(editor: User) -> None:
    news, nachrichten = make_category("News"), None
    desk = signed_in(editor)
    cities = make_category("Cities", parent=news)

    send(desk, address("category_translate", news.pk, "de"), name="Nachrichten")
    send(desk, address("category_translate", cities.pk, "de"), name="Städte")

    nachrichten = Category.objects.without_tree_fields().get(name="Nachrichten")
    staedte = Category.objects.without_tree_fields().get(name="Städte")
    assert (staedte.parent, staedte.slug, staedte.translation_key) == (nachrichten, "staedte", cities.translation_key)
    page = soup(desk.get(address("category_change", cities.pk)))
    shown = [" ".join(item.text.split()) for item in page.select(".term-translations li")]
    assert shown == ["English: Cities (this one)", "German: Städte"]


def test_a_second_translation_is_refused_on_its_page(editor: User) -> None:
    rivers = make_tag("rivers")
    make_tag("Flüsse", "de", translation_key=rivers.translation_key)
    desk = signed_in(editor)

    answer = send(desk, address("tag_translate", rivers.pk, "de"), name="Ströme")
    unknown = send(desk, address("tag_translate", rivers.pk, "xx"), name="x")

    assert errors(answer) == ["There is already a translation in “de”. Edit that one, or choose another locale."]
    assert errors(unknown) == ["“xx” is no locale of this site. Choose one of en, de."]


def test_who_may_not_make_terms_starts_no_translation(author_user: User) -> None:
    rivers = make_tag("rivers")

    assert signed_in(author_user).get(address("tag_translate", rivers.pk, "de")).status_code == 403
    assert signed_in(author_user).post(address("tag_translate", rivers.pk, "de"), {"name": "x"}).status_code == 403


def test_an_open_page_does_not_undo_a_move(editor: User) -> None:
    old, new = make_category("Old"), make_category("New")
    category = make_category("Moved", parent=old)
    desk, page = signed_in(editor), address("category_change", category.pk)
    opened = fields(desk.get(page), "#category_form")
    move(desk, category, new, 1)

    answer = desk.post(page, opened | {"description": "Words."})

    saved = Category.objects.get(pk=category.pk)
    assert answer.status_code == 302
    assert (saved.parent, saved.description) == (new, "Words.")
