"""How much of an article is shown: `fields`, `include`, `body`, `highlights`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from api.documents.article import PARTS, Article
from api.documents.card import CARD, Card
from api.http.fields import Fields, Tree, shape_of, without
from api.http.parameters import ListOf, OneOf, Parameter, contradiction

DETAIL: Final = shape_of(Article)
LISTED: Final[Tree] = {**shape_of(Card), **{name: DETAIL[name] for name in PARTS}}
TEXTS: Final = ("lead_html", "sections", "highlights")
"""What `body` and `highlights` speak of."""
LEFT_OUT: Final = {"html": ("sections.text",), "text": ("lead_html", "sections.html")}
"""By `body`."""

FORMS: Final[dict[str, Parameter]] = {
    "body": OneOf(
        choices=("html", "text"),
        help_text="In which form the text comes: `html` leaves out `text` of the sections, `text` leaves out their "
        "`html` and `lead_html`. Without it both come.",
    ),
    "highlights": OneOf(
        choices=("ranges", "inline", "off"),
        initial="ranges",
        help_text="How highlights come: as a list of ranges beside HTML without marks; as `<mark id>` in the HTML "
        "as well; or not at all.",
    ),
}
OF_DETAIL: Final[dict[str, Parameter]] = {
    "fields": Fields(shape=DETAIL, help_text="Only these, with dots for what is inside: `title,authors.name`."),
    **FORMS,
}
OF_LIST: Final[dict[str, Parameter]] = {
    "fields": Fields(
        shape=LISTED,
        help_text="Of each article only these, with dots for what is inside: `title,authors.name`. It may name what is "
        "beyond the card, too.",
    ),
    "include": ListOf(
        item=OneOf(choices=PARTS), help_text="What each article is to have beyond its card, or beyond `fields`."
    ),
    **FORMS,
}


def shown_in_detail(values: Mapping[str, Any]) -> Tree:
    """What of the document is asked for; empty: all of it. Raises BadParameters."""
    return _less_body(values, values.get("fields") or DETAIL) if "body" in values else values.get("fields", {})


def shown_in_list(values: Mapping[str, Any]) -> Tree:
    """What of each article is asked for. Raises BadParameters."""
    chosen: Tree = values.get("fields") or {name: {} for name in CARD}
    tree = {**chosen, **{name: {} for name in values.get("include", ())}}
    for name, idle in (("body", ""), ("highlights", "ranges")):
        if values.get(name, idle) != idle and not set(TEXTS) & set(tree):
            raise contradiction(
                name, f"It says nothing of what is asked for. Add include=sections, or leave {name} out."
            )
    return _less_body(values, tree)


def parts_of(tree: Tree) -> Collection[str]:
    """What is to be built beyond the cards."""
    return [name for name in PARTS if name in tree]


def _less_body(values: Mapping[str, Any], tree: Tree) -> Tree:
    """The tree without what `body` leaves out. Raises BadParameters where that is what else is asked for."""
    if values.get("body") == "text" and values.get("highlights") == "inline":
        raise contradiction("highlights", "Marks are in HTML, which body=text leaves out. Leave out one of the two.")
    for name in LEFT_OUT.get(values.get("body", ""), ()):
        tree = without(tree, name, DETAIL)
    if not tree:
        raise contradiction("body", f"body={values['body']} leaves out all that fields names. Leave one of them out.")
    return tree
