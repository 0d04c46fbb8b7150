"""Two addresses for scripts: one takes a picture in, the other lists the library. Both answer in JSON."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.admin import ModelAdmin
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.admin.pictures import as_json, with_previews
from articles.errors import NoRoom, Refused
from articles.media.uploads import receive
from articles.models import Image, User

PAGE = 24
SEARCHED = ("label", "alt", "caption", "creator", "credit")


@require_POST
def upload(request: HttpRequest, *, desk: ModelAdmin[Any]) -> JsonResponse:
    """Take in one picture, `file`, outside of any transaction.

    201 with the picture; 200 if the same file was in the library already; 403, 422, or 507 where the disk is full, with
    `problem`, a sentence.
    """
    user = request.user
    if not isinstance(user, User) or not desk.has_add_permission(request):
        return problem(_("You may not upload pictures."), status=403)
    sent = request.FILES.getlist("file")
    if len(sent) != 1:
        return problem(_("Send one picture at a time."), status=422)
    try:
        received = receive(sent[0], by=user, name=sent[0].name or "")
    except NoRoom as full:
        return problem(str(full), status=507)
    except Refused as refused:
        return problem(str(refused), status=422)
    if received.is_new:
        desk.log_addition(request, received.image, "Uploaded")
    image = with_previews(Image.objects.filter(pk=received.image.pk)).get()
    answer = {"picture": as_json(image), "isNew": received.is_new, "remarks": received.remarks}
    return private(JsonResponse(answer, status=201 if received.is_new else 200))


@require_safe
def library(request: HttpRequest, *, desk: ModelAdmin[Any]) -> JsonResponse:
    """The newest pictures, those that match `q`, or the one with that `id`; PAGE at a time."""
    if not desk.has_view_permission(request):
        return problem(_("You may not see the library."), status=403)
    found = with_previews(Image.objects.filter(asked(request)))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return private(JsonResponse({"pictures": [as_json(image) for image in page], "hasMore": page.has_next()}))


def asked(request: HttpRequest) -> Q:
    if "id" in request.GET:
        try:
            return Q(uuid=UUID(request.GET["id"]))
        except ValueError:
            return Q(pk=None)
    condition = Q()
    for word in request.GET.get("q", "").replace("\0", "").split()[:10]:
        any_field = Q()
        for name in SEARCHED:
            any_field |= Q(**{f"{name}__icontains": word})
        condition &= any_field
    return condition


def problem(words: str, *, status: int) -> JsonResponse:
    return private(JsonResponse({"problem": words}, status=status))


def private(response: JsonResponse) -> JsonResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response
