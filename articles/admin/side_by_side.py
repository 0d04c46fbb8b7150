"""Two versions of one article as rows of two cells: title against title, section against section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.admin.languages import Language
from articles.admin.pictures import large_preview, with_previews
from articles.admin.timeline_panel import Panel, describe, moment_in_words
from articles.models import Article, Image, Revision
from articles.snapshot import Section, Snapshot
from articles.text.figures import Figure, fill_figures

Pictures = dict[str, Any]
"""By UUID, with previews."""


@dataclass(frozen=True)
class Column:
    """One version, as it was saved last."""

    language: Language
    panel: Panel
    revision: Revision
    content: Snapshot

    @property
    def was_only_started(self) -> bool:
        return self.revision.number == 1


@dataclass(frozen=True)
class Cell:
    language: Language
    html: SafeString
    """ "" where the version has nothing of it."""


@dataclass(frozen=True)
class Row:
    name: str
    cells: tuple[Cell, ...]
    """One a column."""


def column_of(language: Language, *, at: datetime) -> Column:
    """The newest draft of a version that exists. A constant number of queries."""
    article: Article = language.article
    revision = Revision.objects.select_related("by").get(article=article, number=article.head)
    return Column(language, describe(article, at=at), revision, revision.content)


def older_than(column: Column, other: Column) -> str:
    """What is said above a version when the other was changed after it; "" else.

    A version that was only started says nothing new: it is a copy of the other.
    """
    if other.was_only_started or other.revision.at <= column.revision.at:
        return ""
    return _("{language} was changed on {moment}, after this version was last saved.").format(
        language=other.language.name, moment=moment_in_words(other.revision.at)
    )


def rows_of(columns: Sequence[Column]) -> list[Row]:
    """Title, kicker, lead, cover, then the sections by their place, as far as one version has them. Two queries."""
    contents = [column.content for column in columns]
    pictures = pictures_of(contents)
    parts: list[tuple[str, Iterable[SafeString]]] = [
        (_("Title"), (format_html("<strong>{}</strong>", one.title) for one in contents)),
        (_("Kicker"), (escape(one.kicker) for one in contents)),
        (_("Lead"), (_trusted(one.lead_html) for one in contents)),
        (_("Cover"), (_cover(one, pictures) for one in contents)),
    ]
    for number, found in enumerate(zip_longest(*(one.sections for one in contents)), start=1):
        parts.append((_("Section {number}").format(number=number), [_section(one, pictures) for one in found]))
    rows = [Row(name, tuple(map(Cell, (one.language for one in columns), html))) for name, html in parts]
    return [row for row in rows if any(cell.html for cell in row.cells)]


def pictures_of(contents: Iterable[Snapshot]) -> Pictures:
    named = {image for content in contents for image in content.images}
    named |= {content.cover.image for content in contents if content.cover}
    return {str(image.uuid): image for image in with_previews(Image.objects.filter(uuid__in=named))}


def _trusted(html: str) -> SafeString:
    """What the cleaner wrote, frozen in a revision: it needs no second cleaning."""
    return mark_safe(html)  # noqa: S308


def _section(section: Section | None, pictures: Pictures) -> SafeString:
    if section is None:
        return SafeString("")
    body = _trusted(fill_figures(section.html, lambda figure: _figure(figure, pictures)))
    return format_html("<h4>{}</h4>\n{}", section.heading, body) if section.heading else body


def _cover(content: Snapshot, pictures: Pictures) -> SafeString:
    cover = content.cover
    return _picture(pictures.get(cover.image), cover.alt, escape(cover.caption)) if cover else SafeString("")


def _figure(figure: Figure, pictures: Pictures) -> str:
    return _picture(pictures.get(figure.image), figure.alt, _trusted(figure.caption))


def _picture(image: Any, alt: str, caption: SafeString) -> SafeString:
    """The picture with both its texts in sight, since both are to be translated. Empty ones: the picture's own."""
    if image is None:
        return format_html("<p>{}</p>", _("This picture is not in the library any more."))
    alt = alt or image.alt
    told = format_html("<span>{}: {}</span>", _("Alt text"), alt) if alt else SafeString("")
    return format_html(
        '<figure><img src="{}" alt="{}" width="{}" height="{}" loading="lazy"><figcaption>{} {}</figcaption></figure>',
        large_preview(image),
        alt,
        image.width,
        image.height,
        caption or image.caption,
        told,
    )
