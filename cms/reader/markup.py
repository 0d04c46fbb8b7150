"""The API's HTML as the reader shows it: notes to highlights, tables that scroll, pictures in the best format, embeds
that ask before they load (embeds.py).

The HTML comes clean out of the model (articles/text/cleaning.py) and in one form, so its tags are found as strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .embeds import with_players
from .pictures import FIGURE_SIZES, sources

_MARK = re.compile(r'<mark [^>]*?data-highlight-id="([^"]+)">.*?</mark>', re.DOTALL)
_IMG = re.compile(r'(<figure data-image="([^"]+)">)(<img [^>]+>)')
# What ends a script element or begins a comment in it (HTML standard, "restrictions for contents of script elements").
_SCRIPT_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}  # the last two end lines of scripts


@dataclass(frozen=True)
class Note:
    """An editor's note to a highlight, numbered through the article."""

    number: int
    highlight: str
    text: str


def article_html(html: str, notes: Mapping[str, Note], images: Iterable[dict[str, Any]]) -> SafeString:
    """Clean HTML of a section or lead, dressed for the page. `notes` by the id of their highlight; `images` are those
    of its figures, as documented."""
    for dress in (_with_scrolling_boxes, with_players):
        html = dress(html)
    html = _with_formats(html, {image["id"]: image for image in images})
    return mark_safe(_with_references(html, notes))  # noqa: S308  clean by the model field; see above


def script_json(value: Any) -> SafeString:
    """JSON that may stand in a script element: nothing in it can end the element."""
    return mark_safe(json.dumps(value, ensure_ascii=False).translate(_SCRIPT_ESCAPES))  # noqa: S308  escaped here


def _with_references(html: str, notes: Mapping[str, Note]) -> str:
    """A raised number after the last mark of each highlight that has a note."""
    last = {mark[1]: mark.end() for mark in _MARK.finditer(html) if mark[1] in notes}
    for highlight, end in sorted(last.items(), key=lambda item: -item[1]):
        html = html[:end] + _reference(notes[highlight]) + html[end:]
    return html


def _reference(note: Note) -> str:
    return format_html(
        '<sup class="reference"><a href="#note_{0}" id="reference_{0}" aria-label="{2}">{1}</a></sup>',
        note.highlight,
        note.number,
        _("Note %(number)s") % {"number": note.number},
    )


def _with_scrolling_boxes(html: str) -> str:
    """Wide tables and lines of code scroll within the column; the keyboard must be able to reach them (WCAG 2.1.1)."""
    start = format_html('<div class="table" role="region" tabindex="0" aria-label="{}"><table', _("Table"))
    return html.replace("<table", start).replace("</table>", "</table></div>").replace("<pre", '<pre tabindex="0"')


def _with_formats(html: str, images: Mapping[str, dict[str, Any]]) -> str:
    """A `<picture>` around each `<img>`, which says how wide it is here."""

    def dressed(figure: re.Match[str]) -> str:
        img = re.sub(r' sizes="[^"]*"', f' sizes="{FIGURE_SIZES}"', figure[3])
        formats = "".join(
            format_html('<source type="{}" srcset="{}" sizes="{}">', each.type, each.srcset, FIGURE_SIZES)
            for each in sources(images[figure[2]]["crops"]["as_is"]["srcset"])
        )
        return f"{figure[1]}<picture>{formats}{img}</picture>"

    return _IMG.sub(dressed, html)
