"""Two terms become one. The loser keeps its row, so that frozen versions that name it still find somebody."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from articles.editing.category_tree import lock_tree, standing_below
from articles.editing.taxonomy import AnyTerm, kind_of
from articles.editing.term_uses import was_public
from articles.errors import NotMergeable
from articles.models import Article, ArticleAuthor, Author, Category, ContentState, SlugClaim, User


@transaction.atomic
def merge_terms(loser: AnyTerm, winner: AnyTerm) -> AnyTerm:
    """Whoever named `loser` names `winner` from now on: drafts, documents, filters, and the loser's own addresses.

    Drafts are changed without a new revision: their revisions name the same thing as before. Slugs of a loser that
    was never public are free again. What the winner lacks it gets: children, bios, portrait, links,
    translations. Raises NotMergeable.
    """
    loser, winner = _locked(loser, winner)
    if not was_public(loser):
        SlugClaim.objects.filter(**{kind_of(loser): loser}).delete()
    SlugClaim.objects.filter(**{kind_of(loser): loser}).update(**{kind_of(winner): winner})
    if isinstance(loser, Author) and isinstance(winner, Author):
        _hand_over_author(loser, winner)
    elif isinstance(loser, Category) and isinstance(winner, Category):
        _hand_over_category(loser, winner)
        _hand_over_translations(loser, winner)
    else:
        _hand_over_uses(Article.tags.through, "tag", loser, winner, same=("article",))
        _hand_over_translations(loser, winner)
    loser.merged_into = winner
    loser.save()
    ContentState.move()
    return winner


def _locked(loser: AnyTerm, winner: AnyTerm) -> tuple[Any, Any]:
    """Both as they are now, locked in the order of their keys; of categories all are. Raises NotMergeable."""
    if type(loser) is not type(winner):
        raise NotMergeable(_("They are of different kinds."), _("Merge two authors, two categories or two tags."))
    if loser.pk == winner.pk:
        raise NotMergeable(_("It cannot be merged into itself."), _("Choose another one."))
    model: Any = type(loser)
    if model is Category:
        lock_tree()
    rows = model.objects.select_for_update(no_key=True).filter(pk__in=[loser.pk, winner.pk]).order_by("pk")
    found = {row.pk: row for row in (rows.without_tree_fields() if model is Category else rows)}
    if len(found) < 2 or any(row.merged_into_id for row in found.values()):
        raise NotMergeable(
            _("One of them was merged or deleted meanwhile."), _("Look at what is left and choose again.")
        )
    if getattr(loser, "locale", "") != getattr(winner, "locale", ""):
        raise NotMergeable(_("They are of different locales."), _("Make them translations of each other instead."))
    return found[loser.pk], found[winner.pk]


def _hand_over_author(loser: Author, winner: Author) -> None:
    _hand_over_uses(ArticleAuthor, "author", loser, winner, same=("article", "role"))
    loser.bios.exclude(locale__in=winner.bios.values("locale")).update(author=winner)
    winner.portrait, loser.portrait = winner.portrait or loser.portrait, None
    winner.links = winner.links or loser.links
    winner.save(update_fields=["portrait", "links"])
    User.objects.filter(writes_as=loser).update(writes_as=winner)


def _hand_over_category(loser: Category, winner: Category) -> None:
    """Its children go behind the winner's own. The loser leaves the tree, or it would count in two places."""
    above = winner.parent
    while above is not None:
        if above.pk == loser.pk:
            raise NotMergeable(
                _("“{winner}” stands below “{loser}”.").format(winner=winner.name, loser=loser.name),
                _("Move it out first, or merge upwards."),
            )
        above = above.parent
    children = [*standing_below(winner, locale=winner.locale), *standing_below(loser, locale=loser.locale)]
    for place, child in enumerate(children):
        child.parent, child.position = winner, place
    Category.objects.bulk_update(children, ["parent", "position"])
    loser.parent = None
    Article.objects.filter(category=loser).update(category=winner)


def _hand_over_uses(through: Any, column: str, loser: AnyTerm, winner: AnyTerm, *, same: tuple[str, ...]) -> None:
    """Rows of drafts that name the loser; where the winner stands already (in the `same` place) they go."""
    rows = through.objects.filter(**{column: loser})
    twin = through.objects.filter(**{column: winner}, **{name: OuterRef(name) for name in same})
    rows.filter(pk__in=list(rows.filter(Exists(twin)).values_list("pk", flat=True))).delete()
    rows.update(**{column: winner})


def _hand_over_translations(loser: Any, winner: Any) -> None:
    """Those in locales where the winner has none."""
    model: Any = type(winner)
    has = model.objects.filter(translation_key=winner.translation_key).values_list("locale", flat=True)
    orphans = model.objects.filter(translation_key=loser.translation_key).exclude(pk=loser.pk)
    orphans.exclude(locale__in=list(has)).update(translation_key=winner.translation_key)
