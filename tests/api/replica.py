"""A copy of the site, kept by `changes/` alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Ask = Callable[[str], dict[str, Any]]
"""The answer to a query."""


class Replica:
    def __init__(self, ask: Ask, *, page_size: int = 100) -> None:
        self.ask = ask
        self.page_size = page_size
        self.records: dict[str, dict[str, Any]] = {}
        self.cursor = ""
        self.entries: list[tuple[int, str, str]] = []
        """Sequence, op and type of all that was told, in order."""

    def read_page(self) -> bool:
        """Whether there is more."""
        where = f"&cursor={quote(self.cursor)}" if self.cursor else ""
        page = self.ask(f"page_size={self.page_size}{where}")
        for entry in page["results"]:
            self.entries.append((entry["sequence"], entry["op"], entry["type"]))
            if entry["op"] == "delete":
                self.records.pop(entry["id"], None)
            else:
                self.records[entry["id"]] = entry["record"]
        self.cursor = page["next_cursor"]
        return bool(page["has_more"])

    def sync(self) -> list[tuple[int, str, str]]:
        """Read to the end. Gives what was told."""
        known = len(self.entries)
        while self.read_page():
            pass
        return self.entries[known:]

    def of(self, type_: str) -> list[dict[str, Any]]:
        return [record for record in self.records.values() if record["type"] == type_]
