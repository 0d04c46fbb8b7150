"""One document for each article that is live, true in every act; of what has gone no byte is left."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from articles.models import Article, PublishedVersion, SearchDocument
from articles.publishing.actions import expire
from articles.publishing.due import OVER_AFTER, note_all_due, retire
from articles.search.index import LARGEST, add_missing, indexed, rebuild
from articles.snapshot import Highlight
from tests.articles.search.tables import bytes_of_the_index, search_tables
from tests.articles.search.test_search_finding import found
from tests.factories import (
    edit,
    make_article,
    make_content,
    make_image,
    make_section,
    publish_now,
    schedule_for,
    with_figure,
    withdraw_now,
)

pytestmark = pytest.mark.django_db

# The index keeps of a word what it does not share with the one before it: these share nothing with others.
SECRET = "qxwz7kjvpl"
OTHER = "jzxq9vwkyh"


def documents() -> list[int]:
    return list(SearchDocument.objects.values_list("pk", flat=True))


def has_byte_of(word: str) -> bool:
    return word[2:].encode() in bytes_of_the_index()


def make_live(word: str = SECRET, **fields: object) -> Article:
    article = make_article(slug="secret", **{"title": f"The {word} matter", "kicker": word} | fields)
    publish_now(article)
    return article


def test_the_tables_that_are_looked_into_are_all_there_are(on_postgresql):
    beside = {f"articles_search_fts{end}" for end in ("", "_data", "_idx", "_docsize", "_config")}

    assert set(search_tables()) == {"articles_searchdocument"} | (set() if on_postgresql else beside)


def test_what_is_published_has_a_document_at_once(clock):
    assert not has_byte_of(SECRET)

    version = PublishedVersion.objects.get(article=make_live())

    assert documents() == [version.pk]
    assert has_byte_of(SECRET)


def test_all_that_readers_read_is_in_it_but_names(clock):
    mark = '<p>Aaa <mark data-highlight-id="habcdef0123">bbb</mark> ccc</p>'
    image = make_image(alt="Own")
    article = make_article(
        title="Ddd",
        kicker="Eee",
        lead_html="Fff <b>ggg</b>.",
        sections=(make_section("Hhh", mark + with_figure(image, caption="Iii", alt="Jjj"), id="s"),),
        highlights=(Highlight("habcdef0123", "s", note="Kkk"),),
    )

    publish_now(article)

    document = SearchDocument.objects.get()
    assert (document.title, document.lead) == ("ddd", "eee fff ggg")
    assert document.text == "hhh aaa bbb ccc before iii after kkk befor"


def test_saving_a_draft_or_scheduling_changes_nothing(clock):
    article = make_live()
    before = bytes_of_the_index()

    edit(article, title=f"Draft {OTHER}")
    schedule_for(article, clock.in_(hours=1))

    assert bytes_of_the_index() == before


def test_a_start_that_came_due_is_found_once_it_is_noted(clock):
    article = make_article(title=f"A {SECRET}", slug="secret")
    schedule_for(article, clock.in_(hours=1))
    clock.pass_(hours=1)
    assert (documents(), found(SECRET)) == ([], [])

    note_all_due()

    assert found(SECRET) == ["secret"]


def test_a_start_that_replaces_a_text_is_found_in_its_place(clock):
    article = make_live(OTHER)
    edit(article, title=f"A {SECRET}", kicker="")
    schedule_for(article, clock.in_(hours=1))
    clock.pass_(hours=1)

    note_all_due()

    assert (found(SECRET), found(OTHER)) == (["secret"], [])


@pytest.mark.parametrize("how", ["unpublished", "withdrawn", "killed", "legal"])
def test_of_what_is_withdrawn_no_byte_is_left(clock, how):
    make_article(title="Another")
    publish_now(make_article(slug="another"))
    article = make_live()
    edit(article, kicker="", title=f"{SECRET} again")
    publish_now(article)

    withdraw_now(article, how)

    assert not has_byte_of(SECRET)
    assert len(documents()) == 1


def test_of_what_is_expired_no_byte_is_left(clock):
    article = make_live()

    expire(article, seen=article.acts)

    assert documents() == []
    assert not has_byte_of(SECRET)


def test_of_what_expired_by_the_clock_no_byte_is_left_once_it_is_noted(clock):
    make_live(expires_at=clock.in_(hours=1))
    clock.pass_(hours=1)
    assert found(SECRET) == []

    note_all_due()

    assert documents() == []
    assert not has_byte_of(SECRET)


def test_what_a_newer_version_replaced_is_not_found_and_an_hour_later_no_byte_of_it_is_left(clock):
    article = make_live()
    edit(article, title="Harmless", kicker="")
    publish_now(article)
    assert found(SECRET) == []

    clock.pass_(seconds=OVER_AFTER.total_seconds() + 1)
    retire()

    assert not has_byte_of(SECRET)


def test_a_kill_leaves_nothing_of_what_was_replaced_before(clock):
    article = make_live()
    edit(article, title="Harmless", kicker="")
    publish_now(article)

    withdraw_now(article, "killed")

    assert not has_byte_of(SECRET)


def test_what_is_published_again_is_found_again(clock):
    article = make_live()
    withdraw_now(article, "killed")

    publish_now(article, again=True)
    clock.pass_(seconds=1)

    assert found(SECRET) == ["secret"]


def test_an_act_that_fails_leaves_the_index_as_it_was(clock):
    before = bytes_of_the_index()

    with pytest.raises(DatabaseError), transaction.atomic():
        make_live()
        raise DatabaseError

    assert bytes_of_the_index() == before


def test_a_text_beyond_all_measure_is_indexed_as_far_as_there_is_room():
    words = [f"{number:x}word" for number in range(60_000)]

    text = indexed([" ".join(words)], "en")

    assert LARGEST - 20 < len(text.encode()) <= LARGEST
    assert text.startswith("0word 1word")


def test_the_longest_text_can_be_published(clock):
    words = [f"{number:x}governments" for number in range(1_000_000, 1_060_000)]
    sections = tuple(make_section("", f"<p>{' '.join(words[at : at + 10_000])}</p>") for at in range(0, 60_000, 10_000))

    publish_now(make_article(slug="long", sections=sections))

    assert found(words[0]) == ["long"]


# --- All of it ------------------------------------------------------------------------------------------------------


def test_a_rebuild_gives_the_index_that_acts_have_made(clock):
    for slug in ("one", "two", "three"):
        publish_now(make_article(title=f"About {slug}", slug=slug))
    make_article(slug="draft")
    rows = list(SearchDocument.objects.values())
    SearchDocument.objects.filter(title__contains="two").update(title=OTHER)
    SearchDocument.objects.filter(title__contains="three").delete()

    assert rebuild() == 3

    assert list(SearchDocument.objects.values()) == rows
    assert [found(word) for word in ("one", "two", "three", OTHER)] == [["one"], ["two"], ["three"], []]


def test_a_rebuild_takes_out_what_is_not_live(clock):
    article = make_live()
    PublishedVersion.objects.filter(article=article).update(suppressed_at=clock.now)

    rebuild()

    assert documents() == []
    assert not has_byte_of(SECRET)


@pytest.mark.sqlite_only
def test_a_rebuild_heals_an_index_that_lost_its_words(clock):
    make_live()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO articles_search_fts(articles_search_fts) VALUES ('delete-all')")
    assert found(SECRET) == []

    rebuild()

    assert found(SECRET) == ["secret"]


def test_what_is_missing_is_added_and_nothing_else_is_touched(clock):
    for slug in ("one", "two"):
        publish_now(make_article(title=f"About {slug}", slug=slug))
    SearchDocument.objects.filter(title__contains="two").delete()
    SearchDocument.objects.update(title="kept")

    assert (add_missing(), add_missing()) == (1, 0)
    assert (found("kept"), found("two")) == (["one"], ["two"])


@pytest.mark.parametrize(("options", "told"), [([], 2), (["--missing"], 1)])
def test_the_command_tells_how_many(clock, options, told):
    publish_now(make_article(slug="one"))
    publish_now(make_article(slug="two"))
    SearchDocument.objects.first().delete()  # type: ignore[union-attr]
    out = StringIO()

    call_command("rebuild_search", *options, stdout=out)

    assert out.getvalue() == f"Indexed for the search: {told}\n"


def test_content_of_any_schema_is_searchable():
    from articles.search.index import searchable

    assert searchable(make_content(lead_html="")) == ("A title", ["", ""], ["A heading", "", ""])
