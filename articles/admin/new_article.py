"""An article begins with its title, and is there at once: a draft with its first revision, to be written on."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.refusals import tell
from articles.admin.taxonomy import locale_choices
from articles.editing.drafts import create_draft
from articles.errors import Refused
from articles.models import Article, User
from articles.snapshot import Byline, Snapshot

SIGNER = Signer(salt="new article")


class NewArticleForm(forms.ModelForm):
    """`identity`: what the article will be known by, decided when the form is opened: sent twice, it is one article."""

    identity = forms.CharField(widget=forms.HiddenInput)
    locale = forms.ChoiceField(label=gettext_lazy("Locale"), choices=[])

    class Meta:
        model = Article
        fields = ("title",)
        widgets = {"title": forms.TextInput({"autofocus": True, "autocomplete": "off", "class": "vTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = locale_choices()
        self.fields["locale"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["locale"].widget = forms.HiddenInput()
        self.initial.update(identity=SIGNER.sign(str(uuid4())), locale=choices[0][0])

    def clean_identity(self) -> UUID:
        """Signed, so that nobody gives an article the name of another one, which may be gone."""
        try:
            return UUID(SIGNER.unsign(self.cleaned_data["identity"]))
        except BadSignature as error:
            raise forms.ValidationError(_("This form is no good any more. Open it again."), code="identity") from error


def new_article(desk: ModelAdmin[Any], request: HttpRequest) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the admin lets nobody else in
    form = NewArticleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            article, is_new = begin(form.cleaned_data, user)
        except Refused as refused:
            tell(form, refused)
        else:
            if is_new:
                desk.log_addition(request, article, f"Revision {article.head}")
                messages.success(request, _("The draft is there, for the newsroom only. What you write is kept."))
            # The title is written: its page begins in the lead.
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]) + "#lead")
    context = {
        **desk.admin_site.each_context(request),
        "title": _("New article"),
        "opts": desk.opts,
        "form": form,
        "media": desk.media,
    }
    return TemplateResponse(request, "admin/articles/article/new.html", context)


def begin(value: dict[str, Any], user: User) -> tuple[Article, bool]:
    """The article, and whether it is new: False if this form was sent before. Raises what `create_draft` does."""
    if (made := made_before(value["identity"])) is not None:
        return made, False
    signed = (Byline(str(user.writes_as.uuid)),) if user.writes_as else ()
    content = Snapshot(locale=value["locale"], title=value["title"], slug="", authors=signed)
    try:
        return create_draft(content, by=user, identity=value["identity"]), True
    except (IntegrityError, Refused):
        if (made := made_before(value["identity"])) is None:
            raise
        return made, False  # both were under way at once


def made_before(identity: UUID) -> Article | None:
    return Article.objects.filter(uuid=identity).first()
