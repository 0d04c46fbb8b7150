"""To restore: an old revision becomes the draft again, as a new one."""

from __future__ import annotations

import pytest

from articles.editing.freezing import freeze
from articles.editing.revisions import restore
from articles.errors import SlugTaken, StaleRevision, UnknownRevision
from articles.models import PublishedVersion
from articles.publishing.slugs import free_slug
from articles.snapshot import Byline, Highlight, Related
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_section,
    make_tag,
    publish_now,
)

pytestmark = pytest.mark.django_db
MARKED = '<p>A <mark data-highlight-id="h0000000001">passage</mark>.</p>'


def restore_now(article, number, by=None):
    article.refresh_from_db()
    return restore(article, number=number, base=article.head, by=by or article.owner)


def test_the_draft_is_what_it_was_and_the_history_goes_on(publisher):
    article = make_article(
        title="The tide",
        sections=(make_section("One", MARKED),),
        highlights=(Highlight(id="h0000000001", section=None, note="Why."),),
        related=(Related(title="Outside", url="https://example.org/"),),
    )
    old = freeze(article)
    edit(article, title="The ebb", sections=(), related=())

    revision = restore_now(article, 1, by=publisher)

    assert freeze(article) == old
    assert (revision.number, revision.reason, revision.restored_from, revision.by) == (3, "restored", 1, publisher)
    assert revision.content == old


def test_a_restored_section_has_its_id_again():
    section = make_section()
    article = make_article(sections=(section,))
    edit(article, sections=())

    restore_now(article, 1)

    assert str(article.sections.get().uuid) == section.id


def test_what_is_public_does_not_change(clock):
    article = make_article(title="The tide")
    edit(article, title="The ebb")
    version = publish_now(article).version

    restore_now(article, 1)

    assert PublishedVersion.objects.live(at=clock.now).get() == version
    assert version.content.title == "The ebb"


def test_terms_and_related_articles_that_have_vanished_are_left_out():
    author, category, tag, other = make_author(), make_category(), make_tag(), make_article(slug="other")
    article = make_article(
        authors=(Byline(str(author.uuid)),),
        category=str(category.uuid),
        tags=(str(tag.uuid),),
        related=(Related(article=str(other.uuid)), Related(title="Stays")),
    )
    edit(article, authors=(), category=None, tags=(), related=())
    for gone in (author, category, tag, other):
        gone.delete()

    restore_now(article, 1)

    content = freeze(article)
    assert (content.authors, content.category, content.tags) == ((), None, ())
    assert [link.title for link in content.related] == ["Stays"]


def test_an_unknown_revision_is_refused():
    with pytest.raises(UnknownRevision):
        restore_now(make_article(), 2)


def test_a_stale_restore_is_refused():
    article = make_article()
    edit(article)

    with pytest.raises(StaleRevision):
        restore(article, number=1, base=1, by=article.owner)


def test_a_slug_that_belongs_to_somebody_else_by_now_is_refused():
    article = make_article(slug="tide")
    edit(article, slug="ebb")
    free_slug(article, "tide")
    make_article(slug="tide")

    with pytest.raises(SlugTaken):
        restore_now(article, 1)

    article.refresh_from_db()
    assert (article.slug, article.head) == ("ebb", 2)
