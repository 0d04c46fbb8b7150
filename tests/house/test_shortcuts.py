"""The keys of the desk are listed once, in desk/shortcuts.js; the guide for editors has the same ones."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LISTED = re.compile(
    r'name: gettext\("(?P<place>[^"]+)"\)|\["(?P<keys>[^"]+)", gettext\("(?P<does>[^"]+)"\)(?:, "[^"]+")?\]'
)


def listed() -> list[tuple[str, str, str]]:
    """Where, which keys, what they do."""
    rows, place = [], ""
    for found in LISTED.finditer((ROOT / "articles/static/desk/shortcuts.js").read_text()):
        place = found["place"] or place
        if found["keys"]:
            rows.append((place, found["keys"].strip(), found["does"]))
    return rows


def test_the_guide_for_editors_has_the_keys_that_the_desk_lists() -> None:
    guide = (ROOT / "docs/editors.md").read_text()
    table = guide.partition("| where | key | does |\n|---|---|---|\n")[2].partition("\n\n")[0]

    assert [tuple(row.strip("| ").split(" | ")) for row in table.splitlines()] == listed()


def test_each_key_that_does_something_is_listed() -> None:
    script = (ROOT / "articles/static/desk/shortcuts.js").read_text()
    acts = script.partition("const ACTS = {")[2].partition("\n};")[0]
    keys = {a or b for a, b in re.findall(r'^  (?:"([^"]+)"|(\w+)):', acts, re.MULTILINE)}

    assert keys - {key for _place, keys_, _does in listed() for key in keys_.split(", ")} == set()
    assert {"?", "Ctrl+S", "n"} <= keys
