"""The links of an author as rows of a form: a label and an address each, in order."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from articles.editing.author_links import LABEL_LENGTH, LINKS, clean_links
from articles.errors import NotUsable


class LinkForm(forms.Form):
    label = forms.CharField(
        label=_("Label"), required=False, max_length=LABEL_LENGTH, help_text=_("What readers click on.")
    )
    url = forms.CharField(label=_("Address"), required=False, max_length=1000, help_text=_("https:// or mailto:"))

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {ORDERING_FIELD_NAME, DELETION_FIELD_NAME})

    def clean(self) -> dict[str, Any]:
        """As the domain has it, said at the row."""
        link = self.cleaned_data
        if "label" in link and "url" in link:
            try:
                clean_links([{"label": link["label"], "url": link["url"]}])
            except NotUsable as refused:
                self.add_error("label" if link["url"] and not link["label"] else "url", str(refused))
        return link


LinkSet = forms.formset_factory(
    LinkForm, extra=0, can_order=True, can_delete=True, max_num=LINKS, validate_max=True, absolute_max=2 * LINKS
)


def link_rows(links: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"label": link.get("label", ""), "url": link.get("url", "")} for link in links]


def links_of(rows: forms.BaseFormSet[Any]) -> list[dict[str, str]]:
    """Of a valid set, those that are not removed, in their order, as the domain has them."""
    kept = (form.cleaned_data for form in rows.ordered_forms)
    return clean_links([{"label": link.get("label", ""), "url": link.get("url", "")} for link in kept])


def digest_of(links: list[dict[str, str]]) -> str:
    """To tell by a hidden field whether links are those that a page was opened with."""
    return blake2b(json.dumps(link_rows(links)).encode(), digest_size=16).hexdigest()
