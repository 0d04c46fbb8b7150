"""The standing categories as a tree, read at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Self

from articles.models.category import Category


@dataclass(frozen=True)
class CategoryTree:
    nodes: dict[int, Category]
    """By primary key, siblings in their order."""
    below: dict[int | None, list[Category]]
    """The children of each, by its primary key; of None: the roots."""

    @classmethod
    def load(cls, locales: Collection[str] | None = None) -> Self:
        """Of some locales or all; merged ones are no part of it. One query."""
        rows: Any = Category.objects.without_tree_fields().standing()
        if locales is not None:
            rows = rows.filter(locale__in=locales)
        nodes = {row.pk: row for row in rows.order_by("position", "name", "pk")}
        below: dict[int | None, list[Category]] = {}
        for node in nodes.values():
            below.setdefault(node.parent_id if node.parent_id in nodes else None, []).append(node)
        return cls(nodes, below)

    def children(self, category: Category | None) -> list[Category]:
        return self.below.get(category.pk if category else None, [])

    def ancestors(self, category: Category) -> list[Category]:
        """From the root down, without itself; a loop that a broken import made ends."""
        found: list[Category] = []
        above = self.nodes.get(category.parent_id or 0)
        while above is not None and above not in found and above != category:
            found.insert(0, above)
            above = self.nodes.get(above.parent_id or 0)
        return found

    def level(self, category: Category) -> int:
        """0 for a root."""
        return len(self.ancestors(category))

    def in_order(self) -> list[Category]:
        """Each before what is below it."""
        return list(self._walk(None))

    def _walk(self, category: Category | None) -> Iterator[Category]:
        for child in self.children(category):
            yield child
            yield from self._walk(child)
