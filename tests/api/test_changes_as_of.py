"""`changes/?as_of=`: the log as it stood at a moment, for keys with the scope history."""

from __future__ import annotations

from datetime import timedelta

import pytest

from articles.editing.drafts import create_draft
from articles.editing.merging_terms import merge_terms
from articles.editing.taxonomy import save_term
from articles.models import Article
from articles.publishing.due import note_all_due, retire
from articles.snapshot import Byline, Cover, Related
from tests.api.conftest import NOW, make_live
from tests.api.replica import Replica
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_content,
    make_image,
    make_key,
    make_tag,
    publish_now,
    schedule_for,
    withdraw_now,
)

HOUR = timedelta(hours=1)
QUERIES = 30
"""Two of them for the key."""


def z(moment):
    return moment.isoformat().replace("+00:00", "Z")


@pytest.fixture
def ask(api, clock):
    """Asks for a moment, with a key."""
    _, header = make_key("history")
    return lambda at, query="": api.get("changes/", f"as_of={z(at)}{query}", **header)


@pytest.fixture
def copy(ask):
    """What somebody has who copied the site at that moment."""

    def made(at, **options):
        replica = Replica(lambda query: ask(at, f"&{query}").json(), **options)
        replica.sync()
        assert "delete" not in {op for _, op, _ in replica.entries}
        return replica

    return made


def later(clock, times=1):
    """So much later that what has ended is marked as over."""
    clock.shift(times * 24 * HOUR)
    note_all_due()
    retire()


# --- Who may ask, and for what --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scopes", "past", "future"), [(None, 401, 401), ((), 403, 403), (("preview",), 403, 403), (("history",), 200, 400)]
)
def test_the_past_takes_the_scope_history_and_the_future_is_not_told(api, clock, scopes, past, future):
    make_live()
    header = {} if scopes is None else make_key(*scopes)[1]

    answers = [api.get("changes/", f"as_of={z(NOW + shift)}", **header) for shift in (0 * HOUR, HOUR)]

    assert [answer.status_code for answer in answers] == [past, future]
    assert {answer["Cache-Control"] for answer in answers} == {"no-store" if scopes is None else "private, no-store"}


def test_a_moment_to_come_is_refused_by_name(ask):
    answer = ask(NOW + timedelta(microseconds=1))

    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["parameter"]) == (400, "as_of")
    assert ask(NOW).status_code == 200


def test_since_is_no_later_than_the_moment(ask):
    statuses = [ask(NOW, f"&since={z(NOW + shift)}").status_code for shift in (-HOUR, 0 * HOUR, HOUR)]

    assert statuses == [200, 200, 400]


def test_a_cursor_belongs_to_its_moment(api, ask, clock):
    for number in range(2):
        make_live(slug=f"article-{number}")
    page = ask(NOW, "&page_size=1").json()
    now = api.get("changes/", "page_size=1").json()
    clock.shift(HOUR)

    assert page["has_more"]
    assert [ask(NOW + n * HOUR, f"&cursor={page['next_cursor']}").status_code for n in (0, 1)] == [200, 400]
    assert api.get("changes/", f"cursor={page['next_cursor']}").status_code == 400
    assert ask(NOW, f"&cursor={now['next_cursor']}").status_code == 400


def test_the_next_page_is_linked_with_the_moment(ask):
    for number in range(2):
        make_live(slug=f"article-{number}")

    link = ask(NOW, "&page_size=1")["Link"]

    assert link.startswith(
        "<https://magazine.example/api/v1/changes/?as_of=2026-03-02T09%3A30%3A00Z&page_size=1&cursor="
    )


# --- What was public ------------------------------------------------------------------------------------------------


def test_just_now_is_what_a_fresh_copy_has(api, copy, clock):
    author, category, tag, image = make_author(portrait=make_image()), make_category(), make_tag(), make_image()
    target = make_live("Target", "target")
    make_live(
        authors=(Byline(str(author.uuid)),),
        category=str(category.uuid),
        tags=(str(tag.uuid),),
        cover=Cover(str(image.uuid)),
        related=(Related(article=str(target.uuid)),),
    )
    withdraw_now(make_live(slug="gone"))
    clock.shift(1)
    fresh = Replica(lambda query: api.get("changes/", query).json())
    fresh.sync()

    just_now = copy(NOW + timedelta(seconds=1))
    assert (just_now.records, just_now.entries) == (fresh.records, fresh.entries)
    assert len(fresh.records) == 7


def test_articles_are_as_they_were(copy, clock):
    first = make_live("First", "first")
    make_live("Second", "second")
    clock.shift(HOUR)
    edit(first, title="New")
    publish_now(first)
    withdraw_now(Article.objects.get(slug="second"))
    later(clock)

    told = [sorted(one["title"] for one in copy(at).of("article")) for at in (NOW - HOUR, NOW, NOW + HOUR)]

    assert told == [[], ["First", "Second"], ["New"]]


def test_each_record_is_told_once_in_the_order_of_that_day(copy, clock):
    articles = [make_live(slug=f"article-{number}") for number in range(3)]
    clock.shift(HOUR)
    publish_now(articles[0])
    clock.shift(HOUR)
    publish_now(articles[1])

    assert [[number for number, _, _ in copy(NOW + n * HOUR, page_size=1).entries] for n in range(3)] == [
        [1, 2, 3],
        [2, 3, 4],
        [3, 4, 5],
    ]


def test_terms_and_pictures_come_with_what_named_them_then_and_are_called_as_today(copy, clock):
    portrait, cover, tag = make_image(), make_image(), make_tag("old name")
    author = make_author(portrait=portrait)
    category = make_category("Below", parent=make_category("Above"))
    article = make_live(
        authors=(Byline(str(author.uuid)),),
        tags=(str(tag.uuid),),
        category=str(category.uuid),
        cover=Cover(str(cover.uuid)),
    )
    clock.shift(HOUR)
    withdraw_now(article)
    tag.name = "new name"
    save_term(tag)
    later(clock)

    then, after = copy(NOW), copy(NOW + HOUR)

    assert sorted(one["type"] for one in then.records.values()) == [
        "article", "author", "category", "category", "image", "image", "tag",
    ]  # fmt: skip
    assert [one["name"] for one in then.of("tag")] == ["new name"]
    assert {one["id"] for one in then.of("image")} == {str(portrait.uuid), str(cover.uuid)}
    assert after.records == {}


def test_who_stood_beside_an_article_is_told_as_it_was(copy, clock):
    target, original = make_live("Target", "target"), make_live("Original", "original")
    german = create_draft(
        make_content(title="Deutsch", slug="deutsch", locale="de"),
        by=original.owner,
        translation_key=original.translation_key,
    )
    publish_now(german)
    make_live("Leads", "leads", related=(Related(article=str(target.uuid)),))
    clock.shift(HOUR)
    withdraw_now(target)
    withdraw_now(german)
    later(clock)

    def ties(at):
        articles = {one["title"]: one for one in copy(at).of("article")}
        related = [one["article"] for one in articles["Leads"]["related"]]
        return related, articles["Original"]["translations"]

    assert ties(NOW) == ([str(target.uuid)], {"de": str(german.uuid)})
    assert ties(NOW + HOUR) == ([], {})


def test_what_was_scheduled_counts_from_its_moment_though_it_was_noted_later(copy, clock):
    schedule_for(make_article(), NOW + HOUR)
    clock.shift(3 * HOUR)
    note_all_due()

    assert [len(copy(NOW + n * HOUR).of("article")) for n in (0.9, 1, 2)] == [0, 1, 1]


def test_a_term_that_was_merged_later_leads_to_the_winner(copy, clock):
    loser, winner = make_tag("loser"), make_tag("winner")
    make_live(tags=(str(loser.uuid),))
    make_live(slug="other", tags=(str(winner.uuid),))
    clock.shift(HOUR)
    merge_terms(loser, winner)

    assert copy(NOW).records[str(loser.uuid)] == {"type": "merged", "into": str(winner.uuid)}


def test_since_tells_what_came_and_went_up_to_the_moment(ask, clock):
    gone = make_live(slug="gone")
    clock.shift(HOUR)
    withdraw_now(gone)
    came = make_live(slug="came")
    clock.shift(HOUR)
    make_live(slug="later")
    clock.shift(HOUR)

    entries = ask(NOW + HOUR, f"&since={z(NOW + HOUR)}").json()["results"]

    assert [(one["op"], one["id"]) for one in entries] == [("delete", str(gone.uuid)), ("upsert", str(came.uuid))]


# --- What must not be told ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["killed", "legal"])
def test_what_was_suppressed_since_is_not_there_nor_what_it_alone_named(copy, clock, how):
    portrait, cover, shared = make_image(), make_image(), make_image()
    author = make_author(portrait=portrait)
    fields = {
        "authors": (Byline(str(author.uuid)),),
        "category": str(make_category().uuid),
        "tags": (str(make_tag().uuid),),
        "cover": Cover(str(cover.uuid)),
    }
    make_live("Stays", "stays", cover=Cover(str(shared.uuid)))
    killed = make_live(**fields)
    clock.shift(HOUR)
    before = len(copy(NOW).records)
    withdraw_now(killed, how)
    later(clock)

    after = copy(NOW)

    assert before == 8
    assert [one["title"] for one in after.of("article")] == ["Stays"]
    assert [one["id"] for one in after.of("image")] == [str(shared.uuid)]
    assert sorted(one["type"] for one in after.records.values()) == ["article", "image"]


def test_what_was_never_public_is_in_no_past(copy, clock):
    make_live()
    draft = make_article(slug="draft", tags=(str(make_tag("drafted").uuid),))
    schedule_for(make_article(slug="scheduled"), NOW + 48 * HOUR)
    make_tag("unused")
    clock.shift(HOUR)
    edit(draft, title="Another")

    assert [one["slug"] for one in copy(NOW + HOUR).records.values()] == ["a-title"]


# --- Cost -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("articles", [1, 3])
def test_a_page_of_the_past_takes_a_constant_number_of_queries(ask, clock, articles, django_assert_num_queries):
    target = make_article()
    for number in range(articles):
        author = make_author(f"Author {number}", portrait=make_image())
        loser, winner = make_tag(f"loser {number}"), make_tag(f"winner {number}")
        make_live(
            slug=f"article-{number}",
            authors=(Byline(str(author.uuid)),),
            category=str(make_category(f"Category {number}").uuid),
            tags=(str(loser.uuid), str(winner.uuid)),
            cover=Cover(str(make_image().uuid)),
            related=(Related(article=str(target.uuid)),),
        )
        merge_terms(loser, winner)
    clock.shift(HOUR)
    ask(NOW)  # the key's use is noted

    with django_assert_num_queries(QUERIES):
        page = ask(NOW).json()

    assert len(page["results"]) == 7 * articles
