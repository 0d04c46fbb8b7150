"""Two terms become one. The loser keeps its row, so that frozen versions that name it still find somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from articles.editing.category_tree import lock_tree, standing_below
from articles.editing.taxonomy import AnyTerm, kind_of
from articles.editing.term_uses import was_public
from articles.errors import NotMergeable
from articles.models import Article, ArticleAuthor, Author, Category, SlugClaim, User
from articles.models.public_log import Touched, tell


def merge_terms(loser: AnyTerm, winner: AnyTerm) -> AnyTerm:
    """`merge_all` with one loser."""
    return merge_all([loser], winner)


@transaction.atomic
def merge_all(losers: Sequence[AnyTerm], winner: AnyTerm) -> AnyTerm:
    """Whoever named one of `losers` names `winner` from now on: drafts, documents, filters, and their own addresses.

    Drafts are changed without a new revision: their revisions name the same thing as before. Slugs of a loser that
    was never public are free again. What the winner lacks it gets: children, bios, portrait, links,
    translations, of the first that has them. Raises NotMergeable.

    Several are one act: the log is told once, at the end, since who holds its row must not wait for a term any more.
    """
    lost, kept = _locked(losers, winner)
    portraits = [getattr(one, "portrait_id", None) for one in (*lost, kept)]
    translations = [other for one in (*lost, kept) for other in _translations_of(one)]
    for loser in lost:
        _merge(loser, kept)
    tell(touched=Touched.by_term(*lost, kept, *translations, portraits=portraits))
    return kept


def _merge(loser: Any, winner: Any) -> None:
    if not was_public(loser):
        SlugClaim.objects.filter(**{kind_of(loser): loser}).delete()
    SlugClaim.objects.filter(**{kind_of(loser): loser}).update(**{kind_of(winner): winner})
    if isinstance(loser, Author):
        _hand_over_author(loser, winner)
    elif isinstance(loser, Category):
        _hand_over_category(loser, winner)
        _hand_over_translations(loser, winner)
    else:
        _hand_over_uses(Article.tags.through, "tag", loser, winner, same=("article",))
        _hand_over_translations(loser, winner)
    loser.merged_into = winner
    loser.save()


def _locked(losers: Sequence[AnyTerm], winner: AnyTerm) -> tuple[list[Any], Any]:
    """All as they are now. Raises NotMergeable."""
    if any(type(one) is not type(winner) for one in losers):
        raise NotMergeable(_("They are of different kinds."), _("Merge two authors, two categories or two tags."))
    pks = [one.pk for one in losers]
    if winner.pk in pks:
        raise NotMergeable(_("It cannot be merged into itself."), _("Choose another one."))
    found = _lock(type(winner), {*pks, winner.pk})
    if any(pk not in found or found[pk].merged_into_id for pk in (*pks, winner.pk)):
        raise NotMergeable(
            _("One of them was merged or deleted meanwhile."), _("Look at what is left and choose again.")
        )
    if len({getattr(one, "locale", "") for one in (*losers, winner)}) > 1:
        raise NotMergeable(_("They are of different locales."), _("Make them translations of each other instead."))
    return [found[pk] for pk in dict.fromkeys(pks)], found[winner.pk]


def _lock(model: Any, pks: set[int]) -> dict[int, Any]:
    """By primary key those rows and their translations, locked in the order of their keys; of categories all are."""
    if model is Category:
        lock_tree()
    rows = model._base_manager.filter(pk__in=pks)
    if model is not Author:
        rows = model._base_manager.filter(translation_key__in=rows.values("translation_key"))
    return {row.pk: row for row in rows.select_for_update(no_key=True).order_by("pk")}


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


def _translations_of(term: Any) -> list[Any]:
    """Without itself; an author has none."""
    model: Any = type(term)
    if model is Author:
        return []
    return list(model._base_manager.filter(translation_key=term.translation_key).exclude(pk=term.pk))


def _hand_over_translations(loser: Any, winner: Any) -> None:
    """Those in locales where the winner has none. The loser leaves its set, or nobody could translate into its locale
    what stays there: a set has one term a locale."""
    model: Any = type(winner)
    has = model.objects.filter(translation_key=winner.translation_key).values_list("locale", flat=True)
    orphans = model.objects.filter(translation_key=loser.translation_key).exclude(pk=loser.pk)
    orphans.exclude(locale__in=list(has)).update(translation_key=winner.translation_key)
    loser.translation_key = uuid4()
