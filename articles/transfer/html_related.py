"""The lists of links at the end of a page: "Explore more", "Related", "Mehr zum Thema"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bs4 import BeautifulSoup, Tag

from articles.transfer.html_tree import absolute, value, words
from articles.transfer.manuscript import HEADING_LENGTH, FileLink
from articles.transfer.markdown_related import page_address, site_path

HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
MAX_LINKS: Final = 30
_OVER_LINKS: Final = re.compile(
    r"(?:explore more|(?:read|see|learn) (?:more|also|next)|more (?:on this|like this|stories|articles|to read)"
    r"|(?:you may also|you might also) (?:like|enjoy)|keep reading|further reading"
    r"|related(?: (?:articles?|stories|content|links|reading|posts|topics?))?"
    r"|mehr zum thema|zum thema|weitere artikel|weiterlesen|lesen sie auch|auch interessant|verwandte artikel)\s*[:…]?",
    re.IGNORECASE,
)


def take_related(page: BeautifulSoup, *, base: str) -> tuple[FileLink, ...]:
    """The links under such headings, each once; headings and links are gone from the tree then."""
    links: dict[str, FileLink] = {}
    for heading in page.find_all(HEADINGS):
        if heading.decomposed or not _OVER_LINKS.fullmatch(words(heading)):
            continue
        for part in _below(heading):
            for item in _items(part):
                if link := _link(item, base):
                    links.setdefault(link.url or link.target or link.title, link)
            part.decompose()
        heading.decompose()
    return tuple(links.values())[:MAX_LINKS]


def _below(heading: Tag) -> list[Tag]:
    """What stands under the heading: beside it, or beside the box that holds it alone. Links, and little else."""
    box = heading
    while True:
        beside = []
        for part in box.find_next_siblings():
            if part.name in ("h1", *HEADINGS) and part.name <= heading.name:
                break
            beside.append(part)
        if any(part.name == "a" or part.find("a") for part in beside):
            return [part for part in beside if _is_of_links(part)]
        parent = box.parent
        if parent is None or parent.name not in ("div", "header", "section") or words(parent) != words(heading):
            return []
        box = parent


def _is_of_links(part: Tag) -> bool:
    """Whether each of its paragraphs and items leads somewhere; a text that goes on below the links does not."""
    return part.name == "a" or part.find("a") is not None


def _items(part: Tag) -> Iterator[Tag]:
    """The smallest repeated element that holds title and teaser."""
    if part.name in ("li", "article", "a"):
        yield part
        return
    entries = [tag for tag in part.find_all(["li", "article"]) if tag.find("a")]
    yield from entries or ([part] if len(part.find_all("a", href=True)) == 1 else part.find_all("a", href=True))


def _link(item: Tag, base: str) -> FileLink | None:
    anchors = [item] if item.name == "a" else item.find_all("a")
    heading = item.find([*HEADINGS, "strong"])
    titled = heading or max(anchors, key=lambda anchor: len(words(anchor)), default=None)
    title = words(titled) if titled else ""
    if not title or len(title) > HEADING_LENGTH:
        return None
    hrefs = [href for anchor in anchors if (href := value(anchor, "href"))]
    address = absolute(base, hrefs[0]) if hrefs else ""
    text = words(item)
    teaser = text.replace(title, "", 1).strip(" :–—-") if text != title else ""
    return FileLink(title=title, teaser=teaser, url=page_address(address), target=site_path(address))
