"""Suggested from the text: what the page asks for and gets, what is dismissed, and who may do so."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse

from articles.editing.translations import start_translation
from articles.models import Article, DismissedSuggestion, User
from tests.articles.admin.pages import address, signed_in, soup
from tests.factories import edit, make_article, make_section, publish_now

TEXT = "Trams climb to the depot."


def make_live(by: User, slug: str, *, title: str = "", text: str = TEXT, **fields: Any) -> Article:
    sections = (make_section("", f"<p>{text}</p>"),)
    article = make_article(by, title=title or slug, slug=slug, lead_html="", sections=sections, **fields)
    publish_now(article)
    return article


def ask(user: User, own: Article | None = None, **asked: Any) -> Any:
    fields = {"title": "", "lead": "", "text": TEXT, "locale": "en", "own": own.pk if own else ""}
    return signed_in(user).post(address("suggestions"), fields | asked)


def items(answer: Any) -> list[Any]:
    assert answer.status_code == 200
    found = BeautifulSoup(answer.json()["items"], "html.parser").find_all("li", recursive=False)
    assert len(found) == answer.json()["count"]
    return found


def suggested(user: User, own: Article | None = None, **asked: Any) -> list[str]:
    return [item["data-name"] for item in items(ask(user, own, **asked))]


def dismiss(user: User, own: Article, target: Article | int | str, **more: str) -> HttpResponse:
    pk = target.pk if isinstance(target, Article) else target
    return signed_in(user).post(address("dismissal", own.pk), {"target": pk} | more)


def test_what_is_written_is_led_on_to_similar_live_articles(publisher: User) -> None:
    make_live(publisher, "tram", title="Public title")
    own = make_article(publisher, slug="own")

    (item,) = items(ask(publisher, own))

    assert [chip.text for chip in item.select(".shared-words li")] == ["climb", "depot", "Trams"]
    assert item.select_one(".related-card strong").text == "Public title"
    assert "live since" in item.select_one(".related-state").text
    assert [button["aria-label"] for button in item.select("button")] == ["Add: Public title", "Dismiss: Public title"]


def test_a_new_article_gets_suggestions_too(publisher: User) -> None:
    make_live(publisher, "tram")

    assert suggested(publisher) == ["tram"]
    assert suggested(publisher, text="", title="Trams at the depot") == ["tram"]
    assert suggested(publisher, text="Nothing alike.") == []


def test_titles_of_drafts_never_show(publisher: User) -> None:
    live = make_live(publisher, "tram", title="Public title")
    edit(live, title="Trams, the secret depot")
    make_article(publisher, title="Trams in a secret depot", slug="secret")

    answer = ask(publisher, title="Trams secret depot")

    assert [item["data-name"] for item in items(answer)] == ["Public title"]
    assert "secret" not in answer.content.decode()


def test_itself_its_translations_and_what_is_chosen_are_left_out(publisher: User) -> None:
    own = make_live(publisher, "own", locale="de", text="Der Tram klettert zum Depot.")
    translated = start_translation(own, locale="en", by=publisher)
    edit(translated, publisher, title="Translated", slug="translated", sections=(make_section("", f"<p>{TEXT}</p>"),))
    publish_now(translated)
    chosen, other = make_live(publisher, "chosen"), make_live(publisher, "other")
    german = start_translation(chosen, locale="de", by=publisher)

    assert suggested(publisher, own, besides=[chosen.pk]) == ["other"]
    assert suggested(publisher, own, besides=[german.pk]) == ["other"]
    assert suggested(publisher, translated, besides=[chosen.pk, other.pk]) == []


def test_other_locales_are_not_suggested(publisher: User) -> None:
    make_live(publisher, "tram", locale="de")

    assert suggested(publisher) == []
    assert suggested(publisher, locale="de") == ["tram"]


def test_markup_in_titles_and_words_stays_text(publisher: User) -> None:
    make_live(publisher, "tram", title="<img src=x> tram")

    answer = ask(publisher, text="<b>Trams</b> at the <img depot>", locale='en"><script>')
    shown = ask(publisher).json()["items"]

    assert answer.json()["count"] == 0
    assert "<img src=x" not in shown


@pytest.mark.parametrize(
    "sent", [{"own": "x"}, {"own": "9" * 40}, {"besides": ["x", "9" * 40, "-1"]}, {"locale": "\0"}, {"text": "\0"}]
)
def test_bad_values_name_nothing(sent: dict[str, Any], publisher: User) -> None:
    answer = signed_in(publisher).post(address("suggestions"), {"text": TEXT, "locale": "en"} | sent)

    assert (answer.status_code, answer.json()["count"]) == (200, 0)


def test_suggestions_take_the_same_queries_however_many_there_are(
    publisher: User, django_assert_num_queries: Any
) -> None:
    own, desk = make_article(publisher, slug="own"), signed_in(publisher)
    fields = {"text": TEXT, "locale": "en", "own": own.pk}
    for number in (1, 2):
        make_live(publisher, f"tram-{number}")
        with django_assert_num_queries(11):
            assert desk.post(address("suggestions"), fields).json()["count"] == number


# --- Dismissing -----------------------------------------------------------------------------------------------------


def test_what_is_dismissed_is_not_suggested_for_this_article_again_until_it_is_brought_back(publisher: User) -> None:
    tram, own, other = make_live(publisher, "tram"), make_article(publisher, slug="own"), make_article(publisher)

    for _twice in range(2):
        assert dismiss(publisher, own, tram).status_code == 200
    assert (suggested(publisher, own), suggested(publisher, other)) == ([], ["tram"])
    assert dismiss(publisher, own, tram, undo="").status_code == 200
    assert suggested(publisher, own) == ["tram"]


def test_a_dismissed_family_is_dismissed_in_all_its_languages(publisher: User) -> None:
    tram, own = make_live(publisher, "tram"), make_article(publisher, slug="own", locale="de")
    german = start_translation(tram, locale="de", by=publisher)
    edit(german, publisher, title="Bahn", slug="bahn", sections=(make_section("", f"<p>{TEXT}</p>"),))
    publish_now(german)

    assert suggested(publisher, own, locale="de") == ["Bahn"]
    dismiss(publisher, own, tram)
    assert suggested(publisher, own, locale="de") == []


@pytest.mark.parametrize("target", ["", "x", "99999", "9" * 40])
def test_what_is_no_article_cannot_be_dismissed(target: str, publisher: User) -> None:
    answer = dismiss(publisher, make_article(publisher), target)

    assert (answer.status_code, answer.json()) == (422, {"problem": "There is no such article any more."})
    assert not DismissedSuggestion.objects.exists()


def test_a_dismissal_makes_no_revision_and_goes_with_either_article(publisher: User) -> None:
    own, target = make_article(publisher, slug="own"), make_article(publisher, slug="target")
    dismiss(publisher, own, target)
    own.refresh_from_db()
    assert own.head == 1

    target.delete()
    assert own.dismissed_suggestions.count() == 0


# --- Rights ---------------------------------------------------------------------------------------------------------


def test_only_who_may_edit_the_article_is_answered(author_user: User, stranger: User, editor: User) -> None:
    theirs, own = make_article(editor, slug="theirs"), make_article(author_user, slug="own")

    refused = ask(author_user, theirs)

    assert (refused.status_code, refused.json()) == (403, {"problem": "You may not edit this article."})
    assert dismiss(author_user, theirs, own).status_code == 403
    assert ask(author_user, own).status_code == dismiss(author_user, own, theirs).status_code == 200
    assert ask(stranger).status_code == dismiss(stranger, own, theirs).status_code == 302
    assert DismissedSuggestion.objects.count() == 1


def test_staff_without_a_role_is_told_no(stranger: User) -> None:
    stranger.is_staff = True
    stranger.save()

    assert ask(stranger).status_code == 403


def test_both_addresses_are_asked_by_post_alone(editor: User) -> None:
    own = make_article(editor)

    assert signed_in(editor).get(address("suggestions")).status_code == 405
    assert signed_in(editor).get(address("dismissal", own.pk)).status_code == 405


def test_the_page_names_the_addresses(editor: User) -> None:
    own = make_article(editor)

    place = soup(signed_in(editor).get(address("change", own.pk))).select_one("[data-suggestions]")

    assert place is not None
    assert (place["data-suggestions"], place["data-dismissal"]) == (
        address("suggestions"),
        address("dismissal", own.pk),
    )
