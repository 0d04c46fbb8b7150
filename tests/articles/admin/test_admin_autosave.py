"""Unsaved text at the desk: kept by a script's message, offered, compared, restored, discarded."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from django.http import HttpResponse
from django.test import Client

from articles.editing.freezing import freeze
from articles.models import Article, Autosave, Revision, User
from tests.articles.admin.pages import SECTION, address, errors, fields, send, signed_in, soup, told, write
from tests.articles.admin.test_admin_writing_page import full_article
from tests.factories import edit, make_article, make_section, make_user

OWN = {"csrfmiddlewaretoken", "base", "known", "page"}


def as_sent(form: dict[str, Any]) -> dict[str, list[str]]:
    lists = {name: value if isinstance(value, list) else [str(value)] for name, value in form.items()}
    return {name: values for name, values in lists.items() if name not in OWN}


def post(client: Client, article: Article, body: bytes | dict[str, Any]) -> Any:
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    return client.post(address("autosave", article.pk), content, content_type="application/json")


def message(user: User, /, **changes: Any) -> dict[str, Any]:
    """What the script sends of a page that was opened at revision 1."""
    sent = {"writer": user.pk, "base": 1, "name": "a1", "known": [], "page": "b1", "fields": {"title": ["Unsaved"]}}
    return sent | changes


def keep(client: Client, article: Article, user: User, **changes: Any) -> Any:
    """As the page does it: its form with these fields changed."""
    form = fields(client.get(address("change", article.pk)), "#article_form")
    sent = message(user, base=int(form["base"]), known=[form["known"]], fields=as_sent(form | changes))
    return post(client, article, sent)


def offer(response: HttpResponse) -> str:
    return " ".join(" ".join(one.text.split()) for one in soup(response).select(".unsaved-offer h2"))


# --- Kept -----------------------------------------------------------------------------------------------------------


def test_a_form_is_kept_and_says_when_in_the_writers_time_zone(publisher: User, clock) -> None:  # type: ignore[no-untyped-def]
    publisher.time_zone = "Asia/Kathmandu"
    publisher.save()
    article = make_article(publisher)

    answer = keep(signed_in(publisher), article, publisher, title="Unsaved")

    assert answer.status_code == 200
    assert answer.json() == {"said": "Text kept at 17:45.", "warning": ""}
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert Autosave.objects.get().form["title"] == ["Unsaved"]
    assert not OWN & Autosave.objects.get().form.keys()
    assert Revision.objects.count() == 1


def test_it_is_quick_about_it(publisher: User, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    article = make_article(publisher)
    client = signed_in(publisher)
    sent = message(publisher, fields={"title": ["A"]})

    with django_assert_max_num_queries(12):
        assert post(client, article, sent).status_code == 200


def test_who_is_signed_out_is_told_where_to_sign_in_again(client: Client, publisher: User) -> None:
    article = make_article(publisher)

    for answer in (client.get(address("autosave", article.pk)), post(client, article, b"{}")):
        assert answer.status_code == 401
        assert answer.json()["login"] == "/admin/login/?next=%2Fadmin%2Farticles%2Farticle%2Fsigned-in%2F"
    assert b"Go back to the tab with your text" in signed_in(publisher).get(address("article_signed_in")).content


def test_what_one_person_wrote_is_not_kept_as_anothers(publisher: User, editor: User) -> None:
    article = make_article(publisher)

    answer = keep(signed_in(editor), article, publisher, title="By Paula")

    assert answer.status_code == 401
    assert "signed in as Edgar Editor" in answer.json()["problem"]
    assert not Autosave.objects.exists()


def test_a_page_asks_for_a_new_token_once_somebody_signed_in_again(publisher: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(publisher, backend="django.contrib.auth.backends.ModelBackend")
    article = make_article(publisher)
    sent = message(publisher, fields={"title": ["A"]})
    assert post(client, article, sent).status_code == 403

    assert client.get(address("autosave", article.pk), {"writer": 0}).status_code == 401
    token = client.get(address("autosave", article.pk), {"writer": publisher.pk}).json()["token"]

    body = orjson.dumps(sent)
    kind = "application/json"
    answer = client.post(address("autosave", article.pk), body, content_type=kind, headers={"X-CSRFToken": token})
    assert answer.status_code == 200


def test_one_that_comes_after_the_save_of_its_page_is_refused(publisher: User) -> None:
    article = make_article(publisher)
    client = signed_in(publisher)
    sent = message(publisher, page="b1")
    write(client, article, title="Saved", page="b1")

    answer = post(client, article, sent)

    assert (answer.status_code, answer.json()["kind"]) == (409, "saved")
    assert offer(client.get(address("change", article.pk))) == ""


def test_after_a_save_on_another_page_it_is_kept_and_told(publisher: User) -> None:
    article = make_article(publisher)
    client = signed_in(publisher)
    write(client, article, title="Saved", page="b1")

    answer = post(client, article, message(publisher, page="b2"))

    assert (answer.status_code, answer.json()["warning"].partition(" of this article")[0]) == (
        200,
        "You saved revision 2",
    )
    assert offer(client.get(address("change", article.pk))).startswith("You have newer unsaved text")


def test_text_of_another_window_is_not_overwritten(publisher: User) -> None:
    article = make_article(publisher)
    client = signed_in(publisher)
    sent = message(publisher, fields={"title": ["One"]})
    post(client, article, sent)

    refused = post(client, article, sent | {"fields": {"title": ["Other window"]}})
    assert (refused.status_code, refused.json()["kind"]) == (409, "elsewhere")
    assert post(client, article, sent | {"known": ["a1"]}).status_code == 200


@pytest.mark.parametrize("button", ["_save", "_publish"])
def test_a_save_in_one_window_leaves_what_another_one_wrote(publisher: User, button: str) -> None:
    article = make_article(publisher)
    client = signed_in(publisher)
    page = fields(client.get(address("change", article.pk)))
    post(client, article, message(publisher))

    answer = client.post(address("change", article.pk), page | {"title": "Saved here", "known": "b1 b2", button: ""})

    assert answer.status_code == 302
    assert offer(client.get(address("change", article.pk))).startswith("You have newer unsaved text")


def test_a_save_takes_what_was_under_way_with_it(publisher: User) -> None:
    article = make_article(publisher)
    client = signed_in(publisher)
    post(client, article, message(publisher, name="a2", fields={"title": ["Typed"]}))

    write(client, article, title="Typed", known="a1 a2")

    assert offer(client.get(address("change", article.pk))) == ""


def test_a_colleagues_save_is_told_and_the_text_is_kept(publisher: User, editor: User) -> None:
    article = make_article(publisher)
    edit(article, by=editor, title="By Edgar")
    sent = message(publisher, fields={"title": ["Mine"]})

    answer = post(signed_in(publisher), article, sent)

    assert answer.status_code == 200
    assert answer.json()["warning"].startswith("Edgar Editor saved revision 2 of this article")


def test_ones_own_save_in_another_window_is_told_as_ones_own(publisher: User) -> None:
    article = make_article(publisher)
    edit(article, title="There")
    client = signed_in(publisher)

    answer = post(client, article, message(publisher, fields={"title": ["Here"]}))

    assert answer.json()["warning"].startswith("You saved revision 2 of this article in another window at ")
    offered = soup(client.get(address("change", article.pk))).select_one(".unsaved-offer")
    assert offered is not None and "You saved revision 2 on " in offered.text


GOOD: dict[str, Any] = {"writer": 1, "base": 1, "name": "a1", "known": [], "page": "b1", "fields": {}}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 100_000,
        b"\xff\xfe{\x00}\x00",
        b'{"base": 1}',
        orjson.dumps(GOOD) + b" more",
        orjson.dumps(GOOD | {"__proto__": 1}),
        orjson.dumps(GOOD | {"base": -1}),
        orjson.dumps(GOOD | {"base": 2**31}),
        orjson.dumps(GOOD | {"base": True}),
        orjson.dumps(GOOD | {"base": 1.5}),
        orjson.dumps(GOOD | {"known": None}),
        orjson.dumps(GOOD | {"known": [1]}),
        orjson.dumps(GOOD | {"name": ""}),
        orjson.dumps(GOOD | {"name": "a" * 33}),
        orjson.dumps(GOOD | {"name": "\0"}),
        orjson.dumps(GOOD | {"page": ""}),
        orjson.dumps(GOOD | {"page": None}),
        orjson.dumps(GOOD | {"fields": []}),
        orjson.dumps(GOOD | {"fields": {"title": "A"}}),
        orjson.dumps(GOOD | {"fields": {"title": [{"deep": "er"}]}}),
        orjson.dumps(GOOD | {"fields": {"title": ["A"] * 2_001}}),
        b'{"writer": 1e999, "base": 1, "name": "a1", "known": [], "page": "b1", "fields": {}}',
        b'{"writer": ' + b"9" * 5_000 + b', "base": 1, "name": "a1", "known": [], "page": "b1", "fields": {}}',
        b'{"writer": 1, "base": 1, "name": "a1", "known": ["\\ud800"], "page": "b1", "fields": {}}',
    ],
)
def test_what_no_script_of_ours_sends_is_refused_with_a_reason(publisher: User, body: bytes) -> None:
    answer = post(signed_in(publisher), make_article(publisher), body)

    assert answer.status_code == 400, answer.content
    assert answer.json()["problem"]
    assert not Autosave.objects.exists()


def test_what_is_too_long_to_be_saved_is_too_long_to_be_kept(publisher: User, settings) -> None:  # type: ignore[no-untyped-def]
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    answer = post(signed_in(publisher), make_article(publisher), b" " * 1001)

    assert answer.status_code == 413
    assert answer.json()["problem"] == "The text is too long to be kept."


def test_an_article_that_is_gone_is_told_as_such(publisher: User) -> None:
    article = make_article(publisher)
    client = signed_in(publisher)
    Article.objects.get(pk=article.pk).delete()

    answer = post(client, article, GOOD)

    assert (answer.status_code, answer.json()["problem"]) == (404, "This article is not there any more.")


# --- Offered --------------------------------------------------------------------------------------------------------


def test_what_was_not_saved_is_offered_and_the_draft_waits_for_a_decision(publisher: User, clock) -> None:  # type: ignore[no-untyped-def]
    article = make_article(publisher)
    client = signed_in(publisher)
    keep(client, article, publisher, title="Unsaved")
    clock.pass_(hours=1)

    page = client.get(address("change", article.pk))

    assert offer(page) == "You have newer unsaved text from 12:00."
    assert fields(page, "#article_form")["title"] == "A title"
    assert [block["class"][0] for block in soup(page).select("[inert]")] == ["writing-columns", "submit-row"]


def test_of_another_day_its_day_is_told(publisher: User, clock) -> None:  # type: ignore[no-untyped-def]
    article = make_article(publisher)
    client = signed_in(publisher)
    keep(client, article, publisher, title="Unsaved")
    clock.pass_(days=1)

    page = signed_in(publisher).get(address("change", article.pk))

    assert offer(page) == "You have newer unsaved text from 2 March 2026, 12:00."


def test_nobody_is_offered_what_a_colleague_wrote(publisher: User, editor: User) -> None:
    article = make_article(publisher)
    keep(signed_in(publisher), article, publisher, title="Unsaved")
    theirs = signed_in(editor)

    assert offer(theirs.get(address("change", article.pk))) == ""
    assert fields(theirs.get(address("change", article.pk) + "?unsaved"), "#article_form")["title"] == "A title"
    theirs.post(address("unsaved", article.pk))
    assert Autosave.objects.exists()


def test_what_says_the_same_as_the_draft_is_no_news(publisher: User) -> None:
    article = full_article(publisher)
    client = signed_in(publisher)
    keep(client, article, publisher)
    page = client.get(address("change", article.pk))

    assert offer(page) == ""
    assert keep(client, article, publisher, title="Now it is").status_code == 200


# --- Restored -------------------------------------------------------------------------------------------------------


def test_restored_it_fills_the_form_and_saves_as_if_it_had_never_been_left(publisher: User) -> None:
    article = full_article(publisher)
    client = signed_in(publisher)
    before = freeze(article)
    keep(client, article, publisher, title="Unsaved", **{"related-1-title": "Another name", "tags-new": "newborn"})
    url = address("change", article.pk) + "?unsaved"

    page = client.get(url)
    assert offer(page).startswith("This is your unsaved text from")
    assert fields(page, "#article_form")["tags-new"] == "newborn"
    assert errors(page) == []
    assert send(client, url, _save="Save").status_code == 302

    after = freeze(Article.objects.get(pk=article.pk))
    assert (after.title, after.related[1].title) == ("Unsaved", "Another name")
    assert (after.sections, after.highlights, after.authors) == (before.sections, before.highlights, before.authors)
    assert len(after.tags) == 2
    assert not Autosave.objects.exists()


def test_a_form_that_could_not_be_saved_is_kept_and_restored_all_the_same(publisher: User) -> None:
    article = make_article(publisher)
    client = signed_in(publisher)
    keep(client, article, publisher, title="", kicker="Kept")

    page = client.get(address("change", article.pk) + "?unsaved")

    assert fields(page, "#article_form")["kicker"] == "Kept"
    assert errors(page) == ["This field is required."]


def test_if_a_colleague_saved_meanwhile_the_offer_says_who_and_what(publisher: User, editor: User, clock) -> None:  # type: ignore[no-untyped-def]
    article = make_article(publisher, sections=(make_section("Where it rises", id=SECTION),))
    client = signed_in(publisher)
    keep(client, article, publisher, title="Unsaved")
    edit(article, by=editor, kicker="New", sections=(make_section("Where it rises", "<p>There.</p>", SECTION),))
    clock.pass_(minutes=5)

    said = " ".join(soup(client.get(address("change", article.pk))).select_one(".unsaved-offer").text.split())  # type: ignore[union-attr]

    assert "Edgar Editor saved revision 2 on 2 March 2026, 12:00." in said
    assert "What changed: Kicker, Section “Where it rises”." in said


def test_restored_after_a_colleagues_save_it_says_so_and_the_next_save_goes_through(
    publisher: User, editor: User
) -> None:
    article = make_article(publisher)
    client = signed_in(publisher)
    keep(client, article, publisher, title="Unsaved")
    edit(article, by=editor, title="By Edgar")
    url = address("change", article.pk) + "?unsaved"

    page = client.get(url)
    assert "Not saved yet: Edgar Editor saved revision 2" in page.content.decode()
    assert send(client, url, _save="Save").status_code == 302

    article.refresh_from_db()
    assert (article.title, article.head) == ("Unsaved", 3)
    assert Revision.objects.get(article=article, number=2).content.title == "By Edgar"


def test_a_save_that_changes_nothing_and_leads_on_leaves_nothing_unsaved(publisher: User) -> None:
    article = make_article(publisher)
    client = signed_in(publisher)
    keep(client, article, publisher)

    assert send(client, address("change", article.pk), _publish="Save and publish …").status_code == 302

    assert not Autosave.objects.exists()
    assert Revision.objects.count() == 1


# --- Compared and discarded -----------------------------------------------------------------------------------------


def test_compared_it_shows_which_words_went_and_came(publisher: User) -> None:
    article = make_article(publisher, sections=(make_section("One", "<p>The tide comes in.</p>", SECTION),))
    client = signed_in(publisher)
    document = f'<h2 data-section-id="{SECTION}">One</h2><p>The tide goes out.</p><h2>Two</h2><p>New.</p>'
    keep(
        client, article, publisher, document=document, canonical_url="nowhere", genre="news", lead="The <em>lead</em>."
    )

    page = soup(client.get(address("unsaved", article.pk)))

    shown = {name.text: one.text.strip() for name, one in zip(page.select("dt"), page.select("dd"), strict=True)}
    assert list(shown) == ["Lead", "Section “One”", "Section “Two”", "Genre"]
    assert shown["Lead"].startswith("The words are the same")
    assert [one.text for one in page.select("del")] == ["comes in"]
    assert [one.text for one in page.select("ins")] == ["goes out", "New."]
    assert "compared only as far as it can: Canonical URL" in page.text


def test_compared_without_a_difference_it_says_so(publisher: User) -> None:
    article = full_article(publisher)
    client = signed_in(publisher)
    keep(client, article, publisher)

    assert "Your text says what the draft says." in client.get(address("unsaved", article.pk)).content.decode()


def test_what_is_discarded_is_gone_and_the_draft_as_it_was(publisher: User) -> None:
    article = make_article(publisher)
    client = signed_in(publisher)
    keep(client, article, publisher, title="Unsaved")

    answer = client.post(address("unsaved", article.pk))

    assert answer.url == address("change", article.pk)  # type: ignore[attr-defined]
    assert told(client)[0].startswith("The unsaved text from")
    assert not Autosave.objects.exists()
    assert client.get(address("unsaved", article.pk)).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.head) == ("A title", 1)


def test_an_author_reaches_no_unsaved_text_by_an_article_that_is_not_theirs(author_user: User) -> None:
    article = make_article(make_user("editor"))
    Autosave.objects.create(article=article, by=author_user, form={"title": ["Mine once"]}, base=1)
    client = signed_in(author_user)

    assert post(client, article, GOOD | {"writer": author_user.pk}).status_code == 403
    assert client.get(address("change", article.pk) + "?unsaved").status_code == 403
