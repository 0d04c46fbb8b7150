"""What the acts on many articles ask: once for all of them. `told` gives the answers as a run keeps them, in JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.act_forms import FATES, HOW, KINDS, NOTE, NOTE_HELP
from articles.admin.bulk_rows import Row
from articles.admin.languages import name_of
from articles.admin.moments import LocalMoment
from articles.admin.refusals import tell
from articles.admin.tag_field import TagsField, settle_tags
from articles.errors import Refused
from articles.models import Article, PublishedVersion, Tag, User
from articles.publishing.actions import REACHES_BACK, check_told


class BulkForm(forms.Form):
    """`rows`: those of the chosen articles of which it asks."""

    run = forms.UUIDField(widget=forms.HiddenInput)
    """The key of the run that it begins."""

    def __init__(self, *args: Any, rows: Sequence[Row], user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.user = user

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "run"}


class MakePublicForm(BulkForm):
    """Kind and note where something was public before."""

    kind = forms.ChoiceField(
        choices=KINDS, initial=PublishedVersion.Kind.UPDATE, label=gettext_lazy("What kind of change is it?")
    )
    note = forms.CharField(
        required=False,
        max_length=NOTE,
        label=gettext_lazy("Note for readers"),
        widget=forms.Textarea({"rows": 2}),
        help_text=NOTE_HELP,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sum(row.article.is_known for row in self.rows)
        if not known:
            del self.fields["kind"], self.fields["note"]
            return
        self.fields["kind"].help_text = ngettext(
            "Asked for the one that readers know already.",
            "Asked for the %(count)d that readers know already, and told of each of them.",
            known,
        ) % {"count": known}

    def clean(self) -> dict[str, Any]:
        """Kind and note are those of all: what each would be refused for is said once, here."""
        value = self.cleaned_data
        try:
            check_told(value.get("kind", ""), value.get("note", ""))
        except Refused as refused:
            tell(self, refused)
        return value


class PublishForm(MakePublicForm):
    fate = forms.ChoiceField(choices=FATES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pending = sum(bool(row.scheduled) for row in self.rows)
        if not pending:
            del self.fields["fate"]
            return
        self.fields["fate"].label = ngettext(
            "One of them is scheduled already. What becomes of that version?",
            "%(count)d of them are scheduled already. What becomes of those versions?",
            pending,
        ) % {"count": pending}


class ScheduleForm(MakePublicForm):
    at = LocalMoment(label=gettext_lazy("They go live on"))
    field_order = ["at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = _("In your time zone, {zone}.").format(zone=timezone.get_current_timezone_name())

    def told(self) -> dict[str, Any]:
        return super().told() | {"at": self.cleaned_data["at"].isoformat()}


class WithdrawForm(BulkForm):
    how = forms.ChoiceField(widget=forms.RadioSelect, label=gettext_lazy("How?"))
    note = forms.CharField(
        required=False,
        max_length=NOTE,
        label=gettext_lazy("Public note"),
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy(
            "For “withdraw with a public note” only: readers see it in place of each of these articles."
        ),
    )
    sure = forms.BooleanField(
        required=False,
        label=gettext_lazy("Yes, take back all of these, and all that was ever public of them."),
        help_text=gettext_lazy("For a kill and for legal reasons only: it cannot be undone."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_live = any(row.live for row in self.rows)
        self.fields["how"].choices = HOW if is_live else HOW[2:]  # type: ignore[attr-defined]
        if not is_live:
            del self.fields["note"]

    def clean(self) -> dict[str, Any]:
        how = self.cleaned_data.get("how")
        if how == Article.Withdrawal.WITHDRAWN and not self.cleaned_data.get("note"):
            self.add_error("note", _("Write the note that readers will see."))
        if how in REACHES_BACK and not self.cleaned_data.get("sure"):
            self.add_error("sure", _("Say yes once more: this takes back all that was ever public of them."))
        return self.cleaned_data


class TagForm(BulkForm):
    """Tags to add, of one locale; and to take away, of those that the articles have."""

    locale = forms.ChoiceField(label=gettext_lazy("Tags of"))
    add = TagsField()
    remove = forms.ModelMultipleChoiceField(
        Tag.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Take away")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        locales = [locale for locale, _count in Counter(row.article.locale for row in self.rows).most_common()]
        self.fields["locale"].choices = [(one, name_of(one)) for one in locales]  # type: ignore[attr-defined]
        if locales[1:]:
            self.fields["locale"].help_text = _("Articles of other languages cannot have them, and are refused.")
        else:
            self.fields["locale"].widget = forms.HiddenInput()
            self.initial = {"locale": locales[0] if locales else ""} | dict(self.initial)
        self.fields["add"].label = _("Add")
        widget: Any = self.fields["add"].widget
        widget.locale = str(self["locale"].value() or locales[0]) if locales else ""
        widget.may_make = self.user.has_perm("articles.add_tag")
        self._offer_removal()

    def _offer_removal(self) -> None:
        borne = Counter(tag for row in self.rows for tag in row.article.tags.all())
        if not borne:
            del self.fields["remove"]
            return
        field: Any = self.fields["remove"]
        field.queryset = Tag.objects.filter(pk__in=[tag.pk for tag in borne])
        field.widget.choices = [
            (tag.pk, _("{tag} ({count} of them)").format(tag=tag, count=count))
            for tag, count in sorted(borne.items(), key=lambda one: (str(one[0]), one[0].pk))
        ]

    def clean_add(self) -> Any:
        """After `locale`, which comes before it."""
        widget: Any = self.fields["add"].widget
        locale = self.cleaned_data.get("locale", "")
        chosen = settle_tags(self.cleaned_data["add"], locale=locale, may_make=widget.may_make)
        if strange := chosen.standing.exclude(locale=locale).first():
            raise forms.ValidationError(
                _("“{tag}” is a tag of “{locale}”. Choose tags of “{wanted}”.").format(
                    tag=strange, locale=strange.locale, wanted=locale
                )
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        value = self.cleaned_data
        if "add" in value and not (value["add"].standing or value["add"].new or value.get("remove")):
            self.add_error("add", _("Choose tags to add, or to take away."))
        return value

    def told(self) -> dict[str, Any]:
        value = self.cleaned_data
        return {
            "locale": value["locale"],
            "add": [tag.pk for tag in value["add"].standing],
            "new": list(value["add"].new),
            "remove": [tag.pk for tag in value.get("remove", ())],
        }
