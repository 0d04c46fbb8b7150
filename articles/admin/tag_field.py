"""The tags of the writing page: chosen from a list, or typed. What is typed and not there yet is made at the save."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editing.tag_names import find_tags, fold
from articles.models import Tag
from articles.text.inline import scrub

OFFERED = 200
"""So many are in the list of who has no script; any other one can be typed."""
NAME = Tag._meta.get_field("name").max_length or 0
KEY_LENGTH = 18  # digits of a primary key
MOST_NEW = 30  # tags that one save makes
TYPED = "+"
"""Begins what was typed, among values that are keys otherwise."""


class ChosenTags(NamedTuple):
    standing: QuerySet[Any]
    new: tuple[str, ...]
    """Names that no tag has; who may not make tags has none of these."""


class TagsWidget(forms.SelectMultiple):
    """A stock select, and beside it a box for names with commas between. A script makes one box of both."""

    template_name = "admin/articles/tag/field.html"

    def __init__(self) -> None:
        super().__init__()
        self.locale = ""
        self.may_make = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        typed = (" ".join(scrub(one).split()) for one in data.get(f"{name}-new", "").split(","))
        return [*(super().value_from_datadict(data, files, name) or ()), *(TYPED + one for one in typed if one)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        values = [str(one) for one in value or ()]
        typed = ", ".join(one.removeprefix(TYPED) for one in values if one.startswith(TYPED))
        context = super().get_context(name, [one for one in values if not one.startswith(TYPED)], attrs)
        return context | {
            "typed": typed,
            "may_make": self.may_make,
            "suggestions": reverse("admin:articles_tag_suggest"),
        }

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """The chosen ones, and some others of the article's locale. Two queries."""
        keys = [one for one in value if one.isdecimal() and len(one) < 10]
        chosen = Tag.objects.filter(pk__in=keys)
        others = Tag.objects.standing().exclude(pk__in=keys).filter(Q(locale=self.locale) if self.locale else Q())
        rows = [*chosen.order_by("name", "pk"), *others.order_by("name", "pk")[:OFFERED]]
        made = [
            self.create_option(name, row.pk, self.label(row), str(row.pk) in keys, at) for at, row in enumerate(rows)
        ]
        return [(None, made, 0)]

    def label(self, tag: Tag) -> str:
        return tag.name if tag.locale == self.locale else f"{tag.name} ({tag.locale})"


class TagsField(forms.ModelMultipleChoiceField):
    def __init__(self) -> None:
        super().__init__(Tag.objects.standing(), required=False, widget=TagsWidget(), label=gettext_lazy("Tags"))

    def clean(self, value: Any) -> Any:
        """ChosenTags."""
        typed = tuple(one.removeprefix(TYPED) for one in value or () if str(one).startswith(TYPED))
        keys = [one for one in value or () if not str(one).startswith(TYPED)]
        if any(not one.isdecimal() or len(one) > KEY_LENGTH for one in map(str, keys)):
            raise forms.ValidationError(_("This tag is not there any more. Choose another one."), code="invalid_choice")
        return ChosenTags(super().clean(keys), typed)


def settle_tags(chosen: ChosenTags, *, locale: str, may_make: bool) -> ChosenTags:
    """Take the tags that bear a typed name already. Raises ValidationError for what cannot be made."""
    found = find_tags(chosen.new, locale=locale) if chosen.new else {}
    new = list({fold(name): name for name in reversed(chosen.new) if fold(name) not in found}.values())[::-1]
    if too_long := [name for name in new if len(name) > NAME]:
        words = _("“%(name)s…” is longer than the %(count)d characters of a tag. Shorten it.")
        raise forms.ValidationError(words % {"name": too_long[0][:40], "count": NAME})
    if len(new) > MOST_NEW:
        words = _("These are %(count)d new tags. Make at most %(most)d at once.")
        raise forms.ValidationError(words % {"count": len(new), "most": MOST_NEW})
    if new and not may_make:
        words = _("There is no tag “%(names)s”. Choose another one, or ask an editor to make it.")
        raise forms.ValidationError(words % {"names": "”, “".join(new)})
    if not found:
        return chosen._replace(new=tuple(new))
    keys = [*chosen.standing.values_list("pk", flat=True), *(tag.pk for tag in found.values())]
    return ChosenTags(Tag.objects.standing().filter(pk__in=keys), tuple(new))
