"""What is pulled, as a reader has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.http import HttpResponse
from django.test import Client
from lxml import etree
from reader import Reader, make_reader

NAMES: Final = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


class Pulled:
    """A feed in XML."""

    def __init__(self, answer: HttpResponse) -> None:
        assert answer.status_code == 200, answer.content
        self.answer = answer
        self.content = answer.content
        self.root = etree.fromstring(answer.content, etree.XMLParser(huge_tree=True))

    def all(self, path: str) -> Any:
        return self.root.xpath(path, namespaces=NAMES)

    def texts(self, path: str) -> list[str]:
        return [one if isinstance(one, str) else one.text or "" for one in self.all(path)]

    def text(self, path: str) -> str:
        """Of the only one."""
        (found,) = self.texts(path)
        return found


def pull(path: str = "rss.xml", query: str = "", **headers: str) -> Pulled:
    """`path` below /feeds/."""
    return Pulled(ask(path, query, **headers))


def ask(path: str = "rss.xml", query: str = "", **headers: str) -> HttpResponse:
    return Client().get(f"/feeds/{path}", QUERY_STRING=query, headers=headers)


class Subscription:
    """`reader`, which keeps what it has read."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.file = name, folder / name
        self.reader: Reader = make_reader(":memory:", feed_root=str(folder))
        self.reader.add_feed(name)

    def pull(self) -> tuple[int, int]:
        """Gives how many entries were new, and how many changed."""
        self.file.write_bytes(ask(self.name).content)
        done = self.reader.update_feed(self.name)
        return (done.new, done.modified) if done else (0, 0)

    def ids(self) -> set[str]:
        return {one.id for one in self.reader.get_entries()}

    def titles(self) -> list[str | None]:
        return [one.title for one in self.reader.get_entries()]
