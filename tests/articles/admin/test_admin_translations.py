"""An article in its languages: the panel beside its text, the start of a version, two versions side by side."""

from __future__ import annotations

from bs4 import Tag
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.editing.translations import start_translation
from articles.models import Article, User
from articles.snapshot import Cover, Snapshot
from tests.articles.admin.pages import address, fields, signed_in, soup
from tests.articles.conftest import Clock
from tests.factories import (
    edit,
    make_article,
    make_image,
    make_section,
    make_user,
    publish_now,
    schedule_for,
    with_figure,
    withdraw_now,
)

MARKED = '<p>A <mark data-highlight-id="h0123456789">marked passage</mark> of it.</p>'


def words(found: Tag) -> str:
    return " ".join(found.text.split())


def side_by_side(user: User, article: Article, **query: str) -> HttpResponse:
    return signed_in(user).get(address("translations", article.pk), query)


def panel(user: User, article: Article) -> list[str]:
    return [words(item) for item in soup(signed_in(user).get(address("change", article.pk))).select(".languages li")]


def rows(response: HttpResponse) -> list[list[str]]:
    """Name and cells of each row, without the languages' names that narrow screens show."""
    found = []
    for part in soup(response).select(".side-part"):
        for name in part.select(".side-locale"):
            name.decompose()
        found.append([words(cell) for cell in part.select(".side-name, .side-cell")])
    return found


def warnings(response: HttpResponse) -> list[list[str]]:
    """What is said above each column of a newer other."""
    heads = soup(response).select(".side-heads .side-cell")
    return [[words(warning) for warning in head.select(".side-older")] for head in heads]


# --- The panel --------------------------------------------------------------------------------------------------------


def test_the_panel_says_how_each_language_stands(publisher: User, clock: Clock) -> None:
    english = make_article(publisher, title="The river")
    publish_now(english)
    german = start_translation(english, locale="de", by=publisher)
    edit(german, title="Der Fluss", slug="der-fluss")
    schedule_for(german, clock.in_(days=1))

    assert panel(publisher, english) == [
        "English: live since 2 March 2026, 12:00 (this one)",
        "German: scheduled for 3 March 2026, 12:00 Der Fluss Side by side with German",
    ]


def test_the_panel_knows_a_newer_draft_its_schedule_and_a_withdrawal(publisher: User, clock: Clock) -> None:
    english = make_article(publisher)
    german = start_translation(english, locale="de", by=publisher)
    publish_now(english)
    edit(english, kicker="Newer")
    schedule_for(english, clock.in_(days=1))
    publish_now(german)
    clock.pass_(hours=1)
    withdraw_now(german)

    assert panel(publisher, english) == [
        "English: live since 2 March 2026, 12:00, with a newer draft; scheduled for 3 March 2026, 12:00 (this one)",
        "German: withdrawn A title Side by side with German",
    ]


def test_a_language_that_the_site_dropped_is_shown_as_long_as_the_article_has_it(publisher: User, settings) -> None:  # type: ignore[no-untyped-def]
    settings.LOCALES = ["en", "de", "fr"]
    english = make_article(publisher)
    start_translation(english, locale="fr", by=publisher)
    settings.LOCALES = ["en", "de"]

    assert [item.partition(":")[0] for item in panel(publisher, english)] == ["English", "German", "French"]


def test_the_panel_takes_the_same_queries_in_any_number_of_languages(
    publisher: User,
    settings,  # type: ignore[no-untyped-def]
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    settings.LOCALES = ["en", "de", "fr"]
    english = make_article(publisher)
    client = signed_in(publisher)
    client.get(address("change", english.pk))  # caches of the process are warm
    number = queries_of(client, address("change", english.pk))
    for locale in ("de", "fr"):
        start_translation(english, locale=locale, by=publisher)

    with django_assert_num_queries(number):
        client.get(address("change", english.pk))


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


# --- Starting one -----------------------------------------------------------------------------------------------------


def test_the_button_starts_a_version_and_opens_its_draft(editor: User) -> None:
    english = make_article(editor, title="The river")
    client = signed_in(editor)
    page = client.get(address("change", english.pk))
    button = soup(page).select_one(".languages button")
    assert button is not None

    started = client.post(address("translations", english.pk), fields(page, f"form#{button['form']}"))

    german = Article.objects.get(locale="de")
    assert (words(button), german.translation_key, german.title, german.owner, german.head) == (
        "Start the German version",
        english.translation_key,
        "The river",
        editor,
        1,
    )
    assert started.headers["Location"] == address("change", german.pk)
    assert [words(told) for told in soup(client.get(started.headers["Location"])).select(".messagelist li")] == [
        "This is the draft of the new version in German: a copy of “The river”, to be written over."
    ]


def test_what_was_started_meanwhile_is_refused_in_words(editor: User) -> None:
    english = make_article(editor)
    start_translation(english, locale="de", by=make_user("editor"))
    client = signed_in(editor)

    refused = client.post(address("translations", english.pk), {"locale": "de"}, follow=True)

    assert [words(told) for told in soup(refused).select(".messagelist li")] == [
        "There is already a translation in “de”. Edit that one, or choose another locale."
    ]
    assert Article.objects.count() == 2


def test_a_language_that_the_site_has_not_is_refused_in_words(editor: User) -> None:
    english = make_article(editor)

    refused = signed_in(editor).post(address("translations", english.pk), {"locale": "xx"}, follow=True)

    assert [words(told) for told in soup(refused).select(".messagelist li")] == [
        "“xx” is no locale of this site. Choose one of en, de."
    ]


def test_authors_start_versions_of_their_own_articles_alone(author_user: User) -> None:
    own = make_article(author_user, slug="own")
    strange = make_article(make_user("editor"), slug="strange")
    client = signed_in(author_user)

    answers = [client.post(address("translations", one.pk), {"locale": "de"}).status_code for one in (own, strange)]

    assert answers == [302, 403]
    assert [one.owner for one in Article.objects.filter(locale="de")] == [author_user]


# --- Side by side -----------------------------------------------------------------------------------------------------


def bilingual(user: User, **german: object) -> tuple[Article, Article]:
    sections = (make_section("One", MARKED), make_section("Two", "<p>More.</p>"))
    english = make_article(user, title="The river", kicker="Water", lead_html="It <em>flows</em>.", sections=sections)
    translation = start_translation(english, locale="de", by=user)
    edit(translation, **german)
    return english, translation


def test_the_versions_stand_part_against_part(editor: User) -> None:
    english, _german = bilingual(
        editor,
        title="Der Fluss",
        kicker="",
        lead_html="Er fließt.",
        sections=(make_section("Eins", "<p>Text.</p>"),),
    )

    assert rows(side_by_side(editor, english)) == [
        ["Title", "The river", "Der Fluss"],
        ["Kicker", "Water", "Nothing here yet."],
        ["Lead", "It flows.", "Er fließt."],
        ["Section 1", "One A marked passage of it.", "Eins Text."],
        ["Section 2", "Two More.", "Nothing here yet."],
    ]


def test_the_side_that_is_asked_from_stands_first(editor: User) -> None:
    _english, german = bilingual(editor, title="Der Fluss")

    assert rows(side_by_side(editor, german))[0] == ["Title", "Der Fluss", "The river"]


def test_highlights_are_marked_and_each_text_tells_its_language(editor: User) -> None:
    english, _german = bilingual(editor)

    page = soup(side_by_side(editor, english))

    assert [mark.text for mark in page.select("mark")] == ["marked passage", "marked passage"]
    assert [cell["lang"] for cell in page.select(".side-part:first-of-type [lang]")] == ["en", "de"]


def test_pictures_are_shown_with_the_words_of_their_use(editor: User) -> None:
    cover, figure = make_image(alt="A bridge", caption="Its own"), make_image(alt="A boat")
    english = make_article(
        editor,
        cover=Cover(str(cover.uuid), alt="The old bridge"),
        sections=(make_section("", with_figure(figure, caption="A <em>boat</em>")),),
    )

    page = soup(side_by_side(editor, english))

    assert [(img["alt"], str(img["src"]).startswith("/media/")) for img in page.select(".side-cell img")] == [
        ("The old bridge", True),
        ("A boat", True),
    ]
    assert [words(caption) for caption in page.select("figcaption")] == [
        "Its own Alt text: The old bridge",
        "A boat Alt text: A boat",
    ]


def test_text_is_shown_as_text(editor: User) -> None:
    english = make_article(editor, title="<script>1</script>", kicker="<b>2", sections=(make_section("<i>3"),))

    assert [row[1] for row in rows(side_by_side(editor, english))] == [
        "<script>1</script>",
        "<b>2",
        "The lead.",
        "<i>3 Some text.",
    ]


def test_each_column_has_its_own_state_schedule_and_ways_on(publisher: User, clock: Clock) -> None:
    english, german = bilingual(publisher, title="Der Fluss", slug="der-fluss")
    publish_now(english)
    schedule_for(german, clock.in_(days=1))

    heads = soup(side_by_side(publisher, english)).select(".side-heads .side-cell")

    assert [[words(part) for part in head.select("h2, p:not(.side-older)")] for head in heads] == [
        [
            "English (en): live",
            "Live since 2 March 2026, 12:00 (revision 1).",
            "The draft is what readers see.",
            "Shown is revision 1, saved by Paula Publisher on 2 March 2026, 12:00.",
        ],
        [
            "German (de): scheduled",
            "Readers have never seen this article.",
            "Revision 2 goes live on 3 March 2026, 12:00 (scheduled by Paula Publisher).",
            "The draft is revision 2, saved by Paula Publisher on 2 March 2026, 12:00.",
            "Shown is revision 2, saved by Paula Publisher on 2 March 2026, 12:00.",
        ],
    ]
    assert [[link["href"] for link in head.select("a")] for head in heads] == [
        [address(page, one.pk) for page in ("change", "history")] for one in (english, german)
    ]


def test_a_version_says_that_the_other_was_changed_after_it(editor: User, clock: Clock) -> None:
    english, german = bilingual(editor)
    clock.pass_(hours=1)
    edit(english, kicker="Newer")
    told = "English was changed on 2 March 2026, 13:00, after this version was last saved."

    assert warnings(side_by_side(editor, english)) == [[], [told]]
    assert warnings(side_by_side(editor, german)) == [[told], []]


def test_a_version_that_was_only_started_is_no_change(editor: User, clock: Clock) -> None:
    english = make_article(editor)
    clock.pass_(hours=1)
    start_translation(english, locale="de", by=editor)

    assert warnings(side_by_side(editor, english)) == [[], []]


def test_the_other_language_is_chosen_by_its_address(editor: User, settings) -> None:  # type: ignore[no-untyped-def]
    settings.LOCALES = ["en", "de", "fr"]
    english, _german = bilingual(editor, title="Der Fluss")
    edit(start_translation(english, locale="fr", by=editor), title="La rivière")

    chosen = rows(side_by_side(editor, english, **{"with": "fr"}))[0]
    unknown = side_by_side(editor, english, **{"with": "xx"})

    assert (chosen, unknown.status_code) == (["Title", "The river", "La rivière"], 404)


def test_an_article_alone_stands_alone(editor: User) -> None:
    english = make_article(editor)

    page = side_by_side(editor, english)

    assert rows(page)[0] == ["Title", "A title"]
    assert [words(button) for button in soup(page).select(".languages button")] == ["Start the German version"]


def test_an_author_reads_no_version_of_somebody_else(author_user: User) -> None:
    own = make_article(author_user, title="Mine")
    edit(start_translation(own, locale="de", by=make_user("editor")), title="Nicht meins", lead_html="Geheim.")

    page = side_by_side(author_user, own)

    assert rows(page)[0] == ["Title", "Mine"]
    assert (page.content.decode().count("Geheim"), page.content.decode().count("Nicht meins")) == (0, 0)
    assert "It is somebody else's, and not yours to open." in words(soup(page))


def test_nobody_else_sees_the_page(author_user: User, stranger: User) -> None:
    english = make_article(make_user("editor"))

    assert side_by_side(author_user, english).status_code == 403
    assert side_by_side(stranger, english).status_code == 302


def test_two_versions_take_the_same_queries_however_long_they_are(
    editor: User,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    sections = (make_section("Part", with_figure(make_image())),)
    english, _german = bilingual(editor, sections=sections)
    client = signed_in(editor)
    client.get(address("translations", english.pk))
    number = queries_of(client, address("translations", english.pk))
    images = [make_image() for _ in range(3)]
    edit(english, sections=tuple(make_section(f"Part {n}", with_figure(one)) for n, one in enumerate(images)))
    edit(english, kicker="Once more")

    with django_assert_num_queries(number):
        client.get(address("translations", english.pk))


# --- The list ---------------------------------------------------------------------------------------------------------


def test_the_list_tells_translations_and_finds_what_lacks_one(editor: User) -> None:
    start_translation(make_article(editor, title="Both", slug="both"), locale="de", by=editor)
    make_article(editor, title="English alone", slug="alone")
    make_article(editor, title="Nur deutsch", slug="nur-deutsch", locale="de")

    def listed(**query: str) -> list[list[str]]:
        rows = soup(signed_in(editor).get(address("changelist"), query)).select("#result_list tbody tr")
        return [[words(cell) for cell in row.select(".field-headline, .field-translated")] for row in rows]

    assert listed() == [["Nur deutsch", "en missing"], ["English alone", "de missing"], ["Both", "en"], ["Both", "de"]]
    assert listed(missing="de") == [["English alone", "de missing"]]
    assert listed(missing="en") == [["Nur deutsch", "en missing"]]
    assert listed(missing="xx") == []


def test_what_is_beside_it_is_the_newest_draft(editor: User) -> None:
    english, german = bilingual(editor, title="Der Fluss")
    edit(german, title="Der große Fluss")

    newest: Snapshot = german.revisions.get(number=3).content

    assert rows(side_by_side(editor, english))[0][2] == newest.title == "Der große Fluss"
