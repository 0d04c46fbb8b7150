"""What stands beside the text, in groups that fold; a group that holds something refused is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.admin.sheet import Sheet
from articles.admin.timeline_panel import Panel
from articles.editing.addresses import addresses


@dataclass(frozen=True)
class Group:
    name: str
    """Of the template that says more than its fields do, if there is one, and of what a browser remembers."""
    title: str | Promise
    fields: Sequence[BoundField]
    is_open: bool
    """At first: whoever opens or closes it finds it so again."""
    template: str = ""
    has_errors: bool = False


KINDS: tuple[tuple[str, str | Promise, tuple[str, ...], bool, bool], ...] = (
    # name, title, fields, has a template, is open at first
    ("cover", _("Cover"), ("cover", "cover_alt", "cover_caption"), True, True),
    ("bylines", _("Authors"), (), True, True),
    ("filing", _("Filed under"), ("category", "tags", "kicker", "genre", "priority"), False, True),
    ("address", _("Address"), ("slug",), True, True),
    ("search", _("Search engines"), ("seo_title", "seo_description", "canonical_url", "noindex"), True, False),
    ("languages", _("Languages"), ("locale",), True, True),
    ("access", _("Access and end"), ("access", "expires_at"), False, False),
    ("machines", _("Artificial intelligence"), ("ai_use", "ai_note"), False, False),
    ("rights", _("Rights"), ("licence", "usage_terms", "copyright_holder", "copyright_notice"), False, False),
)


def groups_of(sheet: Sheet) -> list[Group]:
    form = sheet.form
    return [
        Group(
            name=name,
            title=title,
            fields=[form[field] for field in fields],
            is_open=is_open,
            template=f"admin/articles/article/{name}.html" if has_template else "",
            has_errors=bool(form.errors.keys() & set(fields)) or (name == "bylines" and has_errors(sheet.bylines)),
        )
        for name, title, fields, has_template, is_open in KINDS
    ]


def has_errors(rows: Any) -> bool:
    return rows.is_bound and not rows.is_valid()


@dataclass(frozen=True)
class Refusal:
    """One thing to be mended: where, and why. `place`: the id of the field, or "" where it is about all of it."""

    place: str
    label: str
    words: str


def refusals_of(sheet: Sheet) -> list[Refusal]:
    """All that was refused, in the order of the form."""
    form = sheet.form
    if not form.is_bound:
        return []
    found = [
        Refusal(form[name].id_for_label, str(form[name].label), str(form[name].errors[0]))
        for name in form.fields
        if form[name].errors
    ]
    rows = [
        Refusal(row[name].id_for_label, part.named(place), str(words[0]))
        for part in sheet.formsets
        if has_errors(part)
        for place, row in enumerate(part.in_order(), 1)
        for name, words in row.errors.items()
        if name in row.fields
    ]
    return found + rows


@dataclass(frozen=True)
class Whereabouts:
    """The public address of an article, as far as the page can tell it while its slug is typed."""

    sheet: Sheet
    panel: Panel

    @cached_property
    def template(self) -> str:
        """With `{slug}` in the place of the slug."""
        return addresses("{slug}", self.sheet.article.locale)[0].url

    @property
    def shown(self) -> str:
        return self.template.replace("{slug}", self.sheet.article.slug)

    @property
    def live(self) -> str:
        """The slug that readers use now, or ""."""
        return self.panel.live.slug if self.panel.live else ""

    @property
    def scheduled(self) -> str:
        """The slug that starts next, or ""."""
        return self.panel.scheduled[0].slug if self.panel.scheduled else ""
