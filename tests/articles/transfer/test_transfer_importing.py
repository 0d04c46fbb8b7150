"""A file becomes a draft, a newer draft, a public article; or nothing changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from articles.editing.freezing import freeze
from articles.errors import NotUsable, PendingSchedule, Refused, SlugTaken
from articles.models import Article, Author, Category, PublishedVersion, Revision, Tag, User
from articles.snapshot import Related
from articles.transfer.article_file import read_article
from articles.transfer.importing import NO_ARTICLE, Imported, import_article
from articles.transfer.manuscript import Kind
from tests.factories import make_article, make_author, make_category, make_tag, make_user, publish_now, schedule_for

TEXT = """\
---
kicker: Cities
authors: [Mara Lind, Tomas Oka]
category: Cities/Transport
tags: [rivers, night]
genre: report
ai_use: assisted
ai_note: Checked by people.
seo_description: In short.
licence: https://example.org/licence
---
# A Night by the River

The ==lead== of it.

## First

One ==passage==.

## Explore more

- [Elsewhere](https://example.org/): A teaser.
"""


def take(text: str, by: User, kind: Kind = Kind.MARKDOWN, **options: Any) -> Imported:
    return import_article(read_article(text, kind=kind), by=by, **options)


def counts() -> list[int]:
    return [model.objects.count() for model in (Article, Revision, PublishedVersion, Author, Category, Tag)]


def test_everything_that_a_file_says_is_in_the_draft(publisher: User) -> None:
    imported = take(TEXT, publisher)

    content = freeze(Article.objects.get())
    assert content == imported.content
    assert (content.title, content.slug, content.locale) == ("A Night by the River", "a-night-by-the-river", "en")
    assert (content.kicker, content.genre, content.ai_use, content.ai_note) == (
        "Cities", "report", "assisted", "Checked by people.",
    )  # fmt: skip
    assert (content.seo.description, content.rights.licence) == ("In short.", "https://example.org/licence")
    assert content.lead_text == "The lead of it."
    assert [(section.heading, section.text) for section in content.sections] == [("First", "One passage.")]
    assert [(highlight.exact, highlight.section) for highlight in content.highlights] == [
        ("lead", None),
        ("passage", content.sections[0].id),
    ]
    assert content.related == (Related("Elsewhere", "A teaser.", "https://example.org/"),)
    assert [byline.author.name for byline in imported.article.bylines.all()] == ["Mara Lind", "Tomas Oka"]
    assert sorted(tag.name for tag in imported.article.tags.all()) == ["night", "rivers"]
    assert (imported.revision, imported.done, imported.unplaced) == (1, None, ())
    assert Revision.objects.get().reason == Revision.Reason.IMPORTED


def test_a_category_is_a_path_and_terms_are_found_by_their_names(publisher: User) -> None:
    cities = make_category("Cities")
    transport = make_category("Transport", parent=cities)
    make_category("Transport")
    author, tag = make_author("mara lind"), make_tag("rivers")
    make_tag("night", locale="de")

    imported = take(TEXT, publisher)

    assert imported.article.category == transport
    assert imported.article.bylines.get(author=author).position == 0
    assert tag in imported.article.tags.all()
    assert sorted(Tag.objects.filter(name="night").values_list("locale", flat=True)) == ["de", "en"]
    assert Category.objects.count() == 3


def test_who_may_not_make_terms_has_those_that_are_there(author_user: User) -> None:
    make_author("Mara Lind")
    make_category("Cities")

    imported = take(TEXT, author_user)

    assert [byline.author.name for byline in imported.article.bylines.all()] == ["Mara Lind"]
    assert [str(each) for each in imported.unplaced] == [
        "“Tomas Oka”: there is no author of this name, and aino may not make one",
        "“Transport”: there is no category of this name, and aino may not make one",
        "“rivers”: there is no tag of this name, and aino may not make one",
        "“night”: there is no tag of this name, and aino may not make one",
    ]
    assert (Author.objects.count(), Category.objects.count(), Tag.objects.count()) == (1, 1, 0)


def test_a_newer_text_keeps_ids_and_what_it_does_not_speak_of(publisher: User) -> None:
    before = take(TEXT, publisher)

    after = take(
        "# Another Title\n\nA new ==lead==.\n\n## Before\n\nNew.\n\n## First\n\nStill one ==passage==, moved.\n",
        publisher,
        into=before.article,
    )

    assert after.revision == 2
    assert (after.content.title, after.content.slug) == ("Another Title", "a-night-by-the-river")
    assert after.content.sections[1].id == before.content.sections[0].id
    assert [(each.id, each.exact) for each in after.content.highlights] == [
        (before.content.highlights[0].id, "lead"),
        (before.content.highlights[1].id, "passage"),
    ]
    kept = ("kicker", "authors", "category", "tags", "genre", "ai_use", "seo", "rights", "related")
    assert [getattr(after.content, name) for name in kept] == [getattr(before.content, name) for name in kept]


def test_a_newer_plain_text_keeps_the_highlights_whose_passages_still_stand(publisher: User) -> None:
    before = take(TEXT, publisher)

    after = take("A Night\n\nWithout it.\n\nFirst\n\nOne passage, still.\n", publisher, Kind.TEXT, into=before.article)

    assert [(each.id, each.exact) for each in after.content.highlights] == [
        (before.content.highlights[1].id, "passage")
    ]


def test_what_is_public_stays_until_it_is_asked_to_change(publisher: User) -> None:
    article = take(TEXT, publisher, publishing=True).article

    take("# Newer\n\nLead.\n", publisher, into=article)
    assert [version.title for version in article.versions.all()] == ["A Night by the River"]

    done = take("# Newest\n\nLead.\n", publisher, into=article, publishing=True).done
    assert done is not None
    assert done.version is not None
    assert (done.version.title, done.version.revision.number) == ("Newest", 3)


def test_an_import_keeps_its_own_date(publisher: User) -> None:
    done = take("---\npublished_at: 2024-05-01T06:00Z\n---\n# Old\n\nLead.\n", publisher, publishing=True).done

    assert done is not None
    assert done.version is not None
    assert done.version.published_at == datetime(2024, 5, 1, 6, tzinfo=UTC)
    assert done.version.live_from == done.moment


def test_links_to_articles_of_ours_are_found_by_slug_or_id_and_others_are_told(publisher: User) -> None:
    one, two = make_article(slug="one"), make_article(slug="two")
    make_article(slug="three", locale="de")

    imported = take(
        "# T\n\nLead.\n\n## Explore more\n\n"
        f"- [One](article:one)\n- [Two](article:{two.uuid})\n- [Three](article:three): A teaser.\n",
        publisher,
    )

    assert imported.content.related == (
        Related(article=str(one.uuid)),
        Related(article=str(two.uuid)),
        Related("Three", "A teaser."),
    )
    assert [(each.line_number, each.text) for each in imported.unplaced] == [(9, "article:three")]


RELATED = {
    Kind.MARKDOWN: "# T\n\nLead.\n\n## Explore more\n\n- [One]({0})\n- [Two]({1})\n- [None]({2})\n- [Other]({3})\n",
    Kind.TEXT: "T\n\nLead.\n\nExplore more\n\nOne\n{0}\n\nTwo\n{1}\n\nNone\n{2}\n\nOther\n{3}\n",
    Kind.HTML: "<h1>T</h1><p>Lead.</p><h2>Explore more</h2><ul><li><a href='{0}'>One</a><li><a href='{1}'>Two</a>"
    "<li><a href='{2}'>None</a><li><a href='{3}'>Other</a></ul>",
}


@pytest.mark.parametrize("kind", list(Kind))
def test_addresses_of_this_site_lead_to_its_articles(publisher: User, settings: Any, kind: Kind) -> None:
    settings.PUBLIC_URL, settings.READER = "http://127.0.0.1:8123", True
    one, two = make_article(slug="one"), make_article(slug="two", locale="de")
    addresses = (
        "http://127.0.0.1:8123/articles/one/",
        "/de/articles/two/",
        "/articles/none/",
        "https://e.example/one/",
    )

    imported = take(RELATED[kind].format(*addresses), publisher, kind)

    assert imported.content.related == (
        Related(article=str(one.uuid)),
        Related(article=str(two.uuid)),
        Related("None"),
        Related("Other", "", "https://e.example/one/"),
    )
    assert [(each.text, each.why) for each in imported.unplaced] == [("/articles/none/", NO_ARTICLE)]


def test_an_article_is_not_related_to_itself(publisher: User) -> None:
    article = make_article(slug="one")

    imported = take(
        "# T\n\nLead.\n\n## Explore more\n\n- [Me](article:one)\n- [It](https://example.org/)\n",
        publisher,
        into=article,
    )

    assert [link.title for link in imported.content.related] == ["It"]
    assert [(each.line_number, each.text) for each in imported.unplaced] == [(7, "Me")]


def test_slug_and_locale_go_before_what_the_file_says(publisher: User) -> None:
    imported = take("---\nslug: theirs\nlocale: en\n---\n# T\n\nLead.\n", publisher, slug="ours", locale="de")

    assert (imported.content.slug, imported.content.locale) == ("ours", "de")


@pytest.mark.parametrize(
    ("text", "error", "field"),
    [
        (TEXT.replace("kicker: Cities", "slug: taken"), SlugTaken, "slug"),
        (TEXT.replace("kicker: Cities", f"kicker: {'x' * 81}"), NotUsable, "kicker"),
        (TEXT.replace("genre: report", "genre: gossip"), NotUsable, "genre"),
        (TEXT.replace("kicker: Cities", "locale: xx"), NotUsable, "locale"),
        (TEXT.replace("[Elsewhere]", "[Elsewhere]" + "(https://example.org/)\n- [a]" * 50), NotUsable, "related"),
    ],
)
def test_a_refused_file_changes_nothing(publisher: User, text: str, error: type[Refused], field: str) -> None:
    make_article(slug="taken")
    before = counts()

    with pytest.raises(error) as refused:
        take(text, publisher)

    assert refused.value.field == field
    assert counts() == before


def test_a_refused_publication_leaves_no_draft_behind(publisher: User) -> None:
    article = make_article(slug="one")
    schedule_for(article, datetime(2126, 1, 1, tzinfo=UTC))
    before = (counts(), freeze(article))

    with pytest.raises(PendingSchedule):
        take(TEXT, publisher, into=article, publishing=True)

    assert (counts(), freeze(Article.objects.get(pk=article.pk))) == before


def test_a_draft_that_is_imported_again_stays_as_it_is(publisher: User) -> None:
    article = make_article(by=make_user(), slug="one", lead_html="The lead.")
    publish_now(article)
    once = take(TEXT, publisher, into=article)

    twice = take(TEXT, publisher, into=article)

    assert (twice.revision, twice.content) == (3, replace(once.content))
