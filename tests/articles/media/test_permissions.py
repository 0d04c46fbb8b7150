"""Who may take pictures in, describe and delete them."""

from __future__ import annotations

import pytest

from tests.factories import make_image, make_user

pytestmark = pytest.mark.django_db
ALL = ["view", "add", "change", "delete"]


@pytest.mark.parametrize(
    ("role", "own", "foreign"),
    [
        ("", [], []),
        ("author", ALL, ["view", "add"]),
        ("editor", ALL, ALL),
        ("publisher", ALL, ALL),
        ("administrator", ALL, ALL),
    ],
)
def test_authors_describe_their_own_pictures_and_editors_all(role, own, foreign):
    user = make_user(role)

    allowed = [
        [verb for verb in ALL if user.has_perm(f"articles.{verb}_image", image)]
        for image in (make_image(user), make_image())
    ]

    assert allowed == [own, foreign]
