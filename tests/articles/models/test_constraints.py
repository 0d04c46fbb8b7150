"""What the database itself refuses, whatever the code above it does."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from articles.models import (
    Article,
    ArticleAuthor,
    AuthorBio,
    Change,
    ContentState,
    Highlight,
    PublishedVersion,
    RelatedLink,
    Revision,
    Section,
    SlugClaim,
    VersionAuthor,
    VersionTag,
)
from articles.snapshot import Byline
from tests.articles.conftest import NOON
from tests.factories import make_article, make_author, make_category, make_tag, publish_now, schedule_for

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def refuses(name, write, /, *args, **values):
    """The database refuses, and it is this constraint that does: SQLite names the columns of a unique one instead."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write(*args, **values)
        connection.check_constraints()
    said = str(refused.value)
    assert name in said or (connection.vendor == "sqlite" and said.startswith("UNIQUE constraint failed: "))


def copy(version, **values):
    version.pk, version._state.adding = None, True
    for name, value in values.items():
        setattr(version, name, value)
    version.save()


@pytest.fixture
def version(clock):
    return publish_now(make_article()).version


def test_one_open_version_an_article(version):
    refuses("version_one_open_an_article", copy, version, live_from=NOON + HOUR)


def test_two_versions_of_an_article_start_at_different_moments(version):
    refuses("version_starts_differ", copy, version, live_until=NOON + HOUR, ended_by="expiry")


def test_a_version_does_not_end_before_it_starts(version):
    versions = PublishedVersion.objects.filter(pk=version.pk)

    refuses("version_ends_after_start", versions.update, live_until=NOON - HOUR, ended_by="expiry")


def test_a_version_does_not_expire_as_it_starts(version):
    refuses("version_expires_after_start", PublishedVersion.objects.update, expires_at=NOON)


def test_a_version_is_not_published_after_its_start(version):
    refuses("version_published_by_its_start", PublishedVersion.objects.update, published_at=NOON + HOUR)


def test_an_end_has_a_cause_and_a_cause_an_end(version):
    refuses("version_end_has_a_cause", PublishedVersion.objects.update, live_until=NOON + HOUR)
    refuses("version_end_has_a_cause", PublishedVersion.objects.update, ended_by="expiry")


def test_a_change_has_a_number_of_its_own_in_its_series(version):
    article = version.article
    values = {"record": article.uuid, "article": article, "version": version, "at": NOON + HOUR}
    values |= {"number": 1, "kind": "updated"}

    refuses("change_number_once_a_series", Change.objects.create, **values)
    Change.objects.create(audience="partners", **values)


def test_an_event_is_noted_once(version):
    refuses(
        "change_noted_once",
        Change.objects.create,
        number=2, kind="published", record=version.article.uuid, article=version.article, version=version, at=NOON,
    )  # fmt: skip


def test_of_each_record_one_entry_is_the_newest(version):
    values = {"number": 2, "kind": "changed", "record": version.article.uuid, "at": NOON}

    refuses("change_newest_once_a_record", Change.objects.create, is_newest=True, **values)
    Change.objects.create(audience="partners", is_newest=True, **values)


def test_what_follows_names_no_version_and_an_event_does(version):
    values = {"number": 2, "record": version.article.uuid, "at": NOON}

    event = "change_event_is_of_an_article"
    refuses(event, Change.objects.create, kind="changed", article=version.article, version=version, **values)
    refuses(event, Change.objects.create, kind="published", **values)


def test_what_is_in_the_log_cannot_be_deleted(version):
    with pytest.raises(ProtectedError):
        version.delete()
    with pytest.raises(ProtectedError):
        version.article.delete()


def test_content_state_is_one_row(version):
    refuses("content_state_is_one_row", ContentState.objects.create, id=2, stamp=1, epoch="e")


def test_a_revision_has_a_number_of_its_own_in_its_article(version):
    revision = version.revision

    refuses(
        "revision_number_once_an_article",
        Revision.objects.create,
        article=revision.article, number=1, snapshot={}, by=revision.by,
    )  # fmt: skip


def test_one_translation_of_an_article_a_locale(version):
    article = version.article

    refuses(
        "article_one_translation_a_locale",
        Article.objects.create,
        owner=article.owner, locale="en", title="x", slug="x", translation_key=article.translation_key,
    )  # fmt: skip


@pytest.mark.parametrize("priority", [0, 10])
def test_a_priority_is_1_to_9(version, priority):
    refuses("article_priority_1_to_9", Article.objects.update, priority=priority)


def test_a_withdrawal_is_whole(version):
    refuses("article_withdrawal_is_whole", Article.objects.update, withdrawn_at=NOON)
    refuses("article_withdrawal_is_whole", Article.objects.update, withdrawn_how="killed")


def test_a_section_has_an_id_of_its_own_in_its_article(version):
    article = version.article
    section = article.sections.get()

    refuses("section_uuid_once_an_article", Section.objects.create, article=article, uuid=section.uuid, position=1)


def test_a_highlight_has_an_id_of_its_own_and_is_not_empty(version):
    values = {"article": version.article, "position": 0, "exact": "x"}
    Highlight.objects.create(identifier="h0000000001", start=0, end=1, **values)

    again, empty = {"start": 1, "end": 2, **values}, {"start": 2, "end": 2, **values}
    refuses("highlight_id_once_an_article", Highlight.objects.create, identifier="h0000000001", **again)
    refuses("highlight_is_not_empty", Highlight.objects.create, identifier="h0000000002", **empty)


def test_a_related_link_has_one_target(version):
    article = version.article

    refuses("related_link_has_one_target", RelatedLink.objects.create, article=article)
    refuses("related_link_has_one_target", RelatedLink.objects.create, article=article, url="https://example.org")
    refuses(
        "related_link_has_one_target", RelatedLink.objects.create,
        article=article, target=article, url="https://example.org",
    )  # fmt: skip


def test_a_slug_belongs_to_one_and_a_claim_has_one_owner_of_its_kind(version):
    tag = make_tag()

    refuses(
        "slug_belongs_to_one", SlugClaim.objects.create, kind="article", locale="en", slug="a-title",
        article=version.article,
    )  # fmt: skip
    refuses("slug_claim_has_one_owner_of_its_kind", SlugClaim.objects.create, kind="article", slug="x", tag=tag)
    refuses("slug_claim_has_one_owner_of_its_kind", SlugClaim.objects.create, kind="tag", slug="x")
    refuses(
        "slug_claim_has_one_owner_of_its_kind", SlugClaim.objects.create, kind="tag", slug="x", tag=tag,
        article=version.article,
    )  # fmt: skip


def test_terms_have_one_translation_a_locale():
    for term in (make_category(), make_tag()):
        refuses(
            f"{type(term).__name__.lower()}_one_translation_a_locale",
            type(term).objects.create,
            name="x", slug="x", locale="en", translation_key=term.translation_key,
        )  # fmt: skip


def test_an_author_signs_once_in_a_role_and_has_one_bio_a_locale():
    author, article = make_author(), make_article()
    ArticleAuthor.objects.create(article=article, author=author)
    AuthorBio.objects.create(author=author, locale="en")

    refuses("one_byline_an_author_and_role", ArticleAuthor.objects.create, article=article, author=author)
    refuses("one_bio_an_author_and_locale", AuthorBio.objects.create, author=author, locale="en")


def test_a_version_names_an_author_and_a_tag_once(version):
    author, tag = make_author(), make_tag()
    VersionAuthor.objects.create(version=version, author=author)
    VersionTag.objects.create(version=version, tag=tag)

    refuses("version_author_once", VersionAuthor.objects.create, version=version, author=author)
    refuses("version_tag_once", VersionTag.objects.create, version=version, tag=tag)


def test_who_is_used_by_a_version_cannot_be_deleted(clock):
    author, category, tag = make_author(), make_category(), make_tag()
    article = make_article(
        authors=(Byline(author=str(author.uuid)),), category=str(category.uuid), tags=(str(tag.uuid),)
    )
    schedule_for(article, clock.in_(hours=1))

    for term in (author, category, tag):
        with pytest.raises(ProtectedError):
            term.delete()


def test_foreign_keys_are_checked():
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.create(article_id=999_999, uuid=uuid4(), position=0)
        connection.check_constraints()
