"""`changes/`: a copy that reads them has what is public, and learns nothing of what is not."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from typing import Any

import pytest

from articles.editing.bios import save_bio
from articles.editing.category_tree import move_category
from articles.editing.drafts import create_draft
from articles.editing.merging_terms import merge_terms
from articles.editing.taxonomy import save_term
from articles.editing.term_translations import join_translations, translate_term
from articles.media.library import save_image
from articles.models import Article, Author, Change, ContentState, Tag
from articles.publishing.actions import expire
from articles.publishing.due import note_all_due
from articles.snapshot import Byline, Cover, Related
from tests.api.conftest import NOW, make_live
from tests.api.replica import Replica
from tests.factories import (
    edit,
    finish_renditions,
    make_article,
    make_author,
    make_category,
    make_content,
    make_image,
    make_section,
    make_tag,
    publish_now,
    schedule_for,
    with_figure,
    withdraw_now,
)


@pytest.fixture
def replica(api, clock):
    return Replica(lambda query: ask(api, query))


def ask(api, query: str = "") -> dict[str, Any]:
    answer = api.get("changes/", query)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def fresh(api, page_size: int = 100) -> dict[str, Any]:
    """What a copy begun now has."""
    copy = Replica(lambda query: ask(api, query), page_size=page_size)
    copy.sync()
    return copy.records


def told(replica: Replica) -> list[tuple[str, str]]:
    return [(op, type_) for _, op, type_ in replica.sync()]


# --- The first pass -------------------------------------------------------------------------------------------------


def test_an_empty_site_tells_nothing_and_gives_a_cursor_that_goes_on(api, replica):
    page = ask(api)

    assert page | {"next_cursor": ""} == {"results": [], "next_cursor": "", "has_more": False, "sequence": 0}
    replica.sync()
    make_live()
    assert told(replica) == [("upsert", "article")]


def test_a_first_pass_has_everything_that_is_public_each_once_and_nothing_else(api, replica, clock):
    author, category, tag, image = (
        make_author(),
        make_category("Below", parent=make_category()),
        make_tag(),
        make_image(),
    )
    fields = {
        "authors": (Byline(str(author.uuid)),),
        "category": str(category.uuid),
        "tags": (str(tag.uuid),),
        "cover": Cover(str(image.uuid)),
    }
    make_live("One", "one", **fields)
    make_live("Two", "two", **fields)
    make_tag("hidden")
    make_article(slug="draft", tags=(str(make_tag("drafted").uuid),))
    withdraw_now(make_live(slug="gone", tags=(str(make_tag("withdrawn").uuid),)))

    replica.sync()

    types = sorted(type_ for _, _, type_ in replica.entries)
    assert types == ["article", "article", "author", "category", "category", "image", "tag"]
    assert {op for _, op, _ in replica.entries} == {"upsert"}


def test_pages_of_any_size_give_the_same_copy(api, replica):
    for number in range(5):
        make_live(slug=f"article-{number}", tags=(str(make_tag(f"tag {number}").uuid),))
    withdraw_now(Article.objects.get(slug="article-1"))

    assert fresh(api, 1) == fresh(api, 3) == fresh(api)
    assert len(fresh(api)) == 8


def test_what_changes_during_the_first_pass_is_in_it(api, replica):
    articles = [make_live(slug=f"article-{number}") for number in range(3)]
    replica.page_size = 1
    replica.read_page()

    withdraw_now(articles[0])
    edit(articles[1], title="New")
    publish_now(articles[1])
    replica.sync()

    assert replica.records == fresh(api)
    assert [op for _, op, _ in replica.entries] == ["upsert", "upsert", "delete", "upsert"]


# --- Records --------------------------------------------------------------------------------------------------------


def test_an_article_says_all_of_its_own_and_names_others_by_id(api, replica):
    author, category, tag, image = make_author(), make_category(), make_tag(), make_image()
    target = make_live("Target", "target")
    article = make_live(
        kicker="Kicker",
        authors=(Byline(str(author.uuid), "reporter"),),
        category=str(category.uuid),
        tags=(str(tag.uuid),),
        cover=Cover(str(image.uuid), "Alt"),
        sections=(make_section(html=with_figure(image)),),
        related=(Related(article=str(target.uuid)), Related("Elsewhere", "Teaser", "https://example.org/")),
    )
    document = api.get("articles/a-title/").json()

    replica.sync()

    record = replica.records[str(article.uuid)]
    own = [
        "id", "slug", "locale", "url", "title", "kicker", "lead", "lead_html", "teaser", "genre", "priority", "access",
        "published_at", "updated_at", "revision", "reading_time", "word_count", "highlights", "corrections", "rights",
        "ai_use",
    ]  # fmt: skip
    assert {name: record[name] for name in own} == {name: document[name] for name in own}
    assert record["authors"] == [{"author": str(author.uuid), "role": "reporter"}]
    assert (record["category"], record["tags"]) == (str(category.uuid), [str(tag.uuid)])
    assert record["cover"] == {"image": str(image.uuid), "alt": "Alt", "caption": ""}
    assert record["images"] == [str(image.uuid)]
    assert [(one["article"], one["title"], one["url"]) for one in record["related"]] == [
        (str(target.uuid), "", None),
        (None, "Elsewhere", "https://example.org/"),
    ]
    assert f'<figure data-image="{image.uuid}">' in record["sections"][0]["html"]
    picture = document["cover"] | {"alt": "A plain surface", "type": "image"}
    assert replica.records[str(image.uuid)] == picture


def test_terms_say_all_of_their_own(api, replica):
    portrait = make_image()
    author = make_author(portrait=portrait, links=[{"label": "Site", "url": "https://example.org/"}])
    save_bio(author, locale="de", text="Eine Person.")
    above = make_category("Above", slug="above")
    category = make_category("Below", slug="below", parent=above, description="Words.")
    make_category("A hidden sister", parent=above)
    make_live(authors=(Byline(str(author.uuid)),), category=str(category.uuid))

    replica.sync()

    assert replica.records[str(author.uuid)] == {
        "type": "author", "id": str(author.uuid), "name": "Ada Penrose", "slug": "ada-penrose",
        "urls": {
            "en": "https://magazine.example/authors/ada-penrose/",
            "de": "https://magazine.example/de/authors/ada-penrose/",
        },
        "bios": {"de": "Eine Person."}, "portrait": str(portrait.uuid),
        "links": [{"label": "Site", "url": "https://example.org/"}],
    }  # fmt: skip
    assert replica.records[str(category.uuid)] == {
        "type": "category", "id": str(category.uuid), "name": "Below", "slug": "below", "locale": "en",
        "url": "https://magazine.example/categories/below/", "translations": {}, "description": "Words.",
        "parent": str(above.uuid), "position": 0,
    }  # fmt: skip
    assert replica.records[str(above.uuid)]["parent"] is None
    assert [one["id"] for one in replica.of("image")] == [str(portrait.uuid)]


# --- What follows ---------------------------------------------------------------------------------------------------


def test_each_event_of_an_article_is_told(api, replica, clock):
    article = make_live()
    assert told(replica) == [("upsert", "article")]
    clock.shift(60)
    edit(article, title="New")
    publish_now(article, kind="correction", note="Why.")
    assert told(replica) == [("upsert", "article")]
    assert replica.records[str(article.uuid)]["corrections"][0]["note"] == "Why."
    for how in ("unpublished", "withdrawn", "killed"):
        withdraw_now(article, how)
        assert told(replica) == [("delete", "article")]
        publish_now(article, again=True)
        assert told(replica) == [("upsert", "article")]
    expire(article, seen=article.acts)
    assert told(replica) == [("delete", "article")]
    assert replica.records == {}


def test_several_changes_of_one_record_are_one_entry_with_the_present_state(api, replica):
    article = make_live()
    for title in ("B", "C"):
        edit(article, title=title)
        publish_now(article)

    assert replica.sync() == [(3, "upsert", "article")]
    assert replica.of("article")[0]["title"] == "C"


def test_a_schedule_is_told_once_it_is_noted_and_an_expired_text_is_gone_at_once(api, replica, clock):
    article = make_article(expires_at=NOW + timedelta(hours=2))
    schedule_for(article, NOW + timedelta(hours=1))
    replica.sync()
    clock.shift(3600)
    assert told(replica) == []
    note_all_due()
    clock.shift(3600)

    assert told(replica) == [("delete", "article")]
    assert fresh(api) == {}
    note_all_due()
    assert told(replica) == [("delete", "article")]


def test_a_term_is_there_before_the_article_that_names_it_and_gone_after_it(api, replica):
    article = make_live(tags=(str(make_tag().uuid),), authors=(Byline(str(make_author().uuid)),))
    assert told(replica) == [("upsert", "author"), ("upsert", "tag"), ("upsert", "article")]

    withdraw_now(article)

    assert told(replica) == [("delete", "article"), ("delete", "author"), ("delete", "tag")]


def test_an_edit_of_a_term_is_one_entry_whoever_names_it(api, replica):
    tag, author = make_tag(), make_author()
    for number in range(3):
        make_live(slug=f"a-{number}", tags=(str(tag.uuid),), authors=(Byline(str(author.uuid)),))
    replica.sync()

    tag.name = "Renamed"
    save_term(tag)
    assert told(replica) == [("upsert", "tag")]
    save_term(tag)
    assert told(replica) == []
    save_bio(author, locale="en", text="A bio.")
    assert told(replica) == [("upsert", "author")]
    assert replica.records == fresh(api)


def test_a_term_that_another_article_names_stays(api, replica):
    tag = make_tag()
    make_live(slug="stays", tags=(str(tag.uuid),))
    goes = make_live(slug="goes", tags=(str(tag.uuid),))
    replica.sync()

    withdraw_now(goes)

    assert told(replica) == [("delete", "article")]


def test_a_merged_term_leads_to_the_winner(api, replica):
    loser, winner = make_tag("Loser"), make_tag("Winner")
    make_live(tags=(str(loser.uuid),))
    replica.sync()

    merge_terms(loser, winner)

    assert sorted(told(replica)) == [("move", "tag"), ("upsert", "tag")]
    assert replica.records[str(loser.uuid)] == {"type": "merged", "into": str(winner.uuid)}
    assert replica.records[str(winner.uuid)]["name"] == "Winner"
    assert replica.records == fresh(api)


def test_a_portrait_comes_and_goes_with_its_author(api, replica):
    first, second = make_image(), make_image()
    author = make_author(portrait=first)
    article = make_live(authors=(Byline(str(author.uuid)),))
    assert told(replica) == [("upsert", "image"), ("upsert", "author"), ("upsert", "article")]

    author = Author.objects.get(pk=author.pk)
    author.portrait = second
    save_term(author)
    assert sorted(told(replica)) == [("delete", "image"), ("upsert", "author"), ("upsert", "image")]
    winner = make_author("Winner", portrait=first)
    merge_terms(author, winner)
    assert sorted(told(replica)) == [("delete", "image"), ("move", "author"), ("upsert", "author"), ("upsert", "image")]
    assert replica.records == fresh(api)
    withdraw_now(article)
    replica.sync()
    assert replica.records == {}


def test_categories_move_as_one_tree(api, replica):
    one, two = make_category("One"), make_category("Two")
    for category in (one, two):
        make_live(slug=f"in-{category.slug}", category=str(category.uuid))
    hidden = make_category("Hidden")
    replica.sync()

    move_category(hidden, parent=None, position=0)
    assert told(replica) == []
    move_category(two, parent=None, position=0)
    assert told(replica) == [("upsert", "category"), ("upsert", "category")]
    move_category(two, parent=hidden, position=0)
    assert told(replica) == [("upsert", "category"), ("upsert", "category")]
    assert {one["name"]: (one["parent"], one["position"]) for one in replica.of("category")} == {
        "Hidden": (None, 0), "One": (None, 1), "Two": (str(hidden.uuid), 0),
    }  # fmt: skip
    assert replica.records == fresh(api)


def test_translations_of_terms_are_named_as_far_as_they_are_public(api, replica):
    tag = make_tag()
    german = translate_term(tag, locale="de", name="Fluss")
    make_live(tags=(str(tag.uuid),))
    replica.sync()
    assert replica.records[str(tag.uuid)]["translations"] == {}

    make_live(slug="deutsch", locale="de", tags=(str(german.uuid),))
    replica.sync()

    assert replica.records[str(tag.uuid)]["translations"] == {"de": str(german.uuid)}
    assert replica.records == fresh(api)


def test_to_join_a_hidden_translation_is_no_change(api, replica):
    tag, hidden = make_tag(), make_tag("Geheim", locale="de")
    make_live(tags=(str(tag.uuid),))
    replica.sync()

    join_translations(hidden, Tag.objects.get(pk=tag.pk))

    assert told(replica) == []


def test_related_articles_and_translations_are_told_when_they_come_and_go(api, replica):
    target = make_article(slug="target")
    linking = make_live(slug="linking", related=(Related(article=str(target.uuid)),))
    german = create_draft(
        make_content(slug="deutsch", locale="de"), by=linking.owner, translation_key=linking.translation_key
    )
    replica.sync()
    record = replica.records[str(linking.uuid)]
    assert (record["related"], record["translations"]) == ([], {})

    publish_now(target)
    assert told(replica) == [("upsert", "article")] * 2
    publish_now(german)
    assert told(replica) == [("upsert", "article")] * 2

    record = replica.records[str(linking.uuid)]
    assert ([one["article"] for one in record["related"]], record["translations"]) == (
        [str(target.uuid)],
        {"de": str(german.uuid)},
    )
    withdraw_now(target)
    withdraw_now(german)
    replica.sync()
    record = replica.records[str(linking.uuid)]
    assert (record["related"], record["translations"]) == ([], {})
    assert replica.records == fresh(api)


def test_a_related_article_leads_to_its_translation_in_the_same_locale_as_documents_do(api, replica):
    target = make_article(slug="ziel", locale="de")
    english = create_draft(make_content(slug="goal"), by=target.owner, translation_key=target.translation_key)
    linking = make_live(slug="linking", related=(Related(article=str(target.uuid)),))
    for step in (target, english):
        publish_now(step)
        replica.sync()
        document = api.get("articles/linking/").json()
        assert [one["article"] for one in replica.records[str(linking.uuid)]["related"]] == [
            one["id"] for one in document["related"]
        ]
        assert replica.records == fresh(api)


def test_a_picture_is_told_anew_when_its_rights_or_renditions_change(api, replica):
    image = make_image(size=(340, 200))
    make_live(cover=Cover(str(image.uuid)))
    replica.sync()

    image.credit = "Agency"
    save_image(image)
    assert told(replica) == [("upsert", "image")]
    finish_renditions()
    assert told(replica) == [("upsert", "image")]
    assert replica.records[str(image.uuid)]["crops"]["as_is"]["srcset"]["webp"] != ""
    save_image(image)
    assert told(replica) == []


def test_after_a_kill_a_picture_is_gone_though_another_article_has_expired_unnoted(api, replica, clock):
    image = make_image()
    make_live(slug="expired", cover=Cover(str(image.uuid)), expires_at=NOW + timedelta(hours=1))
    killed = make_live(slug="killed", cover=Cover(str(image.uuid)))
    replica.sync()
    clock.shift(3601)

    withdraw_now(killed, "killed")

    assert sorted(told(replica)) == [("delete", "article"), ("delete", "image")]
    assert [one["name"] for one in image.renditions.values("name") if one["name"] in json.dumps(fresh(api))] == []


# --- Hidden things --------------------------------------------------------------------------------------------------


def test_what_is_hidden_takes_no_number_and_changes_no_byte(api, replica, clock):
    tag, author, category, image = make_tag(), make_author(), make_category(), make_image()
    live = make_live()
    before = api.get("changes/")

    for term in (tag, author, category):
        term.name = "Renamed"
        save_term(term)
    save_bio(author, locale="en", text="Hidden.")
    image.credit = "Hidden"
    save_image(image)
    finish_renditions()
    merge_terms(make_tag("Loser"), tag)
    translate_term(category, locale="de")
    edit(live, title="Hidden", tags=(str(tag.uuid),), cover=Cover(str(image.uuid)))
    schedule_for(live, NOW + timedelta(days=1))
    drafted = make_article(slug="draft", tags=(str(tag.uuid),), related=(Related(article=str(live.uuid)),))
    schedule_for(drafted, NOW + timedelta(days=1))

    after = api.get("changes/")
    assert (after.content, after["ETag"], after["Content-Sequence"]) == (before.content, before["ETag"], "1")


def test_numbers_have_no_gaps(api, clock):
    tag = make_tag()
    article = make_live(tags=(str(tag.uuid),))
    tag.name = "Renamed"
    save_term(tag)
    withdraw_now(article)

    numbers = list(Change.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2, 3, 4, 5]
    assert ContentState.read().public_sequence == 5


# --- Cursors and parameters -----------------------------------------------------------------------------------------


def test_a_cursor_of_another_epoch_is_gone_and_says_what_to_do(api, replica):
    make_live()
    replica.sync()
    ContentState.objects.update(epoch="restored")

    answer = api.get("changes/", f"cursor={replica.cursor}")

    assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
    assert answer.json()["type"] == "urn:standfirst:problem:stale-cursor"
    assert "Begin anew" in answer.json()["detail"]


def test_a_cursor_ahead_of_the_log_is_of_another_history(api, replica):
    make_live()
    replica.sync()
    ContentState.objects.update(public_sequence=0)

    assert api.get("changes/", f"cursor={replica.cursor}").status_code == 410


def test_forged_and_foreign_cursors_are_refused(api, replica, settings):
    from api.http.cursors import Cursor

    make_live()
    replica.sync()
    good = replica.cursor
    foreign = Cursor(purpose="articles").write([1, 0])
    content, _, signature = good.rpartition(".")
    forged = ["x", good[:-1], good + "x", f"{content}x.{signature}", foreign, "a" * 2000, f".{good}", good.lower()]

    for cursor in forged:
        answer = api.get("changes/", f"cursor={cursor}")
        assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "cursor"), cursor
    settings.SECRET_KEY = "another"
    assert api.get("changes/", f"cursor={good}").status_code == 400


def test_a_cursor_belongs_to_its_types(api, replica):
    make_live(tags=(str(make_tag().uuid),))
    page = ask(api, "type=tag,article&page_size=1")

    assert [one["type"] for one in ask(api, "type=tag")["results"]] == ["tag"]
    again = ask(api, f"type=article,tag&cursor={page['next_cursor']}")
    assert [one["type"] for one in again["results"]] == ["article"]
    for query in ("", "type=tag&"):
        answer = api.get("changes/", f"{query}cursor={page['next_cursor']}")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "contradictory")


def test_since_is_for_people(api, replica, clock):
    make_live(slug="old")
    clock.shift(3600)
    new = make_live(slug="new")
    withdraw_now(Article.objects.get(slug="old"))
    moment = (NOW + timedelta(minutes=30)).astimezone(UTC).isoformat().replace("+00:00", "Z")

    page = ask(api, f"since={moment}")

    assert [(one["op"], one["sequence"]) for one in page["results"]] == [("upsert", 2), ("delete", 3)]
    assert page["results"][0]["id"] == str(new.uuid)
    assert ask(api, "since=2030-01-01T00:00:00Z")["results"] == []
    assert ask(api, f"cursor={page['next_cursor']}")["results"] == []
    answer = api.get("changes/", f"since={moment}&cursor={page['next_cursor']}")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "since")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("page_size=101", "page_size"),
        ("page_size=0", "page_size"),
        ("type=story", "type"),
        ("type=tag,", "type"),
        ("since=yesterday", "since"),
        ("cursor=", "cursor"),
        ("locale=en", "locale"),
        ("fields=title", "fields"),
    ],
)
def test_what_it_does_not_know_is_refused_by_name(api, query, parameter):
    answer = api.get("changes/", query)

    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, parameter)


def test_the_next_page_is_linked_from_the_sites_own_address(api, clock):
    for number in range(2):
        make_live(slug=f"article-{number}")

    answer = api.get("changes/", "page_size=1")

    assert answer["Link"].startswith("<https://magazine.example/api/v1/changes/?page_size=1&cursor=")
    assert "Link" not in api.get("changes/")


# --- Cost -----------------------------------------------------------------------------------------------------------


def test_polling_costs_one_query_and_answers_304(api, replica, clock, django_assert_num_queries):
    make_live()
    replica.sync()
    query = f"page_size=100&cursor={replica.cursor}"
    before = api.get("changes/", query)
    assert before["Cache-Control"] == "public, max-age=0, must-revalidate"

    with django_assert_num_queries(1):  # the row of the state
        answer = api.get("changes/", query, **{"If-None-Match": before["ETag"]})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", before["ETag"])
    make_article(slug="draft")
    assert api.get("changes/", query, **{"If-None-Match": before["ETag"]}).status_code == 304
    make_live(slug="another")
    assert api.get("changes/", query, **{"If-None-Match": before["ETag"]}).status_code == 200


@pytest.mark.parametrize("articles", [1, 3])
def test_a_page_takes_a_constant_number_of_queries(api, clock, articles, django_assert_num_queries):
    for number in range(articles):
        author = make_author(f"Author {number}", portrait=make_image())
        loser, winner = make_tag(f"loser {number}"), make_tag(f"winner {number}")
        make_live(
            slug=f"article-{number}",
            authors=(Byline(str(author.uuid)),),
            category=str(make_category(f"Category {number}").uuid),
            tags=(str(loser.uuid),),
            cover=Cover(str(make_image().uuid)),
            related=(Related(article=str(Article.objects.first().uuid)),) if number else (),
        )
        merge_terms(loser, winner)
    extra = make_article(slug="extra")
    edit(Article.objects.get(slug="article-0"), related=(Related(article=str(extra.uuid)),))
    publish_now(Article.objects.get(slug="article-0"))

    with django_assert_num_queries(QUERIES):
        page = ask(api)

    assert len(page["results"]) == 7 * articles - 1  # the first names the winner by now


QUERIES = 22
