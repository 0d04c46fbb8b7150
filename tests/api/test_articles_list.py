"""`articles/`: cards of what is live, narrowed, ordered and paged."""

from __future__ import annotations

from datetime import timedelta

import pytest

from articles.models import Category, SlugClaim, Tag
from articles.models.term import Term
from articles.snapshot import Byline, Cover
from tests.api.conftest import NOW, SITE, make_live
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_image,
    make_section,
    make_tag,
    publish_now,
    schedule_for,
    withdraw_now,
)


def test_a_card_says_what_a_list_shows(api, clock):
    author, category, tag = make_author(), make_category(), make_tag()
    article = make_live(
        "The river",
        "the-river",
        kicker="Water",
        lead_html="It <em>rose</em> again.",
        authors=(Byline(str(author.uuid), "reporter"),),
        category=str(category.uuid),
        tags=(str(tag.uuid),),
        genre="report",
        priority=2,
        access="metered",
    )

    answer = api.get("articles/")

    assert answer.status_code == 200
    assert answer.json() == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "id": str(article.uuid),
                "slug": "the-river",
                "locale": "en",
                "url": f"{SITE}/articles/the-river/",
                "title": "The river",
                "kicker": "Water",
                "lead": "It rose again.",
                "teaser": "It rose again.",
                "cover": None,
                "authors": [
                    {
                        "id": str(author.uuid),
                        "name": "Ada Penrose",
                        "slug": "ada-penrose",
                        "url": f"{SITE}/authors/ada-penrose/",
                        "role": "reporter",
                        "portrait": None,
                    }
                ],
                "category": {
                    "id": str(category.uuid),
                    "name": "Cities",
                    "slug": "cities",
                    "url": f"{SITE}/categories/cities/",
                },
                "tags": [
                    {"id": str(tag.uuid), "name": "rivers", "slug": "rivers", "url": f"{SITE}/tags/rivers/"},
                ],
                "genre": "report",
                "priority": 2,
                "access": "metered",
                "published_at": "2026-03-02T09:30:00Z",
                "updated_at": "2026-03-02T09:30:00Z",
                "revision": 1,
                "reading_time": 1,
                "word_count": 7,
            }
        ],
    }


def test_only_what_is_live_is_listed(api, clock):
    make_article(slug="draft")
    make_live(slug="live")
    schedule_for(make_article(slug="scheduled"), NOW + timedelta(hours=1))
    make_live(slug="expired", expires_at=NOW + timedelta(minutes=1))
    withdraw_now(make_live(slug="unpublished"))
    withdraw_now(make_live(slug="killed"), "killed")
    clock.move_to(NOW + timedelta(minutes=1))

    assert api.slugs() == ["live"]


def test_a_schedule_shows_on_the_second_without_any_worker(api, clock):
    schedule_for(make_article(slug="scheduled"), NOW + timedelta(hours=1))

    clock.move_to(NOW + timedelta(hours=1, microseconds=-1))
    before = api.slugs()
    clock.move_to(NOW + timedelta(hours=1))

    assert (before, api.slugs()) == ([], ["scheduled"])


def test_a_newer_draft_changes_nothing(api, clock):
    article = make_live("Old", "kept")
    edit(article, title="New", slug="renamed")

    (card,) = api.get("articles/").json()["results"]

    assert (card["title"], card["slug"], card["revision"]) == ("Old", "kept", 1)


def test_names_live_whatever_was_frozen(api, clock):
    author = make_author("Ada Penrose")
    make_live(authors=(Byline(str(author.uuid)),))
    author.name = "Ada Quill"
    author.save()

    (card,) = api.get("articles/").json()["results"]

    assert [one["name"] for one in card["authors"]] == ["Ada Quill"]


def test_a_teaser_comes_from_the_text_where_there_is_no_lead(api, clock):
    make_live(lead_html="", sections=(make_section("One", "<p>The text begins.</p>"),))

    (card,) = api.get("articles/").json()["results"]

    assert (card["lead"], card["teaser"]) == ("", "The text begins.")


# --- Filters --------------------------------------------------------------------------------------------------------


def merge(loser: Term, winner: Term) -> None:
    """As a merge leaves it: the row stays, its slug belongs to the winner."""
    type(loser)._base_manager.filter(pk=loser.pk).update(merged_into=winner)
    kind = loser._meta.model_name
    SlugClaim.objects.filter(kind=kind, slug=loser.slug).update(**{kind: winner})


def test_a_category_includes_all_below_it(api, clock):
    world = make_category("World")
    europe = make_category("Europe", parent=world)
    alps = make_category("Alps", parent=europe)
    make_live(slug="in-alps", category=str(alps.uuid))
    clock.shift(1)
    make_live(slug="in-world", category=str(world.uuid))
    make_live(slug="elsewhere", category=str(make_category("Sport").uuid))

    assert api.slugs("category=world") == ["in-world", "in-alps"]
    assert api.slugs("category=europe") == ["in-alps"]
    assert api.slugs(f"category={europe.uuid}") == ["in-alps"]
    assert api.slugs("category__in=alps,sport&ordering=title,published_at") == ["in-alps", "elsewhere"]


def test_a_merged_category_counts_as_the_one_it_was_merged_into(api, clock):
    first, second, third = (make_category(name) for name in ("First", "Second", "Third"))
    make_live(slug="of-first", category=str(first.uuid))
    merge(first, second)
    merge(second, third)
    clock.shift(1)
    make_live(slug="of-third", category=str(third.uuid))

    cards = api.get("articles/", "category=first").json()["results"]

    assert [card["slug"] for card in cards] == ["of-third", "of-first"]
    assert {card["category"]["slug"] for card in cards} == {"third"}
    assert api.slugs(f"category={first.uuid}") == api.slugs("category=third") == ["of-third", "of-first"]


def test_tags_any_and_all(api, clock):
    river, bridge = make_tag("river"), make_tag("bridge")
    make_live(slug="both", tags=(str(river.uuid), str(bridge.uuid)))
    clock.shift(1)
    make_live(slug="river-only", tags=(str(river.uuid),))
    make_live(slug="none")

    assert api.slugs("tag=bridge") == ["both"]
    assert api.slugs("tag__in=river,bridge") == ["river-only", "both"]
    assert api.slugs(f"tag__all={river.uuid},bridge") == ["both"]
    assert api.slugs("tag__all=river,nonsense") == []


def test_two_tags_that_became_one_are_named_once(api, clock):
    river, stream = make_tag("river"), make_tag("stream")
    make_live(slug="both", tags=(str(river.uuid), str(stream.uuid)))
    merge(stream, river)

    (card,) = api.get("articles/", "tag=stream").json()["results"]

    assert [tag["name"] for tag in card["tags"]] == ["river"]


def test_a_loop_of_merges_ends(api, clock):
    one, other = make_tag("one"), make_tag("other")
    make_live(slug="looping", tags=(str(one.uuid),))
    Tag._base_manager.filter(pk=one.pk).update(merged_into=other)
    Tag._base_manager.filter(pk=other.pk).update(merged_into=one)

    assert api.slugs("tag=one") == []
    assert [card["tags"] for card in api.get("articles/").json()["results"]] == [[]]


def test_an_author_in_whatever_role(api, clock):
    ada, ben = make_author("Ada"), make_author("Ben")
    make_live(slug="by-both", authors=(Byline(str(ada.uuid)), Byline(str(ben.uuid), "photographer")))
    make_live(slug="by-ada", authors=(Byline(str(ada.uuid)),))

    assert api.slugs("author=ben") == ["by-both"]
    assert api.slugs(f"author={ben.uuid}") == ["by-both"]
    assert api.slugs("author=ada&ordering=title") == ["by-both", "by-ada"]


def test_genre_priority_and_highlights(api, clock):
    marked = '<p>Some <mark data-highlight-id="habcdef0123">marked</mark> text.</p>'
    make_live(slug="news", genre="news", priority=1)
    make_live(slug="marked", priority=5, sections=(make_section(html=marked),))

    assert api.slugs("genre=news") == ["news"]
    assert api.slugs("priority__lte=4") == ["news"]
    assert api.slugs("has_highlights=true") == ["marked"]
    assert api.slugs("has_highlights=false") == ["news"]


def test_dates_include_the_first_moment_and_exclude_the_last(api, clock):
    article = make_live(slug="early")
    clock.move_to(NOW + timedelta(hours=1))
    make_live(slug="late")
    edit(article, title="Changed")
    publish_now(article)

    assert api.slugs("published_at__gte=2026-03-02T10:30:00Z") == ["late"]
    assert api.slugs("published_at__gte=2026-03-02T11:30:00%2B01:00") == ["late"]
    assert api.slugs("published_at__lt=2026-03-02T10:30:00Z") == ["early"]
    assert api.slugs("updated_at__gte=2026-03-02T10:30:00Z") == ["late", "early"]
    assert api.slugs("updated_at__lt=2026-03-02T10:30:00Z") == []


def test_some_articles_by_id_or_slug(api, clock):
    one, two = make_live(slug="one"), make_live(slug="two")
    draft = make_article(slug="draft")

    assert api.slugs(f"id__in={one.uuid},{draft.uuid}") == ["one"]
    assert api.slugs(f"id__in={two.uuid},{two.uuid}") == ["two"]
    assert api.slugs("slug__in=two,draft,nonsense") == ["two"]


def test_filters_narrow_each_other(api, clock):
    category = make_category()
    make_live(slug="both", category=str(category.uuid), genre="news")
    make_live(slug="one", category=str(category.uuid))

    assert api.slugs("category=cities&genre=news") == ["both"]


@pytest.mark.parametrize("parameter", ["category", "category__in", "tag", "tag__in", "tag__all", "author"])
def test_a_term_of_hidden_articles_is_the_same_as_one_that_never_was(api, clock, parameter):
    category, tag, author = make_category("secret"), make_tag("secret"), make_author("secret")
    content = {"category": str(category.uuid), "tags": (str(tag.uuid),), "authors": (Byline(str(author.uuid)),)}
    make_article(slug="hidden", **content)
    make_live(slug="open")

    assert api.get("articles/", f"{parameter}=secret").content == api.get("articles/", f"{parameter}=never").content


# --- Locales --------------------------------------------------------------------------------------------------------


def test_a_list_is_in_the_first_locale_unless_asked_otherwise(api, clock):
    make_live(slug="english")
    clock.shift(1)
    make_live(slug="deutsch", locale="de")

    assert api.slugs() == api.slugs("locale=en") == ["english"]
    assert api.slugs("locale=de") == ["deutsch"]
    assert api.slugs("locale=*") == ["deutsch", "english"]
    assert [api.get("articles/", query).get("Content-Language") for query in ("", "locale=de", "locale=*")] == [
        "en",
        "de",
        "en, de",
    ]


def test_a_slug_of_a_term_is_sought_in_the_locale_of_the_list(api, clock):
    make_live(slug="english", category=str(make_category("Politik", locale="en").uuid))
    clock.shift(1)
    make_live(slug="deutsch", locale="de", category=str(make_category("Politik", locale="de").uuid))

    assert api.slugs("category=politik") == ["english"]
    assert api.slugs("category=politik&locale=de") == ["deutsch"]
    assert api.slugs("category=politik&locale=*") == ["deutsch", "english"]


def test_addresses_of_another_locale_have_its_prefix(api, clock):
    make_live(slug="artikel", locale="de", category=str(make_category("Stadt", locale="de").uuid))

    (card,) = api.get("articles/", "locale=de").json()["results"]

    assert (card["url"], card["category"]["url"]) == (f"{SITE}/de/articles/artikel/", f"{SITE}/de/categories/stadt/")


def test_addresses_follow_the_frontend_of_a_locale(api, clock, settings):
    settings.FRONTENDS = {"en": {"article": "https://front.example/{locale}/read/{slug}"}}
    make_live(slug="elsewhere", category=str(make_category().uuid))

    (card,) = api.get("articles/").json()["results"]

    assert card["url"] == "https://front.example/en/read/elsewhere"
    assert card["category"]["url"] == f"{SITE}/categories/cities/"


# --- Order and pages ------------------------------------------------------------------------------------------------


def test_newest_first_unless_asked_otherwise(api, clock):
    first = make_live("B", "first", priority=1)
    clock.shift(60)
    make_live("C", "second", priority=3)
    clock.shift(60)
    make_live("A", "third", priority=2)
    edit(first, kicker="changed")
    publish_now(first)

    assert api.slugs() == ["third", "second", "first"]
    assert api.slugs("ordering=published_at") == ["first", "second", "third"]
    assert api.slugs("ordering=-updated_at") == ["first", "third", "second"]
    assert api.slugs("ordering=priority") == ["first", "third", "second"]
    assert api.slugs("ordering=-title") == ["second", "first", "third"]


def test_equal_articles_keep_their_order_over_pages(api, clock):
    slugs = [f"same-{number}" for number in range(5)]
    for slug in slugs:
        make_live("Same", slug)

    pages = [api.slugs(f"ordering=title&page_size=2&page={page}") for page in (1, 2, 3)]

    assert pages == [slugs[:2], slugs[2:4], slugs[4:]]
    assert api.slugs("ordering=-title") == list(reversed(slugs))


def test_pages_name_each_other_by_the_sites_own_address(api, clock):
    for number in range(3):
        make_live(f"Number {number}", f"number-{number}")

    answer = api.client.get("/api/v1/articles/?genre=feature&page_size=1&page=2", headers={"Host": "localhost:1"})

    assert answer.json()["count"] == 3
    assert answer.json()["next"] == f"{SITE}/api/v1/articles/?genre=feature&page_size=1&page=3"
    assert answer.json()["previous"] == f"{SITE}/api/v1/articles/?genre=feature&page_size=1&page=1"
    assert answer["Link"] == (
        f'<{SITE}/api/v1/articles/?genre=feature&page_size=1&page=3>; rel="next", '
        f'<{SITE}/api/v1/articles/?genre=feature&page_size=1&page=1>; rel="prev"'
    )


def test_a_page_holds_twenty_unless_asked_otherwise_and_a_hundred_at_most(api, clock):
    for number in range(21):
        make_live(f"Number {number}", f"number-{number}")

    assert len(api.slugs()) == 20
    assert len(api.slugs("page=2")) == 1
    assert len(api.slugs("page_size=100")) == 21
    assert api.get("articles/", "page_size=101").status_code == 400


def test_a_page_beyond_the_last_is_404(api, clock):
    make_live()

    assert api.get("articles/", "page=1").status_code == 200
    assert api.get("articles/", "page=2").status_code == 404


def test_an_empty_list_has_one_empty_page(api):
    answer = api.get("articles/")

    assert answer.json() == {"count": 0, "next": None, "previous": None, "results": []}
    assert "Link" not in answer


@pytest.mark.parametrize("items", [1, 3])
def test_a_list_takes_eight_queries_however_long_it_is(api, clock, items, django_assert_num_queries):
    for number in range(items):
        terms = {
            "authors": (Byline(str(make_author(f"Author {number}", portrait=make_image()).uuid)),),
            "category": str(make_category(f"Category {number}").uuid),
            "tags": (str(make_tag(f"tag {number}").uuid),),
            "cover": Cover(str(make_image().uuid)),
        }
        make_live(f"Number {number}", f"number-{number}", **terms)

    with django_assert_num_queries(8):
        answer = api.get("articles/")

    assert answer.json()["count"] == items


@pytest.mark.parametrize("items", [1, 3])
def test_a_filter_by_terms_takes_two_queries_more(api, clock, items, django_assert_num_queries):
    parent = make_category("Parent")
    for number in range(items):
        category = make_category(f"Category {number}", parent=parent)
        author = make_author(f"Author {number}")
        tags = (str(make_tag(f"tag {number}").uuid),)
        make_live(
            f"Number {number}",
            f"number-{number}",
            category=str(category.uuid),
            authors=(Byline(str(author.uuid)),),
            tags=tags,
        )

    with django_assert_num_queries(8):
        answer = api.get("articles/", "category=parent")

    assert answer.json()["count"] == items
    assert Category.objects.count() == items + 1
