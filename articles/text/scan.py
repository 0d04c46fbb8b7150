"""Untrusted markup told again, tag by tag, before any parser builds a tree of it.

Why, when nh3 parses HTML5 by itself: 20,000 nested elements take it a second and come out nested; unclosed `<b x=1>`,
`<b x=2>` … are opened again in every following paragraph, which is quadratic in time and memory. Here the tags are
read as the HTML standard reads them, those that mean nothing to us are left out, and the open ones are counted.
What comes out holds no comment, no raw text, no odd quoting: so the count is the truth about what nh3 will see.
One pass, linear: whatever is not closed swallows the rest, as in a browser.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from html import unescape
from typing import Final

from .markup import VOID, TooDeep, start_tag

MAX_TAGS: Final = 200_000
MAX_VALUE: Final = 10_000  # characters of an attribute; a longer one is left out

# html5ever writes a text node in quadratic time if it holds many characters to be escaped, or many that begin with the
# same byte as the no-break space (1 MB of "&": 8 s; of "«": more). So it never gets to see one: they travel as
# non-characters, which `scrub` removes from every text before it comes here. Controls (U+0080 ff.) do not travel.
_SHIELD: Final[dict[int, str]] = {
    ord("&"): "\ufffe",
    ord("<"): "\uffff",
    **{0xA0 + offset: chr(0xFDD0 + offset) for offset in range(32)},
    **dict.fromkeys(range(0x80, 0xA0), ""),
}
_UNSHIELD: Final[dict[int, str]] = {ord(shield): chr(code) for code, shield in _SHIELD.items() if shield} | {
    0xFFFE: "&amp;",
    0xFFFF: "&lt;",
}
_REFERENCE: Final = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});")

# Their content is text for a browser, whatever it looks like; none of it is for readers.
RAW: Final = frozenset(
    {"script", "style", "iframe", "noembed", "noframes", "noscript", "textarea", "title", "xmp", "plaintext"}
)


class TooMany(ValueError):
    """More tags than any text has."""


# An end tag may be missing; the next one of the same sort closes it, so they add no depth of their own.
_CLOSED_BY_THE_NEXT: Final = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "caption"})
_MARKUP: Final = re.compile(
    r"<(?:(?P<comment>!--)|(?P<bogus>[!?]|/(?![a-zA-Z]))|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*))"
)
_COMMENT_END: Final = re.compile(r"--!?>")
_ATTRIBUTE: Final = re.compile(
    r"""[\s/]*+(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"'][^\s>]*+)|(?P<open>["'])|))?"""
)
_TAG_END: Final = re.compile(r"[\s/]*+>")
_RAW_END: Final = {name: re.compile(rf"</{name}(?=[\s/>])[^>]*>", re.IGNORECASE) for name in RAW}


def retell(html: str, *, attributes: Mapping[str, Collection[str]], limit: int) -> str:
    """The same text with the tags named in `attributes`, each with no others than the attributes listed there.

    Raises TooDeep when more than `limit` elements are open at once (elements that were never closed count), TooMany
    beyond MAX_TAGS. Some characters come out shielded: `unshield` the HTML that nh3 makes of it.
    """
    out: list[str] = []
    open_tags: Counter[str] = Counter()
    tags = at = 0
    while at >= 0 and (found := _MARKUP.search(html, at)):
        out.append(_text(html[at : found.start()]))
        name = (found["name"] or "").lower()
        if not name:
            at = _after_comment(html, found)
            continue
        at, values = _read_attributes(html, found.end())
        if at < 0:
            break
        if name in RAW and not found["end"]:
            at = _after(_RAW_END[name], html, at)
        elif name in attributes:
            if (tags := tags + 1) > MAX_TAGS:
                raise TooMany
            out.append(_tag(name, found["end"], values, attributes[name]))
            _count(open_tags, name, found["end"], limit)
    if at >= 0:
        out.append(_text(html[at:]))
    return "".join(out)


def unshield(html: str) -> str:
    """Serialised HTML with its shielded characters as entities."""
    return html.translate(_UNSHIELD)


def _text(text: str) -> str:
    return _shielded(unescape(text) if "&" in text else text)


def _value(value: str) -> str:
    """An attribute's value, decoded. `?a=1&copy=2` is an address and no copyright sign: a reference needs its `;`."""
    return _shielded(_REFERENCE.sub(lambda found: unescape(found[0]), value))


def _shielded(text: str) -> str:
    return text.translate(_SHIELD)


def _after(pattern: re.Pattern[str], html: str, at: int) -> int:
    """Where the match ends, or -1: the rest of the text belongs to what was not closed."""
    found = pattern.search(html, at)
    return found.end() if found else -1


def _after_comment(html: str, found: re.Match[str]) -> int:
    if found["bogus"]:
        return html.find(">", found.end()) + 1 or -1
    for empty in (">", "->"):  # <!--> and <!---> are whole comments
        if html.startswith(empty, found.end()):
            return found.end() + len(empty)
    return _after(_COMMENT_END, html, found.end())


def _read_attributes(html: str, at: int) -> tuple[int, dict[str, str]]:
    """Where the tag ends (-1: nowhere), and its attributes, of each name the first."""
    values: dict[str, str] = {}
    while not (end := _TAG_END.match(html, at)):
        found = _ATTRIBUTE.match(html, at)
        if found is None or found["open"]:
            return -1, {}
        value = found["double"] or found["single"] or found["bare"] or ""
        if len(value) <= MAX_VALUE:
            values.setdefault(found["name"].lower(), value)
        at = found.end()
    return end.end(), values


def _tag(name: str, end: str, values: Mapping[str, str], allowed: Collection[str]) -> str:
    if end:
        return f"</{name}>"
    return start_tag(name, {key: _value(values[key]) for key in sorted(allowed) if key in values})


def _count(open_tags: Counter[str], name: str, end: str, limit: int) -> None:
    if name in VOID or name in _CLOSED_BY_THE_NEXT:
        return
    if not end:
        open_tags[name] += 1
        if open_tags.total() > limit:
            raise TooDeep
    elif open_tags[name]:
        open_tags[name] -= 1
