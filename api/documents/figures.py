"""Figures in the text, with their pictures: what is stored as an id becomes an `<img>` that loads late and fits. What
is elsewhere becomes a link, so that a frontend that knows nothing of players shows something, and loads nothing."""

from __future__ import annotations

from typing import Final

from api.documents.image import FullImage, Pictures
from articles.snapshot import Snapshot
from articles.text.embeds import Embed, fill_embeds, provider_name
from articles.text.figures import Figure, fill_figures, find_figures
from articles.text.markup import escape, start_tag
from articles.text.plain import plain_text

SIZES: Final = "(min-width: 48rem) 48rem, 100vw"
"""A text column; a frontend with another layout writes its own from `images`."""


def build_images(content: Snapshot, pictures: Pictures) -> list[FullImage]:
    """The pictures of the figures, in order, each once: with the words of its first use."""
    shown: dict[str, FullImage] = {}
    for section in content.sections:
        for figure in find_figures(section.html):
            image = _image(figure, pictures)
            if image is not None:
                shown.setdefault(figure.image, image)
    return list(shown.values())


def with_pictures(html: str, pictures: Pictures) -> str:
    """The HTML of a section with absolute addresses. Of a figure whose picture is gone the caption stays: it is part
    of the text in which highlights count."""
    return fill_embeds(fill_figures(html, lambda figure: _write(figure, _image(figure, pictures))), _write_embed)


def _image(figure: Figure, pictures: Pictures) -> FullImage | None:
    return pictures.image(figure.image, alt=figure.alt, caption=" ".join(plain_text(figure.caption).split()))


def _write(figure: Figure, image: FullImage | None) -> str:
    if image is None:
        return f"<figure><figcaption>{figure.caption}</figcaption></figure>" if figure.caption else ""
    whole = image.crops["as_is"]
    img = start_tag(
        "img",
        {
            "src": whole.url,
            "srcset": whole.srcset.jpeg,
            "sizes": SIZES,
            "width": str(whole.width),
            "height": str(whole.height),
            "alt": image.alt,
            "loading": "lazy",
        },
    )
    caption = figure.caption or escape(image.caption)
    credit = f"<small>{escape(image.credit_line)}</small>" if image.credit_line else ""
    told = " ".join(words for words in (caption, credit) if words)
    figcaption = f"<figcaption>{told}</figcaption>" if told else ""
    return f"{start_tag('figure', {'data-image': figure.image})}{img}{figcaption}</figure>"


def _write_embed(embed: Embed) -> str:
    """The address as attribute and as a link named by the provider; then the caption."""
    link = start_tag("a", {"href": embed.address, "rel": "external noopener nofollow"})
    figcaption = f"<figcaption>{embed.caption}</figcaption>" if embed.caption else ""
    figure = start_tag("figure", {"data-embed": embed.address})
    return f"{figure}{link}{escape(provider_name(embed.address))}</a>{figcaption}</figure>"
