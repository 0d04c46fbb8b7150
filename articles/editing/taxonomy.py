"""Authors, categories and tags: to save one moves every answer that names it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError

from articles.errors import NotUsable, TermInUse, Vanished
from articles.models import Author, Category, ContentState, SlugClaim, Tag
from articles.models.usable import refuse_unusable
from articles.text.inline import scrub

AnyTerm = Author | Category | Tag


@transaction.atomic
def save_term(term: AnyTerm) -> AnyTerm:
    """Save a new or changed term and claim its slug (made from the name where empty).

    A rename shows at once everywhere: names live, the rest of a published version is frozen.
    Raises SlugTaken, SlugUnusable, NotUsable.
    """
    kind, locale = kind_of(term), getattr(term, "locale", "")
    term.name = " ".join(scrub(term.name).split())
    if not term.name:
        raise NotUsable("It needs a name.", "Write one.", field="name")
    if isinstance(term, Category):
        check_parent(term)
    if not term.slug:
        owner = term if term.pk else None
        term.slug = SlugClaim.objects.free_slug(kind, locale, term.name, owner)
    refuse_unusable(term, exclude=["uuid", "translation_key", "parent", "merged_into"])
    term.save()
    SlugClaim.objects.claim(kind, locale, term.slug, term)
    ContentState.move()
    return term


@transaction.atomic
def delete_term(term: AnyTerm) -> None:
    """Raises TermInUse, which names where it is used."""
    places = list(term.versions.values_list("title", flat=True).distinct()[:5])
    places += list(term.articles.exclude(title__in=places).values_list("title", flat=True).distinct()[:5])
    if not places:
        try:
            term.delete()
        except ProtectedError as used:  # as a parent, or of a merge
            places = [str(place) for place in used.protected_objects][:5]
    if places:
        raise TermInUse(term.name, places)
    try:
        ContentState.move()
    except Vanished as used:  # by what was published or saved at this very moment
        raise TermInUse(term.name, ["an article that was saved just now"]) from used


def check_parent(category: Category) -> None:
    """Raises NotUsable where the tree would become a loop, or two locales would mix.

    All categories are locked: two that are moved below each other at one moment would make a loop that neither sees.
    """
    list(Category.objects.without_tree_fields().select_for_update(no_key=True).order_by("pk").values_list("pk"))
    ancestor = Category.objects.without_tree_fields().filter(pk=category.parent_id).first()
    if ancestor is not None and ancestor.locale != category.locale:
        raise NotUsable("The parent is of another locale.", "Choose one of the same locale.", field="parent")
    while ancestor is not None:
        if category.pk is not None and ancestor.pk == category.pk:
            raise NotUsable("A category cannot stand below itself.", "Choose another parent.", field="parent")
        ancestor = ancestor.parent


def kind_of(term: AnyTerm) -> str:
    return {Author: SlugClaim.Kind.AUTHOR, Category: SlugClaim.Kind.CATEGORY, Tag: SlugClaim.Kind.TAG}[type(term)]
