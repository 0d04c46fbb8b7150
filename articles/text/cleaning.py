"""The HTML that may be stored: refused if monstrous, sanitised by nh3, then written anew in one canonical form.

Three steps, each with its own duty. `scan` measures the nesting and leaves out tags that mean nothing here; nh3
(ammonia, html5ever) parses as a browser does and holds the list of elements, attributes and schemes; `structure`
holds what a list cannot say: which addresses, which ids, what may stand in what.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import nh3
from django.utils.translation import gettext as _

from .inline import INLINE, scrub
from .markup import Element, TooDeep, depth_of, parse
from .scan import MAX_TAGS, RAW, TooMany, retell, unshield
from .structure import IN_DOCUMENT, IN_SECTION, as_blocks, as_inline

MAX_DEPTH: Final = 32  # open elements
MAX_BYTES: Final = 1_000_000  # of one section or lead, in UTF-8
MAX_DOCUMENT_BYTES: Final = 5_000_000
# The parser supplies elements (`tbody`), and we take some away: the parsed tree may be deeper than what is stored.
_MAX_PARSED_DEPTH: Final = 100

_ATTRIBUTES: Final = {
    "a": {"href"},
    "blockquote": {"data-kind"},
    "figure": {"data-alt", "data-embed", "data-image"},
    "h1": {"data-section-id"},
    "h2": {"data-section-id"},
    "mark": {"data-highlight-id"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# fmt: off
_BLOCKS: Final = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "br", "hr", "figure", "figcaption",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
})
# Nothing of these is stored, but they part one paragraph from the next, so the normaliser has to see them.
_PARTINGS: Final = frozenset({
    "div", "section", "article", "aside", "header", "footer", "main", "nav", "address", "center", "details", "summary",
    "dl", "dt", "dd", "fieldset", "legend",
})
# Not for readers, with all that is in them. svg and math must never be allowed: the parser's other two languages are
# where the known ways round a sanitiser lie (RUSTSEC-2021-0074, RUSTSEC-2025-0071).
_DROPPED: Final = RAW | frozenset({
    "svg", "math", "template", "object", "applet", "audio", "video", "canvas", "select", "button", "head", "frameset",
})
# fmt: on
_KEPT: Final = INLINE | _BLOCKS | _PARTINGS
_SCANNED: Final = {tag: _ATTRIBUTES.get(tag, set()) for tag in _KEPT | _DROPPED}
_SANITISER: Final = nh3.Cleaner(
    tags=set(_KEPT),
    clean_content_tags=set(_DROPPED),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


class TextRefused(ValueError):
    """A text that no cleaning makes storable: `reason` says why, `remedy` what the writer can do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy


def clean(html: str) -> str:
    """Any HTML as the clean HTML of one section's body: blocks, headings from level 3.

    Cleaning clean HTML changes nothing. Raises TextRefused beyond MAX_BYTES or MAX_DEPTH.
    """
    return _clean(html, lambda nodes: as_blocks(nodes, IN_SECTION), MAX_BYTES)


def clean_inline(html: str) -> str:
    """Any HTML as the clean HTML of a lead: inline elements and marks, no block. Errors as `clean`."""
    return _clean(html, as_inline, MAX_BYTES)


def clean_document(html: str) -> str:
    """Any HTML as the document of the writing page: as `clean`, with `h2` at the top, up to MAX_DOCUMENT_BYTES."""
    return _clean(html, lambda nodes: as_blocks(nodes, IN_DOCUMENT), MAX_DOCUMENT_BYTES)


def _clean(html: str, write: Callable[[list[Element | str]], str], max_bytes: int) -> str:
    _refuse_large(html, max_bytes)
    try:
        told = retell(scrub(html), attributes=_SCANNED, limit=MAX_DEPTH)
        written = write(parse(unshield(_SANITISER.clean(told)), limit=_MAX_PARSED_DEPTH).children)
        if depth_of(written) > MAX_DEPTH:
            raise TooDeep
    except TooDeep:
        raise TextRefused(
            _("This text has elements nested more than {max_depth} deep, or as many that are never closed.").format(
                max_depth=MAX_DEPTH
            ),
            _("Paste it as plain text, or close and flatten its lists, quotes and tables."),
        ) from None
    except TooMany:
        raise TextRefused(
            _("This text has more than {most} tags.").format(most=f"{MAX_TAGS:,}"),
            _("Paste it as plain text, or divide it."),
        ) from None
    _refuse_large(written, max_bytes)  # escaping adds; what is stored must be cleanable again
    return written


def _refuse_large(html: str, max_bytes: int) -> None:
    if len(html) * 4 > max_bytes and len(html.encode("utf-8", "surrogatepass")) > max_bytes:
        raise TextRefused(
            _("This text is larger than {most} bytes.").format(most=f"{max_bytes:,}"),
            _("Divide it into several sections or articles."),
        )
