"""To save and delete authors, categories and tags."""

from __future__ import annotations

import pytest

from articles.editing.taxonomy import delete_term, save_term
from articles.errors import NotUsable, SlugTaken, SlugUnusable, TermInUse
from articles.models import Author, Category, ContentState, SlugClaim, Tag
from articles.snapshot import Byline
from tests.factories import edit, make_article, make_author, make_category, make_tag, publish_now

pytestmark = pytest.mark.django_db


def slugs(kind):
    return list(SlugClaim.objects.filter(kind=kind).order_by("slug").values_list("locale", "slug"))


def test_a_term_gets_a_slug_from_its_name_and_claims_it():
    make_author("Ada Penrose")
    make_category("Cities", locale="de")
    make_tag("Flüsse")

    assert slugs("author") == [("", "ada-penrose")]
    assert slugs("category") == [("de", "cities")]
    assert slugs("tag") == [("en", "fluesse")]


def test_two_authors_of_one_name_have_two_slugs():
    assert [make_author("Ada").slug for _ in range(2)] == ["ada", "ada-2"]


def test_a_chosen_slug_that_is_taken_or_none_is_refused():
    make_tag("Rivers")

    with pytest.raises(SlugTaken):
        make_tag("Streams", slug="rivers")
    with pytest.raises(SlugUnusable):
        make_tag("Streams", slug="Streams!")


def test_a_rename_keeps_the_slug_and_moves_the_stamp():
    tag = make_tag("Rivers")
    stamp = ContentState.read().stamp

    tag.name = "Streams"
    save_term(tag)

    assert (Tag.objects.get().name, Tag.objects.get().slug) == ("Streams", "rivers")
    assert ContentState.read().stamp != stamp


def test_a_new_slug_leaves_the_old_one_in_the_same_hands_once_it_was_public():
    tag = make_tag("Rivers")
    publish_now(make_article(tags=(str(tag.uuid),)))
    tag.slug = "streams"
    save_term(tag)

    assert slugs("tag") == [("en", "rivers"), ("en", "streams")]
    with pytest.raises(SlugTaken):
        make_tag("Others", slug="rivers")


def test_a_slug_that_nobody_outside_ever_saw_is_free_again():
    tag = make_tag("Secret plan")
    make_article(tags=(str(tag.uuid),))
    tag.slug = "rivers"
    save_term(tag)

    assert slugs("tag") == [("en", "rivers")]
    assert make_tag("Another", slug="secret-plan").slug == "secret-plan"


def test_the_slugs_of_a_category_stay_when_what_is_below_it_was_public():
    top = make_category("Top")
    publish_now(make_article(category=str(make_category("Below", parent=top).uuid)))
    top.slug = "summit"
    save_term(top)

    assert slugs("category") == [("en", "below"), ("en", "summit"), ("en", "top")]


def test_the_locale_of_a_term_is_fixed():
    tag = make_tag("Rivers")
    tag.locale = "de"

    with pytest.raises(NotUsable) as refused:
        save_term(tag)

    assert refused.value.field == "locale"


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 121])
def test_a_name_that_is_none_or_too_long_is_refused(name):
    with pytest.raises(NotUsable) as refused:
        save_term(Author(name=name))

    assert refused.value.field == "name"


@pytest.mark.parametrize(
    "links",
    [
        [{"label": "Site", "url": "javascript:alert(1)"}],
        [{"label": "Site", "url": "example.org"}],
        [{"label": "", "url": "https://example.org/"}],
        [{"label": "x" * 81, "url": "https://example.org/"}],
        [{"label": "Site", "url": "https://example.org/"}] * 21,
        ["https://example.org/"],
        {"label": "Site"},
    ],
)
def test_a_link_of_an_author_that_is_none_is_refused(links):
    with pytest.raises(NotUsable) as refused:
        make_author(links=links)

    assert refused.value.field == "links"


# --- The tree -------------------------------------------------------------------------------------------------------


def test_a_category_cannot_stand_below_itself():
    top = make_category("Top")
    middle = make_category("Middle", parent=top)
    low = make_category("Low", parent=middle)

    for parent in (top, middle, low):
        top.parent = parent
        with pytest.raises(NotUsable):
            save_term(top)

    assert Category.objects.get(pk=top.pk).parent is None


def test_a_category_that_looks_at_an_old_tree_cannot_make_a_loop():
    one, two = make_category("One"), make_category("Two")
    one_as_it_was = Category.objects.get(pk=one.pk)
    one.parent = two
    save_term(one)

    two.parent = one_as_it_was
    with pytest.raises(NotUsable):
        save_term(two)


def test_the_parent_is_of_the_same_locale():
    german = make_category("Städte", locale="de")

    with pytest.raises(NotUsable) as refused:
        make_category("Towns", parent=german)

    assert refused.value.field == "parent"


# --- To delete one --------------------------------------------------------------------------------------------------


def test_what_nobody_uses_can_be_deleted_and_its_slug_is_free():
    for term in (make_author(), make_category(), make_tag()):
        stamp = ContentState.read().stamp

        delete_term(term)

        assert ContentState.read().stamp != stamp
    assert not SlugClaim.objects.exists()


@pytest.mark.parametrize("use", ["draft", "version"])
@pytest.mark.parametrize("make", [make_author, make_category, make_tag])
def test_what_is_used_cannot_be_deleted_and_says_where(clock, make, use):
    term = make()
    uuid = str(term.uuid)
    used = {
        Author: {"authors": (Byline(uuid),)},
        Category: {"category": uuid},
        Tag: {"tags": (uuid,)},
    }[type(term)]
    article = make_article(title="The tide", **used)
    if use == "version":
        publish_now(article)
        edit(article, authors=(), category=None, tags=())

    with pytest.raises(TermInUse) as refused:
        delete_term(term)

    assert refused.value.places == ("The tide",)
    assert type(term).objects.filter(pk=term.pk).exists()


def test_a_category_with_children_cannot_be_deleted():
    top = make_category("Top")
    make_category("Below", parent=top)

    with pytest.raises(TermInUse) as refused:
        delete_term(top)

    assert refused.value.places == ("Below",)
