"""Where on a page its article is, and what stands in the midst of it that is not of it.

Pages say it themselves, by `<article>`, `<main>` or schema.org's `articleBody`; where they do not, the element counts
whose own paragraphs hold the most text. Libraries that find articles (readability, trafilatura) were not taken: they
guess for a model of language, which wants text without menus, and so drop in silence what we are to keep (highlights,
figures, credits, tables with little text), or are to tell of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from bs4 import BeautifulSoup, Tag

from articles.transfer.html_tree import named, value, words

NOT_OF_IT: Final = "stands beside the article on the page, and is not of it"
_ROLES: Final = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "toolbar"}
)
# fmt: off
_BESIDE: Final = frozenset({
    "nav", "navigation", "breadcrumb", "breadcrumbs", "share", "sharing", "social", "newsletter", "advert",
    "advertisement", "ads", "ad", "promo", "comments", "cookie", "consent", "related", "toolbar", "sidebar", "menu",
    "pagination", "toc", "subscribe", "skip",
})
# fmt: on
_QUOTES: Final = frozenset({"pull", "pullquote", "quote", "zitat"})
_FEW: Final = 25
"""Characters: a paragraph with less says nothing about where the article is."""


def find_article(page: BeautifulSoup) -> Tag:
    """The element that holds the article, its head lines included; the whole page, where nothing looks like one."""
    for found in (page.select("article"), page.select("main, [role=main]"), page.select("[itemprop~=articleBody]")):
        weights = [(_weight(tag), tag) for tag in found if not _is_beside(tag)]
        heaviest, article = max(weights, key=lambda pair: pair[0], default=(0, page))
        if heaviest and heaviest * 3 >= _weight(page):
            return article
    return _heaviest(page)


def find_body(article: Tag) -> Tag:
    """The element of the text alone, where the page marks it; else the article."""
    bodies = article.select("[itemprop~=articleBody]")
    return max(bodies, key=_weight, default=article)


def take_strangers(article: Tag) -> Iterator[str]:
    """Remove what is not of the article, and give what a reader could read there, piece by piece."""
    left = len(words(article))  # measured once: a page may have any number of suspects
    for tag in article.find_all(True):
        if tag.decomposed or not _is_stranger(tag, left):
            continue
        text = words(tag)
        tag.decompose()
        if text:
            left -= len(text) + 1  # and the space that it stood behind
            yield text


def _is_stranger(tag: Tag, size: int) -> bool:
    """`size`: characters of what is left of the article."""
    if tag.name in ("nav", "form", "footer", "button", "label") or value(tag, "role") in _ROLES:
        return True
    if tag.has_attr("hidden") or value(tag, "aria-hidden") == "true":
        return tag.find("img") is None
    if tag.name == "aside":
        return tag.find("blockquote") is None and not named(tag) & _QUOTES and tag.find("figure") is None
    if tag.name in ("div", "section", "ul", "ol", "p", "span") and named(tag) & _BESIDE:
        return 2 * len(words(tag)) < size  # a class may say `social` of the whole text
    return False


def _is_beside(tag: Tag) -> bool:
    """A teaser in a list of them, or in a box at the side, is no article of this page."""
    return any(parent.name in ("aside", "nav", "footer", "li") for parent in tag.parents)


def _weight(tag: Tag) -> int:
    """Characters of its paragraphs, without those that belong to what stands beside."""
    return sum(size for paragraph in tag.find_all("p") if (size := len(words(paragraph))) >= _FEW)


def _heaviest(page: BeautifulSoup) -> Tag:
    """The element around most of the text: paragraphs count for their parent, and half for its parent."""
    scores: defaultdict[int, float] = defaultdict(float)
    tags: dict[int, Tag] = {}
    for paragraph in page.find_all("p"):
        size = len(words(paragraph))
        for share, parent in zip((1, 0.5), paragraph.parents, strict=False):
            if size >= _FEW:
                scores[id(parent)] += size * share
                tags[id(parent)] = parent
    return tags[max(scores, key=lambda key: scores[key])] if scores else page
