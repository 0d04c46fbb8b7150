"""Sparse answers: `fields=title,authors.name` gives these and nothing else.

What may be named follows from the dataclasses of the documents, so that no list of names is kept twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final, get_args, get_type_hints

from api.http.parameters import ListOf, OneOf, Parameter

MOST_FIELDS: Final = 64

Tree = Mapping[str, Any]
"""Names, each with the tree of what is below it; an empty tree is a whole value."""


@cache
def shape_of(document: type) -> Tree:
    """The names of a dataclass, and of those that it holds, alone or in lists."""
    hints = get_type_hints(document)
    return {one.name: _below(hints[one.name]) for one in fields(document)}


def _below(hint: Any) -> Tree:
    """Of a dataclass, of a list of them, or of either and None; what has other keys is one whole."""
    if isinstance(hint, type) and is_dataclass(hint):
        return shape_of(hint)
    if getattr(hint, "__origin__", None) is dict:
        return {}
    return next((tree for part in get_args(hint) if (tree := _below(part))), {})


def dotted(shape: Tree, prefix: str = "") -> list[str]:
    """Every name in it: `authors`, `authors.id`, …"""
    return [name for key, below in shape.items() for name in (prefix + key, *dotted(below, f"{prefix}{key}."))]


class Fields(Parameter):
    """Names in documents of a shape; gives the tree of what is to be shown."""

    def __init__(self, *, shape: Tree, **options: Any) -> None:
        super().__init__(**options)
        self.choices = dotted(shape)
        self.names = ListOf(item=OneOf(choices=self.choices), maximum=MOST_FIELDS)

    def parse(self, raw: str) -> Tree:
        names = set(self.names.parse(raw))
        return tree_of([name for name in self.choices if name in names])

    def schema(self) -> dict[str, Any]:
        return self.names.schema()


def tree_of(names: Sequence[str]) -> Tree:
    """Of names of which each stands before what is below it. A whole value wins over a part of it."""
    tree: dict[str, Any] = {}
    for name in names:
        *above, last = name.split(".")
        node = tree
        for step in above:
            if node.get(step) == {}:
                break
            node = node.setdefault(step, {})
        else:
            node[last] = {}
    return tree


def without(tree: Tree, name: str, shape: Tree) -> Tree:
    """The tree less one dotted name, whether it says that name or a whole that holds it."""
    first, _, rest = name.partition(".")
    if first not in tree:
        return tree
    if not rest:
        return {key: below for key, below in tree.items() if key != first}
    below = without(tree[first] or shape[first], rest, shape[first])
    return {key: below if key == first else other for key, other in tree.items() if key != first or below}


def prune(document: Any, tree: Tree) -> Any:
    """What of a document the tree names, in its order; of a list each item."""
    if not tree or document is None:
        return document
    if isinstance(document, list):
        return [prune(one, tree) for one in document]
    held = document if isinstance(document, Mapping) else vars(document)
    return {name: prune(held[name], below) for name, below in tree.items()}
