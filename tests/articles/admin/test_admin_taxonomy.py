"""Authors, categories and tags: every save and deletion goes through the act."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editing.bios import save_bio
from articles.models import Author, Category, ContentState, SlugClaim, Tag, User
from articles.snapshot import Byline
from tests.articles.admin.pages import address, errors, fields, send, signed_in, soup, told
from tests.factories import make_article, make_author, make_category, make_tag, publish_now


def stamp() -> object:
    return ContentState.objects.values_list("stamp", flat=True).first()


@pytest.mark.parametrize(("kind", "model"), [("author", Author), ("category", Category), ("tag", Tag)])
def test_a_new_term_claims_a_slug_made_from_its_name(
    kind: str, model: type[Author | Category | Tag], editor: User
) -> None:
    before = stamp()

    answer = send(signed_in(editor), address(f"{kind}_add"), name="  Große  Namen ")

    assert answer.status_code == 302
    term = model.objects.get()
    assert (term.name, term.slug) == ("Große Namen", "grosse-namen")
    assert SlugClaim.objects.get().owner_id == term.pk
    assert stamp() != before


@pytest.mark.parametrize("kind", ["author", "category", "tag"])
def test_a_taken_slug_is_refused_at_its_field(kind: str, editor: User) -> None:
    {"author": make_author, "category": make_category, "tag": make_tag}[kind]("Taken", slug="taken")  # type: ignore[operator]
    before = stamp()

    answer = send(signed_in(editor), address(f"{kind}_add"), name="Other", slug="taken")

    assert answer.status_code == 200
    assert [item.text for item in soup(answer).select(".field-slug .errorlist li")] == [
        "The slug “taken” belongs to something else. Choose another one."
    ]
    assert fields(answer, f"#{kind}_form")["name"] == "Other"
    assert SlugClaim.objects.count() == 1
    assert stamp() == before


def test_a_category_cannot_stand_below_itself_or_in_another_locale(editor: User) -> None:
    cities = make_category("Cities")
    streets = make_category("Streets", parent=cities)
    kultur = make_category("Kultur", "de")
    url = address("category_change", cities.pk)

    loop = send(signed_in(editor), url, parent=streets.pk)
    mixed = send(signed_in(editor), url, parent=kultur.pk)

    assert "A category cannot stand below itself. Choose another parent." in errors(loop)
    assert "The parent is of another locale. Choose one of the same locale." in errors(mixed)
    cities.refresh_from_db()
    assert cities.parent is None


def test_a_used_term_is_not_deleted_and_the_page_says_where_with_links(editor: User, publisher: User) -> None:
    ada, category, tag = make_author("Ada"), make_category(), make_tag()
    article = make_article(
        publisher, authors=(Byline(str(ada.uuid)),), category=str(category.uuid), tags=(str(tag.uuid),)
    )
    publish_now(article)
    desk = signed_in(editor)

    for kind, term in (("author", ada), ("category", category), ("tag", tag)):
        many = {"action": "delete_selected", "_selected_action": [term.pk], "post": "yes"}
        answers = [
            desk.get(address(f"{kind}_delete", term.pk)),
            desk.post(address(f"{kind}_delete", term.pk), {"post": "yes"}),
            desk.post(address(f"{kind}_changelist"), many),
        ]
        said = f"{term.name}: used by A title (live). Merge it into another one instead, or change these first."
        for answer in answers:
            page = soup(answer)
            assert said in [" ".join(item.text.split()) for item in page.select("#content li")]
            assert page.select_one(f'#content li a[href="{address("change", article.pk)}"]') is not None
        assert type(term).objects.filter(pk=term.pk).exists()


def test_a_used_term_offers_no_deletion_and_lists_its_uses(editor: User) -> None:
    used, unused = make_tag("rivers"), make_tag("lakes")
    article = make_article(editor, tags=(str(used.uuid),))
    desk = signed_in(editor)

    page, other = (soup(desk.get(address("tag_change", one.pk))) for one in (used, unused))

    assert page.select(".deletelink") == []
    assert [link["href"] for link in page.select(".term-uses a")] == [address("change", article.pk)]
    assert len(other.select(".deletelink")) == 1
    assert "Nowhere yet." in other.text


def test_many_uses_are_counted_and_some_of_them_named(editor: User) -> None:
    tag = make_tag("rivers")
    for number in range(12):
        make_article(editor, slug=f"number-{number}", tags=(str(tag.uuid),))

    page = soup(signed_in(editor).get(address("tag_change", tag.pk)))

    uses = [item.text for item in page.select(".term-uses li")]
    assert (len(uses), uses[-1]) == (11, "and 2 more articles")


def test_an_unused_term_is_deleted_and_its_slug_is_free(editor: User) -> None:
    tag = make_tag("rivers")

    send(signed_in(editor), address("tag_delete", tag.pk))

    assert not Tag.objects.exists()
    assert make_tag("rivers").slug == "rivers"


@pytest.mark.parametrize(
    ("was_seen", "said"),
    [
        (True, "Who follows the former address “rivers” is led to “streams”."),
        (False, "Nobody outside ever saw the former address “rivers”: it is free again. The new one is “streams”."),
    ],
)
def test_a_new_slug_says_what_becomes_of_the_old_one(was_seen: bool, said: str, editor: User, publisher: User) -> None:
    tag = make_tag("rivers")
    if was_seen:
        publish_now(make_article(publisher, tags=(str(tag.uuid),)))
    desk = signed_in(editor)
    help_text = soup(desk.get(address("tag_change", tag.pk))).select_one(".field-slug .help")

    send(desk, address("tag_change", tag.pk), slug="streams")

    assert help_text is not None
    assert ("the old address leads to the new one" in help_text.text) is was_seen
    assert said in told(desk)


def test_lists_show_live_counts_that_lead_to_the_articles_in_a_constant_number_of_queries(
    editor: User, publisher: User, django_assert_num_queries: Any
) -> None:
    desk = signed_in(editor)
    ada, tag, category = make_author("Ada"), make_tag("rivers"), make_category("News")
    below = make_category("Cities", parent=category)
    named = {"authors": (Byline(str(ada.uuid)),), "tags": (str(tag.uuid),), "category": str(below.uuid)}
    live = make_article(publisher, title="Live", slug="live", **named)
    publish_now(live)
    make_article(publisher, title="Other", slug="other")

    for kind, term in (("author", ada), ("tag", tag), ("category", category)):
        url = address(f"{kind}_changelist")
        with CaptureQueriesContext(connection) as few:
            link = soup(desk.get(url)).select_one(f'a[href="{address("changelist")}?{kind}={term.pk}"]')
        number_of_queries = len(few)
        assert link is not None
        assert link.text == "1 live article"
        listed = soup(desk.get(str(link["href"])))
        assert [one.text for one in listed.select(".field-headline a")] == ["Live"]
        for number in range(3):
            {"author": make_author, "tag": make_tag, "category": make_category}[kind](f"More {number}")  # type: ignore[operator]
        with django_assert_num_queries(number_of_queries):
            desk.get(url)


def test_who_may_not_edit_terms_sees_them_without_any_button(author_user: User, publisher: User) -> None:
    ada = make_author("Ada", links=[{"label": "Site", "url": "https://ada.example/"}])
    save_bio(ada, locale="en", text="Writes about rivers.")
    tag, category = make_tag("rivers"), make_category("Cities")
    article = make_article(publisher, authors=(Byline(str(ada.uuid)),))
    desk = signed_in(author_user)

    for kind, term in (("author", ada), ("tag", tag), ("category", category)):
        page = soup(desk.get(address(f"{kind}_change", term.pk)))
        listed = soup(desk.get(address(f"{kind}_changelist")))
        assert page.select("#content input[type=submit], #content button, #content .button") == []
        assert page.select('a[href*="merge"]') == []
        assert listed.select("#content :is([data-handle], select[name=action], .addlink)") == []
    author_page = soup(desk.get(address("author_change", ada.pk)))
    assert "Writes about rivers." in author_page.text
    assert author_page.select_one('a[href="https://ada.example/"]') is not None
    assert author_page.select(f'a[href="{address("change", article.pk)}"]') == []


@pytest.mark.parametrize("kind", ["author", "tag"])
@pytest.mark.parametrize("value", ["0", "999999", "x", "99999999999999999999", "²"])
def test_the_article_list_by_a_term_that_is_not_there_is_empty(kind: str, value: str, editor: User) -> None:
    make_article(editor)

    answer = signed_in(editor).get(address("changelist"), {kind: value})

    assert answer.status_code == 200
    assert soup(answer).select("#result_list tbody tr") == []
