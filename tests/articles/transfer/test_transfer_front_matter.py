"""The YAML at the head of a file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.transfer.front_matter import split_front_matter
from articles.transfer.manuscript import Meta, NotReadable


def test_values_are_read_as_they_stand() -> None:
    front = split_front_matter(
        "---\nslug: a-slug\npriority: 2\nauthors: [Mara Lind, Tomas Oka]\ntags:\n  - no\n  - 2024\n  - no\n"
        "category: Cities/Transport\nnoindex: yes\n"
        "expires_at: 2026-03-28T06:00+01:00\npublished_at: 2026-03-01\n---\n# T\n"
    )

    assert front.meta == Meta(
        slug="a-slug",
        priority=2,
        authors=("Mara Lind", "Tomas Oka"),
        tags=("no", "2024"),
        category="Cities/Transport",
        noindex=True,
        expires_at=datetime(2026, 3, 28, 5, tzinfo=UTC),
        published_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    assert front.unplaced == ()


def test_the_body_keeps_the_numbers_of_its_lines() -> None:
    front = split_front_matter("---\nslug: a\n---\n# T\n")

    assert front.body.split("\n").index("# T") == 3


def test_unknown_keys_and_odd_values_are_told_with_their_lines() -> None:
    front = split_front_matter(
        "---\nlayout: post\nslug: a\npriority: high\nkicker: [a, b]\n"
        "expires_at: soon\nnoindex: perhaps\n? [x]\n: y\n---\n"
    )

    assert front.meta == Meta(slug="a")
    assert [(each.line_number, each.text, each.why) for each in front.unplaced] == [
        (2, "layout: post", "no field of an article has this name"),
        (4, "priority: high", "a whole number is expected here"),
        (5, "kicker: [a, b]", "one value is expected here, not several"),
        (6, "expires_at: soon", "a date, or a date and time, is expected here (2026-03-28T06:00Z)"),
        (7, "noindex: perhaps", "yes or no is expected here"),
        (8, "? [x]", "no field of an article has this name"),
    ]


def test_a_file_need_not_have_any() -> None:
    front = split_front_matter("# T\n\n---\n\nText\n")

    assert (front.meta, front.body) == (Meta(), "# T\n\n---\n\nText\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\nslug: a\n# T\n", "The front matter that begins on line 1 is never closed."),
        ("---\na: b: c\n---\n", "Line 2: the front matter is no valid YAML (mapping values are not allowed here)."),
        ("---\n- a\n- b\n---\n", "The front matter is no list of names and values."),
        (f"---\na: {'[' * 5000}\n---\n", "The front matter is nested too deeply."),
        (f"---\na: {'x' * 20_000}\n---\n", "The front matter has more than 20,000 characters."),
    ],
)
def test_broken_front_matter_is_refused(text: str, reason: str) -> None:
    with pytest.raises(NotReadable) as refused:
        split_front_matter(text)

    assert refused.value.reason == reason


def test_yaml_cannot_make_objects_of_anything() -> None:
    front = split_front_matter('---\nslug: !!python/object/apply:os.system ["true"]\nkicker: !!int "x"\n---\n')

    assert front.meta == Meta(kicker="x")
