"""The writing page: what it loads, saves and refuses. Refused: nothing was written, and nothing typed is lost."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry

from articles.admin.writing_form import ArticleForm
from articles.editing.freezing import freeze
from articles.errors import NotUsable
from articles.models import Article, Revision, User
from articles.snapshot import Byline, Cover, Highlight, Related, Rights, Seo, Snapshot
from tests.articles.admin.pages import SECTION, address, errors, fields, send, signed_in, soup, told, write
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_image,
    make_section,
    make_tag,
    publish_now,
    with_figure,
)

MARK = "h0123456789"
MARKED = f'<p>Some <mark data-highlight-id="{MARK}">marked</mark> text.</p>'


def full_article(user: User) -> Article:
    """An article with something in every field."""
    other = make_article(user, title="Another", slug="another")
    category, tag, ada, ben = make_category(), make_tag(), make_author("Ada"), make_author("Ben")
    image = make_image(user)
    return make_article(
        user,
        cover=Cover(str(image.uuid), "What it shows.", "Its caption."),
        title="All of it",
        slug="all-of-it",
        kicker="Kicker",
        sections=(
            make_section("", "<p>Opening.</p>"),
            make_section("One", MARKED + with_figure(image, "A caption"), SECTION),
        ),
        highlights=(Highlight(MARK, SECTION, note="A note."),),
        related=(
            Related(article=str(other.uuid)),
            Related(title="Outside", teaser="Look.", url="https://example.org/"),
            Related(title="Imported", teaser="Alone."),
        ),
        authors=(Byline(str(ben.uuid), "photographer"), Byline(str(ada.uuid))),
        category=str(category.uuid),
        tags=(str(tag.uuid),),
        genre="review",
        priority=3,
        access="metered",
        ai_use="assisted",
        ai_note="A machine spelt.",
        seo=Seo("Title", "Description", "https://example.org/first", True),
        rights=Rights("https://example.org/licence", "Ask.", "Holder", "Notice"),
        expires_at=datetime(2040, 5, 6, 7, 8, 9, 123456, tzinfo=UTC),
    )


def test_an_untouched_form_saves_every_field_as_it_was(publisher: User) -> None:
    publisher.time_zone = "Asia/Kathmandu"
    publisher.save()
    article = full_article(publisher)
    before = freeze(article)
    rows = [list(getattr(article, name).values()) for name in ("sections", "highlights", "related_links", "bylines")]

    answer = write(signed_in(publisher), article)

    assert answer.status_code == 302
    article.refresh_from_db()
    assert article.head == 2
    assert freeze(article) == before
    assert rows == [
        list(getattr(article, name).values()) for name in ("sections", "highlights", "related_links", "bylines")
    ]


def test_every_field_of_the_form_stands_on_the_page(publisher: User) -> None:
    page = soup(signed_in(publisher).get(address("change", full_article(publisher).pk)))

    missing = [name for name in ArticleForm.Meta.fields if not page.select(f"#content form [name={name}]")]
    assert missing == []


def test_the_full_article_leaves_no_field_of_a_snapshot_empty(publisher: User) -> None:
    """So that the test of the untouched form is about each of them."""
    frozen = freeze(full_article(publisher))

    plain = Snapshot(locale="", title="", slug="")
    assert [
        one.name for one in dataclasses.fields(Snapshot) if getattr(frozen, one.name) == getattr(plain, one.name)
    ] == []


def test_what_the_form_does_not_know_is_handed_on(publisher: User) -> None:
    article = full_article(publisher)
    form = ArticleForm(fields(signed_in(publisher).get(address("change", article.pk))), instance=article)

    assert form.is_valid()

    assert form.content().related == freeze(article).related


def test_an_error_in_a_row_says_which_list_and_row_it_is_in_and_nobody_signs_twice_as_the_same(publisher: User) -> None:
    article, ada = make_article(publisher), make_author("Ada")
    byline = {f"authors-{row}-author": ada.pk for row in range(4)}
    roles = {f"authors-{row}-role": role for row, role in enumerate(("author", "editor", "author", "author"))}
    links = {"related-0-title": "Alone", "related-0-ORDER": 2, "related-1-url": "https://example.org/"}

    answer = write(
        signed_in(publisher),
        article,
        **(byline | roles | links),
        **{"authors-TOTAL_FORMS": 4, "authors-3-DELETE": "on", "related-TOTAL_FORMS": 2, "related-1-ORDER": 1},
    )

    assert [one.get_text(" ", strip=True) for one in soup(answer).select(".refusals li")] == [
        "Authors, no. 3 : Ada stands here already in this role. Remove one of the two, or choose another role.",
        "Explore more, no. 1 : Choose an article, or give an address outside with a title.",
    ]
    assert soup(answer).select_one("#id_authors-2-author_error") is not None
    assert freeze(article).authors == ()


def test_every_field_is_saved(publisher: User) -> None:
    article, tag = make_article(publisher), make_tag("ferries")
    category, ada = make_category("Water"), make_author("Ada")

    write(
        signed_in(publisher),
        article,
        **{
            "title": "  New\n title ",
            "kicker": "K",
            "slug": "new-title",
            "lead": "<p>A <b>new</b> lead.</p>",
            "document": f'<p>Opening.</p><h2 data-section-id="{SECTION}">One</h2>{MARKED}',
            f"note-{MARK}": " A  note ",
            "category": category.pk,
            "tags": [tag.pk],
            "genre": "news",
            "priority": "1",
            "access": "free",
            "ai_use": "none",
            "seo_title": "S",
            "noindex": "on",
            "expires_at": "2040-01-02T03:04",
            "authors-TOTAL_FORMS": 1,
            "authors-0-author": ada.pk,
            "authors-0-role": "translator",
            "related-TOTAL_FORMS": 2,
            "related-0-url": "example.org/a",
            "related-0-title": "Second",
            "related-0-ORDER": 2,
            "related-1-url": "https://example.org/b",
            "related-1-title": "First",
            "related-1-ORDER": 1,
        },
    )

    article.refresh_from_db()
    saved = freeze(article)
    assert (saved.title, saved.kicker, saved.slug) == ("New title", "K", "new-title")
    assert saved.lead_html == "A <strong>new</strong> lead."
    assert [(section.heading, section.text) for section in saved.sections] == [
        ("", "Opening."),
        ("One", "Some marked text."),
    ]
    assert [(one.id, one.section, one.exact, one.note) for one in saved.highlights] == [
        (MARK, SECTION, "marked", "A note")
    ]
    assert (saved.category, saved.tags) == (str(category.uuid), (str(tag.uuid),))
    assert (saved.genre, saved.priority, saved.seo.title, saved.seo.noindex) == ("news", 1, "S", True)
    assert saved.expires_at == datetime(2040, 1, 2, 3, 4, tzinfo=UTC)
    assert saved.authors == (Byline(str(ada.uuid), "translator"),)
    assert [(link.title, link.url) for link in saved.related] == [
        ("First", "https://example.org/b"),
        ("Second", "https://example.org/a"),
    ]
    assert Revision.objects.get(article=article, number=2).by == publisher


def test_a_removed_link_is_gone_and_an_empty_row_is_no_link(publisher: User) -> None:
    article = full_article(publisher)

    write(signed_in(publisher), article, **{"related-0-DELETE": "on", "related-TOTAL_FORMS": 4, "related-3-ORDER": 4})

    assert [link.title for link in freeze(article).related] == ["Outside", "Imported"]


def test_an_emptied_slug_is_made_anew_from_the_title(editor: User) -> None:
    make_article(editor, title="Taken", slug="a-walk")
    article = make_article(editor, slug="something-else")

    write(signed_in(editor), article, title="A walk", slug="")

    article.refresh_from_db()
    assert article.slug == "a-walk-2"


def test_a_stale_save_is_refused_by_name_and_keeps_all_that_was_typed(editor: User, publisher: User) -> None:
    article = make_article(editor, sections=(make_section("One", MARKED, SECTION),))
    desk = signed_in(editor)
    typed = fields(desk.get(address("change", article.pk)), "#article_form") | {
        "title": "My title",
        "document": f'<h2 data-section-id="{SECTION}">One</h2><p>My text.</p>',
        "related-TOTAL_FORMS": "1",
        "related-0-url": "https://example.org/",
        "related-0-title": "My link",
        "_save": "Save",
    }
    edit(article, publisher, title="Paula's title")

    refused = desk.post(address("change", article.pk), typed)

    assert refused.status_code == 200
    page = soup(refused)
    assert "Paula Publisher saved revision 2 of this article" in page.text
    assert page.select_one(f'a[href="{address("revision", article.pk, 2)}"]') is not None
    came_back = fields(refused, "#article_form")
    assert came_back["base"] == "2"
    kept = set(typed) - {"_save", "base", "csrfmiddlewaretoken"}
    assert {name: came_back[name] for name in kept} == {name: typed[name] for name in kept}
    article.refresh_from_db()
    assert (article.title, article.head) == ("Paula's title", 2)
    assert LogEntry.objects.count() == 0

    saved = desk.post(address("change", article.pk), came_back | {"_save": "Save"})
    assert saved.status_code == 302
    article.refresh_from_db()
    assert (article.title, article.head) == ("My title", 3)
    assert [link.title for link in article.related_links.all()] == ["My link"]


def test_whoever_saved_in_another_window_is_told_so_and_not_of_a_stranger(editor: User) -> None:
    article = make_article(editor)
    desk = signed_in(editor)
    typed = fields(desk.get(address("change", article.pk)), "#article_form") | {"title": "Here", "_save": "Save"}
    edit(article, title="There")

    page = soup(desk.post(address("change", article.pk), typed))

    told = " ".join(page.select_one(".errornote[role=alert]").text.split())  # type: ignore[union-attr]
    assert told.startswith("Not saved yet: you saved revision 2 of this article in another window on ")
    assert "Edgar Editor saved" not in page.text


def test_save_and_publish_of_a_stale_form_without_changes_is_refused_too(publisher: User) -> None:
    article = make_article(publisher)
    desk = signed_in(publisher)
    typed = fields(desk.get(address("change", article.pk)), "#article_form")
    edit(article, title="Not seen yet")

    answer = desk.post(address("change", article.pk), typed | {"_publish": "Save and publish …"})

    assert answer.status_code == 200
    assert "saved revision 2 of this article" in soup(answer).text


def test_save_and_publish_without_changes_goes_on_without_a_new_revision(publisher: User) -> None:
    article = full_article(publisher)

    answer = send(signed_in(publisher), address("change", article.pk), _publish="Save and publish …")

    assert answer.url == address("publish", article.pk)  # type: ignore[attr-defined]
    article.refresh_from_db()
    assert article.head == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": " "}, "This field is required."),
        ({"slug": "taken"}, "The slug “taken” belongs to something else. Choose another one."),
        ({"slug": "No Slug"}, "“No Slug” cannot stand in an address."),
        ({"priority": "10"}, "Ensure this value is less than or equal to 9."),
        ({"locale": "fr"}, "Select a valid choice. fr is not one of the available choices."),
        ({"canonical_url": "nowhere"}, "Enter a valid URL."),
        ({"document": f"<h2>{'x' * 301}</h2>"}, "is longer than 300 characters."),
        ({"document": "<div>" * 200 + "x"}, "nested more than 32 deep"),
        ({f"note-{MARK}": "x" * 501}, "The note on a highlight is longer than 500 characters."),
        ({"related-TOTAL_FORMS": 1, "related-0-url": "https://example.org/"}, "with a title."),
        ({"related-TOTAL_FORMS": 1, "related-0-teaser": "Alone"}, "Choose an article, or give an address"),
        ({"authors-TOTAL_FORMS": 1, "authors-0-role": "editor"}, "This field is required."),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field_and_nothing_is_written(
    publisher: User, changes: dict[str, object], said: str
) -> None:
    make_article(publisher, title="Other", slug="taken")
    article = make_article(publisher)
    before = freeze(article)

    answer = write(signed_in(publisher), article, **({"title": "Changed", "kicker": "Changed"} | changes))

    assert answer.status_code == 200
    assert said in " ".join(errors(answer))
    assert 'value="Changed"' in answer.content.decode()
    article.refresh_from_db()
    assert (freeze(article), article.head) == (before, 1)
    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
@pytest.mark.parametrize("at", ["9999-12-31T23:59:59", "0001-01-01T00:00:00"])
def test_an_expiry_at_the_edge_of_the_calendar_is_refused_and_the_text_stays(
    publisher: User, zone: str, at: str
) -> None:
    publisher.time_zone = zone
    publisher.save()
    article = make_article(publisher)

    answer = write(signed_in(publisher), article, kicker="Changed", expires_at=at)

    assert errors(answer) == ["Choose a year from 1900 to 9000."]
    assert fields(answer)["kicker"] == "Changed"


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_an_article_that_was_stored_with_the_last_year_opens(publisher: User, zone: str) -> None:
    publisher.time_zone = zone
    publisher.save()
    article = make_article(publisher)
    publish_now(article)
    end = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    Article.objects.update(expires_at=end)
    article.versions.update(expires_at=end, live_until=end, ended_by="expiry")
    desk = signed_in(publisher)

    for page in ("change", "history", "publish", "expire"):
        assert (page, desk.get(address(page, article.pk)).status_code) == (page, 200)


def test_an_expiry_at_the_edge_of_the_calendar_is_refused_from_everywhere(publisher: User) -> None:
    with pytest.raises(NotUsable) as refused:
        make_article(publisher, expires_at=datetime(9999, 12, 31, tzinfo=UTC))

    assert refused.value.field == "expires_at"
    assert not Article.objects.exists()


def test_the_locale_of_what_was_public_stays(publisher: User) -> None:
    article = make_article(publisher)
    publish_now(article)

    answer = write(signed_in(publisher), article, locale="de")

    assert errors(answer) == ["The locale of an article that was public cannot change. Start a translation instead."]


def test_terms_of_another_locale_are_refused_by_name(editor: User) -> None:
    article, kultur, fluss = make_article(editor), make_category("Kultur", "de"), make_tag("Fluss", "de")

    answer = write(signed_in(editor), article, category=kultur.pk, tags=[fluss.pk])

    assert errors(answer) == [
        "“Kultur” is a category of “de”. Choose one of “en”.",
        "“Fluss” is a tag of “de”. Choose tags of “en”.",
    ]


def test_what_the_cleaner_takes_out_never_reaches_the_rows(editor: User) -> None:
    article = make_article(editor)

    write(
        signed_in(editor),
        article,
        document='<p onclick="x()">Text<script>alert(1)</script></p>',
        lead="<img src=x>Lead",
    )

    saved = freeze(Article.objects.get(pk=article.pk))
    assert (saved.lead_html, [section.html for section in saved.sections]) == ("Lead", ["<p>Text</p>"])


def test_notes_survive_a_page_whose_scripts_did_not_run(editor: User) -> None:
    article = full_article(editor)

    write(signed_in(editor), article, title="Changed")

    assert [row.note for row in article.highlights.all()] == ["A note."]


def test_an_imported_link_without_an_address_is_pointed_out(editor: User) -> None:
    page = soup(signed_in(editor).get(address("change", full_article(editor).pk)))

    missing = page.select(".address-missing")
    assert [item.find_parent("li").select_one("[name$=title]")["value"] for item in missing] == ["Imported"]  # type: ignore[union-attr,index]


def test_a_save_says_its_revision(editor: User) -> None:
    article = make_article(editor)

    desk = signed_in(editor)

    write(desk, article, title="Changed")

    assert told(desk) == ["Saved as revision 2."]


def test_an_address_of_no_article_leads_back_to_the_desk(editor: User) -> None:
    for key in ("999", "nonsense", "1_2F"):
        answer = signed_in(editor).get(address("change", key))
        assert (key, answer.status_code) == (key, 302)


def test_an_address_made_of_the_title_follows_it_until_somebody_outside_knows_it(publisher: User) -> None:
    article = make_article(publisher, title="The river", slug="the-river")
    desk = signed_in(publisher)

    write(desk, article, title="The brook")
    article.refresh_from_db()
    followed = article.slug
    publish_now(article)
    write(desk, article, title="The stream")
    article.refresh_from_db()

    assert (followed, article.slug) == ("the-brook", "the-brook")


def test_an_address_that_somebody_chose_stays(editor: User) -> None:
    article = make_article(editor, title="The river", slug="water")

    write(signed_in(editor), article, title="The brook")
    article.refresh_from_db()

    assert article.slug == "water"


def test_the_categories_offered_are_those_of_the_articles_locale(editor: User) -> None:
    make_category("Culture"), make_category("Kultur", "de")
    article = make_article(editor)

    page = soup(signed_in(editor).get(address("change", article.pk)))

    assert [option.text for option in page.select("#id_category option")] == ["---------", "Culture"]
