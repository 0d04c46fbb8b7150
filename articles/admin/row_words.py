"""What the scripts of ordered rows and of the picker say, in the language of the desk."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

WORDS: Final = {
    "place": _("{name}, {place} of {count}"),
    "moved": _("Now {place} of {count}: {name}"),
    "up": _("Up"),
    "down": _("Down"),
    "upOf": _("Move up: {name}"),
    "downOf": _("Move down: {name}"),
    "drag": _("Drag to another place"),
    "remove": _("Remove"),
    "removeOf": _("Remove: {name}"),
    "removed": _("Removed: {name}"),
    "undo": _("Undo"),
    "undoOf": _("Undo, bring back: {name}"),
    "restored": _("Back again: {name}"),
    "added": _("Added: {name}"),
    "unnamed": _("empty row"),
    "none": _("No article found."),
    "one": _("1 result. Choose it with the arrow keys and Enter."),
    "many": _("{count} results. Choose with the arrow keys and Enter."),
    "more": _("{count} results and more: type on to narrow them down. Choose with the arrow keys and Enter."),
    "chosen": _("already in the list"),
    "outside": _("Add as an address outside: {address}"),
    "useArticle": _("Use the article"),
    "failed": _("The search does not answer. Are you still signed in?"),
    "full": _("The list is full: {count} at the most."),
}
"""`{name}` and the like are filled in by the script."""
