"""An article begins with its title and is there at once, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.db import connection

from articles.models import Article, Revision, SlugClaim, User
from tests.articles.admin.pages import address, begin, errors, fields, signed_in, soup
from tests.factories import make_article, make_author


def test_a_title_and_a_locale_make_a_draft_that_opens_to_be_written_in(editor: User) -> None:
    desk = signed_in(editor)
    form = fields(desk.get(address("add")))
    assert set(form) == {"csrfmiddlewaretoken", "identity", "title", "locale"}

    answer = desk.post(address("add"), form | {"title": "  Die\n Gezeiten ", "locale": "de"})

    article = Article.objects.get()
    assert answer.url == address("change", article.pk) + "#lead"  # type: ignore[attr-defined]
    assert (article.title, article.locale, article.head, article.owner) == ("Die Gezeiten", "de", 1, editor)
    assert LogEntry.objects.get().action_flag == ADDITION
    assert desk.get(address("change", article.pk)).status_code == 200


def test_it_begins_with_its_writer_as_author_and_a_slug_from_its_title(author_user: User) -> None:
    author_user.writes_as = make_author("Aino Author")
    author_user.save()
    make_article(slug="groesse-zaehlt")

    article = begin(signed_in(author_user), "Größe zählt")

    assert article.slug == "groesse-zaehlt-2"
    assert [byline.author for byline in article.bylines.all()] == [author_user.writes_as]


def test_a_form_that_is_sent_twice_makes_one_article(editor: User) -> None:
    desk = signed_in(editor)
    form = fields(desk.get(address("add"))) | {"title": "Once"}

    answers = [desk.post(address("add"), form | {"title": title}) for title in ("Once", "Once", "Once more")]

    article = Article.objects.get()
    assert {answer.url for answer in answers} == {address("change", article.pk) + "#lead"}  # type: ignore[attr-defined]
    assert (article.title, Revision.objects.count(), SlugClaim.objects.count()) == ("Once", 1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_of_one_form_at_once_make_one_article(editor: User) -> None:
    desk = signed_in(editor)
    form = fields(desk.get(address("add"))) | {"title": "Once"}

    def post(_turn: int) -> int:
        try:
            return signed_in(editor).post(address("add"), form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(post, range(4))) == [302] * 4
    assert Article.objects.count() == 1


def test_two_forms_make_two_articles(editor: User) -> None:
    desk = signed_in(editor)

    begin(desk, "Twice")
    begin(desk, "Twice")

    assert sorted(Article.objects.values_list("slug", flat=True)) == ["twice", "twice-2"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": " "}, "This field is required."),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"locale": "fr"}, "Select a valid choice. fr is not one of the available choices."),
        ({"identity": "11111111-1111-4111-8111-111111111111"}, "This form is no good any more. Open it again."),
        ({"identity": ""}, "This field is required."),
    ],
)
def test_what_is_no_beginning_is_said_at_its_field(editor: User, changes: dict[str, str], said: str) -> None:
    desk = signed_in(editor)

    answer = desk.post(address("add"), fields(desk.get(address("add"))) | {"title": "New"} | changes)

    assert answer.status_code == 200
    assert said in " ".join(errors(answer))
    assert not Article.objects.exists()


def test_nobody_names_an_article_after_another_one(editor: User) -> None:
    theirs = make_article(editor)
    desk = signed_in(editor)
    form = fields(desk.get(address("add"))) | {"title": "New"}
    signature = form["identity"].partition(":")[2]

    answer = desk.post(address("add"), form | {"identity": f"{theirs.uuid}:{signature}"})

    assert answer.status_code == 200
    assert Article.objects.get() == theirs


def test_a_site_of_one_locale_does_not_ask_for_it(editor: User, settings) -> None:  # type: ignore[no-untyped-def]
    settings.LOCALES = ["fr"]

    page = soup(signed_in(editor).get(address("add")))

    assert page.select("#new_article_form select") == []
    assert begin(signed_in(editor), "Les marées").locale == "fr"
