"""Which part of a picture a crop shows, and in which sizes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.media.crops import RATIOS, WIDTHS, crop_box, sizes
from tests.articles.soak import examples

sides = st.integers(1, 20_000)
points = st.tuples(st.floats(0, 1), st.floats(0, 1))
CENTRE = (0.5, 0.5)


@pytest.mark.parametrize(
    ("crop", "focal", "box"),
    [
        ("as_is", (0.0, 1.0), (0, 0, 1600, 1200)),
        ("16:9", CENTRE, (0, 150, 1600, 1050)),
        ("16:9", (0.5, 0.0), (0, 0, 1600, 900)),
        ("16:9", (0.5, 1.0), (0, 300, 1600, 1200)),
        ("4:3", (0.1, 0.9), (0, 0, 1600, 1200)),
        ("1:1", CENTRE, (200, 0, 1400, 1200)),
        ("1:1", (0.4, 0.5), (40, 0, 1240, 1200)),
        ("1:1", (1.0, 0.5), (400, 0, 1600, 1200)),
    ],
)
def test_a_crop_keeps_the_focal_point_as_near_to_its_middle_as_the_edges_allow(crop, focal, box):
    assert crop_box(1600, 1200, crop, focal) == box


@examples(300)
@given(sides, sides, st.sampled_from(list(RATIOS)), points)
def test_a_box_lies_within_the_picture_and_is_the_largest_of_its_ratio(width, height, crop, focal):
    left, top, right, bottom = crop_box(width, height, crop, focal)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert right - left == width or bottom - top == height
    if ratio := RATIOS[crop]:
        assert abs((right - left) - (bottom - top) * ratio) <= ratio or min(right - left, bottom - top) == 1


@examples(300)
@given(st.integers(1000, 20_000), st.integers(1000, 20_000), st.sampled_from(list(RATIOS)), points)
def test_the_focal_point_is_in_every_crop(width, height, crop, focal):
    left, top, right, bottom = crop_box(width, height, crop, focal)

    assert left - 1 <= focal[0] * width <= right + 1
    assert top - 1 <= focal[1] * height <= bottom + 1


@examples(300)
@given(sides, sides, points)
def test_no_size_is_larger_than_the_crop_and_each_crop_has_one(width, height, focal):
    made = list(sizes(width, height, focal))

    assert {size.crop for size in made} == set(RATIOS)
    for size in made:
        box_width = size.box[2] - size.box[0]
        assert size.width <= box_width
        assert size.width in WIDTHS or size.width == box_width
        assert size.height >= 1


def test_a_small_picture_keeps_its_own_width():
    made = [(size.crop, size.width, size.height) for size in sizes(200, 100, CENTRE)]

    assert made == [("as_is", 200, 100), ("16:9", 178, 100), ("4:3", 133, 100), ("1:1", 100, 100)]


def test_a_large_picture_comes_in_five_widths():
    made = [(size.width, size.height) for size in sizes(4000, 3000, CENTRE) if size.crop == "16:9"]

    assert made == [(320, 180), (640, 360), (960, 540), (1280, 720), (1920, 1080)]
