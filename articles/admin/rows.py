"""Ordered rows beside the text: what they have in common, and who signs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import QuerySet
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ArticleAuthor, Author
from articles.snapshot import Byline

PLACE_LENGTH = 10  # digits
NOT_CHOSEN = ("", "---------")


class KnownChoice(forms.ModelChoiceField):
    """A choice among objects that the set of rows has fetched for all of them at once.

    The stock field asks the database for each row, and once more to show it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.know({})

    def know(self, objects: Mapping[str, Any]) -> None:
        """By what a form may send for them."""
        self.known = objects
        named = {one.pk: (one.pk, self.label_from_instance(one)) for one in objects.values()}
        self.choices = [NOT_CHOSEN, *named.values()]

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if str(value) not in self.known:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return self.known[str(value)]


class KnownSelect(AutocompleteSelect):
    """The admin's search box, with the options that the field knows."""

    optgroups = forms.Select.optgroups  # type: ignore[assignment]  # the admin's asks the database


class RowForm(forms.Form):
    """One row. Its position and where it came from do not make an empty row into one that was filled in."""

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {ORDERING_FIELD_NAME, DELETION_FIELD_NAME, "source"})


class Rows(forms.BaseFormSet):
    """Rows in an order. `choice`: the field whose objects are fetched together."""

    choice: str
    numbered: str | Promise
    """What a row is called where an error is told away from it, with `{place}`, counted from 1."""

    def named(self, place: int) -> str:
        return str(self.numbered).format(place=place)

    @cached_property
    def forms(self) -> list[Any]:
        made = super().forms
        known = self.find({str(form[self.choice].value() or "").strip() for form in made} - {""})
        for form in made:
            form.fields[self.choice].know(known)
        return made

    def find(self, sent: Collection[str]) -> dict[str, Any]:
        """By what was sent, the objects that it names. A constant number of queries."""
        raise NotImplementedError

    def in_order(self) -> list[Any]:
        """The rows as they were sent, or as they are: an empty one that nobody filled in is left out."""
        placed = [(self._place(form, index), index, form) for index, form in enumerate(self.forms)]
        placed.sort(key=lambda row: row[:2])
        return [form for _place, index, form in placed if not self._is_blank(form, index)]

    def _place(self, form: Any, index: int) -> int:
        value = str(form[ORDERING_FIELD_NAME].value() or "") if self.is_bound else ""
        return int(value) if value.isdecimal() and len(value) < PLACE_LENGTH else index + 1

    def _is_blank(self, form: Any, index: int) -> bool:
        return index >= self.initial_form_count() and not (self.is_bound and form.has_changed())


class BylineForm(RowForm):
    author = KnownChoice(
        Author.objects.standing(),
        label=_("Author"),
        widget=KnownSelect(ArticleAuthor._meta.get_field("author"), admin.site),
    )
    role = forms.ChoiceField(label=_("Role"), choices=ArticleAuthor.Role, initial=ArticleAuthor.Role.AUTHOR)


class Bylines(Rows):
    choice = "author"
    numbered = _("Authors, no. {place}")

    def clean(self) -> None:
        """Somebody may sign twice, but not as the same: such a row is refused, for the draft would keep one of them."""
        signed = set()
        for form in self.in_order():
            byline = form.cleaned_data.get("author"), form.cleaned_data.get("role")
            if None in byline or self._should_delete_form(form):  # type: ignore[attr-defined]
                continue
            if byline in signed:
                words = _("{name} stands here already in this role. Remove one of the two, or choose another role.")
                form.add_error("author", str(words).format(name=byline[0]))
            signed.add(byline)

    def find(self, sent: Collection[str]) -> dict[str, Any]:
        return by_key(Author.objects.standing(), sent)


BylineSet = forms.formset_factory(BylineForm, formset=Bylines, extra=0, can_order=True, can_delete=True)


def by_key(among: QuerySet[Any], sent: Collection[str]) -> dict[str, Any]:
    """By primary key as a string; what is none is left out. One query."""
    keys = [raw for raw in sent if raw.isascii() and raw.isdecimal() and len(raw) < 19]
    return {str(one.pk): one for one in among.filter(pk__in=keys)}


def kept(rows: forms.BaseFormSet[Any]) -> list[dict[str, Any]]:
    """The values of the rows that are not removed, in their order."""
    return [form.cleaned_data for form in rows.ordered_forms]


def byline_rows(article: Article) -> list[dict[str, Any]]:
    return [dict(row) for row in article.bylines.values("author", "role")]


def bylines_of(rows: list[dict[str, Any]]) -> tuple[Byline, ...]:
    return tuple(Byline(str(row["author"].uuid), row["role"]) for row in rows)
