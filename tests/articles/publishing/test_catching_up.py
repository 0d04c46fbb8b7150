"""The log learns what it was never told."""

from __future__ import annotations

import pytest

from articles.models import Change, ContentState, Tag
from articles.models.public_log import Touched, tell
from articles.publishing.catching_up import tell_what_is_missing
from articles.snapshot import Byline, Cover
from tests.factories import make_article, make_author, make_category, make_image, make_tag, publish_now


@pytest.fixture
def told(db):
    tag = make_tag()
    make_article(slug="draft", tags=(str(make_tag("hidden").uuid),), cover=Cover(str(make_image().uuid)))
    publish_now(
        make_article(
            authors=(Byline(str(make_author().uuid)),),
            category=str(make_category().uuid),
            tags=(str(tag.uuid),),
            cover=Cover(str(make_image().uuid)),
        )
    )
    return dict(Change.objects.newest().values_list("record", "digest"))


def test_what_was_public_before_the_log_spoke_of_it_is_told_and_nothing_hidden(told):
    Change.objects.filter(article=None).delete()
    Change.objects.update(digest="unknown")  # as the migration leaves it

    assert tell_what_is_missing() == 5

    assert dict(Change.objects.newest().values_list("record", "digest")) == told


def test_where_all_is_told_nothing_is(told):
    sequence = ContentState.read().public_sequence

    assert (tell_what_is_missing(), ContentState.read().public_sequence) == (0, sequence)


def test_a_repair_by_hand_is_told_and_takes_one_number(told):
    tag = Tag.objects.get(name="rivers")
    Tag.objects.filter(pk=tag.pk).update(name="Streams")

    assert tell_what_is_missing() == 1

    assert Change.objects.last().record == tag.uuid
    assert tell(touched=Touched.by_term(tag)) == []
