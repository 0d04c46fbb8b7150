"""The acts on many articles: what would happen to each, why it cannot, and the act itself, which is that of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.acts import dropped_in_words
from articles.admin.bulk_forms import BulkForm, PublishForm, ScheduleForm, TagForm, WithdrawForm
from articles.admin.bulk_rows import Row
from articles.admin.picture_rights import rights_warning
from articles.admin.timeline_panel import moment_in_words
from articles.editing.drafts import save_draft
from articles.editing.freezing import freeze
from articles.editing.rows import hold
from articles.editing.tag_names import take_tags
from articles.errors import AltMissing, Refused, StaleRevision
from articles.models import Article, Revision, Tag, User
from articles.models.term_family import find_winners
from articles.publishing.actions import REACHES_BACK, Pending, publish
from articles.publishing.scheduling import schedule
from articles.publishing.withdrawal import withdraw


class Shown(NamedTuple):
    """What the page has shown of an article."""

    article: int
    revision: int
    """Number of the newest one."""
    seen: int
    """The act counter."""


class BulkAct:
    name: ClassVar[str]
    title: ClassVar[str | Promise]
    entry: ClassVar[Any]
    """In the list's menu."""
    button: ClassVar[str | Promise]
    about: ClassVar[str | Promise] = ""
    """What the page says of all of them."""
    form: ClassVar[type[BulkForm]]
    permission: ClassVar[str] = "articles.publish_article"
    lacking: ClassVar[str | Promise] = gettext_lazy("You may not publish or withdraw it. Ask a publisher.")
    is_dangerous: ClassVar[bool] = False
    reads_pictures: ClassVar[bool] = False
    counts_acts: ClassVar[bool] = True
    """Whatever was published, scheduled or withdrawn since the page was made is refused."""

    def __init__(self, user: User, *, at: datetime) -> None:
        self.user = user
        self.at = at

    def why_not(self, row: Row) -> str:
        """Why it is refused, as far as it shows beforehand, and what to do; "" if it is not."""
        return "" if self.user.has_perm(self.permission, row.article) else str(self.lacking)

    def consequences(self, row: Row) -> list[str]:
        """What would happen to it, in sentences."""
        raise NotImplementedError

    def do(self, row: Row, shown: Shown, asked: dict[str, Any]) -> str:
        """Do it as the form was told. `row` as it stands now, and `why_not` has nothing to say of it.

        Gives what was done in words. Raises Refused.
        """
        raise NotImplementedError


class MakesPublic(BulkAct):
    reads_pictures = True

    def why_not(self, row: Row) -> str:
        if why := super().why_not(row):
            return why
        if row.live and row.live.revision.number == row.article.head:
            return _("Readers see exactly this already. Save a change first; to correct it, use its own page.")
        if row.article.must_confirm:
            how = row.article.get_withdrawn_how_display()
            return _("It was taken back ({how}). To publish it again needs a second yes, on its own page.").format(
                how=how
            )
        if row.without_alt:
            return str(AltMissing([image.label for image in row.without_alt], field="document"))
        return ""

    def warnings(self, row: Row) -> list[str]:
        return [
            _("The picture “{label}”: {warning}.").format(label=image.label, warning=rights_warning(image, at=self.at))
            for image in row.rights_ending
        ]


def coming(row: Row) -> list[str]:
    return [
        _("Revision {number} is scheduled for {moment}").format(
            number=version.revision.number, moment=moment_in_words(version.live_from)
        )
        + "."
        for version in row.scheduled
    ]


def told_of_change(row: Row, asked: dict[str, Any]) -> dict[str, Any]:
    """Kind and note, of what readers know already."""
    return {name: asked[name] for name in ("kind", "note") if name in asked} if row.article.is_known else {}


class Publish(MakesPublic):
    name, title = "publish", gettext_lazy("Publish articles")
    entry, button = gettext_lazy("Publish …"), gettext_lazy("Publish them now")
    form = PublishForm

    def consequences(self, row: Row) -> list[str]:
        return [self.change(row), *self.forgotten_expiry(row), *coming(row), *self.warnings(row)]

    def change(self, row: Row) -> str:
        head = row.article.head
        if row.live:
            words = _("Revision {head} takes the place of revision {number}, which readers see now.")
            return words.format(head=head, number=row.live.revision.number)
        if row.article.is_known:
            return _("Revision {head} becomes public; readers have seen this article before.").format(head=head)
        return _("Revision {head} becomes public for the first time.").format(head=head)

    def forgotten_expiry(self, row: Row) -> list[str]:
        ends = row.live.expires_at if row.live else None
        if ends is None or row.article.expires_at == ends:
            return []
        return [_("It no longer expires on {moment}.").format(moment=moment_in_words(ends))]

    def do(self, row: Row, shown: Shown, asked: dict[str, Any]) -> str:
        keys = [version.pk for version in row.scheduled]
        done = publish(
            row.article,
            revision=shown.revision,
            seen=shown.seen,
            by=self.user,
            pending=Pending(**{asked["fate"]: keys}) if keys and "fate" in asked else None,
            **told_of_change(row, asked),
        )
        words = _("Published: live since {moment} (revision {number}).")
        return " ".join(
            [
                words.format(moment=moment_in_words(done.moment), number=shown.revision),
                *map(dropped_in_words, done.dropped),
            ]
        )


class Schedule(MakesPublic):
    name, title = "schedule", gettext_lazy("Schedule articles")
    entry, button = gettext_lazy("Schedule …"), gettext_lazy("Schedule them")
    about = gettext_lazy(
        "Each goes live at the moment you choose, whoever is at work then. What is saved after it stays a draft."
    )
    form = ScheduleForm

    def consequences(self, row: Row) -> list[str]:
        change = _("Revision {head} goes live.").format(head=row.article.head)
        return [change, *coming(row), *self.warnings(row)]

    def do(self, row: Row, shown: Shown, asked: dict[str, Any]) -> str:
        at = datetime.fromisoformat(asked["at"])
        more = told_of_change(row, asked)
        schedule(row.article, at=at, revision=shown.revision, seen=shown.seen, by=self.user, **more)
        return _("Scheduled: revision {number} goes live on {at}.").format(
            number=shown.revision, at=moment_in_words(at)
        )


class Withdraw(BulkAct):
    name, title = "withdraw", gettext_lazy("Withdraw articles")
    entry, button = gettext_lazy("Withdraw …"), gettext_lazy("Withdraw them")
    about = gettext_lazy("Readers lose them at once. The drafts and their history stay; what is scheduled is dropped.")
    form = WithdrawForm
    is_dangerous = True

    def why_not(self, row: Row) -> str:
        if why := super().why_not(row):
            return why
        if not row.article.was_public:
            return _("Nothing of this article was ever public.") + " " + _("There is nothing to take back.")
        return ""

    def consequences(self, row: Row) -> list[str]:
        lost = (
            _("Readers lose revision {number}.").format(number=row.live.revision.number)
            if row.live
            else _("Readers do not see it now: only a kill, or legal reasons, reach what was public of it.")
        )
        return [lost, *(dropped_in_words(version.live_from) for version in row.scheduled)]

    def do(self, row: Row, shown: Shown, asked: dict[str, Any]) -> str:
        if row.live is None and asked["how"] not in REACHES_BACK:
            raise Refused(
                _("Nothing of this article is public now."), _("Only a kill, or legal reasons, reach what was.")
            )
        done = withdraw(row.article, how=asked["how"], seen=shown.seen, note=asked.get("note", ""))
        taken = _("Taken from the public on {moment}.").format(moment=moment_in_words(done.moment))
        return " ".join([taken, *map(dropped_in_words, done.dropped)])


class Tagging(BulkAct):
    name, title = "tag", gettext_lazy("Tag articles")
    entry, button = gettext_lazy("Tag …"), gettext_lazy("Change the tags")
    about = gettext_lazy(
        "Each draft gets a new revision with its tags changed. Readers see the change when that is published."
    )
    form = TagForm
    counts_acts = False
    permission = "articles.change_article"
    lacking = gettext_lazy("It is a colleague's. Ask an editor to tag it.")

    def consequences(self, row: Row) -> list[str]:
        names = ", ".join(tag.name for tag in row.article.tags.all())
        return [_("Its tags: {names}.").format(names=names) if names else _("It has no tags yet.")]

    def standing(self, keys: Sequence[int]) -> list[Tag]:
        """The tags with these keys, or what each was merged into since they were chosen. Raises Refused."""
        asked = [str(tag.uuid) for tag in hold(Tag.objects.filter(pk__in=keys))]  # before a new tag takes the state row
        if len(asked) < len(set(keys)):
            raise Refused(_("A tag that was chosen is not there any more."), _("Choose the tags again."))
        return list(find_winners(Tag, asked).values())

    def do(self, row: Row, shown: Shown, asked: dict[str, Any]) -> str:
        """An article that has what is added, and lacks what is taken away, gets no revision."""
        article = Article.objects.lock(row.article)  # before a new tag takes the state row, as an act does
        adds = bool(asked["add"] or asked["new"])
        if adds and article.locale != asked["locale"]:
            raise Refused(
                _("It is in “{locale}”, the tags are of “{wanted}”.").format(
                    locale=article.locale, wanted=asked["locale"]
                ),
                _("Choose the articles of each language apart."),
            )
        added = [*self.standing(asked["add"]), *take_tags(asked["new"], locale=asked["locale"])]
        content = freeze(article)
        away = {str(tag.uuid) for tag in self.standing(asked["remove"])}
        wanted = [*(tag for tag in content.tags if tag not in away), *(str(tag.uuid) for tag in added)]
        if set(wanted) == set(content.tags):
            return _("Its tags are so already: nothing was saved.")
        content = replace(content, tags=tuple(dict.fromkeys(wanted)))
        # Not as a save of theirs: what they have written in this article and not saved yet must stay.
        reason = Revision.Reason.TAGGED
        try:
            saved = save_draft(article, content, base=shown.revision, by=self.user, reason=reason)
        except StaleRevision as stale:
            raise Refused(stale.reason, _("Look at it, then try again.")) from stale
        return _("Saved as revision {head}.").format(head=saved.number)


BULK_ACTS: dict[str, type[BulkAct]] = {act.name: act for act in (Publish, Schedule, Withdraw, Tagging)}
