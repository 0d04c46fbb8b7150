"""The address that keeps what is written and not saved: asked by a script, answers in JSON, leads nobody astray.

A lost session is told as such (401, with the way to sign in), where other pages would redirect a form into the void.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import orjson
from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.http.request import UnreadablePostError
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.admin.image_views import private, problem
from articles.admin.unsaved import time_in_words
from articles.editing.autosaves import keep
from articles.errors import StaleRevision, UnsavedElsewhere
from articles.models import Article, User
from articles.models.autosave import Form

HIGHEST = 2**31 - 1
"""Of a revision's number, in either database."""
NAME = re.compile(r"[0-9a-f]{1,32}")
OWN_FIELDS = {"csrfmiddlewaretoken", "base", "known", "page"}
"""Of the form, and not part of what was written."""


class Sent(NamedTuple):
    writer: int
    """Primary key of the account that the page was opened with."""
    base: int
    name: str
    """What its page calls this text."""
    known: list[str]
    """What it calls those that this one goes on from: the last that was answered, and any without an answer."""
    page: str
    """What the opened page that it was written on calls itself."""
    fields: Form


class Unreadable(Exception):
    """The body is not what the script sends; the words say why."""


@require_http_methods(["GET", "POST"])
def autosave(request: HttpRequest, object_id: str, *, desk: ModelAdmin[Any]) -> JsonResponse:
    """GET: `token`, for a page whose own one was made before its `writer` signed in again. POST: keep the form.

    The answer to a POST has `said`, and `warning` if somebody saved meanwhile. Else `problem`, a sentence: 400 not
    readable; 401 not signed in, or as somebody else (`login`: an address); 403, 404; 409 saved by this page (`kind`
    "saved"), or other text is kept ("elsewhere"); 413 too long.
    """
    user = request.user
    if not isinstance(user, User) or not desk.admin_site.has_permission(request):
        return signed_out(_("You are not signed in any more."))
    article = desk.find(object_id)  # type: ignore[attr-defined]
    if not desk.has_change_permission(request, article):
        return problem(_("You may not change this article."), status=403)
    if article is None:
        return problem(_("This article is not there any more."), status=404)
    if request.method == "GET":
        if request.GET.get("writer") != str(user.pk):
            return signed_in_as(user)
        return private(JsonResponse({"token": get_token(request)}))
    try:
        sent = read(request.body)
    except RequestDataTooBig:
        return problem(_("The text is too long to be kept."), status=413)
    except (Unreadable, UnreadablePostError) as error:
        return problem(str(error), status=400)
    if sent.writer != user.pk:
        return signed_in_as(user)
    return answer(sent, article, user)


def answer(sent: Sent, article: Article, user: User) -> JsonResponse:
    try:
        kept, newer = keep(
            article,
            sent.fields,
            base=sent.base,
            by=user,
            name=sent.name,
            known=sent.known,
            page=sent.page,
        )
    except StaleRevision as refused:
        return private(JsonResponse({"problem": str(refused), "kind": "saved"}, status=409))
    except UnsavedElsewhere as refused:
        return private(JsonResponse({"problem": str(refused), "kind": "elsewhere"}, status=409))
    except Article.DoesNotExist:
        return problem(_("This article is not there any more."), status=404)
    said = _("Text kept at {time}.").format(time=time_in_words(kept.at))
    return private(JsonResponse({"said": said, "warning": str(newer or "")}))


def signed_in_as(user: User) -> JsonResponse:
    """Of a page that somebody else opened."""
    return signed_out(_("You are signed in as {name} now, who is not writing here.").format(name=user.display_name))


def signed_out(words: str) -> JsonResponse:
    login = f"{reverse('admin:login')}?{urlencode({'next': reverse('admin:articles_article_signed_in')})}"
    return private(JsonResponse({"problem": words, "login": login}, status=401))


def read(body: bytes) -> Sent:
    """What the script sent. Raises Unreadable."""
    try:
        data = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Unreadable(_("The body is no JSON: {error}.").format(error=error)) from error
    kinds = {"writer": int, "base": int, "name": str, "known": list, "page": str, "fields": dict}
    if not isinstance(data, dict) or data.keys() != kinds.keys():
        raise Unreadable(_("The body must have {names}.").format(names=", ".join(kinds)))
    for name, kind in kinds.items():
        if type(data[name]) is not kind:  # True is an int to Python, and no number of a revision
            raise Unreadable(_("“{name}” is of another kind.").format(name=name))
    for name in ("name", "page"):
        if not NAME.fullmatch(data[name]):
            raise Unreadable(_("“{name}” is of another kind.").format(name=name))
    if not all(isinstance(one, str) for one in data["known"]):
        raise Unreadable(_("“{name}” is of another kind.").format(name="known"))
    if not 0 <= data["base"] <= HIGHEST:
        raise Unreadable(_("“{name}” is of another kind.").format(name="base"))
    values = data["fields"].values()
    if not all(isinstance(some, list) and all(isinstance(one, str) for one in some) for some in values):
        raise Unreadable(_("“{name}” is of another kind.").format(name="fields"))
    if sum(map(len, values)) > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
        raise Unreadable(_("These are more fields than a form may have."))
    fields = {name: some for name, some in data["fields"].items() if name not in OWN_FIELDS}
    return Sent(data["writer"], data["base"], data["name"], data["known"], data["page"], fields)


def signed_in_page(request: HttpRequest, *, desk: ModelAdmin[Any]) -> TemplateResponse:
    """Where a lost session leads, in a tab of its own, once its writer has signed in again."""
    context = {**desk.admin_site.each_context(request), "title": _("You are signed in again")}
    return TemplateResponse(request, "admin/articles/article/signed_in.html", context)
