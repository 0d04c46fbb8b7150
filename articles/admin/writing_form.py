"""The article's own fields as one form: the text as one document, and what is said about it."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from tree_queries.forms import TreeNodeChoiceField

from articles.admin.moments import MomentField
from articles.admin.tag_field import TagsField, settle_tags
from articles.admin.taxonomy import locale_choices
from articles.admin.writing_area import WritingArea
from articles.editing.freezing import freeze
from articles.editing.tag_names import take_tags
from articles.models import Article, Category, Highlight, Image, Section, SlugClaim
from articles.models.slug_claim import make_slug
from articles.snapshot import Cover, Rights, Seo, Snapshot
from articles.snapshot import Highlight as FrozenHighlight
from articles.snapshot import Section as FrozenSection
from articles.text.cleaning import TextRefused, clean_document, clean_inline
from articles.text.document import SectionText, compose, cut

HEADING = Section._meta.get_field("heading").max_length or 0
NOTE = Highlight._meta.get_field("note").max_length or 0
INDENT = "\u00a0" * 4
NOTE_NAME = re.compile(r"note-(h[0-9a-f]{10})")


class TextField(forms.CharField):
    """HTML as it will be stored, so that what was not touched compares equal."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        self.clean_html = clean_document if kind == "document" else clean_inline
        super().__init__(required=False, strip=False, widget=WritingArea(kind), **kwargs)

    def to_python(self, value: Any) -> str:
        try:
            return self.clean_html(super().to_python(value) or "")
        except TextRefused as refused:
            raise forms.ValidationError(f"{refused.reason} {refused.remedy}", code="refused") from refused


class CategoryField(TreeNodeChoiceField):
    def offer(self, locales: set[str]) -> None:
        """Those of these locales alone; another one that is sent all the same is refused in words."""
        offered = CategoryField(self.queryset.filter(locale__in=locales), required=False)
        offered.is_named_with_locale = len(locales) > 1
        self.widget.choices = offered.choices

    is_named_with_locale = True

    def label_from_instance(self, obj: Any) -> str:
        name = f"{INDENT * obj.tree_depth}{obj.name}"  # spaces alone: a browser finds a choice by its first letters
        return f"{name} ({obj.locale})" if self.is_named_with_locale else name


class ArticleForm(forms.ModelForm):
    """Checks what can be checked field by field. It is never saved: `content` gives what `save_draft` takes."""

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)
    known = forms.CharField(widget=forms.HiddenInput, required=False)
    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    lead = TextField("lead", label=gettext_lazy("Lead"), help_text=gettext_lazy("One paragraph under the title."))
    document = TextField(
        "document", label=gettext_lazy("Text"), help_text=gettext_lazy("A heading 2 starts a section.")
    )
    cover = forms.ModelChoiceField(
        Image.objects.all(),
        to_field_name="uuid",
        required=False,
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": gettext_lazy("This picture is not in the library any more. Choose another one.")
        },
    )
    locale = forms.ChoiceField(label=gettext_lazy("Locale"), choices=[])
    category = CategoryField(Category.objects.standing(), label=pgettext_lazy("the desk", "Category"), required=False)
    tags = TagsField()
    canonical_url = forms.URLField(
        label=gettext_lazy("Canonical URL"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Only if this article stands elsewhere first."),
    )
    licence = forms.URLField(
        label=gettext_lazy("Licence"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Address of the licence."),
    )

    class Meta:
        model = Article
        fields = (
            "cover_alt", "cover_caption",
            "title", "kicker", "slug", "locale", "category", "tags", "genre", "priority", "access", "ai_use", "ai_note",
            "seo_title", "seo_description", "canonical_url", "noindex", "licence", "usage_terms", "copyright_holder",
            "copyright_notice", "expires_at",
        )  # fmt: skip
        widgets = {
            "title": forms.Textarea({"rows": 1, "class": "writing-title", "placeholder": gettext_lazy("Title")}),
            "cover_alt": forms.Textarea({"rows": 2}),
            "cover_caption": forms.Textarea({"rows": 2}),
            "seo_description": forms.Textarea({"rows": 3}),
            "expires_at": forms.DateTimeInput({"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S"),
        }
        field_classes = {"expires_at": MomentField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _(
            "Empty: made from the title, which it follows until it is first published or scheduled."
        )
        self.fields["expires_at"].help_text = _("In your time zone, {zone}.").format(
            zone=timezone.get_current_timezone_name()
        )
        self.fields["locale"].choices = locale_choices(self.instance.locale)  # type: ignore[attr-defined]
        self.fields["category"].offer({self.instance.locale, self["locale"].value()})  # type: ignore[attr-defined]
        self.frozen = freeze(self.instance)
        self.notes = self._notes()
        self.initial = dict(self.initial) | {
            "base": self.instance.head,
            "cover": self.frozen.cover.image if self.frozen.cover else None,
            "lead": self.frozen.lead_html,
            "document": compose(SectionText(part.id, part.heading, part.html) for part in self.frozen.sections),
        }

    def _notes(self) -> dict[str, str]:
        """The highlights' notes by id: those of the draft, then those that came with the form."""
        frozen = {highlight.id: highlight.note for highlight in self.frozen.highlights}
        posted = {found[1]: self.data[name] for name in self.data if (found := NOTE_NAME.fullmatch(name))}
        return frozen | {id_: " ".join(note.split()) for id_, note in posted.items()}

    def clean_base(self) -> int:
        return self.cleaned_data["base"] or 0

    def clean_known(self) -> list[str]:
        """Names of the kept texts that the form goes on from; one that was under way may be the newest."""
        return self.cleaned_data["known"].split()

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_tags(self) -> Any:
        """After `locale`, which comes before it in the form."""
        locale = self.cleaned_data.get("locale") or self.instance.locale
        may_make = self.fields["tags"].widget.may_make
        return settle_tags(self.cleaned_data["tags"], locale=locale, may_make=may_make)

    def with_new_tags(self, content: Snapshot) -> Snapshot:
        """The content with the tags that were typed and are not there yet: made now, in the caller's transaction."""
        new = take_tags(self.cleaned_data["tags"].new, locale=content.locale)
        return replace(content, tags=(*content.tags, *(str(tag.uuid) for tag in new)))

    def clean(self) -> dict[str, Any]:
        if any(len(note) > NOTE for note in self.notes.values()):
            self.add_error("document", _("The note on a highlight is longer than {note} characters.").format(note=NOTE))
        for part in self._parts():
            if len(part.heading) > HEADING:
                shown = part.heading[:60]
                self.add_error(
                    "document",
                    _("The heading “{shown}…” is longer than {heading} characters.").format(
                        shown=shown, heading=HEADING
                    ),
                )
        if {"locale", "category", "tags"} & set(self.changed_data):
            self._check_locales()
        return self.cleaned_data

    def _check_locales(self) -> None:
        locale, category = self.cleaned_data.get("locale"), self.cleaned_data.get("category")
        if category and category.locale != locale:
            self.add_error(
                "category",
                _("“{category}” is a category of “{locale}”. Choose one of “{wanted}”.").format(
                    category=category, locale=category.locale, wanted=locale
                ),
            )
        for tag in self.cleaned_data["tags"].standing if "tags" in self.cleaned_data else ():
            if tag.locale != locale:
                self.add_error(
                    "tags",
                    _("“{tag}” is a tag of “{locale}”. Choose tags of “{wanted}”.").format(
                        tag=tag, locale=tag.locale, wanted=locale
                    ),
                )

    def _parts(self) -> list[SectionText]:
        document = self.cleaned_data.get("document", "")
        first = self.frozen.sections[0] if self.frozen.sections else None
        return cut(document, opening=first.id if first and not first.heading else None)

    def salvage(self) -> None:
        """Let `content` speak of a form that is not valid: a field's value stands if the field alone takes it, else
        that of the draft does."""
        for name in self.errors.keys() & self.fields.keys():
            field, drafted = self.fields[name], self.get_initial_for_field(self.fields[name], name)
            self.cleaned_data[name] = None
            for value in (field.prepare_value(drafted), self[name].data):
                with suppress(forms.ValidationError):
                    self.cleaned_data[name] = field.clean(value)

    def content(self) -> Snapshot:
        """What a valid form says, with an address made from the title where it has none; rows come beside it."""
        value = self.cleaned_data
        values = {
            name: value[name]
            for name in ("locale", "title", "kicker", "genre", "priority", "access", "ai_use", "ai_note")
        }
        content = replace(
            self.frozen,  # what the form does not know stays as it is
            slug=self._slug(),
            lead_html=value["lead"],
            cover=self._cover(),
            sections=tuple(FrozenSection(part.id, part.heading, part.body) for part in self._parts()),
            highlights=tuple(FrozenHighlight(id_, None, note=note) for id_, note in self.notes.items()),
            category=str(value["category"].uuid) if value["category"] else None,
            tags=tuple(str(tag.uuid) for tag in value["tags"].standing.order_by("name", "id")),
            seo=Seo(value["seo_title"], value["seo_description"], value["canonical_url"], value["noindex"]),
            rights=Rights(value["licence"], value["usage_terms"], value["copyright_holder"], value["copyright_notice"]),
            expires_at=value["expires_at"],
            **values,
        )
        if "expires_at" not in self.changed_data:  # a browser knows no microseconds
            return replace(content, expires_at=self.frozen.expires_at)
        return content

    def _cover(self) -> Cover | None:
        value = self.cleaned_data
        words = (" ".join(value[name].split()) for name in ("cover_alt", "cover_caption"))
        return Cover(str(value["cover"].uuid), *words) if value["cover"] else None

    def _slug(self) -> str:
        """As it was given; one that was made of the title follows it while nobody outside knows the article."""
        given = self.cleaned_data["slug"]
        if "title" in self.changed_data and "slug" not in self.changed_data and self.slug_follows:
            given = ""
        return given or self._free_slug()

    @cached_property
    def slug_follows(self) -> bool:
        """It was made of the title, and nobody outside knows it."""
        is_made = re.fullmatch(rf"{re.escape(make_slug(self.frozen.title))}(-\d+)?", self.frozen.slug)
        return bool(is_made) and not self.instance.versions.exists()

    def _free_slug(self) -> str:
        value = self.cleaned_data
        return SlugClaim.objects.free_slug(SlugClaim.Kind.ARTICLE, value["locale"], value["title"], self.instance)
