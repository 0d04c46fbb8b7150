"""The rows of "Explore more": an article of this site, an address outside, or (imported) a title alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from js_asset import ImportMap, Media, Script

from articles.admin.related_entries import Entry, entries
from articles.admin.rows import KnownChoice, RowForm, Rows, by_key
from articles.editing.drafts import RELATED
from articles.editing.own_addresses import articles_behind, is_address
from articles.models import Article, RelatedLink
from articles.snapshot import Related

PATHS = {f"desk/{name}": f"desk/{name}.js" for name in ("picker", "rows", "suggestions", "words", "written")}


class TargetInput(forms.TextInput):
    """Without scripts an address is typed; with them the picker fills it, and the article's card stands for it."""

    media = Media(
        importmap=ImportMap(PATHS),
        css={"all": ["desk/related.css"]},
        js=[Script("desk/related.js", type="module")],
    )


class TargetField(KnownChoice):
    widget = TargetInput
    default_error_messages = {
        "invalid_choice": _(
            "No article of this site has this address. Give one that has, or write the address as one outside."
        )
    }


class RelatedForm(RowForm):
    target = TargetField(
        Article.objects.all(),
        label=_("Article"),
        required=False,
        help_text=_("Its address on this site. It speaks with the title and teaser of its own live version."),
    )
    url = forms.URLField(label=_("Address outside"), required=False, max_length=1000, assume_scheme="https")
    title = forms.CharField(label=_("Title"), required=False, max_length=300)
    teaser = forms.CharField(label=_("Teaser"), required=False, widget=forms.Textarea({"rows": 2}))
    source = forms.ChoiceField(
        choices=RelatedLink.Source, initial=RelatedLink.Source.EDITOR, widget=forms.HiddenInput, required=False
    )
    entry: Entry | None = None
    """What is shown of the article that was chosen."""

    def clean(self) -> dict[str, Any]:
        link = self.cleaned_data
        if link.get("target") and link.get("url"):
            self.add_error("url", _("Choose either an article or an address outside."))
        elif not link.get("target") and not link.get("title") and not self.errors:
            self.add_error("title", _("Choose an article, or give an address outside with a title."))
        return link

    @property
    def is_article(self) -> bool:
        return bool(self["target"].value())

    @property
    def address_is_missing(self) -> bool:
        """Title and teaser alone, as an import may bring them: readers see no link."""
        return bool(self["title"].value()) and not self.is_article and not self["url"].value()


class RelatedRows(Rows):
    """`article`: the one that leads on; `locale`: the one that the form says it is in."""

    choice = "target"
    numbered = _("Explore more, no. {place}")

    def __init__(self, *args: Any, article: Article, locale: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article
        self.locale = locale

    @cached_property
    def forms(self) -> list[Any]:
        made = super().forms
        chosen = {form: form.fields["target"].known.get(str(form["target"].value() or "").strip()) for form in made}
        keys = {article.pk for article in chosen.values() if article}
        shown = entries(keys, locale=self.locale, own=self.article.pk, at=timezone.now())
        for form, article in chosen.items():
            form.entry = shown.get(article.pk) if article else None
        return made

    def find(self, sent: Collection[str]) -> dict[str, Any]:
        addresses = [raw for raw in sent if is_address(raw)]
        return by_key(Article.objects.all(), sent) | (articles_behind(addresses) if addresses else {})

    @property
    def blank(self) -> Any:
        """The one row that a browser without scripts gets to fill in."""
        forms = self.forms
        return forms[-1] if forms and self._is_blank(forms[-1], len(forms) - 1) else None

    @property
    def search(self) -> str:
        """The address that the picker asks."""
        return reverse("admin:articles_article_related")

    @property
    def suggestions(self) -> str:
        """The address that gives similar articles."""
        return reverse("admin:articles_article_suggestions")

    @property
    def dismissal(self) -> str:
        """The address that remembers which of them are not wanted."""
        return reverse("admin:articles_article_dismissal", args=[self.article.pk])


RelatedSet: Any = forms.formset_factory(
    RelatedForm, formset=RelatedRows, extra=1, can_order=True, can_delete=True, max_num=RELATED, validate_max=True
)


def related_rows(article: Article) -> list[dict[str, Any]]:
    return [dict(row) for row in article.related_links.values("target", "url", "title", "teaser", "source")]


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
