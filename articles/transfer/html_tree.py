"""A page as a tree: read as a browser reads it, without scripts, styles and whatever else is not for readers.

`scan` measures nesting and number of tags before any parser sees them, nh3 (html5ever) mends broken markup, and
Beautiful Soup, which then gets well-formed HTML only, is asked for what is where.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

import nh3
from bs4 import BeautifulSoup, Tag

from articles.text.inline import one_line
from articles.text.markup import TooDeep
from articles.text.scan import TooMany, retell, unshield
from articles.transfer.manuscript import NotReadable

MAX_PAGE_DEPTH: Final = 200
"""Open elements. Pages of today have up to 60; what is stored may have 32 (articles/text/cleaning.py)."""

# What both parsers treat in a way of their own travels under another name: the root element would be left out, the
# text of a title and the address of a frame too.
_RENAMED: Final = re.compile(r"<(/?)(html|title|iframe)(?=[\s/>])", re.IGNORECASE)
ROOT, TITLE, FRAME = "x-html", "x-title", "x-iframe"

_COMMON: Final = frozenset({"id", "class", "itemprop", "rel", "role", "lang", "hidden", "aria-hidden"})
# fmt: off
_PLAIN: Final = frozenset({
    TITLE, "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center", "form",
    "details", "summary", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "li", "dl", "dt", "dd", "pre", "br", "hr",
    "figure", "figcaption", "picture", "table", "caption", "thead", "tbody", "tfoot", "tr", "span", "small", "cite",
    "strong", "em", "b", "i", "sub", "sup", "code", "mark", "blockquote", "fieldset", "legend", "button", "label",
})
_RUNNING: Final = frozenset({
    "a", "span", "small", "cite", "strong", "em", "b", "i", "sub", "sup", "code", "mark", "time", "label",
})
# fmt: on
_MORE: Final = {
    ROOT: {"lang"},
    FRAME: {"src", "data-src"},
    "meta": {"name", "property", "content"},
    "link": {"href"},
    "base": {"href"},
    "a": {"href"},
    "time": {"datetime", "pubdate"},
    "img": {"src", "srcset", "data-src", "data-srcset", "data-original", "alt", "width", "height"},
    "source": {"srcset", "data-srcset"},
    "ol": {"start"},
    "blockquote": {"data-kind"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_ATTRIBUTES: Final = {tag: set(_COMMON) | _MORE.get(tag, set()) for tag in _PLAIN | set(_MORE)}
_DROPPED: Final = {"svg", "math", "template", "object", "audio", "video", "canvas", "select"}
_SANITISER: Final = nh3.Cleaner(
    tags=set(_ATTRIBUTES),
    clean_content_tags=_DROPPED,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel", "file", "data"},  # the last two to be told of, not to be used
    link_rel=None,
)


def parse_page(html: str) -> BeautifulSoup:
    """The page's tree. Raises NotReadable for markup that no page has."""
    scanned = _ATTRIBUTES | {tag: set() for tag in _DROPPED}
    try:
        told = retell(_RENAMED.sub(r"<\1x-\2", html), attributes=scanned, limit=MAX_PAGE_DEPTH)
    except TooDeep:
        raise NotReadable(
            f"The page has elements nested more than {MAX_PAGE_DEPTH} deep.", "Save the article alone, or as text."
        ) from None
    except TooMany:
        raise NotReadable("The page has more tags than any article.", "Save the article alone, or as text.") from None
    return BeautifulSoup(unshield(_SANITISER.clean(told)), "html.parser")


# --- Words for what is asked of a tree ------------------------------------------------------------------------------


def words(tag: Tag) -> str:
    """What a reader would read aloud, on one line: blocks are apart, "<em>boat</em>." is not."""
    pieces: list[str] = []
    _gather(tag, pieces)
    return one_line("".join(pieces))


def _gather(tag: Tag, pieces: list[str]) -> None:
    for child in tag.children:
        if not isinstance(child, Tag):
            pieces.append(str(child))
            continue
        edge = "" if child.name in _RUNNING else " "
        pieces.append(edge)
        _gather(child, pieces)
        pieces.append(edge)


def value(tag: Tag | None, name: str) -> str:
    """An attribute on one line; "" where it is missing, or the tag was removed with what it stood in."""
    said = (tag.get(name) if tag is not None and not tag.decomposed else None) or ""
    return one_line(said if isinstance(said, str) else " ".join(said))


def named(tag: Tag) -> set[str]:
    """The words that class and id are made of: `article__lead-text` is article, lead and text."""
    return set(re.split(r"[^a-z0-9]+", f"{value(tag, 'class')} {value(tag, 'id')}".lower()))


def absolute(base: str, address: str) -> str:
    """The address as it leads on from `base`; what is no address at all comes back as it is."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address
