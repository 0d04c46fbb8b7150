"""Tags by the names that people type."""

from __future__ import annotations

from typing import Any

import pytest

from articles.editing.tag_names import fold, suggest_tags, take_tags
from articles.errors import NotUsable
from articles.models import SlugClaim, Tag
from tests.factories import make_tag


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zürich", "zurich"), ("STRASSE", "Straße"), ("  Big   Data ", "big data"), ("Ecole", "ÉCOLE"), ("ﬁlm", "Film")],
)
def test_names_that_differ_in_case_accents_and_spaces_alone_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_standing_tag_of_the_locale_is_taken_before_a_new_one_is_made(db: None) -> None:
    zurich = make_tag("Zürich")
    make_tag("Fluss", "de")

    taken = take_tags(["zurich", "Fluss", "FLUSS"], locale="en")

    assert [(tag.name, tag.locale, tag.slug) for tag in taken] == [
        ("Zürich", "en", "zuerich"),
        ("Fluss", "en", "fluss"),
    ]
    assert taken[0] == zurich
    assert SlugClaim.objects.filter(tag=taken[1]).count() == 1


def test_a_merged_tag_is_not_taken_for_its_name(db: None) -> None:
    kept = make_tag("rivers")
    gone = make_tag("streams", merged_into=kept)

    (taken,) = take_tags(["Streams"], locale="en")

    assert taken not in (kept, gone)


def test_of_two_tags_of_one_name_the_older_is_taken(db: None) -> None:
    older = make_tag("rivers")
    make_tag("Rivers")

    assert take_tags(["RIVERS"], locale="en") == [older]


def test_a_name_of_nothing_is_refused_and_no_tag_is_made(db: None) -> None:
    with pytest.raises(NotUsable):
        take_tags(["lakes", "\u200b"], locale="en")

    assert not Tag.objects.exists()


def test_the_same_name_is_suggested_first_then_those_that_begin_with_it(db: None) -> None:
    made = {name: make_tag(name) for name in ("old rivers", "riverside", "rivers", "Rivér")}
    make_tag("river", "de")

    assert suggest_tags("river", locale="en") == [
        (made[name].pk, name) for name in ("Rivér", "rivers", "riverside", "old rivers")
    ]


def test_tags_are_found_in_a_constant_number_of_queries(db: None, django_assert_num_queries: Any) -> None:
    names = [make_tag(f"tag {number}").name for number in range(20)]

    with django_assert_num_queries(4):  # two, within a savepoint
        assert len(take_tags(names, locale="en")) == 20
    with django_assert_num_queries(1):
        suggest_tags("tag", locale="en")
