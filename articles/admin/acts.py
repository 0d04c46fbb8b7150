"""The pages of the acts that the world sees. A GET asks, a POST calls the act, and says in plain words what it did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.admin.act_forms import ActForm, ExpireForm, PublishForm, ScheduleForm, UnscheduleForm, WithdrawForm
from articles.admin.refusals import tell
from articles.admin.timeline_panel import Panel, describe, moment_in_words
from articles.errors import Refused, StaleAct, WasKilled
from articles.models import Article, User
from articles.publishing.actions import Done, check_again, expire, publish
from articles.publishing.scheduling import schedule, unschedule
from articles.publishing.withdrawal import withdraw


class Act:
    """One act and its page, for one article as it stands now."""

    name: ClassVar[str]
    title: ClassVar[str]
    button: ClassVar[str]
    is_dangerous: ClassVar[bool] = False

    def __init__(self, article: Article, *, at: datetime) -> None:
        self.article = article
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
        return [f"Dropped from the schedule: {moment_in_words(one.live_from)}." for one in self.panel.scheduled]


class MakesPublic(Act):
    @property
    def asked(self) -> dict[str, bool]:
        was_public = self.article.versions.filter(suppressed_at=None, live_from__lte=timezone.now()).exists()
        return {"is_first": not was_public, "was_killed": was_killed(self.article)}


def was_killed(article: Article) -> bool:
    try:
        check_again(article, again=False)
    except WasKilled:
        return True
    return False


class Publish(MakesPublic):
    name, title, button = "publish", "Publish", "Publish now"

    def consequences(self) -> list[str]:
        return [f"Revision {self.article.head} becomes public at once, for everybody."]

    def form(self, data: Any = None, **kwargs: Any) -> PublishForm:
        return PublishForm(data, scheduled=self.panel.scheduled, **self.asked, **kwargs)

    def do(self, form: PublishForm, *, by: User) -> Done:
        revision, seen = form.cleaned_data["revision"], form.cleaned_data["seen"]
        return publish(self.article, revision=revision, seen=seen, by=by, pending=form.pending(), **form.options())

    def told(self, done: Done) -> str:
        assert done.version is not None  # noqa: S101 - a publish makes one
        return f"Published: live since {moment_in_words(done.moment)} (revision {done.version.revision.number})."


class Schedule(MakesPublic):
    name, title, button = "schedule", "Schedule", "Schedule"

    def consequences(self) -> list[str]:
        return [
            f"Revision {self.article.head} goes live at the moment you choose, whoever is at work then. "
            "What is saved after it stays a draft."
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
        return f"Scheduled: revision {done.version.revision.number} goes live on {at} ({self.panel.zone})."


class Unschedule(Act):
    name, title, button = "unschedule", "Unschedule", "Take it from the schedule"

    def impossible(self) -> str:
        return "" if self.panel.scheduled else "Nothing of this article is scheduled."

    def consequences(self) -> list[str]:
        return ["All is as if it had never been scheduled. The draft stays as it is."]

    def form(self, data: Any = None, **kwargs: Any) -> UnscheduleForm:
        return UnscheduleForm(data, scheduled=self.panel.scheduled, **kwargs)

    def do(self, form: UnscheduleForm, *, by: User) -> Done:
        return unschedule(self.article, version=form.cleaned_data["version"], seen=form.cleaned_data["seen"])

    def told(self, done: Done) -> str:
        return f"Unscheduled: nothing goes live on {', '.join(map(moment_in_words, done.dropped))}."


class Withdraw(Act):
    name, title, button = "withdraw", "Withdraw", "Withdraw"
    is_dangerous = True

    def impossible(self) -> str:
        return "" if self.panel.may_be_withdrawn else "Nothing of this article was ever public."

    def consequences(self) -> list[str]:
        return ["Readers lose the article at once. The draft and its history stay.", *self.dropped]

    def form(self, data: Any = None, **kwargs: Any) -> WithdrawForm:
        return WithdrawForm(data, is_live=self.panel.live is not None, **kwargs)

    def do(self, form: WithdrawForm, *, by: User) -> Done:
        value = form.cleaned_data
        return withdraw(self.article, how=value["how"], seen=value["seen"], note=value.get("note", ""))

    def told(self, done: Done) -> str:
        dropped = "".join(f" Dropped from the schedule: {moment_in_words(at)}." for at in done.dropped)
        return f"Taken from the public on {moment_in_words(done.moment)}.{dropped}"


class Expire(Act):
    name, title, button = "expire", "Expire", "Let it expire"
    is_dangerous = True

    def impossible(self) -> str:
        return "" if self.panel.live else "Nothing of this article is public now."

    def consequences(self) -> list[str]:
        return ["From that moment on readers get “410 Gone”. You may publish again at any time."]

    def form(self, data: Any = None, **kwargs: Any) -> ExpireForm:
        return ExpireForm(data, **kwargs)

    def do(self, form: ExpireForm, *, by: User) -> Done:
        return expire(self.article, seen=form.cleaned_data["seen"], at=form.cleaned_data["at"])

    def told(self, done: Done) -> str:
        assert done.version is not None and done.version.expires_at is not None  # noqa: S101 - an expiry sets it
        return f"Expires on {moment_in_words(done.version.expires_at)} ({self.panel.zone})."


ACTS: tuple[type[Act], ...] = (Publish, Schedule, Unschedule, Withdraw, Expire)


def page_of(kind: type[Act]) -> Callable[[ModelAdmin[Any], HttpRequest, Article], HttpResponse]:
    def act_page(desk: ModelAdmin[Any], request: HttpRequest, article: Article) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or not user.has_perm("articles.publish_article", article):
            raise PermissionDenied
        act = kind(article, at=timezone.now())
        fresh = {"revision": article.head, "seen": article.acts}
        if request.method != "POST":
            return render(desk, request, act, act.form(initial=fresh))
        form = act.form(request.POST)
        if not form.is_valid():
            if form.cleaned_data.get("seen") != article.acts:  # what it asks has changed: say so, rather than why not
                return come_back(desk, request, kind, article, form, StaleAct())
            return render(desk, request, act, form)
        try:
            done = act.do(form, by=user)
        except Refused as refused:
            return come_back(desk, request, kind, article, form, refused)
        messages.success(request, in_words(act, done))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    return act_page


def come_back(
    desk: ModelAdmin[Any], request: HttpRequest, kind: type[Act], article: Article, form: ActForm, refused: Refused
) -> HttpResponse:
    """The page anew, as the article stands now: what was typed is kept, what was seen is what is seen from here on."""
    article.refresh_from_db()
    act = kind(article, at=timezone.now())
    data = form.data.copy()  # type: ignore[attr-defined]
    data["revision"], data["seen"] = article.head, article.acts
    again = act.form(data)
    again.is_valid()
    tell(again, refused)
    return render(desk, request, act, again)


def in_words(act: Act, done: Done) -> SafeString:
    """What was done, with the public addresses where there are any."""
    panel = describe(act.article, at=timezone.now())
    links = format_html_join("", ' {}: <a href="{}">{}</a>', ((one.what, one.url, one.url) for one in panel.addresses))
    return format_html("{}{}", act.told(done), links)


def render(desk: ModelAdmin[Any], request: HttpRequest, act: Act, form: ActForm) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "title": act.title,
        "subtitle": str(act.article),
        "opts": desk.opts,
        "original": act.article,
        "act": act,
        "panel": act.panel,
        "form": form,
        "media": desk.media,
    }
    return TemplateResponse(request, "admin/articles/article/act.html", context)
