"""The history of a draft, and the way back."""

from __future__ import annotations

from django.contrib.admin.models import LogEntry

from articles.editing.revisions import restore
from articles.models import User
from tests.articles.admin.pages import SECTION, address, errors, fields, send, signed_in, soup, told
from tests.articles.conftest import Clock
from tests.factories import edit, make_article, make_section, publish_now


def rows(user: User, article_id: int) -> list[list[str]]:
    page = soup(signed_in(user).get(address("history", article_id)))
    return [[" ".join(cell.text.split()) for cell in row.select("th, td")] for row in page.select("tbody tr")]


def test_the_history_says_who_saved_what_when_and_what_was_public(editor: User, publisher: User, clock: Clock) -> None:
    article = make_article(editor)
    publish_now(article)
    clock.pass_(hours=1)
    edit(article, publisher, title="Newer")
    publish_now(article)
    clock.pass_(hours=1)
    article.refresh_from_db()
    restore(article, number=1, base=2, by=editor)

    assert rows(editor, article.pk) == [
        ["3", "2 March 2026, 14:00", "Edgar Editor", "Restored from 1", "", "", "the draft now"],
        [
            "2", "2 March 2026, 13:00", "Paula Publisher", "Saved", "", "from 2 March 2026, 13:00",
            "Restore … revision 2",
        ],
        [
            "1", "2 March 2026, 12:00", "Edgar Editor", "Saved", "",
            "from 2 March 2026, 12:00 to 2 March 2026, 13:00 (a newer one took its place)", "Restore … revision 1",
        ],
    ]  # fmt: skip


def test_the_history_takes_the_same_queries_however_long_it_is(editor: User, django_assert_num_queries: object) -> None:
    short, long = make_article(editor, slug="short"), make_article(editor, slug="long")
    for title in ("Two", "Three", "Four"):
        publish_now(long)
        edit(long, title=title)
    desk = signed_in(editor)

    for article in (short, long):
        with django_assert_num_queries(9):  # type: ignore[operator]
            desk.get(address("history", article.pk))


def test_who_did_an_act_is_recorded(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)

    send(signed_in(publisher), address("publish", article.pk))

    entries = LogEntry.objects.filter(object_id=str(article.pk)).values_list("user", "change_message")
    assert list(entries) == [(publisher.pk, "Published: live since 2 March 2026, 12:00 (revision 1).")]


def test_a_revision_is_read_as_it_was(editor: User) -> None:
    article = make_article(editor, title="Old", sections=(make_section("One", "<p>Old <em>text</em>.</p>", SECTION),))
    edit(article, title="New", sections=())

    page = soup(signed_in(editor).get(address("revision", article.pk, 1)))

    text = page.select_one(".revision-text")
    assert text is not None
    assert [item.text for item in text.select("h2, h3, em")] == ["Old", "One", "text"]
    assert signed_in(editor).get(address("revision", article.pk, 9)).status_code == 404


def test_restoring_makes_an_old_revision_the_draft_again(editor: User) -> None:
    article = make_article(editor, title="Old", sections=(make_section("One", id=SECTION),))
    edit(article, title="New", sections=())
    desk = signed_in(editor)

    answer = send(desk, address("restore", article.pk, 1))

    assert answer.url == address("change", article.pk)  # type: ignore[attr-defined]
    assert told(desk) == ["Revision 1 is the draft again, as revision 3."]
    article.refresh_from_db()
    assert (article.title, article.head) == ("Old", 3)
    assert [str(section.uuid) for section in article.sections.all()] == [SECTION]


def test_restoring_over_a_newer_save_is_refused_by_name(editor: User, publisher: User) -> None:
    article = make_article(editor)
    edit(article, title="Second")
    desk = signed_in(editor)
    typed = fields(desk.get(address("restore", article.pk, 1)))
    edit(article, publisher, title="Third")

    answer = desk.post(address("restore", article.pk, 1), typed)

    assert "Paula Publisher saved revision 3 of this article" in errors(answer)[0]
    article.refresh_from_db()
    assert (article.title, article.head) == ("Third", 3)
