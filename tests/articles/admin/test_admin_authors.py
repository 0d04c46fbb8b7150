"""One author: portrait, links in order, a bio a locale, and who writes as it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from articles.editing.bios import save_bio
from articles.models import Author, ContentState, User
from tests.articles.admin.pages import address, errors, fields, send, signed_in, soup
from tests.factories import make_author, make_image, make_user

SITE = {"label": "Site", "url": "https://ada.example/"}
MAIL = {"label": "Mail", "url": "mailto:ada@ada.example"}


def rows(*links: dict[str, Any]) -> dict[str, Any]:
    """The links as the form sends them."""
    data: dict[str, Any] = {"links-TOTAL_FORMS": len(links), "links-INITIAL_FORMS": 0}
    for number, link in enumerate(links):
        data |= {f"links-{number}-{name}": value for name, value in ({"ORDER": number + 1} | link).items()}
    return data


def stored(author: Author) -> Author:
    return Author.objects.get(pk=author.pk)


def bios(author: Author) -> dict[str, str]:
    return dict(author.bios.values_list("locale", "text"))


def test_a_bio_a_locale_is_written_changed_and_taken_away(editor: User) -> None:
    ada = make_author("Ada")
    save_bio(ada, locale="en", text="Writes.")
    desk, before = signed_in(editor), ContentState.objects.get().stamp

    send(desk, address("author_change", ada.pk), bio_en="", bio_de=" Schreibt über Flüsse. ")

    assert bios(ada) == {"de": "Schreibt über Flüsse."}
    assert ContentState.objects.get().stamp != before
    assert fields(desk.get(address("author_change", ada.pk)), "#author_form")["bio_de"] == "Schreibt über Flüsse."


def test_a_bio_of_a_locale_that_the_site_has_dropped_stays(editor: User, settings: Any) -> None:
    ada = make_author("Ada")
    save_bio(ada, locale="de", text="Schreibt.")
    settings.LOCALES = ["en", "fr"]

    send(signed_in(editor), address("author_change", ada.pk), bio_fr="Écrit.")

    assert bios(ada) == {"de": "Schreibt.", "fr": "Écrit."}


def test_a_new_author_comes_with_everything(editor: User) -> None:
    image = make_image(editor)
    data: dict[str, Any] = {"name": "Ada", "portrait": str(image.uuid), "bio_en": "Writes."} | rows(SITE)

    answer = send(signed_in(editor), address("author_add"), **data)

    ada = Author.objects.get()
    assert answer.status_code == 302
    assert (ada.slug, ada.portrait, ada.links, bios(ada)) == ("ada", image, [SITE], {"en": "Writes."})


def test_links_are_ordered_and_removed(editor: User) -> None:
    ada = make_author("Ada", links=[SITE, MAIL])
    other = {"label": "Work", "url": "https://work.example/"}

    data = rows(SITE | {"DELETE": "on"}, MAIL | {"ORDER": 3}, other | {"ORDER": 2}, {"label": "", "url": ""})
    send(signed_in(editor), address("author_change", ada.pk), **data)

    assert stored(ada).links == [other, MAIL]


def test_a_link_that_cannot_be_kept_is_told_at_its_row_and_nothing_typed_is_lost(editor: User) -> None:
    ada = make_author("Ada", links=[SITE])
    bad, bare = {"label": "Bad", "url": "javascript:alert(1)"}, {"label": "", "url": "https://bare.example/"}

    answer = send(signed_in(editor), address("author_change", ada.pk), name="Ada P.", bio_en="New.", **rows(bad, bare))

    assert errors(answer) == [
        "Look at the links: not all of them can be kept.",
        "“javascript:alert(1)” is no address of the web. Begin it with https://.",
        "The link to https://bare.example/ needs a label of 80 characters at most. Write one.",
    ]
    kept = fields(answer, "#author_form")
    assert (kept["name"], kept["bio_en"], kept["links-0-url"], kept["links-1-url"]) == (
        "Ada P.", "New.", "javascript:alert(1)", "https://bare.example/"
    )  # fmt: skip
    assert (stored(ada).name, stored(ada).links, bios(ada)) == ("Ada", [SITE], {})


def test_a_slug_that_is_taken_brings_bios_links_and_portrait_back(editor: User) -> None:
    make_author("Taken", slug="taken")
    ada, image = make_author("Ada"), make_image(editor)
    data: dict[str, Any] = {"slug": "taken", "bio_en": "New.", "portrait": str(image.uuid)} | rows(MAIL)

    answer = send(signed_in(editor), address("author_change", ada.pk), **data)

    kept = fields(answer, "#author_form")
    assert errors(answer) == ["The slug “taken” belongs to something else. Choose another one."]
    assert (kept["bio_en"], kept["portrait"], kept["links-0-url"]) == ("New.", str(image.uuid), MAIL["url"])
    assert (stored(ada).portrait, stored(ada).links, bios(ada)) == (None, [], {})


def test_the_portrait_is_chosen_and_taken_away(editor: User) -> None:
    image = make_image(editor)
    ada = make_author("Ada", portrait=image)
    desk = signed_in(editor)

    shown = fields(desk.get(address("author_change", ada.pk)), "#author_form")["portrait"]
    send(desk, address("author_change", ada.pk), portrait="")

    assert shown == str(image.uuid)
    assert stored(ada).portrait is None


def test_a_portrait_that_has_left_the_library_is_refused(editor: User) -> None:
    ada = make_author("Ada")

    answer = send(signed_in(editor), address("author_change", ada.pk), portrait=str(uuid4()))

    assert errors(answer) == ["This picture is not in the library any more. Choose another one."]


def test_the_page_names_who_writes_as_this_author(editor: User) -> None:
    ada = make_author("Ada")
    account = make_user("author", first_name="Ada", last_name="P.", writes_as=ada)
    administrator = make_user("administrator")

    pages = [soup(signed_in(user).get(address("author_change", ada.pk))) for user in (editor, administrator)]

    named = [page.select('[aria-labelledby="accounts-heading"] li')[0] for page in pages]
    assert [" ".join(item.text.split()) for item in named] == ["Ada P.", "Ada P."]
    links = [[link["href"] for link in item.select("a")] for item in named]
    assert links == [[], [address("user_change", account.pk)]]


def test_an_open_page_does_not_undo_what_another_one_saved(editor: User) -> None:
    ada, image = make_author("Ada", links=[SITE]), make_image(editor)
    desk, page = signed_in(editor), address("author_change", ada.pk)
    opened = fields(desk.get(page), "#author_form")
    send(desk, page, slug="a-p", bio_en="Of the other one.", portrait=str(image.uuid), **rows(SITE, MAIL))

    answer = desk.post(page, opened | {"name": "Ada P.", "bio_de": "Schreibt."})

    ada = stored(ada)
    assert answer.status_code == 302
    assert (ada.name, ada.slug, ada.portrait, ada.links) == ("Ada P.", "a-p", image, [SITE, MAIL])
    assert bios(ada) == {"en": "Of the other one.", "de": "Schreibt."}


def test_links_that_two_changed_are_refused_with_those_of_the_other_one(editor: User) -> None:
    ada = make_author("Ada", links=[SITE])
    desk, page = signed_in(editor), address("author_change", ada.pk)
    opened = fields(desk.get(page), "#author_form")
    send(desk, page, **rows(MAIL))

    refused = desk.post(page, opened | {"bio_en": "New."} | rows(SITE | {"label": "Home"}))
    first = (stored(ada).links, bios(ada))
    again = desk.post(page, fields(refused, "#author_form"))

    assert errors(refused) == [
        "Look at the links: not all of them can be kept.",
        "Meanwhile somebody else changed the links: Mail mailto:ada@ada.example. Mend the rows and save again.",
    ]
    assert first == ([MAIL], {})
    assert again.status_code == 302
    assert (stored(ada).links, bios(ada)) == ([SITE | {"label": "Home"}], {"en": "New."})
