"""What a page says of its article beside the text: in its head, and in the lines around the title.

Words of HTML (`rel=author`, `rel=tag`, `rel=canonical`), of Open Graph (`og:title`, `article:tag`) and of schema.org as
microdata (`itemprop`), and names of classes that are in general use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from bs4 import BeautifulSoup, Tag

from articles.transfer.html_tree import ROOT, TITLE, named, value, words
from articles.transfer.manuscript import Meta
from articles.transfer.markdown_related import page_address
from articles.transfer.terms import NAME_LENGTH

MAX_TAGS: Final = 30
_BY: Final = re.compile(r"(?:by|von|text|words)\s*:?\s+", re.IGNORECASE)
_BETWEEN_NAMES: Final = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b)\s*")
_KICKERS: Final = frozenset({"kicker", "eyebrow", "overline", "dachzeile"})
_BYLINES: Final = frozenset({"byline", "author", "authors"})
_SITE: Final = re.compile(r"\s+[|–—·]\s+")  # between the title of the article and the name of the site


class Head:
    """The page around its article. `take_…` removes from the tree what it finds, so that it is not text as well."""

    def __init__(self, page: BeautifulSoup, article: Tag) -> None:
        self.page, self.article = page, article

    def meta(self, *names: str) -> list[str]:
        """The contents of all `<meta>` of these names or properties, in order."""
        found = (tag for tag in self.page.find_all("meta") if {value(tag, "name"), value(tag, "property")} & set(names))
        return [content for tag in found if (content := value(tag, "content"))]

    @property
    def base(self) -> str:
        """The address that relative ones lead on from, or ""."""
        bases = [value(tag, "href") for tag in self.page.select("base[href], link[rel~=canonical]")]
        return next(filter(None, map(page_address, [*bases, *self.meta("og:url")])), "")

    @property
    def canonical(self) -> str:
        return page_address(value(self.page.select_one("link[rel~=canonical]"), "href"))

    @property
    def locale(self) -> str:
        return value(self.page.find(ROOT), "lang") or value(self.article, "lang")

    def take_title(self) -> str:
        """The article's `<h1>`, or the page's; else what the head says, without the name of the site."""
        heading = self.article.find("h1") or self.page.find("h1")
        if heading is not None and (title := words(heading)):
            heading.decompose()
            return title
        titles = self.meta("og:title", "twitter:title")
        if titles:
            return titles[0]
        title_tag = self.page.find(TITLE)
        return _SITE.split(words(title_tag))[0] if title_tag else ""

    def take_kicker(self) -> str:
        """Only where it is marked as one."""
        for tag in self.article.find_all(["p", "span", "div", "a", "strong", "h2", "h3", "h4"]):
            if named(tag) & _KICKERS and (text := words(tag)):
                tag.decompose()
                return text
        return ""

    def take_authors(self) -> tuple[str, ...]:
        """Marked names, else a line that is called a byline, else the head's."""
        marked = self.article.select("[rel~=author], [itemprop~=author]")
        lines = [tag for tag in self.article.find_all(["p", "div", "span", "address", "li"]) if _is_byline(tag)]
        names = [_marked_name(tag) for tag in marked] or [name for tag in lines for name in _names(words(tag))]
        for tag in [*lines, *(_line_of(tag) for tag in marked)]:
            if not tag.decomposed:
                tag.decompose()
        said = self.meta("author", "article:author")
        return _each_once(names or [name for text in said if not page_address(text) for name in _names(text)])

    def take_date(self) -> datetime | None:
        """When it was published. A time without an offset is UTC, as in front matter."""
        stamps = self.article.select("[itemprop~=datePublished], time[pubdate], time[datetime]")
        said = self.meta("article:published_time", "datePublished", "date", "dc.date")
        said += [value(tag, "content") for tag in self.page.select("meta[itemprop~=datePublished]")]
        said += [value(tag, "datetime") or value(tag, "content") or words(tag) for tag in stamps]
        for tag in stamps:
            line = tag.find_parent(["p", "div", "span"]) or tag
            dated = tag if len(words(line)) > 2 * len(words(tag)) + 20 or line is self.article else line
            if (
                not tag.decomposed
                and not tag.find_parent(["figure", "blockquote", "li", "td"])
                and _stands_alone(dated)
            ):
                dated.decompose()
        return next(filter(None, map(_moment, said)), None)

    def take_tags(self) -> tuple[str, ...]:
        links = self.page.select("[rel~=tag]")
        names = [*self.meta("article:tag"), *map(words, links)]
        for tag in links:
            block = tag.find_parent(["ul", "ol", "p", "div", "span", "footer"])
            if (
                block is not None
                and block is not self.article
                and not block.decomposed
                and all(link in links for link in block.find_all("a"))
                and sum(len(words(link)) for link in block.find_all("a")) * 2 > len(words(block))
            ):
                block.decompose()
            elif not tag.decomposed and tag.find_parent("p") is None:
                tag.decompose()
        names = names or [name for text in self.meta("keywords", "news_keywords") for name in text.split(",")]
        return _each_once(names)[:MAX_TAGS]


def meta_of(head: Head, *, title: str) -> Meta:
    """All that is said; what is not said is None. Takes the lines that say it out of the text."""
    return Meta(
        title=title,
        locale=head.locale or None,
        kicker=head.take_kicker() or None,
        authors=head.take_authors() or None,
        published_at=head.take_date(),
        tags=head.take_tags() or None,
        canonical_url=head.canonical or None,
    )


def _is_byline(tag: Tag) -> bool:
    return bool(named(tag) & _BYLINES) and len(words(tag)) <= NAME_LENGTH


def _marked_name(tag: Tag) -> str:
    name = tag.select_one("[itemprop~=name]")
    return value(tag, "content") or _BY.sub("", words(name or tag), count=1)


def _line_of(name: Tag) -> Tag:
    """The line that a name stands on, where it holds little else."""
    line = name.find_parent("p") or name.find_parent("address")
    return line if line is not None and len(words(line)) <= len(words(name)) + 60 else name


def _names(text: str) -> Iterator[str]:
    for name in _BETWEEN_NAMES.split(_BY.sub("", text, count=1) if _BY.match(text) else text):
        if name.strip():
            yield name.strip()


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    known = {name.casefold(): name for name in reversed([name.strip() for name in names]) if name}
    return tuple(reversed(known.values()))


def _stands_alone(tag: Tag) -> bool:
    """Not in the middle of a paragraph of text."""
    paragraph = tag if tag.name == "p" else tag.find_parent("p")
    return paragraph is None or len(words(paragraph)) < 80


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
