"""To move a category in the tree, and to read the tree."""

from __future__ import annotations

import pytest

from articles.editing.category_tree import move_category
from articles.editing.merging_terms import merge_terms
from articles.errors import NotUsable
from articles.models import Category, ContentState
from articles.models.category_tree import CategoryTree
from tests.factories import make_category

pytestmark = pytest.mark.django_db


def tree(locale="en"):
    """The tree as it is drawn: each with a dot a level."""
    loaded = CategoryTree.load([locale])
    return ["." * loaded.level(one) + one.name for one in loaded.in_order()]


@pytest.fixture
def abc():
    return [make_category(name) for name in "ABC"]


def test_siblings_stand_by_name_until_one_is_moved(abc):
    a, _, c = abc
    make_category("D", locale="de")
    assert tree() == ["A", "B", "C"]
    stamp = ContentState.read().stamp

    move_category(c, parent=None, position=0)

    assert tree() == ["C", "A", "B"]
    assert list(Category.objects.filter(locale="en").order_by("position").values_list("position", flat=True)) == [
        0,
        1,
        2,
    ]
    assert ContentState.read().stamp != stamp
    assert tree("de") == ["D"]
    move_category(a, parent=None, position=99)
    assert tree() == ["C", "B", "A"]


def test_a_category_moves_below_another_with_all_that_is_below_it(abc):
    a, b, c = abc
    make_category("b", parent=b)

    move_category(b, parent=a, position=0)
    move_category(c, parent=a, position=0)

    assert tree() == ["A", ".C", ".B", "..b"]


def test_a_new_one_goes_behind_siblings_that_have_an_order(abc):
    move_category(abc[2], parent=None, position=0)

    make_category("Aa")

    assert tree() == ["C", "A", "B", "Aa"]


def test_a_merged_one_is_no_sibling(abc):
    a, b, c = abc
    merge_terms(a, b)

    move_category(c, parent=None, position=0)

    assert tree() == ["C", "B"]


def test_a_move_below_itself_into_another_locale_or_below_a_merged_one_is_refused(abc):
    a, b, c = abc
    move_category(b, parent=a, position=0)
    merge_terms(c, a)

    for parent in (b, make_category("Stadt", locale="de"), Category.objects.get(pk=c.pk)):
        with pytest.raises(NotUsable) as refused:
            move_category(Category.objects.get(pk=a.pk), parent=parent, position=0)
        assert refused.value.field == "parent"
    assert tree() == ["A", ".B"]


def test_ancestors_come_from_the_root_down_and_the_tree_is_one_query(abc, django_assert_num_queries):
    a, b, c = abc
    move_category(b, parent=a, position=0)
    move_category(c, parent=b, position=0)

    with django_assert_num_queries(1):
        loaded = CategoryTree.load()
        assert loaded.ancestors(loaded.nodes[c.pk]) == [a, b]
        assert loaded.children(a) == [b]
        assert loaded.children(None) == [a]
