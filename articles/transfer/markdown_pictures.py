"""A picture alone in a paragraph of Markdown is a figure: `![alt](pictures/wide.webp "caption")`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import uuid4

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from articles.text.inline import one_line
from articles.transfer.manuscript import MAX_PICTURES, FilePicture

_PICTURE: Final = "picture"
"""Key of a token's `meta`."""


def find_pictures(state: StateCore) -> None:
    """Turn such paragraphs at the top of the file into figures; those beyond MAX_PICTURES stay what they are."""
    found: list[Token] = []
    left = MAX_PICTURES
    for token in state.tokens:
        image = _alone(token) if left and found and found[-1].type == "paragraph_open" else None
        if image is not None:
            found += _figure(found.pop(), image)
            left -= 1
        elif token.type == "paragraph_close" and found[-1].type == "figcaption_close":
            found.append(Token("figure_close", "figure", -1, level=token.level))
        else:
            found.append(token)
    state.tokens = found


def picture_of(token: Token) -> FilePicture | None:
    """The picture of a figure that begins with this token."""
    picture: FilePicture | None = token.meta.get(_PICTURE)
    return picture


def _alone(content: Token) -> Token | None:
    """The picture that a paragraph at the top consists of."""
    seen: Sequence[Token] = [child for child in content.children or [] if child.type != "text" or child.content.strip()]
    is_picture = content.level == 1 and len(seen) == 1 and seen[0].type == "image"
    return seen[0] if is_picture else None


def _figure(paragraph: Token, image: Token) -> list[Token]:
    """All of it but its end. An empty alt text is one that was not written; it does not say "decoration"."""
    alt, caption = one_line(image.content), one_line(str(image.attrs.get("title", "")))
    source = str(image.attrs.get("src", ""))
    picture = FilePicture(str(uuid4()), (source,) if source else (), alt=alt or None, caption=caption)
    attrs: dict[str, str | int | float] = {"data-image": picture.id}
    if alt:
        attrs["data-alt"] = alt
    words = Token("text", "", 0, content=caption)
    return [
        Token("figure_open", "figure", 1, attrs=attrs, map=paragraph.map, meta={_PICTURE: picture}),
        Token("figcaption_open", "figcaption", 1, level=1),
        Token("inline", "", 0, level=2, content=caption, children=[words] if caption else [], map=paragraph.map),
        Token("figcaption_close", "figcaption", -1, level=1),
    ]
