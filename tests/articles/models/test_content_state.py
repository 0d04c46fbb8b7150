"""The one row that says whether answers are still true, and numbers the log."""

from __future__ import annotations

import pytest

from articles.models import ContentState
from articles.models.content_state import Sequences

pytestmark = pytest.mark.django_db


def test_before_the_first_write_there_is_something_to_read():
    state = ContentState.read()

    assert (state.stamp, state.epoch, state.public_sequence, state.partner_sequence) == (0, "", 0, 0)
    assert not ContentState.objects.exists()


def test_a_move_makes_the_row_and_takes_numbers_in_two_series():
    assert ContentState.move() == Sequences(0, 0)
    assert ContentState.move(public=2) == Sequences(2, 0)
    assert ContentState.move(partners=3) == Sequences(2, 3)
    assert ContentState.move(public=1, partners=1) == Sequences(3, 4)

    state = ContentState.objects.get()
    assert (state.public_sequence, state.partner_sequence) == (3, 4)


def test_each_move_has_another_stamp_and_the_epoch_stays():
    states = []
    for _ in range(5):
        ContentState.move()
        states.append(ContentState.read())

    assert len({state.stamp for state in states}) == 5
    assert len({state.epoch for state in states}) == 1
    assert len(states[0].epoch) == 32


def test_a_move_is_one_statement_on_the_row(django_assert_num_queries, on_postgresql):
    ContentState.move()

    with django_assert_num_queries(1 + on_postgresql):  # there the foreign keys are checked first
        ContentState.move(public=1)
