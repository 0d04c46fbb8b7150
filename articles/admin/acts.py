"""The acts that the world sees, as the desk asks for them: what each needs to know, does, and says in plain words."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.act_forms import ExpireForm, PublishForm, ScheduleForm, UnscheduleForm, WithdrawForm
from articles.admin.picture_rights import rights_warnings
from articles.admin.timeline_panel import Panel, describe, moment_in_words
from articles.errors import AltMissing, WasKilled
from articles.media.usage import refuse_missing_alt
from articles.models import Article, User
from articles.publishing.actions import Done, check_again, expire, publish
from articles.publishing.scheduling import schedule, unschedule
from articles.publishing.withdrawal import withdraw


class Act:
    """One act and its page, for one article as it stands now."""

    name: ClassVar[str]
    title: ClassVar[str | Promise]
    button: ClassVar[str | Promise]
    is_dangerous: ClassVar[bool] = False

    def __init__(self, article: Article, *, at: datetime) -> None:
        self.article = article
        self.at = at
        self.panel: Panel = describe(article, at=at)

    def impossible(self) -> str:
        """Why there is nothing to ask; "" if there is."""
        return ""

    def consequences(self) -> list[str]:
        return []

    def form(self, data: Any = None, **kwargs: Any) -> Any:
        raise NotImplementedError

    def do(self, form: Any, *, by: User) -> Done:
        """Raises Refused."""
        raise NotImplementedError

    def told(self, done: Done) -> str:
        raise NotImplementedError

    @property
    def dropped(self) -> list[str]:
        """What a withdrawal says of the schedule."""
        return [dropped_in_words(one.live_from) for one in self.panel.scheduled]


def dropped_in_words(at: datetime) -> str:
    return _("Dropped from the schedule: {moment}.").format(moment=moment_in_words(at))


class MakesPublic(Act):
    def impossible(self) -> str:
        try:
            refuse_missing_alt(self.article.revisions.get(number=self.article.head).content)
        except AltMissing as refused:
            return str(refused)
        return ""

    @property
    def adds_nothing(self) -> bool:
        """Readers see exactly this already, until the same moment."""
        live = self.panel.live
        return (
            live is not None
            and live.revision.number == self.article.head
            and live.expires_at == self.article.expires_at
            and not self.panel.scheduled
        )

    @property
    def nothing_new(self) -> list[str]:
        """Said first, before anything else that the act would do."""
        if not self.adds_nothing:
            return []
        return [
            _("Readers see exactly this already."),
            _("Save a change first. Without one, only a correction, a clarification or a retraction can be told."),
        ]

    @property
    def asked(self) -> dict[str, bool]:
        was_public = self.article.versions.filter(suppressed_at=None, live_from__lte=timezone.now()).exists()
        return {"is_first": not was_public, "was_killed": was_killed(self.article), "adds_nothing": self.adds_nothing}


def was_killed(article: Article) -> bool:
    try:
        check_again(article, again=False)
    except WasKilled:
        return True
    return False


class Publish(MakesPublic):
    name, title, button = "publish", gettext_lazy("Publish"), gettext_lazy("Publish now")

    def consequences(self) -> list[str]:
        public = _("Revision {head} becomes public at once, for everybody.").format(head=self.article.head)
        return [
            *(self.nothing_new or [public]),
            *self.forgotten_expiry,
            *rights_warnings(self.article, at=self.at),
        ]

    @property
    def forgotten_expiry(self) -> list[str]:
        """An expiry is the live version's own: its successor brings its own one, or none."""
        ends = self.panel.live.expires_at if self.panel.live else None
        if ends is None or self.article.expires_at == ends:
            return []
        return [_("It no longer expires on {moment}.").format(moment=moment_in_words(ends))]

    def form(self, data: Any = None, **kwargs: Any) -> PublishForm:
        return PublishForm(data, scheduled=self.panel.scheduled, **self.asked, **kwargs)

    def do(self, form: PublishForm, *, by: User) -> Done:
        revision, seen = form.cleaned_data["revision"], form.cleaned_data["seen"]
        return publish(self.article, revision=revision, seen=seen, by=by, pending=form.pending(), **form.options())

    def told(self, done: Done) -> str:
        assert done.version is not None  # noqa: S101 - a publish makes one
        return _("Published: live since {moment} (revision {number}).").format(
            moment=moment_in_words(done.moment), number=done.version.revision.number
        )


class Schedule(MakesPublic):
    name, title, button = "schedule", gettext_lazy("Schedule"), gettext_lazy("Schedule")

    def consequences(self) -> list[str]:
        return [
            *self.nothing_new,
            _(
                "Revision {head} goes live at the moment you choose, whoever is at work then. What is "
                "saved after it stays a draft."
            ).format(head=self.article.head),
            *rights_warnings(self.article, at=self.at),
        ]

    def form(self, data: Any = None, **kwargs: Any) -> ScheduleForm:
        return ScheduleForm(data, **self.asked, **kwargs)

    def do(self, form: ScheduleForm, *, by: User) -> Done:
        value = form.cleaned_data
        return schedule(
            self.article, at=value["at"], revision=value["revision"], seen=value["seen"], by=by, **form.options()
        )

    def told(self, done: Done) -> str:
        assert done.version is not None  # noqa: S101 - a schedule makes one
        at = moment_in_words(done.version.live_from)
        return _("Scheduled: revision {number} goes live on {at} ({zone}).").format(
            number=done.version.revision.number, at=at, zone=self.panel.zone
        )


class Unschedule(Act):
    name, title, button = "unschedule", gettext_lazy("Unschedule"), gettext_lazy("Take it from the schedule")

    def impossible(self) -> str:
        return "" if self.panel.scheduled else _("Nothing of this article is scheduled.")

    def consequences(self) -> list[str]:
        return [_("All is as if it had never been scheduled. The draft stays as it is.")]

    def form(self, data: Any = None, **kwargs: Any) -> UnscheduleForm:
        return UnscheduleForm(data, scheduled=self.panel.scheduled, **kwargs)

    def do(self, form: UnscheduleForm, *, by: User) -> Done:
        return unschedule(self.article, version=form.cleaned_data["version"], seen=form.cleaned_data["seen"])

    def told(self, done: Done) -> str:
        return _("Unscheduled: nothing goes live on {moments}.").format(
            moments=", ".join(map(moment_in_words, done.dropped))
        )


class Withdraw(Act):
    name, title, button = "withdraw", gettext_lazy("Withdraw"), gettext_lazy("Withdraw")
    is_dangerous = True

    def impossible(self) -> str:
        return "" if self.panel.was_public else _("Nothing of this article was ever public.")

    def consequences(self) -> list[str]:
        return [_("Readers lose the article at once. The draft and its history stay."), *self.dropped]

    def form(self, data: Any = None, **kwargs: Any) -> WithdrawForm:
        return WithdrawForm(data, is_live=self.panel.live is not None, **kwargs)

    def do(self, form: WithdrawForm, *, by: User) -> Done:
        value = form.cleaned_data
        return withdraw(self.article, how=value["how"], seen=value["seen"], note=value.get("note", ""))

    def told(self, done: Done) -> str:
        taken = _("Taken from the public on {moment}.").format(moment=moment_in_words(done.moment))
        return " ".join([taken, *map(dropped_in_words, done.dropped)])


class Expire(Act):
    name, title, button = "expire", gettext_lazy("Expire"), gettext_lazy("Let it expire")
    is_dangerous = True

    def impossible(self) -> str:
        return "" if self.panel.live else _("Nothing of this article is public now.")

    def consequences(self) -> list[str]:
        return [_("From that moment on readers get “410 Gone”. You may publish again at any time.")]

    def form(self, data: Any = None, **kwargs: Any) -> ExpireForm:
        return ExpireForm(data, **kwargs)

    def do(self, form: ExpireForm, *, by: User) -> Done:
        return expire(self.article, seen=form.cleaned_data["seen"], at=form.cleaned_data["at"])

    def told(self, done: Done) -> str:
        assert done.version is not None and done.version.expires_at is not None  # noqa: S101 - an expiry sets it
        return _("Expires on {moment} ({zone}).").format(
            moment=moment_in_words(done.version.expires_at), zone=self.panel.zone
        )


ACTS: tuple[type[Act], ...] = (Publish, Schedule, Unschedule, Withdraw, Expire)
