"""To create and save drafts: every save is a revision, and none is lost."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import transaction

from articles.editing.drafts import HIGHLIGHTS, RELATED, SECTIONS, create_draft, save_draft
from articles.editing.freezing import freeze
from articles.errors import LocaleFixed, NotUsable, StaleRevision, TranslationExists
from articles.models import Article, Revision, SlugClaim
from articles.snapshot import Byline, Highlight, Related, Rights, Seo
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_content,
    make_section,
    make_tag,
    make_user,
    publish_now,
)

pytestmark = pytest.mark.django_db
ONE, TWO = "h0000000001", "h0000000002"


def mark(id_, text):
    return f'<mark data-highlight-id="{id_}">{text}</mark>'


def passages(article):
    return list(article.highlights.values_list("identifier", "section__heading", "exact", "start", "end"))


# --- Revisions ------------------------------------------------------------------------------------------------------


def test_a_new_draft_has_its_first_revision():
    author = make_user("author")

    article = create_draft(make_content(title="The tide"), by=author)

    revision = article.revisions.get()
    assert (article.head, article.owner, revision.number, revision.by) == (1, author, 1, author)
    assert revision.content == freeze(article)


def test_every_save_makes_a_revision_even_one_that_changes_nothing():
    article = make_article()

    numbers = [edit(article).number, edit(article, title="Another").number]

    assert numbers == [2, 3]
    assert article.head == 3


def test_a_revision_is_what_the_draft_was_at_that_save(clock):
    article = make_article(title="The tide")
    edit(article, title="The ebb")

    titles = {revision.number: revision.content.title for revision in article.revisions.all()}
    assert titles == {1: "The tide", 2: "The ebb"}


def test_to_save_what_was_frozen_gives_the_same_again():
    author, category, tag, other = make_author(), make_category(), make_tag(), make_article(slug="other")
    article = make_article(
        kicker="Coast",
        lead_html=f"The {mark(ONE, 'lead')}.",
        sections=(make_section("", "<p>Opening.</p>"), make_section("One", f"<p>{mark(TWO, 'Text')}.</p>")),
        highlights=(Highlight(id=TWO, section=None, note="Why."),),
        related=(
            Related(article=str(other.uuid)),
            Related(title="Outside", teaser="There.", url="https://example.org/"),
            Related(title="Without an address"),
        ),
        authors=(Byline(author=str(author.uuid), role="reporter"),),
        category=str(category.uuid),
        tags=(str(tag.uuid),),
        genre="report",
        priority=1,
        access="metered",
        ai_use="assisted",
        ai_note="Translated.",
        seo=Seo("Title", "Description", "https://example.org/first", True),
        rights=Rights("https://example.org/licence", "Ask.", "Us", "© Us"),
    )
    before = freeze(article)

    edit(article)

    assert freeze(article) == before
    assert before.highlights[1].note == "Why."
    assert len(before.related) == 3


# --- Conflicts ------------------------------------------------------------------------------------------------------


def test_a_stale_save_is_refused_and_says_who_saved_what(clock):
    article = make_article()
    edit(article, by=make_user("editor", first_name="Edgar", last_name="Editor"), title="Theirs")

    with pytest.raises(StaleRevision) as refused:
        save_draft(article, make_content(title="Mine"), base=1, by=article.owner)

    assert (refused.value.by, refused.value.base, refused.value.head) == ("Edgar Editor", 1, 2)
    assert "Edgar Editor saved revision 2" in str(refused.value)
    article.refresh_from_db()
    assert (article.title, article.head) == ("Theirs", 2)


@pytest.mark.parametrize("base", [0, 2, 99])
def test_a_base_that_never_was_is_stale(base):
    article = make_article()

    with pytest.raises(StaleRevision):
        save_draft(article, make_content(), base=base, by=article.owner)


def test_a_refused_save_leaves_the_callers_article_as_it_was():
    make_article(slug="taken")
    article = make_article(slug="tide")

    with pytest.raises(Exception, match="taken"), transaction.atomic():
        save_draft(article, make_content(slug="taken"), base=1, by=article.owner)

    assert (article.head, article.slug, article.title) == (1, "tide", "A title")
    assert save_draft(article, make_content(slug="tide"), base=article.head, by=article.owner).number == 2


def test_a_save_does_not_undo_an_act_that_came_between(clock):
    article = make_article()
    stale = Article.objects.get(pk=article.pk)
    publish_now(article)

    save_draft(stale, make_content(), base=1, by=article.owner)

    article.refresh_from_db()
    assert (article.acts, article.acted_at, stale.acts) == (1, clock.now, 1)


# --- Rows -----------------------------------------------------------------------------------------------------------


def test_untouched_sections_and_highlights_keep_their_rows():
    sections = tuple(make_section(name, f"<p>{mark(id_, name)}</p>") for name, id_ in (("One", ONE), ("Two", TWO)))
    article = make_article(sections=sections)
    rows = dict(article.sections.values_list("heading", "pk"))
    marks = dict(article.highlights.values_list("identifier", "pk"))

    edit(article, sections=(sections[0], replace(sections[1], html=f"<p>Changed {mark(TWO, 'Two')}</p>")))

    assert dict(article.sections.values_list("heading", "pk")) == rows
    assert dict(article.highlights.values_list("identifier", "pk")) == marks


def test_sections_change_places_and_keep_their_rows():
    one, two = make_section("One"), make_section("Two")
    article = make_article(sections=(one, two))
    rows = dict(article.sections.values_list("heading", "pk"))

    edit(article, sections=(two, one))

    assert list(article.sections.values_list("heading", "pk")) == [("Two", rows["Two"]), ("One", rows["One"])]


def test_a_section_that_is_gone_takes_its_highlights_along():
    one, two = make_section("One", f"<p>{mark(ONE, 'One')}</p>"), make_section("Two", f"<p>{mark(TWO, 'Two')}</p>")
    article = make_article(sections=(one, two))

    edit(article, sections=(two,))

    assert passages(article) == [(TWO, "Two", "Two", 0, 3)]


def test_a_passage_that_moves_to_another_section_keeps_its_id_and_note():
    one, two = make_section("One", f"<p>{mark(ONE, 'moves')}</p>"), make_section("Two", "<p>Stays.</p>")
    article = make_article(sections=(one, two), highlights=(Highlight(id=ONE, section=one.id, note="Why."),))

    edit(article, sections=(replace(two, html=f"<p>Stays, {mark(ONE, 'moves')}.</p>"),))

    assert passages(article) == [(ONE, "Two", "moves", 7, 12)]
    assert article.highlights.get().note == "Why."


def test_two_sections_of_one_id_are_both_kept():
    one = make_section("One", "<p>First.</p>")
    article = make_article(sections=(one,))

    edit(article, sections=(one, replace(one, heading="Two", html="<p>Second.</p>")))

    assert list(article.sections.values_list("heading", "body")) == [
        ("One", "<p>First.</p>"),
        ("Two", "<p>Second.</p>"),
    ]
    assert str(article.sections.first().uuid) == one.id


@pytest.mark.parametrize(
    "id_", ["", "one", "3F2504E0-4F89-11D3-9A0C-0305E82C3301", "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}"]
)
def test_a_section_with_a_malformed_id_gets_a_new_one(id_):
    article = make_article(sections=(replace(make_section("One"), id=id_),))

    edit(article)

    assert article.sections.count() == 1
    assert str(article.sections.get().uuid) != id_


def test_another_article_may_have_a_section_of_the_same_id():
    section = make_section()

    one, two = make_article(slug="one", sections=(section,)), make_article(slug="two", sections=(section,))

    assert one.sections.get().uuid == two.sections.get().uuid


# --- Highlights -----------------------------------------------------------------------------------------------------


def test_highlights_are_computed_from_the_marks_whatever_was_said():
    article = make_article(
        lead_html=f"Über {mark(ONE, 'den Fluss')} hin",
        sections=(make_section("One", f"<p>A 🐟 {mark(TWO, 'swims')}</p>"),),
        highlights=(Highlight(id=ONE, section=None, exact="a lie", start=3, end=4),),
    )

    assert passages(article) == [(ONE, None, "den Fluss", 5, 14), (TWO, "One", "swims", 4, 9)]


def test_a_duplicate_mark_gets_an_id_of_its_own():
    article = make_article(
        lead_html=mark(ONE, "first"), sections=(make_section("One", f"<p>And {mark(ONE, 'second')}</p>"),)
    )

    (first, second) = passages(article)
    assert (first[0], first[2], second[2]) == (ONE, "first", "second")
    assert second[0] != ONE
    assert second[0] in article.sections.get().body


def test_an_empty_mark_goes_without_an_error():
    article = make_article(lead_html=f"The {mark(ONE, '')}lead{mark(TWO, ' ')}")

    assert passages(article) == []
    assert "mark" not in article.lead


def test_notes_are_kept_by_id_and_go_with_their_passage():
    article = make_article(
        lead_html=f"{mark(ONE, 'first')} and {mark(TWO, 'second')}",
        highlights=(
            Highlight(id=ONE, section=None, note="Why."),
            Highlight(id="h00000000ff", section=None, note="Lost."),
        ),
    )

    assert list(article.highlights.values_list("identifier", "note")) == [(ONE, "Why."), (TWO, "")]


# --- Related, authors, tags -----------------------------------------------------------------------------------------


def test_related_links_are_kept_in_order_and_unchanged_ones_keep_their_rows():
    links = tuple(Related(title=title, url=f"https://example.org/{title}") for title in ("a", "b"))
    article = make_article(related=links)
    rows = list(article.related_links.values_list("pk", flat=True))
    edit(article, title="Another")
    assert list(article.related_links.values_list("pk", flat=True)) == rows

    edit(article, related=links[::-1])

    assert [link.title for link in article.related_links.all()] == ["b", "a"]


def test_related_articles_authors_tags_and_a_category_that_are_gone_are_left_out():
    gone = str(uuid4())

    article = make_article(
        related=(Related(article=gone, title="Gone"), Related(title="Stays")),
        authors=(Byline(author=gone), Byline(author="nobody")),
        tags=(gone, "nothing"),
        category=gone,
    )

    content = freeze(article)
    assert [link.title for link in content.related] == ["Stays"]
    assert (content.authors, content.tags, content.category) == ((), (), None)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "example.org", "https://", "//example.org"])
def test_a_related_address_that_is_none_is_refused(url):
    with pytest.raises(NotUsable) as refused:
        make_article(related=(Related(title="Outside", url=url),))

    assert refused.value.field == "related"


def test_a_related_address_without_a_title_is_refused_and_an_empty_row_is_left_out():
    assert not make_article(related=(Related(),)).related_links.exists()

    with pytest.raises(NotUsable) as refused:
        make_article(slug="other", related=(Related(url="https://example.org/"),))

    assert refused.value.field == "related"


def test_an_article_is_not_related_to_itself():
    article = make_article()

    with pytest.raises(NotUsable):
        edit(article, related=(Related(article=str(article.uuid)),))


def test_authors_keep_their_order_and_sign_once_in_a_role():
    one, two = (str(make_author(name).uuid) for name in ("One", "Two"))

    article = make_article(authors=(Byline(two), Byline(one), Byline(two), Byline(two, role="photographer")))

    assert freeze(article).authors == (Byline(two), Byline(one), Byline(two, role="photographer"))


# --- Limits ---------------------------------------------------------------------------------------------------------


UNUSABLE = [
    ("title", {"title": ""}),
    ("title", {"title": " \u200b\n"}),
    ("title", {"title": "x" * 201}),
    ("kicker", {"kicker": "x" * 81}),
    ("locale", {"locale": "x" * 17}),
    ("locale", {"locale": ""}),
    ("genre", {"genre": "gossip"}),
    ("priority", {"priority": 0}),
    ("priority", {"priority": 10}),
    ("access", {"access": "secret"}),
    ("ai_use", {"ai_use": "some"}),
    ("ai_note", {"ai_note": "x" * 301}),
    ("seo_title", {"seo": Seo(title="x" * 121)}),
    ("seo_description", {"seo": Seo(description="x" * 321)}),
    ("canonical_url", {"seo": Seo(canonical_url="javascript:alert(1)")}),
    ("licence", {"rights": Rights(licence="our own")}),
    ("usage_terms", {"rights": Rights(usage_terms="x" * 501)}),
    ("copyright_holder", {"rights": Rights(copyright_holder="x" * 201)}),
    ("copyright_notice", {"rights": Rights(copyright_notice="x" * 301)}),
    ("sections", {"sections": tuple(make_section() for _ in range(SECTIONS + 1))}),
    ("sections", {"sections": (make_section("x" * 301),)}),
    ("related", {"related": tuple(Related(title=str(number)) for number in range(RELATED + 1))}),
    ("related", {"related": (Related(title="x" * 301),)}),
    ("related", {"related": (Related(title="x", source="somewhere"),)}),
    ("highlights", {"lead_html": " ".join(mark(f"h{number:010x}", "x") for number in range(HIGHLIGHTS + 1))}),
    (
        "highlights",
        {"lead_html": mark(ONE, "x"), "highlights": (Highlight(id=ONE, section=None, note="x" * 501),)},
    ),
    ("document", {"lead_html": "x" * 1_000_001}),
    ("document", {"sections": (make_section(html="<blockquote>" * 40 + "x"),)}),
]


def written():
    return Article.objects.count(), Revision.objects.count(), SlugClaim.objects.count()


@pytest.mark.parametrize(("field", "values"), UNUSABLE)
def test_a_new_draft_that_cannot_be_kept_is_refused_by_field_and_nothing_is_written(field, values):
    with pytest.raises(NotUsable) as refused:
        make_article(**values)

    assert refused.value.field == field
    assert written() == (0, 0, 0)


@pytest.mark.parametrize(("field", "values"), UNUSABLE)
def test_a_save_that_cannot_be_kept_is_refused_by_field_and_nothing_is_written(field, values):
    article = make_article()
    before = freeze(article)

    with pytest.raises(NotUsable) as refused:
        edit(article, **values)

    assert refused.value.field == field
    assert written() == (1, 1, 1)
    assert freeze(Article.objects.get()) == before


def test_an_author_in_an_unknown_role_is_refused():
    author = make_author()

    with pytest.raises(NotUsable) as refused:
        make_article(authors=(Byline(str(author.uuid), role="hero"),))

    assert refused.value.field == "authors"


def test_characters_that_no_database_keeps_are_left_out():
    article = make_article(
        title="The\x00 tide\u202e",
        kicker="\x07Coast",
        sections=(make_section("He\x00ading"),),
        related=(Related(title="Out\x00side", teaser="Th\x00ere"),),
        seo=Seo(title="T\x00", description="D\x00"),
    )

    content = freeze(article)
    assert (content.title, content.kicker, content.sections[0].heading) == ("The tide", "Coast", "Heading")
    assert (content.related[0].title, content.related[0].teaser) == ("Outside", "There")
    assert (content.seo.title, content.seo.description) == ("T", "D")


# --- Locale and translations ----------------------------------------------------------------------------------------


def test_the_locale_of_a_draft_may_change_until_it_is_published(clock):
    article = make_article(locale="en")
    edit(article, locale="de")
    publish_now(article)

    with pytest.raises(LocaleFixed):
        edit(article, locale="en")

    assert article.locale == "de"


def test_a_second_translation_in_one_locale_is_refused():
    article, other = make_article(), make_article(slug="other", locale="de")
    create_draft(make_content(slug="de", locale="de"), by=other.owner, translation_key=article.translation_key)

    with pytest.raises(TranslationExists):
        create_draft(make_content(slug="again", locale="de"), by=other.owner, translation_key=article.translation_key)
    with pytest.raises(TranslationExists):
        edit(article, locale="de")

    assert Article.objects.count() == 3
