"""Widgets of the writing page: text areas that the editor's modules take over, and what these modules are called.

Modules name each other by the import map, never by a relative path: so their addresses can carry a hash of the content.
"""

from __future__ import annotations

from django import forms
from js_asset import ImportMap, Media, Script

# fmt: off
MODULES = (
    "address", "asking", "attributes", "autosave", "blocks", "captioned", "counting", "dragging", "embeds", "figures",
    "find", "flow", "focal", "foreign",
    "highlights", "html", "icons", "ids", "invitation", "library", "links", "markdown", "notes", "outline", "paste",
    "pictures", "sections", "tables", "tabs", "toolbar", "unsent", "upload", "words", "written",
)
# fmt: on
PATHS = {
    "django-prose-editor/editor": "django_prose_editor/editor.js",
    **{f"desk/{name}": f"desk/{name}.js" for name in MODULES},
}
"""Of the modules' files, by the modules' names. Its page asks for all at once, not for each when another names it."""
IMPORTS = ImportMap(PATHS)
MEDIA = Media(
    importmap=IMPORTS,
    css={
        "all": [
            f"desk/{name}.css" for name in ("desk", "text", "outline", "pictures", "terms", "translations", "beside")
        ]
    },
    js=[
        Script(f"desk/{name}.js", type="module")
        for name in ("writing", "rows", "labels", "cover", "tags", "popups", "preview", "groups", "search_result")
    ],
)


class WritingArea(forms.Textarea):
    """A text area with HTML in it. `kind`: "document" (with sections) or "lead" (one paragraph)."""

    def __init__(self, kind: str) -> None:
        super().__init__({"data-writing": kind, "rows": 3 if kind == "lead" else 20})

    @property
    def media(self) -> forms.Media:
        return MEDIA
