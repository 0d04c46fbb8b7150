"""The YAML between two lines of `---` at the head of a Markdown file.

Only its node graph is used: every value is the text that stands there (`tags: [no, 2024]` are two words), each key
knows its line, and no tag of YAML can make an object of anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import yaml

from articles.text.inline import one_line
from articles.transfer.manuscript import Meta, NotReadable, Unplaced

MAX_LENGTH: Final = 20_000  # characters
_FENCE: Final = re.compile(r"(?:---|\.\.\.)[ \t]*")


@dataclass(frozen=True)
class FrontMatter:
    meta: Meta
    body: str
    """The rest of the file, after as many empty lines as the front matter took: its lines keep their numbers."""
    unplaced: tuple[Unplaced, ...] = ()


def split_front_matter(text: str) -> FrontMatter:
    """Front matter and body of a file whose lines end with a newline. Raises NotReadable for broken YAML."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return FrontMatter(Meta(), text)
    end = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), None)
    if end is None:
        raise NotReadable(
            "The front matter that begins on line 1 is never closed.", "Close it with a line of three hyphens."
        )
    meta, unplaced = read_meta("\n".join(lines[1:end]))
    return FrontMatter(meta, "\n" * (end + 1) + "\n".join(lines[end + 1 :]), unplaced)


def read_meta(source: str) -> tuple[Meta, tuple[Unplaced, ...]]:
    """What the YAML says; keys and values that mean nothing here are told, with the line in the file."""
    said: dict[str, Any] = {}
    unplaced: list[Unplaced] = []
    for key, value in _pairs(source):
        name, line = str(key.value) if isinstance(key, yaml.ScalarNode) else "", key.start_mark.line + 2
        if name not in _READERS:
            unplaced.append(Unplaced(line, _source(source, key), "no field of an article has this name"))
            continue
        try:
            said[name] = _READERS[name](value)
        except ValueError as wrong:
            unplaced.append(Unplaced(line, _source(source, key), str(wrong)))
    return Meta(**said), tuple(unplaced)


def _pairs(source: str) -> list[tuple[yaml.Node, yaml.Node]]:
    if len(source) > MAX_LENGTH:
        raise NotReadable(f"The front matter has more than {MAX_LENGTH:,} characters.", "Shorten it.")
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as wrong:
        raise _broken(wrong) from wrong
    except RecursionError:
        raise NotReadable("The front matter is nested too deeply.", "Write names and values only.") from None
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise NotReadable("The front matter is no list of names and values.", "Write `name: value`, one a line.")
    return list(root.value)


def _broken(wrong: yaml.YAMLError) -> NotReadable:
    mark = getattr(wrong, "problem_mark", None)
    problem = one_line(getattr(wrong, "problem", None) or str(wrong))
    where = f"Line {mark.line + 2}: the" if mark else "The"
    return NotReadable(f"{where} front matter is no valid YAML ({problem}).", "Put values with colons in quotes.")


def _source(source: str, node: yaml.Node) -> str:
    return source.split("\n")[node.start_mark.line].strip()


# --- Values: each reader raises ValueError, which says why ----------------------------------------------------------


def _text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise ValueError("one value is expected here, not several")
    return one_line(str(node.value))


def _names(node: yaml.Node) -> tuple[str, ...]:
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return tuple(dict.fromkeys(name for name in map(_text, nodes) if name))


def _number(node: yaml.Node) -> int:
    text = _text(node)
    if not re.fullmatch(r"[0-9]{1,9}", text, re.ASCII):
        raise ValueError("a whole number is expected here")
    return int(text)


def _yes_or_no(node: yaml.Node) -> bool:
    answers = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False, "": False}
    answer = answers.get(_text(node).lower())
    if answer is None:
        raise ValueError("yes or no is expected here")
    return answer


def _moment(node: yaml.Node) -> datetime:
    """A time without an offset is UTC."""
    try:
        moment = datetime.fromisoformat(_text(node))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("a date, or a date and time, is expected here (2026-03-28T06:00Z)") from None


_READERS: Final[dict[str, Callable[[yaml.Node], Any]]] = {
    **dict.fromkeys(Meta.__dataclass_fields__, _text),
    "authors": _names,
    "tags": _names,
    "priority": _number,
    "noindex": _yes_or_no,
    "expires_at": _moment,
    "published_at": _moment,
}
