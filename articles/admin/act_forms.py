"""What the acts' pages ask. Each carries what its reader saw: the revision, and the article's act counter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.moments import LocalMoment
from articles.admin.timeline_panel import moment_in_words
from articles.models import Article, PublishedVersion
from articles.publishing.actions import Pending

Kind = PublishedVersion.Kind
KINDS = [choice for choice in Kind.choices if choice[0] != Kind.FIRST]
TOLD = [choice for choice in KINDS if choice[0] in PublishedVersion.CORRECTING]
NOTE = PublishedVersion._meta.get_field("note").max_length
NOTE_HELP = gettext_lazy("Readers see it with a correction, a clarification or a retraction: say what was wrong.")
FATES = [
    ("keep", gettext_lazy("Keep it: it starts as it stands")),
    ("replace", gettext_lazy("Replace it: it is dropped")),
]
HOW = [
    (
        Article.Withdrawal.UNPUBLISHED,
        gettext_lazy("Unpublish quietly. Readers get “410 Gone” and no reason. You may publish again at any time."),
    ),
    (
        Article.Withdrawal.WITHDRAWN,
        gettext_lazy(
            "Withdraw with a public note. Readers get “410 Gone” with your note. You may publish again at any time."
        ),
    ),
    (
        Article.Withdrawal.KILLED,
        gettext_lazy(
            "Kill. All that was ever public of it is taken back, older versions included; readers get “410 Gone” and "
            "no text. To publish again has to be confirmed."
        ),
    ),
    (
        Article.Withdrawal.LEGAL,
        gettext_lazy("Take down for legal reasons. The same as a kill, and noted as a legal one."),
    ),
]


class ActForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class MakePublicForm(ActForm):
    """What publish and schedule ask: kind and note (not of a first), and a second yes after a kill.

    `adds_nothing`: readers see exactly this already, so it can only be told of.
    """

    kind = forms.ChoiceField(choices=KINDS, initial=Kind.UPDATE, label=gettext_lazy("What kind of change is it?"))
    note = forms.CharField(
        required=False,
        max_length=NOTE,
        label=gettext_lazy("Note for readers"),
        widget=forms.Textarea({"rows": 2}),
        help_text=NOTE_HELP,
    )
    again = forms.BooleanField(required=False, label=gettext_lazy("Yes, publish it again although it was taken back."))

    def __init__(self, *args: Any, is_first: bool, was_killed: bool, adds_nothing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["kind"], self.fields["note"]
        elif adds_nothing:
            self.fields["kind"].choices = TOLD  # type: ignore[attr-defined]
            self.fields["kind"].initial = Kind.CORRECTION
        if not was_killed:
            del self.fields["again"]

    def options(self) -> dict[str, Any]:
        """The act's own arguments, as far as they were asked for."""
        return {name: self.cleaned_data[name] for name in ("kind", "note", "again") if name in self.fields}


class PublishForm(MakePublicForm):
    def __init__(self, *args: Any, scheduled: Sequence[PublishedVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {f"pending-{version.pk}": version for version in scheduled}
        for name, version in self.asked.items():
            self.fields[name] = forms.ChoiceField(
                choices=FATES,
                widget=forms.RadioSelect,
                label=_("Revision {number} is scheduled for {moment}").format(
                    number=version.revision.number, moment=moment_in_words(version.live_from)
                ),
            )

    def pending(self) -> Pending:
        fates = {version.pk: self.cleaned_data[name] for name, version in self.asked.items()}
        return Pending(
            keep=[key for key, fate in fates.items() if fate == "keep"],
            replace=[key for key, fate in fates.items() if fate == "replace"],
        )


class ScheduleForm(MakePublicForm):
    at = LocalMoment(label=gettext_lazy("Goes live on"))
    field_order = ["at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = _("In your time zone, {zone}.").format(zone=timezone.get_current_timezone_name())


class UnscheduleForm(ActForm):
    version = forms.TypedChoiceField(
        coerce=int, widget=forms.RadioSelect, label=gettext_lazy("Which one shall not go live?")
    )

    def __init__(self, *args: Any, scheduled: Sequence[PublishedVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (
                version.pk,
                _("Revision {number}, on {moment}").format(
                    number=version.revision.number, moment=moment_in_words(version.live_from)
                ),
            )
            for version in scheduled
        ]
        self.fields["version"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["version"].initial = choices[0][0]


class WithdrawForm(ActForm):
    how = forms.ChoiceField(widget=forms.RadioSelect, label=gettext_lazy("How?"))
    note = forms.CharField(
        required=False,
        max_length=NOTE,
        label=gettext_lazy("Public note"),
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("For “withdraw with a public note” only: readers see it in place of the article."),
    )

    def __init__(self, *args: Any, is_live: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = HOW if is_live else HOW[2:]  # type: ignore[attr-defined]
        if not is_live:
            del self.fields["note"]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("how") == Article.Withdrawal.WITHDRAWN and not self.cleaned_data.get("note"):
            self.add_error("note", _("Write the note that readers will see."))
        return self.cleaned_data


class ExpireForm(ActForm):
    at = LocalMoment(label=gettext_lazy("Expires on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = timezone.get_current_timezone_name()
        self.fields["at"].help_text = _("Empty: at once. In your time zone, {zone}.").format(zone=zone)
