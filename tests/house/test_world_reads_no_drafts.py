"""What the linter of imports cannot see: a foreign key followed into the draft, a model fetched by its name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DRAFTS = {"article", "revision"}
"""Foreign keys of a published version that lead to the desk."""
IDENTITY = {"uuid", "id", "pk"}
"""What of an article stays the same for good, and so is no draft's."""


def steps_into_drafts(source: str) -> Iterator[str]:
    """The expressions in `source` that would read a draft."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr in DRAFTS:
            if node.attr not in IDENTITY:
                yield ast.unparse(node)
        elif isinstance(node, ast.Attribute) and node.attr in {"get_model", "get_models"}:
            yield ast.unparse(node)
        elif isinstance(node, ast.keyword) and leads_to_draft(node.arg or ""):
            yield node.arg or ""
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and leads_to_draft(node.value):
            yield node.value


def leads_to_draft(lookup: str) -> bool:
    """True for `article__title`, `-revision__content`, `version__article__lead`; not for `article__uuid__in`."""
    steps = lookup.lstrip("-").split("__")
    return any(step in DRAFTS and next_step not in IDENTITY for step, next_step in pairwise(steps))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("version.article.title", ["version.article.title"]),
        ("version.revision.content", ["version.revision.content"]),
        ("version.article.uuid", []),
        ("version.article_id", []),
        ("apps.get_model('articles', 'Article')", ["apps.get_model"]),
        ("versions.filter(article__lead='x')", ["article__lead"]),
        ("versions.order_by('-article__title')", ["-article__title"]),
        ("versions.filter(article__uuid__in=ids)", []),
    ],
)
def test_rule_finds_what_it_is_for(source: str, found: list[str]) -> None:
    assert list(steps_into_drafts(source)) == found


@pytest.mark.parametrize("room", ["api", "cms/reader"])
def test_room_of_the_world_reads_no_draft(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py"))

    found = {str(path.relative_to(ROOT)): list(steps_into_drafts(path.read_text())) for path in files}

    assert files
    assert {path: steps for path, steps in found.items() if steps} == {}
