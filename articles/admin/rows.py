"""The ordered rows beside the text: who signs, and what to explore next."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME

from articles.editing.drafts import RELATED
from articles.models import Article, ArticleAuthor, Author, RelatedLink
from articles.snapshot import Byline, Related


class RowForm(forms.Form):
    """One row. Its position and where it came from do not make an empty row into one that was filled in."""

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {ORDERING_FIELD_NAME, DELETION_FIELD_NAME, "source"})


class BylineForm(RowForm):
    author = forms.ModelChoiceField(
        Author.objects.standing(), widget=AutocompleteSelect(ArticleAuthor._meta.get_field("author"), admin.site)
    )
    role = forms.ChoiceField(choices=ArticleAuthor.Role, initial=ArticleAuthor.Role.AUTHOR)


class RelatedForm(RowForm):
    target = forms.ModelChoiceField(
        Article.objects.all(),
        label="Article",
        required=False,
        widget=AutocompleteSelect(RelatedLink._meta.get_field("target"), admin.site),
        help_text="Speaks with the title and teaser of its own live version.",
    )
    url = forms.URLField(label="Or an address outside", required=False, max_length=1000, assume_scheme="https")
    title = forms.CharField(required=False, max_length=300)
    teaser = forms.CharField(required=False, widget=forms.Textarea({"rows": 2}))
    source = forms.ChoiceField(
        choices=RelatedLink.Source, initial=RelatedLink.Source.EDITOR, widget=forms.HiddenInput, required=False
    )

    def clean(self) -> dict[str, Any]:
        link = self.cleaned_data
        if link.get("target") and link.get("url"):
            self.add_error("url", "Choose either an article or an address outside.")
        elif not link.get("target") and not link.get("title") and not self.errors:
            self.add_error("title", "Choose an article, or give an address outside with a title.")
        return link

    @property
    def address_is_missing(self) -> bool:
        """Title and teaser alone, as an import may bring them: readers see no link."""
        return bool(self.initial.get("title")) and not self.initial.get("target") and not self.initial.get("url")


BylineSet = forms.formset_factory(BylineForm, extra=0, can_order=True, can_delete=True)
RelatedSet = forms.formset_factory(
    RelatedForm, extra=0, can_order=True, can_delete=True, max_num=RELATED, validate_max=True
)


def kept(rows: forms.BaseFormSet[Any]) -> list[dict[str, Any]]:
    """The values of the rows that are not removed, in their order."""
    return [form.cleaned_data for form in rows.ordered_forms]


def byline_rows(article: Article) -> list[dict[str, Any]]:
    return [dict(row) for row in article.bylines.values("author", "role")]


def related_rows(article: Article) -> list[dict[str, Any]]:
    return [dict(row) for row in article.related_links.values("target", "url", "title", "teaser", "source")]


def bylines_of(rows: list[dict[str, Any]]) -> tuple[Byline, ...]:
    return tuple(Byline(str(row["author"].uuid), row["role"]) for row in rows)


def related_of(rows: list[dict[str, Any]]) -> tuple[Related, ...]:
    return tuple(
        Related(
            title=row["title"],
            teaser=row["teaser"],
            url="" if row["target"] else row["url"],
            article=str(row["target"].uuid) if row["target"] else None,
            source=row["source"] or RelatedLink.Source.EDITOR,
        )
        for row in rows
    )
