"""Unsaved text: one row for a writer and an article, which no late message may bring back."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from django.db import connection, transaction

from articles.editing.autosaves import keep, newest
from articles.editing.drafts import save_draft
from articles.editing.freezing import freeze
from articles.editing.revisions import restore
from articles.errors import NotUsable, StaleRevision, UnsavedElsewhere
from articles.models import Article, Autosave, Revision
from tests.factories import edit, make_article, make_user

pytestmark = pytest.mark.django_db


def words(text: str) -> dict[str, list[str]]:
    return {"title": [text]}


def save(article: Article, *, page: str) -> None:
    """As the opened writing page of that name would."""
    content = replace(freeze(article), title=f"Saved on {page}")
    save_draft(article, content, base=article.head, by=article.owner, page=page)


def test_what_is_kept_is_overwritten_and_no_revision(clock):  # type: ignore[no-untyped-def]
    article = make_article()
    first, _newer = keep(article, words("One"), base=1, by=article.owner)
    at = clock.pass_(minutes=2)

    keep(article, words("Two"), base=1, by=article.owner, known=[first.name])

    kept = Autosave.objects.get()
    assert (kept.form, kept.base, kept.at) == (words("Two"), 1, at)
    assert Revision.objects.count() == 1


def test_each_writer_of_each_article_has_a_place_of_their_own() -> None:
    article, other, colleague = make_article(), make_article(slug="other"), make_user("editor")
    keep(article, words("Mine"), base=1, by=article.owner)
    keep(article, words("Theirs"), base=1, by=colleague)
    keep(other, words("Elsewhere"), base=1, by=colleague)

    Autosave.objects.discard(article, by=colleague)

    assert newest(article, by=colleague) is None
    assert [kept.form["title"] for kept in Autosave.objects.order_by("pk")] == [["Mine"], ["Elsewhere"]]


def test_a_save_of_the_writer_removes_it_and_that_of_a_colleague_does_not() -> None:
    article, colleague = make_article(), make_user("editor")
    keep(article, words("Mine"), base=1, by=article.owner)

    edit(article, by=colleague, title="Theirs")
    assert Autosave.objects.count() == 1

    edit(article, by=article.owner, title="Mine")
    assert Autosave.objects.count() == 0


def test_a_save_that_is_refused_removes_nothing() -> None:
    article = make_article()
    keep(article, words("Mine"), base=1, by=article.owner)

    with pytest.raises(NotUsable):
        edit(article, title=" ")

    assert Autosave.objects.count() == 1


def test_one_that_arrives_after_the_save_of_its_page_is_refused() -> None:
    article = make_article()
    save(article, page="b1")
    save(article, page="b2")

    with pytest.raises(StaleRevision) as refused:
        keep(article, words("Save"), base=1, by=article.owner, page="b1")

    assert (refused.value.base, refused.value.head) == (1, 3)
    assert not Autosave.objects.exists()


def test_after_a_colleagues_save_it_is_kept_and_says_who_it_was() -> None:
    article, colleague = make_article(), make_user("editor", first_name="Edgar")
    edit(article, by=colleague, title="Theirs")

    kept, newer = keep(article, words("Mine"), base=1, by=article.owner)

    assert kept.base == 1
    assert newer is not None
    assert (newer.by, newer.head) == ("Edgar", 2)


def test_to_restore_an_old_revision_takes_nothing_from_what_was_not_saved() -> None:
    article = make_article()
    edit(article, title="Second")
    first, _newer = keep(article, words("Mine"), base=2, by=article.owner)

    restore(article, number=1, base=2, by=article.owner)
    keep(article, words("Mine, too"), base=2, by=article.owner, known=[first.name])

    assert Autosave.objects.get().form == words("Mine, too")


def test_what_a_browser_held_back_is_kept_even_after_a_save_elsewhere() -> None:
    article = make_article()
    save(article, page="b1")

    kept, newer = keep(article, words("Written on a train"), base=1, by=article.owner, page="b2")

    assert (kept.form, kept.base) == (words("Written on a train"), 1)
    assert newer is not None


@pytest.mark.parametrize("known", [[], ["0123456789abcdef"]])
def test_other_unsaved_text_is_not_overwritten(known: list[str]) -> None:
    article = make_article()
    keep(article, words("In another window"), base=1, by=article.owner)

    with pytest.raises(UnsavedElsewhere):
        keep(article, words("Here"), base=1, by=article.owner, known=known)

    assert Autosave.objects.get().form == words("In another window")


def test_what_goes_on_from_a_text_without_an_answer_overwrites_it_and_nothing_older_does() -> None:
    article = make_article()
    keep(article, words("One"), base=1, by=article.owner, name="a1")

    keep(article, words("Two"), base=1, by=article.owner, name="a2", known=["", "a1"])
    with pytest.raises(UnsavedElsewhere):
        keep(article, words("One, late"), base=1, by=article.owner, name="a1", known=[""])

    assert Autosave.objects.get().form == words("Two")


def test_a_character_that_no_database_of_ours_would_take_is_left_out() -> None:
    article = make_article()

    keep(article, {"title\0": ["A\0B"]}, base=1, by=article.owner)

    assert Autosave.objects.get().form == {"title": ["AB"]}


def test_it_goes_with_its_article() -> None:
    article = make_article()
    keep(article, words("Mine"), base=1, by=article.owner)

    article.delete()

    assert not Autosave.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_that_arrives_while_the_writer_saves_waits_and_is_refused() -> None:
    """Else it would find no revision yet, and be written once the save had removed what was kept."""
    article = make_article()
    seen: list[Exception] = []

    def arrive() -> None:
        try:
            keep(Article.objects.get(pk=article.pk), words("Late"), base=1, by=article.owner, page="b1")
        except StaleRevision as refused:
            seen.append(refused)
        finally:
            connection.close()

    late = threading.Thread(target=arrive)
    with transaction.atomic():
        save(article, page="b1")
        late.start()
        late.join(0.3)
        assert late.is_alive()
    late.join(10)

    assert [type(one) for one in seen] == [StaleRevision]
    assert not Autosave.objects.exists()
