"""`categories/` and `categories/{slug or id}/`: the tree, as far as live articles stand in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from articles.editing.category_tree import move_category
from articles.editing.merging_terms import merge_terms
from articles.editing.taxonomy import save_term
from articles.editing.term_translations import translate_term
from articles.models import Category
from tests.api.conftest import NOW, SITE, feeds_of, make_live
from tests.factories import make_article, make_category, schedule_for, withdraw_now


def ref(category, locale=""):
    return {
        "id": str(category.uuid),
        "name": category.name,
        "slug": category.slug,
        "url": f"{SITE}{locale}/categories/{category.slug}/",
    }


def names(answer):
    assert answer.status_code == 200, answer.content
    return [one["name"] for one in answer.json()["results"]]


@pytest.fixture
def world(db):
    """World > Europe > Alps, each with an article; Africa below World with a draft alone."""
    world = make_category("World", description="All of it.")
    europe = make_category("Europe", parent=world)
    alps = make_category("Alps", parent=europe)
    make_article(slug="draft", category=str(make_category("Africa", parent=world).uuid))
    for category in (world, europe, alps):
        make_live(category.name, f"in-{category.slug}", category=str(category.uuid))
    return world, europe, alps


def test_a_category_is_complete(api, clock, world):
    top, europe, alps = world

    answer = api.get("categories/europe/")

    assert answer.json() == ref(europe) | {
        "locale": "en",
        "article_count": 2,
        "translations": [],
        "feeds": feeds_of("category/europe"),
        "description": "",
        "level": 1,
        "parent": ref(top),
        "breadcrumbs": [ref(top)],
        "children": [ref(alps) | {"article_count": 1}],
    }
    assert (answer["Content-Language"], answer["Link"]) == ("en", f'<{SITE}/categories/europe/>; rel="canonical"')


def test_the_id_gives_the_same_document_as_the_slug_and_so_does_the_list(api, clock, world):
    by_slug = api.get("categories/world/").json()

    assert by_slug["description"] == "All of it."
    assert api.get(f"categories/{world[0].uuid}/").json() == by_slug
    assert api.get("categories/").json()["results"][0] == by_slug


def test_the_list_is_in_the_order_of_the_tree_unless_asked_otherwise(api, clock, world):
    make_live("Art", "art", category=str(make_category("Ärte").uuid))

    assert names(api.get("categories/")) == ["World", "Europe", "Alps", "Ärte"]
    assert names(api.get("categories/", "ordering=name")) == ["Alps", "Ärte", "Europe", "World"]
    assert names(api.get("categories/", "ordering=-article_count,name")) == ["World", "Europe", "Alps", "Ärte"]
    assert names(api.get("categories/", "ordering=article_count,-name")) == ["Ärte", "Alps", "Europe", "World"]

    move_category(Category.objects.get(name="Ärte"), parent=None, position=0)

    assert names(api.get("categories/")) == ["Ärte", "World", "Europe", "Alps"]


def test_a_category_that_hidden_articles_alone_use_is_the_same_as_one_that_never_was(api, clock, world):
    never = api.get("categories/never/")
    schedule_for(make_article(slug="later", category=str(make_category("Later").uuid)), NOW + timedelta(days=1))
    withdraw_now(make_live(slug="gone", category=str(make_category("Gone").uuid)))
    clock.shift(1)

    assert (never.status_code, never["Content-Type"]) == (404, "application/problem+json")
    for slug in ("africa", "later", "gone"):
        hidden = api.get(f"categories/{slug}/")
        by_id = api.get(f"categories/{Category.objects.get(slug=slug).uuid}/")
        assert hidden.status_code == by_id.status_code == 404
        assert hidden.content.replace(slug.encode(), b"never") == never.content
    assert names(api.get("categories/")) == ["World", "Europe", "Alps"]
    assert [one["name"] for one in api.get("categories/world/").json()["children"]] == ["Europe"]


# --- Names and places that change -----------------------------------------------------------------------------------


def test_a_rename_shows_at_once_and_the_old_slug_redirects(api, clock, world):
    alps = world[2]
    before = api.get("categories/world/")["ETag"]
    alps.name, alps.slug = "The Alps", "the-alps"
    save_term(alps)

    moved = api.get("categories/alps/", "locale=en")

    location = f"{SITE}/api/v1/categories/the-alps/?locale=en"
    assert (moved.status_code, moved["Location"], moved.json()) == (301, location, {"redirect_to": location})
    assert moved["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert api.get("categories/the-alps/").json()["name"] == "The Alps"
    assert api.get("articles/in-alps/").json()["category"] == ref(alps)
    assert api.get("categories/world/")["ETag"] == before  # it names its children only
    assert api.get("categories/europe/").json()["children"][0]["name"] == "The Alps"


def test_a_slug_from_before_the_first_article_was_live_does_not_redirect(api, clock):
    category = make_category("Secret merger")
    category.name, category.slug = "Business", "business"
    save_term(category)
    make_live(category=str(category.uuid))

    assert [api.get(f"categories/{slug}/").status_code for slug in ("business", "secret-merger")] == [200, 404]


def test_what_was_renamed_redirects_only_while_something_in_it_is_live(api, clock):
    category = make_category("Old")
    article = make_live(category=str(category.uuid))
    category.slug = "new"
    save_term(category)
    withdraw_now(article)
    clock.shift(1)

    assert [api.get(f"categories/{slug}/").status_code for slug in ("old", "new")] == [404, 404]


def test_a_merged_category_redirects_and_its_articles_count_once(api, clock, world):
    alps = world[2]
    other = make_category("Mountains")
    make_live("Mountains", "in-mountains", category=str(other.uuid))

    merge_terms(other, alps)

    assert api.get("categories/mountains/")["Location"] == f"{SITE}/api/v1/categories/alps/"
    assert api.get(f"categories/{other.uuid}/").json() == api.get("categories/alps/").json()
    counts = {one["slug"]: one["article_count"] for one in api.get("categories/").json()["results"]}
    assert counts == {"world": 4, "europe": 3, "alps": 2}
    assert {slug: len(api.slugs(f"category={slug}")) for slug in counts} == counts


# --- Locales --------------------------------------------------------------------------------------------------------


@pytest.fixture
def bilingual(world):
    """World and Europe in German, too; Europe alone has a German article."""
    welt = translate_term(world[0], locale="de", name="Welt")
    europa = translate_term(world[1], locale="de", name="Europa")
    make_live("Auf Deutsch", "auf-deutsch", locale="de", category=str(europa.uuid))
    return welt, europa


def test_translations_are_named_where_live_articles_use_them(api, clock, world, bilingual):
    welt, europa = bilingual

    answer = api.get("categories/europe/")
    german = api.get("categories/", "locale=de")

    assert answer.json()["translations"] == [{"locale": "de", **ref(europa, "/de")}]
    assert answer["Link"].split(", ")[1] == f'<{SITE}/de/categories/europa/>; rel="alternate"; hreflang="de"'
    assert api.get("categories/alps/").json()["translations"] == []
    assert (names(german), german["Content-Language"]) == (["Welt", "Europa"], "de")
    assert german.json()["results"][1]["breadcrumbs"] == [ref(welt, "/de")]
    assert german.json()["results"][1]["translations"] == [{"locale": "en", **ref(world[1])}]


def test_a_category_is_sought_in_the_locale_and_answered_in_the_best(api, clock, world, bilingual):
    def answered(reference, query=""):
        answer = api.get(f"categories/{reference}/", query)
        return answer.json()["slug"] if answer.status_code == 200 else answer.status_code

    assert answered("europa") == 404
    assert answered("europa", "locale=de") == "europa"
    assert answered("alps", "locale=de") == 404
    assert answered("alps", "locale=de&fallback=en") == "alps"
    assert answered("europe", "locale=de&fallback=en") == "europa"
    assert answered(world[1].uuid) == "europe"
    assert answered(world[1].uuid, "locale=de") == "europa"
    assert answered(world[2].uuid, "locale=de") == "alps"
    assert answered(bilingual[1].uuid) == "europa"


def test_a_list_with_a_fallback_has_what_the_locale_lacks(api, clock, world, bilingual):
    answer = api.get("categories/", "locale=de&fallback=en")

    assert (names(answer), answer["Content-Language"]) == (["Welt", "Europa", "Alps"], "en, de")


# --- Pages, cost, snapshots -----------------------------------------------------------------------------------------


def test_a_list_comes_in_pages(api, clock, world):
    page = api.get("categories/", "page=2&page_size=1")

    assert (page.json()["count"], names(page)) == (3, ["Europe"])
    assert page.json()["next"] == f"{SITE}/api/v1/categories/?page=3&page_size=1"
    assert page["Link"].count("rel=") == 2
    assert api.get("categories/", "page=9").status_code == 404


def test_an_empty_list_has_a_language_all_the_same(api):
    answer = api.get("categories/", "locale=de")

    assert (answer.json()["count"], answer["Content-Language"]) == (0, "de")


@pytest.mark.parametrize("items", [1, 3])
def test_the_queries_are_the_same_however_much_there_is(api, clock, items, django_assert_num_queries):
    for number in range(items):
        parent = make_category(f"Parent {number}")
        child = make_category(f"Child {number}", parent=parent)
        make_live(slug=f"a-{number}", category=str(child.uuid))
        german = translate_term(child, locale="de", name=f"Kind {number}")
        make_live(slug=f"a-{number}", locale="de", category=str(german.uuid))

    with django_assert_num_queries(5):  # state, counts, terms, tree, children's counts
        assert api.get("categories/").json()["count"] == 2 * items
    with django_assert_num_queries(6):  # state, claim, set, counts, tree, children's counts
        assert api.get("categories/child-0/").json()["translations"] != []


def test_hidden_moved_and_never_heard_of_cost_the_same(api, clock, world, django_assert_num_queries):
    alps = world[2]
    alps.slug = "the-alps"
    save_term(alps)

    for slug, status in (("africa", 404), ("never", 404), ("alps", 301)):
        with django_assert_num_queries(4):
            assert api.get(f"categories/{slug}/").status_code == status


def test_what_holds_still_is_not_sent_again(api, clock, world):
    for path in ("categories/", "categories/world/"):
        first = api.get(path)
        again = api.get(path, **{"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["Content-Language"]) == (304, b"", "en")

    make_live(slug="another", category=str(world[0].uuid))

    assert api.get("categories/", **{"If-None-Match": first["ETag"]}).status_code == 200
