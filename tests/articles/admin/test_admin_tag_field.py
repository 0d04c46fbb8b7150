"""The tag field of the writing page, as it is without a script: a list to choose from, and a box for names."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, transaction

from articles.models import Article, ContentState, Revision, SlugClaim, Tag, User
from articles.snapshot import Byline
from tests.articles.admin.pages import address, errors, fields, send, signed_in, soup, write
from tests.factories import edit, make_article, make_author, make_tag


def names(article: Article) -> list[str]:
    return sorted(article.tags.values_list("name", flat=True))


def test_typed_names_become_tags_of_the_articles_locale(editor: User) -> None:
    rivers, zurich = make_tag("rivers"), make_tag("Zürich")
    article = make_article(editor, tags=(str(rivers.uuid),))

    answer = write(signed_in(editor), article, **{"tags-new": " zurich, Big  data ,, big DATA"})

    assert answer.status_code == 302
    assert names(article) == ["Big data", "Zürich", "rivers"]
    made = Tag.objects.get(name="Big data")
    assert (made.locale, made.slug, SlugClaim.objects.get(tag=made).slug) == ("en", "big-data", "big-data")
    assert zurich in article.tags.all()


def test_a_tag_is_made_in_the_locale_that_the_form_says(editor: User) -> None:
    article = make_article(editor)

    write(signed_in(editor), article, locale="de", **{"tags-new": "Flüsse"})

    tag = Tag.objects.get()
    assert (tag.name, tag.locale, list(article.tags.all())) == ("Flüsse", "de", [tag])


def test_a_refused_form_keeps_chosen_and_typed_tags_and_makes_none(editor: User) -> None:
    rivers, lakes = make_tag("rivers"), make_tag("lakes")
    article = make_article(editor, tags=(str(rivers.uuid),))

    answer = write(signed_in(editor), article, title="", tags=[rivers.pk, lakes.pk], **{"tags-new": "seas, Oceans"})

    assert answer.status_code == 200
    kept = fields(answer, "#article_form")
    assert (kept["tags"], kept["tags-new"]) == ([str(lakes.pk), str(rivers.pk)], "seas, Oceans")
    assert Tag.objects.count() == 2


def test_a_stale_form_makes_no_tag(editor: User) -> None:
    article = make_article(editor)
    desk = signed_in(editor)
    form = fields(desk.get(address("change", article.pk)), "#article_form")
    edit(article, title="By somebody else")

    answer = desk.post(address("change", article.pk), form | {"tags-new": "seas", "title": "Mine"})

    assert answer.status_code == 200
    assert fields(answer, "#article_form")["tags-new"] == "seas"
    assert not Tag.objects.exists()


def test_an_author_takes_tags_by_name_and_makes_none(author_user: User) -> None:
    make_tag("rivers")
    article = make_article(author_user)
    desk = signed_in(author_user)

    refused = write(desk, article, **{"tags-new": "Rivers, seas"})
    answer = write(desk, article, **{"tags-new": "Rivers"})

    assert errors(refused) == ["There is no tag “seas”. Choose another one, or ask an editor to make it."]
    assert answer.status_code == 302
    assert names(article) == ["rivers"]
    assert Tag.objects.count() == 1


def test_a_name_that_is_too_long_is_refused_at_the_field(editor: User) -> None:
    article = make_article(editor)

    answer = write(signed_in(editor), article, **{"tags-new": "x" * 121})

    place = soup(answer).select(".field-tags .errorlist li")
    assert [item.text for item in place] == [f"“{'x' * 40}…” is longer than the 120 characters of a tag. Shorten it."]


def test_publishing_with_a_new_tag_saves_it_first(publisher: User) -> None:
    article = make_article(publisher)

    answer = send(signed_in(publisher), address("change", article.pk), _publish="1", **{"tags-new": "seas"})

    assert answer.url == address("publish", article.pk)  # type: ignore[attr-defined]
    assert (names(article), Revision.objects.count()) == (["seas"], 2)


def test_the_list_offers_tags_of_the_articles_locale_and_marks_a_strange_one(editor: User) -> None:
    make_tag("rivers")
    fluss = make_tag("Fluss", "de")
    make_tag("See", "de")
    article = make_article(editor)
    Article.tags.through.objects.create(article=article, tag=fluss)

    page = soup(signed_in(editor).get(address("change", article.pk)))

    shown = [(option.text.strip(), option.has_attr("selected")) for option in page.select("#id_tags option")]
    assert shown == [("Fluss (de)", True), ("rivers", False)]


def test_suggestions_are_of_one_locale_and_say_if_the_name_is_there(author_user: User) -> None:
    river, rivers = make_tag("Rivér"), make_tag("rivers")
    make_tag("river", "de")
    desk = signed_in(author_user)
    asked = address("tag_suggest")

    found = desk.get(asked, {"q": "RIVER", "locale": "en"})
    none = desk.get(asked, {"q": "seas", "locale": "en"})

    assert found.json() == {
        "tags": [{"id": str(river.pk), "name": "Rivér"}, {"id": str(rivers.pk), "name": "rivers"}],
        "isNamed": True,
    }
    assert none.json() == {"tags": [], "isNamed": False}


def test_suggestions_are_for_who_works_here(stranger: User) -> None:
    assert signed_in(stranger).get(address("tag_suggest"), {"q": "a"}).status_code == 302


@pytest.mark.parametrize(("role", "is_offered"), [("editor", True), ("author_user", False)])
def test_windows_to_make_categories_and_authors_are_for_who_may(
    role: str, is_offered: bool, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(role)
    article = make_article(user, authors=(Byline(str(make_author().uuid)),))

    page = soup(signed_in(user).get(address("change", article.pk)))

    links = {str(link["href"]).split("?")[0] for link in page.select(".add-related")}
    assert links == ({address("author_add"), address("category_add")} if is_offered else set())


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_a_new_tag_beside_one_that_is_just_being_deleted_locks_nobody_out(editor: User) -> None:
    lakes, article = make_tag("lakes"), make_article(editor)
    answers: list[int] = []

    def save() -> None:
        try:
            answers.append(write(signed_in(editor), article, tags=[lakes.pk], **{"tags-new": "seas"}).status_code)
        finally:
            connection.close()

    saving = threading.Thread(target=save)
    with transaction.atomic():
        Tag.objects.filter(pk=lakes.pk).delete()
        saving.start()
        wait_for_one_who_waits()
        ContentState.move()  # as the deletion ends
    saving.join(10)

    assert answers == [302]
    assert [tag.name for tag in article.tags.all()] == ["seas"]


def wait_for_one_who_waits() -> None:
    """Until another connection waits for a lock, 20 seconds at the most."""
    end = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
            time.sleep(0.05)
    pytest.fail("nobody waits")
