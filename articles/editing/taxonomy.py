"""Authors, categories and tags: to save one moves every answer that names it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from articles.editing.author_links import clean_links
from articles.editing.category_tree import check_parent
from articles.editing.term_uses import uses_of, was_public
from articles.errors import NotUsable, TermInUse, Vanished
from articles.models import Author, Category, ContentState, SlugClaim, Tag
from articles.models.public_log import Touched, tell
from articles.models.term_family import find_merged
from articles.models.usable import refuse_unusable
from articles.text.inline import scrub

AnyTerm = Author | Category | Tag


@transaction.atomic
def save_term(term: AnyTerm) -> AnyTerm:
    """Save a new or changed term and claim its slug (made from the name where empty).

    A rename shows at once everywhere: names live, the rest of a published version is frozen. A former slug goes on
    leading here, but for one that nobody outside ever saw: that is free again.
    Raises SlugTaken, SlugUnusable, NotUsable.
    """
    kind, locale = kind_of(term), getattr(term, "locale", "")
    term.name = " ".join(scrub(term.name).split())
    if not term.name:
        raise NotUsable(_("It needs a name."), _("Write one."), field="name")
    if isinstance(term, Category):
        check_parent(term)
        term.description = scrub(term.description)
    if isinstance(term, Author):
        term.links = clean_links(term.links)
    standing = check_standing(term)
    is_new = term.pk is None
    if is_new and isinstance(term, Category) and not term.position:
        term.position = last_position(term)
    if not term.slug:
        owner = None if is_new else term
        term.slug = SlugClaim.objects.free_slug(kind, locale, term.name, owner)
    refuse_unusable(term, exclude=["uuid", "translation_key", "parent", "merged_into"])
    term.save()
    claim = SlugClaim.objects.claim(kind, locale, term.slug, term)
    if is_new:  # nothing names it yet, so nothing public looks different
        ContentState.move()
        return term
    if not was_public(term):
        SlugClaim.objects.filter(**{kind: term}).exclude(pk=claim.pk).delete()
    tell(touched=Touched.by_term(term, portraits=[getattr(standing, "portrait_id", None)]))
    return term


@transaction.atomic
def delete_term(term: AnyTerm) -> None:
    """Delete it, and what was merged into it. Raises TermInUse, which names where it is used."""
    uses = uses_of(term)
    if not uses.is_empty:
        raise TermInUse(term.name, [*(one.title for one in uses.articles), *(one.name for one in uses.children)])
    model: Any = type(term)
    family = model.objects.filter(pk__in=find_merged(model, term.pk))
    family.update(merged_into=None)  # PROTECT holds among rows that go together, too
    try:
        family.delete()
        ContentState.move()
    except (ProtectedError, Vanished) as used:  # by what was published or saved at this very moment
        raise TermInUse(term.name, ["an article that was saved just now"]) from used


def check_standing(term: AnyTerm) -> AnyTerm | None:
    """The term as it is saved by now; None for a new one.

    Raises NotUsable for one that was merged meanwhile, and for another locale: articles of the first one hold it.
    """
    model: Any = type(term)
    saved = model.objects.select_for_update(no_key=True).filter(pk=term.pk).first() if term.pk else None
    if saved is None:
        return None
    if saved.merged_into_id is not None:
        raise NotUsable(_("It was merged into another one."), _("Edit that one."))
    if getattr(saved, "locale", "") != getattr(term, "locale", ""):
        raise NotUsable(_("The locale of a term cannot change."), _("Start a translation instead."), field="locale")
    return saved


def last_position(category: Category) -> int:
    """Behind its siblings once these have an order of their own; else 0, where names decide."""
    siblings = Category.objects.without_tree_fields().filter(locale=category.locale, parent=category.parent_id)
    last = siblings.standing().aggregate(last=Max("position"))["last"]
    return last + 1 if last else 0


def kind_of(term: AnyTerm) -> str:
    return {Author: SlugClaim.Kind.AUTHOR, Category: SlugClaim.Kind.CATEGORY, Tag: SlugClaim.Kind.TAG}[type(term)]
