"""From the list to a page that names each chosen article and asks, and from there to what became of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from js_asset import Script

from articles.admin.bulk_acts import BULK_ACTS, BulkAct, Shown
from articles.admin.bulk_forms import BulkForm
from articles.admin.bulk_rows import Row, rows_of
from articles.admin.bulk_runs import MOST, Outcome, begin, entry, go_on
from articles.admin.rights import KEY
from articles.admin.tag_field import TYPED
from articles.models import BulkRun, User

SHOWN = re.compile(r"([1-9][0-9]{0,17})\.([0-9]{1,9})\.([0-9]{1,9})")
FILTERS = "_changelist_filters"
"""The list's own query, as the admin carries it."""
BY_ITSELF = timedelta(minutes=10)
"""So long after its beginning a run's page goes on by itself; later somebody has to say so."""
MEDIA = Media(
    css={"all": ["admin/css/forms.css", "desk/desk.css", "desk/terms.css", "desk/bulk.css"]},
    js=[Script("desk/tags.js", type="module"), Script("desk/bulk.js", type="module")],
)


@dataclass(frozen=True)
class Line:
    """An article on the page that asks."""

    row: Row
    consequences: list[str]
    is_ticked: bool


# --- The list ---------------------------------------------------------------------------------------------------------


def action_of(kind: type[BulkAct]) -> Any:
    """The entry of the list's menu."""

    def chosen(desk: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        keys = list(queryset.prefetch_related(None).values_list("pk", flat=True))
        if len(keys) > MOST:
            words = _(
                "These are %(count)d articles. Choose at most %(most)d at once, or narrow the list with its filters."
            )
            messages.error(request, words % {"count": len(keys), "most": MOST})
            return None
        return HttpResponseRedirect(page_of(kind.name, keys, filters=request.GET.urlencode()))

    chosen.__name__ = f"bulk_{kind.name}"
    permission = kind.permission.removeprefix("articles.").removesuffix("_article")
    return admin.action(chosen, description=kind.entry, permissions=[permission])


ACTIONS = [action_of(kind) for kind in BULK_ACTS.values()]


def page_of(act: str, keys: list[int], *, filters: str, like: str = "") -> str:
    """`like`: the key of a run whose answers stand in the form already."""
    query = {"article": keys, "like": like or [], FILTERS: filters or []}
    return f"{reverse(f'admin:articles_article_bulk_{act}')}?{urlencode(query, doseq=True)}"


def bulk_urls(desk: Any) -> list[URLPattern]:
    def page(view: Callable[..., HttpResponse], **more: Any) -> Any:
        return desk.admin_site.admin_view(partial(view, desk, **more))

    return [
        *(
            path(f"bulk/{name}/", page(ask_page, kind=kind), name=f"articles_article_bulk_{name}")
            for name, kind in BULK_ACTS.items()
        ),
        path("bulk/run/<uuid:key>/", page(run_page), name="articles_article_bulk_run"),
    ]


# --- Asking -----------------------------------------------------------------------------------------------------------


def ask_page(desk: Any, request: HttpRequest, *, kind: type[BulkAct]) -> HttpResponse:
    """`article` in the query, once for each. A GET asks; a POST begins a run and leads to its page."""
    user = whoever_may(request, kind)
    keys = [int(one) for one in request.GET.getlist("article") if KEY.fullmatch(one)][: MOST + 1]
    act = kind(user, at=timezone.now())
    rows = rows_of(keys, at=act.at, with_pictures=kind.reads_pictures)
    if not rows or len(keys) > MOST:
        words = _("Choose at least one article, and at most %(most)d.")
        messages.error(request, words % {"most": MOST})
        return HttpResponseRedirect(list_address(request))
    possible = [row for row in rows if not act.why_not(row)]
    if request.method != "POST":
        initial = {"run": uuid4()} | earlier_answers(request, kind)
        return ask(desk, request, act, rows, kind.form(initial=initial, rows=possible, user=user), shown_of(rows))
    posted = posted_rows(request, keys)
    form = kind.form(request.POST, rows=as_shown(act, possible, posted) if posted else possible, user=user)
    if not form.is_valid() or not posted:
        if not posted:
            form.add_error(None, _("Choose at least one article."))
        return ask(desk, request, act, rows, form, posted)
    key = form.cleaned_data["run"]
    if begin(act, key, form.told(), entries(request, act, keys, rows, posted)):
        go_on(BulkRun(uuid=key), by=user, log=partial(desk.log_change, request))
    return HttpResponseRedirect(run_address(request, key))


def as_shown(act: BulkAct, rows: list[Row], posted: dict[int, Shown]) -> list[Row]:
    """Those that stand as the page has shown them: of what changed meanwhile it has asked nothing."""
    shown = [(row, posted[row.article.pk]) for row in rows if row.article.pk in posted]
    return [row for row, one in shown if not act.counts_acts or one.seen == row.article.acts]


def posted_rows(request: HttpRequest, keys: list[int]) -> dict[int, Shown]:
    """What was ticked, by article, as the page has shown it; what the page did not have is left out."""
    found = (SHOWN.fullmatch(one) for one in request.POST.getlist("row"))
    shown = {int(one[1]): Shown(*map(int, one.groups())) for one in found if one}
    return {key: shown[key] for key in keys if key in shown}


def entries(
    request: HttpRequest, act: BulkAct, keys: list[int], rows: list[Row], posted: dict[int, Shown]
) -> list[dict[str, Any]]:
    """Of what was ticked, and of what the page has left out: that is not tried, whatever has become of it since."""
    there = {row.article.pk: row for row in rows}
    left = {int(one) for one in request.POST.getlist("left") if KEY.fullmatch(one)} - posted.keys()
    again = _("It was left out: the page that you saw refused it. Try again.")
    made = []
    for key in keys:
        row = there.get(key)
        if key in posted:
            made.append(entry(act, row, posted[key]))
        elif row is not None and key in left:
            made.append(entry(act, row, Shown(key, 0, 0), act.why_not(row) or again))
    return made


def shown_of(rows: list[Row]) -> dict[int, Shown]:
    return {row.article.pk: Shown(row.article.pk, row.article.head, row.article.acts) for row in rows}


def earlier_answers(request: HttpRequest, kind: type[BulkAct]) -> dict[str, Any]:
    """What another run was told, whose refused articles are tried again: `like` in the query."""
    run = own_run(request, request.GET.get("like", ""))
    if run is None or run.act != kind.name:
        return {}
    asked = dict(run.asked)
    if "at" in asked:
        asked["at"] = datetime.fromisoformat(asked["at"])
    if "new" in asked:
        asked["add"] = [*asked["add"], *(TYPED + name for name in asked.pop("new"))]
    return {name: value for name, value in asked.items() if name != "sure"}


def ask(
    desk: Any, request: HttpRequest, act: BulkAct, rows: list[Row], form: BulkForm, ticked: dict[int, Shown]
) -> HttpResponse:
    judged = [(row, act.why_not(row)) for row in rows]
    refused = [(row, why) for row, why in judged if why]
    lines = [Line(row, act.consequences(row), row.article.pk in ticked) for row, why in judged if not why]
    more = {"title": act.title, "act": act, "form": form, "lines": lines, "refused": refused}
    return render(desk, request, "admin/articles/article/bulk.html", more, form.media)


# --- What became of them ----------------------------------------------------------------------------------------------


def run_page(desk: Any, request: HttpRequest, *, key: UUID) -> HttpResponse:
    """A GET says what became of each, a POST goes on with what waits. 404 for a run of somebody else."""
    run = own_run(request, str(key))
    if run is None or run.act not in BULK_ACTS:
        raise Http404
    kind = BULK_ACTS[run.act]
    user = whoever_may(request, kind)
    if request.method == "POST":
        go_on(run, by=user, log=partial(desk.log_change, request))
        return HttpResponseRedirect(run_address(request, key))
    refused, left_out, waiting = (run.of(one) for one in (Outcome.REFUSED, Outcome.LEFT_OUT, Outcome.WAITING))
    keys = [row["article"] for row in (*refused, *left_out)]
    again = page_of(run.act, keys, filters=request.GET.get(FILTERS, ""), like=str(key)) if keys else ""
    more = {
        "title": kind.title,
        "run": run,
        "done": run.of(Outcome.DONE),
        "refused": refused,
        "left_out": left_out,
        "waiting": waiting,
        "over": len(run.rows) - len(waiting),
        "summary": summary(run),
        "goes_on": bool(waiting) and run.at > timezone.now() - BY_ITSELF,
        "again": again if not waiting else "",
    }
    return render(desk, request, "admin/articles/article/bulk_run.html", more, Media())


def summary(run: BulkRun) -> str:
    """`38 done, 2 refused, 1 left out.`"""
    done, refused, left_out, waiting = (
        len(run.of(one)) for one in (Outcome.DONE, Outcome.REFUSED, Outcome.LEFT_OUT, Outcome.WAITING)
    )
    parts = [ngettext("%(count)d done", "%(count)d done", done) % {"count": done}]
    if refused:
        parts.append(ngettext("%(count)d refused", "%(count)d refused", refused) % {"count": refused})
    if left_out:
        parts.append(ngettext("%(count)d left out", "%(count)d left out", left_out) % {"count": left_out})
    if waiting:
        parts.append(ngettext("%(count)d still to do", "%(count)d still to do", waiting) % {"count": waiting})
    return ", ".join(parts) + "."


# --- Both -------------------------------------------------------------------------------------------------------------


def whoever_may(request: HttpRequest, kind: type[BulkAct]) -> User:
    """Who is signed in, if the act is theirs at all; of each article it is asked again."""
    user = request.user
    if not isinstance(user, User) or not user.has_perm(kind.permission):
        raise PermissionDenied
    return user


def own_run(request: HttpRequest, key: str) -> BulkRun | None:
    try:
        return BulkRun.objects.filter(pk=UUID(key), by=request.user.pk).first()
    except ValueError:
        return None


def list_address(request: HttpRequest) -> str:
    """The list as it was narrowed."""
    address = reverse("admin:articles_article_changelist")
    filters = request.GET.get(FILTERS, "")
    return f"{address}?{filters}" if filters else address


def run_address(request: HttpRequest, key: UUID) -> str:
    address = reverse("admin:articles_article_bulk_run", args=[key])
    filters = request.GET.get(FILTERS, "")
    return f"{address}?{urlencode({FILTERS: filters})}" if filters else address


def render(desk: Any, request: HttpRequest, template: str, more: dict[str, Any], media: Media) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "media": MEDIA + media,
        "list_address": list_address(request),
        **more,
    }
    return TemplateResponse(request, template, context)
