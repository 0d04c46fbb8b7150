"""The library of pictures: take them in, describe them, see where they are used."""

from __future__ import annotations

from functools import partial
from textwrap import shorten
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from js_asset import Media, Script

from articles.admin import image_views
from articles.admin.image_filters import AltFilter, RightsFilter, UseFilter
from articles.admin.moments import LocalMoment
from articles.admin.picture_rights import SOON, rights_warning
from articles.admin.pictures import for_scripts, large_preview, preview, with_previews
from articles.admin.refusals import DeletesByAct, RefusableForm, SavesByAct
from articles.admin.timeline_panel import moment_in_words
from articles.admin.writing_area import IMPORTS
from articles.media.library import DESCRIBED, delete_image, save_image
from articles.media.usage import SHOWN, uses_of, with_use_counts
from articles.models import Image

ALT_SHOWN = 90  # characters in the list
CROPS = (("16:9", "wide"), ("4:3", "classic"), ("1:1", "square"))
"""Shown live while the focal point moves: their names, and those of their style."""
MEDIA = Media(
    importmap=IMPORTS,
    js=[Script("desk/uploading.js", type="module"), Script("desk/focal.js", type="module")],
)


class ImageForm(RefusableForm):
    rights_url = forms.URLField(
        label=gettext_lazy("Rights URL"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        help_text=gettext_lazy("Licence or terms."),
    )
    rights_expire_at = LocalMoment(label=gettext_lazy("Rights expire on"), required=False)

    class Meta:
        model = Image
        fields = DESCRIBED
        labels = {"focal_x": gettext_lazy("From the left"), "focal_y": gettext_lazy("From the top")}
        help_texts = {
            "focal_x": gettext_lazy("0 is the left edge, 1 the right one."),
            "focal_y": gettext_lazy("0 is the upper edge, 1 the lower one."),
        }
        widgets = {
            "alt": forms.Textarea({"rows": 2}),
            "caption": forms.Textarea({"rows": 3}),
            "focal_x": forms.NumberInput({"step": "any", "min": 0, "max": 1}),
            "focal_y": forms.NumberInput({"step": "any", "min": 0, "max": 1}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "rights_expire_at" in self.fields:
            zone = timezone.get_current_timezone_name()
            self.fields["rights_expire_at"].help_text = _("You are warned from {days} days before. In {zone}.").format(
                days=SOON.days, zone=zone
            )

    def clean(self) -> dict[str, Any]:
        value = super().clean()
        if value.get("is_decorative") and value.get("alt"):
            self.add_error("is_decorative", _("A decorative picture has no alt text: empty it, or untick this."))
        return value


@admin.register(Image)
class ImageAdmin(SavesByAct, DeletesByAct):
    form = ImageForm
    fieldsets = (
        (gettext_lazy("What it shows"), {"fields": ("alt", "is_decorative", "caption")}),
        (
            gettext_lazy("Rights"),
            {
                "fields": (
                    "creator", "credit", "copyright_notice", "rights_url", "digital_source_type", "rights_expire_at",
                )
            },
        ),
        (gettext_lazy("Focal point in numbers"), {"fields": ("focal_x", "focal_y")}),
    )  # fmt: skip
    list_display = ["thumbnail", "file", "alt_text", "credited", "rights", "used", "size", "uploaded"]
    list_display_links = ["file"]
    list_filter = [AltFilter, RightsFilter, UseFilter]
    lookups = ("alt", "rights", "use")
    list_per_page = 40
    search_fields = list(image_views.SEARCHED)
    search_help_text = gettext_lazy("Searches file name, alt text, caption, creator and credit.")
    show_full_result_count = False

    class Media:
        css = {"all": ["desk/desk.css", "desk/pictures.css"]}

    # --- The list ---------------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_previews(with_use_counts(super().get_queryset(request)).select_related("uploaded_by"))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        more = {"library": for_scripts(request), "media": for_page(self.media + MEDIA, request), "title": _("Pictures")}
        return super().changelist_view(request, more | (extra_context or {}))

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, image: Any) -> str:
        return format_html(
            '<img src="{}" alt="" width="{}" height="{}" class="thumbnail" loading="lazy">',
            preview(image),
            image.width,
            image.height,
        )

    @admin.display(description=gettext_lazy("file"), ordering="label")
    def file(self, image: Image) -> str:
        return image.label

    @admin.display(description=gettext_lazy("alt text"))
    def alt_text(self, image: Image) -> str:
        if image.is_decorative:
            return _("decorative")
        return shorten(image.alt, ALT_SHOWN, placeholder=" …") or format_html(
            '<strong class="warning">{}</strong>', _("missing")
        )

    @admin.display(description=gettext_lazy("credit"))
    def credited(self, image: Image) -> str:
        return " / ".join(dict.fromkeys(filter(None, [image.creator, image.credit])))

    @admin.display(description=gettext_lazy("rights"), ordering="rights_expire_at")
    def rights(self, image: Image) -> str:
        warning = rights_warning(image, at=timezone.now())
        return format_html('<strong class="warning">{}</strong>', warning) if warning else ""

    @admin.display(description=gettext_lazy("used in"))
    def used(self, image: Any) -> str:
        number = max(image.draft_count, image.version_count)
        articles = ngettext("{number} article", "{number} articles", number).format(number=number) if number else ""
        faces = ngettext("{number} portrait", "{number} portraits", image.face_count).format(number=image.face_count)
        return ", ".join(filter(None, [articles, faces if image.face_count else ""]))

    @admin.display(description=gettext_lazy("pixels"))
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}"

    @admin.display(description=gettext_lazy("uploaded"), ordering="uploaded_at")
    def uploaded(self, image: Image) -> str:
        return f"{moment_in_words(image.uploaded_at)}, {image.uploaded_by.display_name}"

    # --- One picture ------------------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        def view(act: Any) -> Any:
            return self.admin_site.admin_view(partial(act, desk=self))

        return [
            path("upload/", view(image_views.upload), name="articles_image_upload"),
            path("library/", view(image_views.library), name="articles_image_library"),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is no empty picture: new ones are dropped on the list."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:articles_image_changelist") + "#upload")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        image = kwargs["obj"]
        uses = uses_of(image)
        more = {
            "media": for_page(context["media"] + MEDIA, request),
            "picture": {"address": large_preview(image), "width": image.width, "height": image.height},
            "crops": CROPS,
            "warning": rights_warning(image, at=timezone.now()),
            "drafts": [(one, request.user.has_perm("articles.change_article", one)) for one in uses.drafts],
            "versions": uses.versions[:SHOWN],
            "portraits": uses.portraits,
            "show_save_and_add_another": False,
            "subtitle": image.label,
            "title": _("Picture"),
        }
        return super().render_change_form(request, context | more, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        save_image(obj)

    def why_kept(self, obj: Image) -> str:
        places = uses_of(obj).places
        names = ", ".join(f"“{place}”" for place in places[:SHOWN])
        return _("used by {names}").format(names=names) if places else ""

    def delete_by_act(self, obj: Image) -> None:
        delete_image(obj)


def for_page(media: Any, request: HttpRequest) -> Media:
    """The import map is the one script that stands in the page, so it needs the policy's nonce."""
    return Media.from_media(media, nonce=str(request.csp_nonce))  # type: ignore[attr-defined]  # set by django-csp
