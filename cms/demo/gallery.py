"""The pictures of the demo magazine on their way into the library, and from there into the articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from io import BytesIO

from articles.editing.drafts import save_draft
from articles.editing.freezing import freeze
from articles.media.library import save_image
from articles.media.uploads import receive
from articles.models import Article, Image, User
from articles.snapshot import Cover, Section
from cms.demo.pictures import FIGURES, PROGRAM_DREW_IT, SLUGS, PictureInfo, info, jpeg
from cms.demo.pictures.portraits import CREATOR, portrait
from cms.demo.pictures.printing import jpeg_of
from cms.demo.plan import GERMAN, Person


@dataclass(frozen=True)
class Hung:
    """A picture in the library, with what is said about it."""

    image: Image
    about: PictureInfo

    def alt(self, locale: str) -> str:
        return self.about.alt_de if locale == GERMAN else self.about.alt

    def caption(self, locale: str) -> str:
        return self.about.caption_de if locale == GERMAN else self.about.caption


Gallery = dict[str, Hung]


def names() -> tuple[str, ...]:
    return (*SLUGS, *FIGURES)


def hang(name: str, *, by: User) -> Hung:
    """Draw the picture and take it in the way an editor's upload goes: its rights are read from its own metadata."""
    return _kept(jpeg(name), info(name), name=name, by=by)


def _kept(file: bytes, about: PictureInfo, *, name: str, by: User) -> Hung:
    focal = (about.focal_x, about.focal_y)
    image = receive(BytesIO(file), by=by, name=f"{name}.jpg", focal=focal).image
    image.alt, image.caption = about.alt, about.caption
    return Hung(save_image(image), about)


def hang_portrait(person: Person, *, by: User) -> Hung:
    """The portrait of an author, with its rights in its own metadata as the covers have them."""
    about = PictureInfo(
        alt=f"Portrait of {person.name}, cut from coloured paper, without a face.",
        alt_de=f"Porträt von {person.name}, aus buntem Papier geschnitten, ohne Gesicht.",
        caption="",
        caption_de="",
        creator=CREATOR,
        credit="Standfirst",
        copyright_notice="© 2026 Standfirst",
        focal_x=0.5,
        focal_y=0.42,
        digital_source_type=PROGRAM_DREW_IT,
    )
    file = jpeg_of(
        portrait(person.portrait),
        creator=about.creator,
        credit=about.credit,
        copyright_notice=about.copyright_notice,
        digital_source_type=about.digital_source_type,
    )
    return _kept(file, about, name=person.portrait, by=by)


def dress(article: Article, gallery: Gallery, *, cover: str, by: User) -> None:
    """Give the draft its cover, and its figures where it has some; `article` is brought up to date."""
    wanted = freeze(article)
    if hung := gallery.get(cover):
        locale = article.locale
        wanted = replace(wanted, cover=Cover(str(hung.image.uuid), hung.alt(locale), hung.caption(locale)))
    figures = [gallery[name] for name, slug in FIGURES.items() if slug == cover and name in gallery]
    if figures and len(wanted.sections) > 1:
        wanted = replace(wanted, sections=tuple(_with_figures(wanted.sections, figures, article.locale)))
    if wanted != freeze(article):
        save_draft(article, wanted, base=article.head, by=by)
        article.refresh_from_db()


def _with_figures(sections: tuple[Section, ...], figures: list[Hung], locale: str) -> Iterable[Section]:
    """At the end of the second section, unless they stand there already."""
    for place, section in enumerate(sections):
        new = [hung for hung in figures if str(hung.image.uuid) not in section.html] if place == 1 else []
        html = "".join(
            f'<figure data-image="{hung.image.uuid}" data-alt="{escape(hung.alt(locale))}">'
            f"<figcaption>{escape(hung.caption(locale), quote=False)}</figcaption></figure>"
            for hung in new
        )
        yield replace(section, html=section.html + html)
