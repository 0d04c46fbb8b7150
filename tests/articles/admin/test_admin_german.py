"""The desk in German, for whoever chose or prefers it; what the world reads stays as it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from articles.errors import SlugTaken, StaleRevision
from articles.models import User
from tests.articles.admin.pages import address, signed_in, soup, write
from tests.articles.conftest import NOON, Clock
from tests.factories import edit, make_article, make_image, make_tag, publish_now, schedule_for

GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}
VARIES = {"Accept-Language", "Cookie"}


def varies(response: HttpResponse) -> set[str]:
    return {name.strip() for name in response.headers.get("Vary", "").split(",") if name.strip()}


def heading(response: HttpResponse) -> str:
    found = soup(response).select_one("#content h1")
    assert found is not None
    return found.text


def choose(client: Client, language: str, next_page: str = "/admin/") -> HttpResponse:
    return client.post(reverse("admin:language"), {"language": language, "next": next_page})


def test_the_desk_speaks_what_the_browser_prefers(publisher: User) -> None:
    client = signed_in(publisher)

    german = client.get("/admin/", headers=GERMAN)
    french = client.get("/admin/", headers={"Accept-Language": "fr"})

    assert (heading(german), german.headers["Content-Language"]) == ("Schreibtisch", "de")
    assert (heading(french), french.headers["Content-Language"]) == ("The desk", "en")


def test_the_chosen_language_goes_before_the_preferred_one(publisher: User) -> None:
    client = signed_in(publisher)

    chosen = choose(client, "en", address("changelist"))

    assert (chosen.status_code, chosen.headers["Location"]) == (302, address("changelist"))
    assert heading(client.get("/admin/", headers=GERMAN)) == "The desk"


def test_the_states_of_the_articles_that_use_a_term_are_said_in_german(publisher: User) -> None:
    tag = make_tag()
    make_article(publisher, tags=(str(tag.uuid),))

    page = soup(signed_in(publisher).get(address("tag_change", tag.pk), headers=GERMAN))

    assert [use.text for use in page.select(".term-uses li")] == ["A title (Entwurf)"]


def test_a_language_is_chosen_before_signing_in(db: None) -> None:
    client = Client()

    choose(client, "de")

    assert soup(client.get(reverse("admin:login"))).select_one("input[type=submit]")["value"] == "Anmelden"  # type: ignore[index]


def test_the_choice_is_kept_below_the_desk_alone_and_from_scripts(client: Client, db: None) -> None:
    cookie = choose(client, "de").cookies["language"]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")


def test_an_unknown_language_and_a_strange_page_are_not_followed(client: Client, db: None) -> None:
    unknown = choose(client, "xx")
    elsewhere = choose(client, "de", "https://elsewhere.example/")

    assert dict(unknown.cookies) == {}
    assert elsewhere.headers["Location"] == "/"


def test_a_language_is_chosen_by_a_form_alone(client: Client, db: None) -> None:
    assert client.get(reverse("admin:language")).status_code == 405
    assert Client(enforce_csrf_checks=True).post(reverse("admin:language"), {"language": "de"}).status_code == 403


def test_every_page_of_the_desk_says_that_it_varies(publisher: User) -> None:
    client = signed_in(publisher)

    pages = [client.get(page) for page in ("/admin/", address("changelist"), reverse("admin:jsi18n"))]

    assert [varies(page) >= VARIES for page in pages] == [True, True, True]


def test_what_the_world_reads_is_the_same_in_every_language(publisher: User) -> None:
    image = make_image()
    publish_now(make_article(publisher, title="A long walk", slug="a-long-walk"))
    rendition = image.renditions.earliest("pk")
    pages = [
        "/",
        "/de/",
        "/articles/a-long-walk/",
        "/api/v1/articles/",
        "/api/v1/articles/a-long-walk/",
        "/api/v1/articles/?nonsense=1",
        "/api/v1/articles/none/",
        "/nowhere",
        "/healthz",
        reverse("media", args=[rendition.name]),
    ]
    plain, german = Client(), signed_in(publisher)
    choose(german, "de")

    for page in pages:
        ours, theirs = plain.get(page), german.get(page, headers=GERMAN)
        assert (page, body(theirs)) == (page, body(ours))
        assert (page, dict(theirs.headers)) == (page, dict(ours.headers))
        assert (page, varies(theirs) & VARIES, dict(theirs.cookies)) == (page, set(), {})


def body(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def test_a_page_in_german_leaves_the_next_answer_in_english(publisher: User) -> None:
    client = signed_in(publisher)

    client.get("/admin/", headers=GERMAN)

    assert translation.get_language() == "en"
    assert client.get("/api/v1/articles/?nonsense=1").json()["errors"][0]["detail"].startswith("There is no such")


def test_the_state_of_an_article_is_told_in_german(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    publish_now(article)
    edit(article, kicker="Neu")
    schedule_for(article, clock.in_(days=1))

    page = soup(signed_in(publisher).get(address("change", article.pk), headers=GERMAN))

    assert [words.text for words in page.select(".state-panel h2, .state-panel > p:not(:has(a))")] == [
        "Status: live, neuerer Entwurf",
        "Live seit 2. März 2026, 12:00 Uhr (Revision 1).",
        "Revision 2 geht am 3. März 2026, 12:00 Uhr live (eingeplant von Paula Publisher).",
        "Der Entwurf ist neuer (Revision 2, gespeichert von Paula Publisher am 2. März 2026, 12:00 Uhr).",
        "Wer veröffentlicht, bevor eine eingeplante Version live geht, wird gefragt, was aus ihr wird.",
        "Zeiten in UTC.",
    ]


def test_a_refusal_is_told_in_german_at_its_field(publisher: User) -> None:
    make_article(publisher, slug="taken")
    client = signed_in(publisher)
    choose(client, "de")

    page = write(client, make_article(publisher), slug="taken")

    assert [error.text.strip() for error in soup(page).select(".field-slug .errorlist")] == [
        "Der Slug „taken“ gehört zu etwas anderem. Wählen Sie etwas anderes."
    ]


def test_a_refusal_is_told_in_english_where_nobody_chose() -> None:
    at = NOON + timedelta(minutes=5)

    assert str(SlugTaken("taken")) == "The slug “taken” belongs to something else. Choose another one."
    assert StaleRevision(base=1, head=2, by="Edgar", at=at).reason == (
        "Edgar saved revision 2 of this article at 12:05 UTC on 2 March; you started from revision 1."
    )


def test_fields_choices_and_buttons_are_german(publisher: User) -> None:
    page = soup(signed_in(publisher).get(address("change", make_article(publisher).pk), headers=GERMAN))

    labels = [page.select_one(f"label[for=id_{name}]").text for name in ("title", "lead", "kicker", "tags", "ai_use")]  # type: ignore[union-attr]
    assert labels == ["Titel:", "Vorspann:", "Dachzeile:", "Schlagwörter:", "Einsatz von KI:"]
    assert [option.text for option in page.select("#id_ai_use option")] == ["Keine", "Unterstützt", "Erzeugt"]
    assert [button["value"] for button in page.select(".submit-row input")] == [
        "Speichern",
        "Speichern und veröffentlichen …",
        "Speichern und einplanen …",
    ]


def test_scripts_find_their_words_in_german(publisher: User) -> None:
    words = signed_in(publisher).get(reverse("admin:jsi18n"), headers=GERMAN).content.decode()

    assert '"Choose the cover": "Titelbild ausw\\u00e4hlen"' in words


@pytest.mark.parametrize(("language", "times"), [("en", "2 March 2026, 12:00"), ("de", "2. März 2026, 12:00 Uhr")])
def test_moments_are_written_as_the_language_does(language: str, times: str, publisher: User, clock: Clock) -> None:
    article = make_article(publisher)

    history = signed_in(publisher).get(address("history", article.pk), headers={"Accept-Language": language})

    assert soup(history).select("tbody td")[0].text == times
