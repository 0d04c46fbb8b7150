"""Explore more on the writing page: the search behind the picker, what rows show, and what comes back when refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup, Tag
from django.conf import settings

from articles.editing.freezing import freeze
from articles.editing.translations import start_translation
from articles.models import Article, User
from articles.snapshot import Byline, Cover, Related
from articles.text.folding import fold
from tests.articles.admin.pages import address, errors, fields, signed_in, soup, write
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_image,
    publish_now,
    schedule_for,
    withdraw_now,
)

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def search(user: User, **asked: Any) -> dict[str, Any]:
    answer = signed_in(user).get(address("related"), {"locale": "en"} | asked)
    assert answer.status_code == 200
    return dict(answer.json())


def titles(user: User, q: str, **asked: Any) -> list[str]:
    return [result["title"] for result in search(user, q=q, **asked)["results"]]


def translated(article: Article, by: User, title: str) -> Article:
    copy = start_translation(article, locale="de", by=by)
    edit(copy, by, title=title, slug="uebersetzt")
    return Article.objects.get(pk=copy.pk)


def cards(user: User, article: Article) -> list[str]:
    page = soup(signed_in(user).get(address("change", article.pk)))
    return [" ".join(card.text.split()) for card in page.select("[data-related] > ol > li .related-card")]


# --- Searching ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked", ["crossing river", "RIVER", "iver ossi", "Río crossing", "grosse", "große", "ubermut"]
)
def test_titles_are_found_by_words_in_any_order_without_case_and_diacritics(asked: str, editor: User) -> None:
    make_article(editor, title="Crossing the RÍVER: Große Übermut", slug="found")
    make_article(editor, title="Something else", slug="other")

    expected = [] if "Río" in asked else ["Crossing the RÍVER: Große Übermut"]
    assert titles(editor, asked) == expected


def test_python_and_the_database_fold_alike(editor: User) -> None:
    title = "ÀÉÎõü ẞß Ǆ ﬁ Œ Ж Ωά 10 % _ \\ o'clock"
    make_article(editor, title=title)

    assert [titles(editor, word) for word in title.split()] == [[title]] * len(title.split())
    assert fold("ÀÉÎõü ß") == "aeiou ss"


@pytest.mark.parametrize("asked", ["", "  ", "%", "_", "nothing", "\0", "x" * 5000, "https://example.org/"])
def test_what_is_in_no_title_finds_nothing(asked: str, editor: User) -> None:
    make_article(editor, title="A title")

    assert search(editor, q=asked) == {"results": [], "hasMore": False, "note": ""}


def test_the_draft_is_found_by_its_own_title_and_by_the_one_that_readers_see(publisher: User) -> None:
    article = make_article(publisher, title="What readers see")
    publish_now(article)
    edit(article, title="What is being written")

    assert titles(publisher, "readers") == ["What readers see"]
    assert titles(publisher, "written") == ["What readers see"]


def test_the_article_itself_is_left_out(editor: User) -> None:
    own = make_article(editor, title="One of two", slug="one")
    make_article(editor, title="The other of two", slug="other")

    assert titles(editor, "two", own=own.pk) == ["The other of two"]


def test_the_locale_of_the_article_comes_first_then_how_the_title_begins_then_the_newest(editor: User) -> None:
    for number, (title, locale) in enumerate(
        [("Old tram", "en"), ("Tram lines", "en"), ("New tram", "en"), ("Tram auf Deutsch", "de")]
    ):
        make_article(editor, title=title, slug=f"tram-{number}", locale=locale)

    assert titles(editor, "tram") == ["Tram lines", "New tram", "Old tram", "Tram auf Deutsch"]
    assert titles(editor, "tram", locale="de")[0] == "Tram auf Deutsch"


def test_only_a_page_of_results_is_given_and_that_there_are_more(editor: User) -> None:
    for number in range(13):
        make_article(editor, title=f"Tram {number}", slug=f"tram-{number}")

    found = search(editor, q="tram")

    assert (len(found["results"]), found["hasMore"]) == (12, True)


def test_each_result_says_its_state_in_plain_words_with_the_date_that_matters(publisher: User) -> None:
    with time_machine.travel(NOON, tick=False):
        made = {name: make_article(publisher, title=f"Tram {name}", slug=name) for name in "abcdef"}
        for name in "bcef":
            publish_now(made[name])
        edit(made["c"], kicker="Newer")
        schedule_for(made["d"], NOON + timedelta(days=2))
        withdraw_now(made["e"])
        edit(made["f"], expires_at=NOON + timedelta(days=1))
        publish_now(made["f"])
        ids = [article.pk for article in made.values()]
    with time_machine.travel(NOON + timedelta(days=1, hours=1), tick=False):
        results = search(publisher, id=ids)["results"]

    words = [soup_of(result["card"]) for result in results]
    hidden = " Not public now: readers do not see it."
    assert words == [
        f"Tram a en · draft of 4 March 2026{hidden}",
        "Tram b en · live since 4 March 2026",
        "Tram c en · live since 4 March 2026, with a newer draft",
        f"Tram d en · scheduled for 6 March 2026{hidden}",
        f"Tram e en · withdrawn{hidden}",
        f"Tram f en · expired{hidden}",
    ]


def soup_of(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").text.split())


def test_a_title_cannot_bring_markup_into_a_card(editor: User) -> None:
    make_article(editor, title="<img src=x onerror=alert(1)> tram")

    assert "<img" not in search(editor, q="tram")["results"][0]["card"]


def test_the_search_takes_the_same_queries_however_much_is_found(
    publisher: User, django_assert_num_queries: Any
) -> None:
    desk = signed_in(publisher)
    cover = Cover(str(make_image(publisher).uuid))
    for number in range(1, 4):
        publish_now(make_article(publisher, title="Tram", slug=f"tram-{number}", cover=cover))
        if number in (1, 3):
            with django_assert_num_queries(8):
                assert len(desk.get(address("related"), {"q": "tram"}).json()["results"]) == number


# --- Rights ---------------------------------------------------------------------------------------------------------


def test_only_the_newsroom_may_search(author_user: User, stranger: User, editor: User, client: Any) -> None:
    make_article(editor, title="Tram")

    assert titles(author_user, "tram") == ["Tram"]
    assert signed_in(stranger).get(address("related"), {"q": "tram"}).status_code == 302
    assert client.get(address("related"), {"q": "tram"}).status_code == 302
    assert signed_in(editor).post(address("related")).status_code == 405


def test_staff_without_a_role_is_told_no(stranger: User) -> None:
    stranger.is_staff = True
    stranger.save()

    answer = signed_in(stranger).get(address("related"), {"q": "tram"})

    assert (answer.status_code, answer.json()) == (403, {"problem": "You may not see articles."})


# --- Addresses of this site -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        "{site}/articles/tram/",
        "{site}/articles/tram",
        "{site}/articles/tram/?utm_source=letter#top",
        "{site}/api/v1/articles/tram/",
        "{site}/admin/articles/article/{pk}/change/",
        "{site}/admin/articles/article/{pk}/history/",
    ],
)
def test_an_address_of_this_site_is_recognised(given: str, editor: User) -> None:
    article = make_article(editor, title="Tram", slug="tram")

    found = search(editor, q=given.format(site=settings.PUBLIC_URL, pk=article.pk))

    assert [result["id"] for result in found["results"]] == [article.pk]
    assert found["note"] == "This is an article of this site."


def test_the_address_in_another_locale_leads_to_the_article_there(editor: User) -> None:
    article = make_article(editor, title="Tram", slug="tram")
    german = make_article(editor, title="Bahn", slug="tram", locale="de")

    def found(path: str) -> list[int]:
        return [result["id"] for result in search(editor, q=settings.PUBLIC_URL + path)["results"]]

    assert found("/de/articles/tram/") == [german.pk]
    assert found("/api/v1/articles/tram/?locale=de") == [german.pk]
    assert found("/articles/tram/") == [article.pk]


def test_a_frontends_address_is_recognised(editor: User, settings: Any) -> None:
    settings.FRONTENDS = {"en": {"article": "https://paper.example/{locale}/story/{slug}.html"}}
    article = make_article(editor, title="Tram", slug="tram")

    found = search(editor, q="https://Paper.example/en/story/tram.html")

    assert [result["id"] for result in found["results"]] == [article.pk]


def test_an_older_slug_leads_to_the_article_that_bore_it(publisher: User) -> None:
    article = make_article(publisher, title="Tram", slug="tram")
    publish_now(article)
    edit(article, slug="tramway")
    publish_now(article)

    assert titles(publisher, f"{settings.PUBLIC_URL}/articles/tram/") == ["Tram"]


def test_what_is_no_article_at_this_site_or_the_article_itself_is_said(editor: User) -> None:
    own = make_article(editor, slug="tram")
    site = settings.PUBLIC_URL

    notes = [search(editor, q=f"{site}/articles/{slug}/", own=own.pk)["note"] for slug in ("tram", "unknown")]
    elsewhere = search(editor, q="https://example.org/articles/tram/")

    assert notes == [
        "This is the address of the article that you are writing.",
        "No article of this site has this address.",
    ]
    assert elsewhere == {"results": [], "hasMore": False, "note": ""}


@pytest.mark.parametrize("id_", ["9" * 30, "9" * 18, "-1", "x", "²", ""])
def test_an_id_that_no_article_has_finds_nothing(id_: str, editor: User) -> None:
    assert search(editor, id=id_, own=id_)["results"] == []


# --- What a row shows -----------------------------------------------------------------------------------------------


def test_a_row_shows_the_title_that_readers_get(publisher: User) -> None:
    other = make_article(publisher, title="Public title", slug="other")
    with time_machine.travel(NOON, tick=False):
        publish_now(other)
    edit(other, title="Title of the draft")
    article = make_article(publisher, related=(Related(article=str(other.uuid)),))

    assert cards(publisher, article) == ["Public title en · live since 4 March 2026, with a newer draft"]


def test_a_row_warns_of_an_article_that_readers_do_not_see(publisher: User) -> None:
    with time_machine.travel(NOON, tick=False):
        other = make_article(publisher, title="Unfinished", slug="other")
    article = make_article(publisher, related=(Related(article=str(other.uuid)),))

    assert cards(publisher, article) == ["Unfinished en · draft of 4 March 2026 Not public now: readers do not see it."]


def test_a_live_translation_in_the_articles_locale_speaks_for_the_one_that_was_chosen(publisher: User) -> None:
    with time_machine.travel(NOON, tick=False):
        other = make_article(publisher, title="Tram", slug="tram")
        publish_now(other)
        german = translated(other, publisher, "Straßenbahn")
    article = make_article(publisher, slug="own", locale="de", related=(Related(article=str(other.uuid)),))

    before = cards(publisher, article)
    publish_now(german)

    assert before == ["Tram en · live since 4 March 2026"]
    assert cards(publisher, article) == [
        "Straßenbahn de · live since 4 March 2026 Its translation speaks for “Tram (en)”."
    ]


def test_the_page_takes_the_same_queries_however_many_rows_it_has(
    publisher: User, django_assert_num_queries: Any
) -> None:
    cover, desk = Cover(str(make_image(publisher).uuid)), signed_in(publisher)
    others = [make_article(publisher, title=f"Other {n}", slug=f"other-{n}", cover=cover) for n in range(3)]
    desk.get(address("change", others[0].pk))  # caches of the process are warm
    authors = [make_author(f"Author {n}") for n in range(3)]
    for number in (1, 3):
        article = make_article(
            publisher,
            slug=f"own-{number}",
            related=tuple(Related(article=str(other.uuid)) for other in others[:number]),
            authors=tuple(Byline(str(author.uuid)) for author in authors[:number]),
        )
        with django_assert_num_queries(30):
            shown = desk.get(address("change", article.pk))
        with django_assert_num_queries(32):
            refused = desk.post(address("change", article.pk), fields(shown) | {"title": ""})
        assert [len(soup(page).select("[data-family]:has(img)")) for page in (shown, refused)] == [number, number]


# --- Writing without scripts ----------------------------------------------------------------------------------------


def test_an_address_of_this_site_is_taken_as_the_article_behind_it(editor: User) -> None:
    other = make_article(editor, title="Other", slug="other")
    article = make_article(editor, slug="own")

    write(signed_in(editor), article, **{"related-0-target": f"{settings.PUBLIC_URL}/articles/other/"})

    assert freeze(article).related == (Related(article=str(other.uuid)),)


@pytest.mark.parametrize("target", ["https://example.org/", "Other", "99999", "9" * 40])
def test_an_unknown_article_is_refused_with_what_was_typed(target: str, editor: User) -> None:
    article = make_article(editor)

    answer = write(signed_in(editor), article, **{"related-0-target": target})

    assert errors(answer)[-1].startswith("No article of this site has this address.")
    assert fields(answer)["related-0-target"] == target
    assert article.related_links.count() == 0


def test_a_refused_form_keeps_rows_order_and_what_was_removed(publisher: User) -> None:
    others = [make_article(publisher, title=f"Other {n}", slug=f"other-{n}") for n in range(3)]
    article = make_article(publisher, related=tuple(Related(article=str(other.uuid)) for other in others))
    changes = {
        "title": "",
        "related-0-ORDER": 3,
        "related-1-ORDER": 1,
        "related-1-DELETE": "on",
        "related-2-ORDER": 2,
        "related-TOTAL_FORMS": 5,
        "related-4-url": "https://example.org/",
        "related-4-title": "New",
        "related-4-ORDER": 4,
    }

    answer = write(signed_in(publisher), article, **changes)

    rows = soup(answer).select("[data-related] > ol > li")
    assert [row.get("data-name") or value(row, "title") for row in rows] == ["Other 1", "Other 2", "Other 0", "New"]
    assert [bool(row.select_one("[name$=DELETE][checked]")) for row in rows] == [True, False, False, False]


def test_authors_keep_their_order_in_a_refused_form(editor: User) -> None:
    ada, ben = make_author("Ada"), make_author("Ben")
    article = make_article(editor, authors=(Byline(str(ada.uuid)), Byline(str(ben.uuid))))

    answer = write(signed_in(editor), article, **{"title": "", "authors-0-ORDER": 2, "authors-1-ORDER": 1})

    chosen = soup(answer).select("[data-rows=authors] > ol option[selected]")
    assert [option.text for option in chosen if option["value"].isdecimal()] == ["Ben", "Ada"]  # type: ignore[union-attr]


def value(row: Tag, name: str) -> Any:
    field = row.select_one(f"[name$={name}]")
    assert field is not None
    return field["value"]


def test_an_article_that_was_chosen_is_shown_once_the_form_is_refused(editor: User) -> None:
    other = make_article(editor, title="Other", slug="other")
    article = make_article(editor)
    sent = {"title": "", "related-TOTAL_FORMS": 2, "related-1-target": other.pk, "related-1-ORDER": 1}

    answer = write(signed_in(editor), article, **sent)

    shown = soup(answer).select("[data-related] > ol > li .related-card strong")
    assert [card.text for card in shown] == ["Other"]


@pytest.mark.parametrize(
    "question", ["articles/article/related/?q=x&locale=e%00n", "articles/tag/suggest/?q=x&locale=e%00n"]
)
def test_a_locale_that_is_none_finds_nothing(publisher: User, question: str) -> None:
    assert signed_in(publisher).get(f"/admin/{question}").status_code == 200


@pytest.mark.parametrize("name", ["tags", "authors-0-ORDER"])
def test_a_number_too_long_for_a_key_is_refused_and_not_lost(publisher: User, name: str) -> None:
    article = make_article(publisher, authors=(Byline(str(make_author().uuid)),))
    desk = signed_in(publisher)

    answer = desk.post(
        address("change", article.pk), fields(desk.get(address("change", article.pk))) | {name: "9" * 5000, "title": ""}
    )

    assert answer.status_code == 200


def test_greek_is_found_in_whatever_case(publisher: User) -> None:
    make_article(publisher, title="ΟΔΟΣ ΝΕΡΟΥ", slug="odos")

    found = [signed_in(publisher).get("/admin/articles/article/related/", {"q": q}).json() for q in ("οδος", "οδοσ")]

    assert [len(one["results"]) for one in found] == [1, 1]
