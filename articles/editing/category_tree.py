"""The tree of categories: where one may stand, and how it is moved."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from articles.errors import NotUsable
from articles.models import Category, ContentState


@transaction.atomic
def move_category(category: Category, *, parent: Category | None, position: int) -> Category:
    """Put it below `parent` (None: at the top), at `position` among its siblings there, counted from 0.

    A position beyond the last is the last. The siblings are numbered anew. Raises NotUsable.
    """
    category.parent = parent
    check_parent(category)
    siblings = list(standing_below(parent, locale=category.locale).exclude(pk=category.pk))
    siblings.insert(max(0, position), category)
    for place, sibling in enumerate(siblings):
        sibling.position = place
    Category.objects.without_tree_fields().filter(pk=category.pk).update(parent=parent)
    Category.objects.bulk_update(siblings, ["position"])
    ContentState.move()
    return category


def check_parent(category: Category) -> None:
    """Raises NotUsable where the tree would become a loop, or two locales would mix, or the parent was merged.

    All categories are locked: two that are moved below each other at one moment would make a loop that neither sees.
    """
    lock_tree()
    ancestor = Category.objects.without_tree_fields().filter(pk=category.parent_id).first()
    if ancestor is not None and ancestor.locale != category.locale:
        raise NotUsable(_("The parent is of another locale."), _("Choose one of the same locale."), field="parent")
    if ancestor is not None and ancestor.merged_into_id is not None:
        raise NotUsable(_("The parent was merged into another category."), _("Choose that one."), field="parent")
    while ancestor is not None:
        if category.pk is not None and ancestor.pk == category.pk:
            raise NotUsable(_("A category cannot stand below itself."), _("Choose another parent."), field="parent")
        ancestor = ancestor.parent


def lock_tree() -> None:
    """To the end of the transaction."""
    list(Category.objects.without_tree_fields().select_for_update(no_key=True).order_by("pk").values_list("pk"))


def standing_below(parent: Category | None, *, locale: str):  # type: ignore[no-untyped-def]  # tree_queries is untyped
    """The children of `parent`, or the roots of that locale, in their order."""
    rows = Category.objects.without_tree_fields().standing().filter(parent=parent, locale=locale)
    return rows.order_by("position", "name", "pk")
