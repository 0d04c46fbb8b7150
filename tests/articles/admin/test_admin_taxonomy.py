"""Authors, categories and tags: every save and deletion goes through the act."""

from __future__ import annotations

import pytest

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


def test_a_bio_a_locale_is_kept_with_its_author(editor: User) -> None:
    ada = make_author("Ada")
    before = stamp()

    send(
        signed_in(editor),
        address("author_change", ada.pk),
        **{"bios-TOTAL_FORMS": 1, "bios-0-locale": "de", "bios-0-text": "Schreibt.", "bios-0-author": ada.pk},
    )

    assert [(bio.locale, bio.text) for bio in ada.bios.all()] == [("de", "Schreibt.")]
    assert stamp() != before


def test_a_used_term_is_not_deleted_and_the_page_says_where_it_is_used(editor: User, publisher: User) -> None:
    ada, category, tag = make_author("Ada"), make_category(), make_tag()
    article = make_article(
        publisher, authors=(Byline(str(ada.uuid)),), category=str(category.uuid), tags=(str(tag.uuid),)
    )
    publish_now(article)

    for kind, term in (("author", ada), ("category", category), ("tag", tag)):
        desk = signed_in(editor)
        desk.post(address(f"{kind}_delete", term.pk), {"post": "yes"})
        data = {"action": "delete_selected", "_selected_action": [term.pk], "post": "yes"}
        desk.post(address(f"{kind}_changelist"), data)
        said = f"“{term.name}” is used by “A title”. Merge it into another one instead, or change these articles first."
        assert (kind, told(desk)) == (kind, [said, said])
        assert type(term).objects.filter(pk=term.pk).exists()


def test_an_unused_term_is_deleted_and_its_slug_is_free(editor: User) -> None:
    tag = make_tag("rivers")

    send(signed_in(editor), address("tag_delete", tag.pk))

    assert not Tag.objects.exists()
    assert make_tag("rivers").slug == "rivers"


def test_the_categories_are_listed_as_a_tree(editor: User) -> None:
    cities = make_category("Cities")
    make_category("Animals")
    make_category("Streets", parent=cities)

    page = soup(signed_in(editor).get(address("category_changelist")))

    assert [item.text for item in page.select(".field-indented_name")] == ["Animals", "Cities", "— Streets"]
