"""The list of authors, and one author: portrait, links, and a bio a locale."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media, Script

from articles.admin.images import for_page
from articles.admin.languages import name_of
from articles.admin.link_rows import LinkSet, digest_of, link_rows, links_of
from articles.admin.pictures import for_scripts
from articles.admin.taxonomy import TermAdmin, TermForm
from articles.admin.untouched_fields import keep_untouched
from articles.admin.writing_area import IMPORTS
from articles.editing.bios import save_bio
from articles.models import Author, Image
from articles.text.structure import is_section_id

MEDIA = Media(
    importmap=IMPORTS,
    css={"all": ["desk/desk.css", "desk/pictures.css", "desk/terms.css"]},
    js=[Script("desk/rows.js", type="module"), Script("desk/portrait.js", type="module")],
)


class AuthorForm(TermForm):
    """With the author's links as rows of their own. `get_form` adds a field `bio_<locale>` for each locale."""

    portrait = forms.ModelChoiceField(
        Image.objects.all(),
        to_field_name="uuid",
        required=False,
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": gettext_lazy("This picture is not in the library any more. Choose another one.")
        },
    )

    links_opened = forms.CharField(required=False, widget=forms.HiddenInput)
    """Digest of the links that the page was opened with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        author = self.instance
        kept = {"data": self.data} if self.is_bound else {"initial": link_rows(author.links)}
        self.links = LinkSet(prefix="links", **kept)
        bios = dict(author.bios.values_list("locale", "text")) if author.pk else {}
        self.initial = dict(self.initial) | {f"bio_{locale}": bios.get(locale, "") for locale in settings.LOCALES}
        self.initial["portrait"] = author.portrait.uuid if author.portrait else None
        self.initial["links_opened"] = digest_of(author.links)
        if author.pk:
            keep_untouched(self, ["name", "slug", "portrait", *(f"bio_{locale}" for locale in settings.LOCALES)])

    @property
    def bios(self) -> list[forms.BoundField]:
        return [self[f"bio_{locale}"] for locale in settings.LOCALES]

    def clean(self) -> dict[str, Any]:
        value = super().clean()
        if not self.links.is_valid():
            self.add_error(None, _("Look at the links: not all of them can be kept."))
        elif words := self.settle_links(value.get("links_opened", "")):
            self.links.non_form_errors().extend(ValidationError(words).error_list)
            self.add_error(None, _("Look at the links: not all of them can be kept."))
        return value

    def settle_links(self, opened: str) -> str:
        """Set `kept_links`: the rows, or what is stored if nobody touched them since the page was `opened`.

        Where somebody else changed the links, too, gives the words that say so: the rows hold when they are sent again.
        """
        stored, sent = self.instance.links, links_of(self.links)
        self.kept_links = stored if opened == digest_of(sent) else sent
        if not self.instance.pk or not opened or digest_of(stored) in (opened, digest_of(self.kept_links)):
            return ""
        self.data: Any = self.data.copy()
        self.data["links_opened"] = digest_of(stored)
        return _("Meanwhile somebody else changed the links: %(links)s. Mend the rows and save again.") % {
            "links": ", ".join(f"{link['label']} {link['url']}" for link in stored) or _("none is left")
        }


def bio_field(locale: str) -> forms.CharField:
    return forms.CharField(
        label=_("Bio: %(language)s") % {"language": name_of(locale)},
        required=False,
        widget=forms.Textarea({"rows": 4, "lang": locale}),
    )


@admin.register(Author)
class AuthorAdmin(TermAdmin):
    form = AuthorForm
    change_form_template = "admin/articles/author/change_form.html"
    fields = ["name", "slug"]
    list_display = ["name", "slug"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[Any]:
        fields = {f"bio_{locale}": bio_field(locale) for locale in settings.LOCALES}
        form = type("AuthorForm", (AuthorForm,), fields)
        return super().get_form(request, obj, change, **kwargs | {"form": form})

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Who may only look sees links and bios among the other words."""
        looks_only = obj is not None and not self.has_change_permission(request, obj)
        return ["name", "slug", *(["shown_links", "shown_bios"] if looks_only else [])]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [name for name in self.get_fields(request, obj) if name.startswith("shown_")]

    @admin.display(description=gettext_lazy("links"))
    def shown_links(self, author: Author) -> str:
        rows = ((link["url"], link["label"]) for link in author.links)
        return format_html_join(", ", '<a href="{}" rel="noreferrer">{}</a>', rows)

    @admin.display(description=gettext_lazy("bio"))
    def shown_bios(self, author: Author) -> str:
        rows = ((name_of(bio.locale), bio.text) for bio in author.bios.order_by("locale"))
        return format_html_join("", "<p>{}: {}</p>", rows)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        shown = str(context["adminform"].form["portrait"].value() or "")
        more = {
            "library": for_scripts(request, named_pictures(shown)),
            "media": for_page(context["media"] + MEDIA, request),
            "may_edit": self.has_change_permission(request, kwargs.get("obj")) if kwargs.get("obj") else True,
        }
        return super().render_change_form(request, context | more, *args, **kwargs)

    def told(self, request: HttpRequest, term: Any) -> dict[str, Any]:
        if term is None:
            return {}
        accounts = term.accounts.order_by("username")
        may_open = request.user.has_perm("articles.change_user")
        return super().told(request, term) | {"accounts": accounts, "may_open_accounts": may_open}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.portrait = form.cleaned_data["portrait"]
        obj.links = form.kept_links
        super().save_model(request, obj, form, change)
        for locale in settings.LOCALES:
            if f"bio_{locale}" in form.changed_data:
                save_bio(obj, locale=locale, text=form.cleaned_data[f"bio_{locale}"])


def named_pictures(value: str) -> set[str]:
    """The id, if it can be one: what a form sent may be anything."""
    return {value} if is_section_id(value) else set()
