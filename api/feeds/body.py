"""The text of an article in the HTML that feed readers accept: few elements, hardly an attribute, absolute addresses.

What is stored is clean by construction (articles/text/cleaning.py writes every attribute in double quotes and `<`
nowhere else), so that start tags are found by their form; a sanitiser would take 2 ms an article to find the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from api.documents.article import Article, Rights
from api.documents.corrections import Correction
from api.documents.image import FullImage
from articles.text.markup import escape, start_tag

# fmt: off
ELEMENTS: Final = frozenset({
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "figure", "figcaption", "img", "a", "strong", "em", "sub",
    "sup", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "br", "hr", "small", "mark",
})
# fmt: on
"""Of others only the content stays."""
ATTRIBUTES: Final = {
    "a": ("href",),
    "img": ("src", "alt", "width", "height"),
    "ol": ("start",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
}
_STAYS: Final = rf"/?(?:{'|'.join(sorted(ELEMENTS))})>|a href=\"(?!#)[^\"<>]*\">"
_TAG: Final = re.compile(rf"<(?!{_STAYS})(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
"""But for those that stay as they are, which most do."""
_ATTRIBUTE: Final = re.compile(r'([a-z-]+)="([^"]*)"')


def full_text(article: Article, told: Sequence[str]) -> str:
    """What is `told` of its corrections, cover, lead and sections."""
    parts = [*map(_correction, told), _cover(article.cover), f"<p>{article.lead_html}</p>"]
    if not article.lead_html:
        del parts[-1]
    for section in article.sections:
        if section.heading:
            parts.append(f"<h2>{escape(section.heading)}</h2>")
        parts.append(section.html)
    return for_readers("".join(parts), base=article.url)


def plain_text(article: Article, told: Sequence[str]) -> str:
    """The same without markup; a blank line between parts."""
    texts = [text for section in article.sections for text in (section.heading, section.text)]
    return "\n\n".join(stripped for text in [*told, article.lead, *texts] if (stripped := text.strip()))


def for_readers(html: str, *, base: str) -> str:
    """Of clean HTML what readers accept. Links within the page lead to it: `base` is its address."""

    def rewrite(found: re.Match[str]) -> str:
        closing, tag, written = found.groups()
        if tag not in ELEMENTS:
            return ""
        if closing:
            return f"</{tag}>"
        kept = [
            (name, escape(base) + value if name == "href" and value.startswith("#") else value)
            for name, value in _ATTRIBUTE.findall(written)
            if name in ATTRIBUTES.get(tag, ())
        ]
        return f"<{tag}" + "".join(f' {name}="{value}"' for name, value in kept) + ">"

    return _TAG.sub(rewrite, html)


def is_free(article: Article) -> bool:
    """Whether a public feed may carry its full text."""
    return article.access == "free" and settings.FEED_CONTENT == "full"


def correction_line(correction: Correction) -> str:
    """`Correction, 3 March 2026: …`, as plain text in the language that is active."""
    date = formats.date_format(correction.at, pgettext("a date", "j F Y"))
    told = f"{kind_in_words(correction)}, {date}"
    return f"{told}: {correction.note}" if correction.note else told


def kind_in_words(correction: Correction) -> str:
    kinds = {"correction": _("Correction"), "clarification": _("Clarification"), "retraction": _("Retraction")}
    return kinds[correction.kind]


def rights_line(rights: Rights) -> str:
    """Whose the text is, and what others may do with it, in words; may be empty."""
    notice = rights.copyright_notice or (f"© {rights.copyright_holder}" if rights.copyright_holder else "")
    return " ".join(filter(None, (notice, rights.usage_terms)))


def _correction(line: str) -> str:
    told, colon, note = line.partition(": ")
    return f"<p><strong>{escape(told + colon.strip())}</strong>{' ' if note else ''}{escape(note)}</p>"


def _cover(image: FullImage | None) -> str:
    if image is None:
        return ""
    size = {"width": str(image.width), "height": str(image.height)}
    img = start_tag("img", {"src": image.url, "alt": image.alt, **size})
    return f"<figure>{img}{_caption(image.caption, image.credit_line)}</figure>"


def _caption(caption: str, credit: str) -> str:
    words = [escape(caption), f"<small>{escape(credit)}</small>" if credit else ""]
    return f"<figcaption>{' '.join(filter(None, words))}</figcaption>" if any(words) else ""
