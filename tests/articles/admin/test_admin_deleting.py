"""What may be deleted: a draft that nobody outside ever heard of, with its claims."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry

from articles.editing.deletion import delete_draft
from articles.errors import Refused
from articles.models import Article, Revision, SlugClaim, User
from tests.articles.admin.pages import address, send, signed_in, soup, told
from tests.articles.conftest import Clock
from tests.factories import make_article, publish_now, schedule_for, withdraw_now


def test_a_draft_is_deleted_with_its_history_and_its_slug(editor: User) -> None:
    article = make_article(editor)
    desk = signed_in(editor)

    assert "“A title” will be deleted for good." in soup(desk.get(address("delete", article.pk))).text
    send(desk, address("delete", article.pk))

    assert not Article.objects.exists()
    assert not Revision.objects.exists()
    assert not SlugClaim.objects.exists()
    assert make_article(editor).slug == "a-title"


def test_what_was_public_once_is_not_deleted_and_the_page_says_what_to_do(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    publish_now(article)
    clock.pass_(hours=1)
    withdraw_now(article, how="killed")
    desk = signed_in(publisher)

    page = desk.get(address("delete", article.pk))
    assert "Withdraw it instead of deleting it." in soup(page).text
    assert not soup(page).select("#content input[type=submit]")
    desk.post(address("delete", article.pk), {"post": "yes"})

    assert Article.objects.count() == 1


def test_a_scheduled_draft_is_unscheduled_first(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    schedule_for(article, clock.in_(hours=1))
    desk = signed_in(publisher)

    assert "Unschedule it before you delete the draft." in soup(desk.get(address("delete", article.pk))).text
    desk.post(address("delete", article.pk), {"post": "yes"})

    assert Article.objects.count() == 1


def test_bulk_deletion_goes_the_same_way_all_or_nothing(publisher: User) -> None:
    public, draft = make_article(publisher, slug="public"), make_article(publisher, slug="draft")
    publish_now(public)
    desk = signed_in(publisher)
    data = {"action": "delete_selected", "_selected_action": [public.pk, draft.pk]}

    page = soup(desk.post(address("changelist"), data))
    assert [item.text for item in page.select("#content > ul > li")] == [
        "A title: This article was public once: its address must go on answering. Withdraw it instead of deleting it."
    ]
    desk.post(address("changelist"), data | {"post": "yes"})
    assert Article.objects.count() == 2

    desk.post(address("changelist"), data | {"_selected_action": [draft.pk], "post": "yes"})
    assert list(Article.objects.all()) == [public]
    assert told(desk) == ["Successfully deleted 1 article."]


def test_a_publish_between_the_question_and_the_answer_wins(publisher: User, monkeypatch: object) -> None:
    """The check on the page saw a draft; the act looks again under the lock."""
    article = make_article(publisher)
    desk = signed_in(publisher)
    data = {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"}
    publish_now(article)
    monkeypatch.setattr("articles.admin.articles.ArticleAdmin.why_kept", lambda *_: "")  # type: ignore[attr-defined]

    single = desk.post(address("delete", article.pk), {"post": "yes"})
    bulk = desk.post(address("changelist"), data)

    assert (single.status_code, bulk.status_code) == (302, 302)
    assert (
        told(desk)
        == ["This article was public once: its address must go on answering. Withdraw it instead of deleting it."] * 2
    )
    assert (Article.objects.count(), LogEntry.objects.count()) == (1, 0)


def test_a_draft_that_others_link_to_stays_until_they_let_go(editor: User) -> None:
    from articles.snapshot import Related

    target = make_article(editor, slug="target")
    other = make_article(editor, slug="other", title="The other", related=(Related(article=str(target.uuid)),))

    with pytest.raises(Refused) as refusal:
        delete_draft(target)

    assert refusal.value.reason == "It is a related article of “The other”."
    assert other.related_links.count() == 1
