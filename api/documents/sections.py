"""The sections of an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from api.described import described
from api.documents.figures import with_pictures
from api.documents.highlights import Form, shown_html
from api.documents.image import Pictures
from articles.models.slug_claim import make_slug
from articles.snapshot import Snapshot


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it."""

    id: str = field(metadata=described("UUID; the same as long as the section lives."))
    position: int = field(metadata=described("From 1."))
    anchor: str = field(
        metadata=described("For `id` and links within the page; unique in the article, follows the heading.")
    )
    heading: str = field(metadata=described("Plain text; may be empty."))
    html: str = field(metadata=described("Clean semantic HTML, safe to show."))
    text: str = field(metadata=described("The same as plain text; offsets of highlights count here."))


def build_sections(content: Snapshot, form: Form, pictures: Pictures) -> list[Section]:
    return [
        Section(
            id=section.id,
            position=position,
            anchor=anchor,
            heading=section.heading,
            html=with_pictures(shown_html(section.html, form, content), pictures),
            text=section.text,
        )
        for position, (section, anchor) in enumerate(
            zip(content.sections, build_anchors(content), strict=True), start=1
        )
    ]


def build_anchors(content: Snapshot) -> Iterator[str]:
    """A slug of the heading, numbered where one comes again."""
    taken: set[str] = set()
    for position, section in enumerate(content.sections, start=1):
        plain = anchor = make_slug(section.heading) if section.heading else f"section-{position}"
        number = 1
        while anchor in taken:
            number += 1
            anchor = f"{plain}-{number}"
        taken.add(anchor)
        yield anchor
