"""What a writer may do with terms on the writing page, set up for the user at hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper

from articles.models import Article, ArticleAuthor, User


def offer_terms(form: forms.ModelForm, bylines: forms.BaseFormSet[Any], user: User) -> None:
    """To whoever may make them: tags by typing, category and authors in a window of their own."""
    tags = form.fields["tags"].widget
    tags.locale = form.instance.locale
    tags.may_make = user.has_perm("articles.add_tag")
    if user.has_perm("articles.add_category"):
        offer_addition(form.fields["category"], Article._meta.get_field("category"))
    if user.has_perm("articles.add_author"):
        bylines.form = with_addition(bylines.form, "author", ArticleAuthor._meta.get_field("author"))


def offer_addition(field: Any, relation: Any) -> None:
    """The admin's button beside the field."""
    field.widget = RelatedFieldWidgetWrapper(field.widget, relation.remote_field, admin.site, can_add_related=True)


def with_addition(form: Any, name: str, relation: Any) -> type[forms.Form]:
    """The form of a row, with that button: rows are made anew as they are asked for, the empty one too."""

    class Row(form):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            offer_addition(self.fields[name], relation)

    return Row
