"""What the desk cannot answer, in its own dress: refused, not there, broken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

MESSAGES = {
    400: (_("This cannot be understood"), _("Something in the address or the form is odd. Nothing was changed.")),
    403: (_("This is not yours to open"), _("Your role does not reach so far. An administrator can change that.")),
    404: (_("There is nothing here"), _("The address may be mistyped, or what it named is deleted.")),
    500: (
        _("Something broke on our side"),
        _("It is noted, and what was saved is safe. Try again in a minute."),
    ),
}
FORM_REFUSED = (
    _("This form was not accepted"),
    _("Nothing of it was saved. The page was open for long, you signed in anew meanwhile, or cookies are off."),
)
STEPS = (
    _("Go back with your browser: what you wrote is usually still there."),
    _("The text of an article is kept by this browser too, and offered when you open the article again."),
    _("Else copy it, load the page anew, paste it there, and send it again."),
    _("If that does not help, allow cookies for this site, and sign in anew."),
)


def is_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("admin:index"))


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of this status, of MESSAGES."""
    title, text = MESSAGES[status]
    return render(request, {"title": title, "text": text}, status)


def refused_form(request: HttpRequest) -> HttpResponse:
    """A form without its token; no link that would lead away from what was written."""
    title, text = FORM_REFUSED
    return render(request, {"title": title, "text": text, "steps": STEPS}, 403)


def render(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    """Without the request, so without user and database: either may be what failed."""
    html = render_to_string("admin/message.html", {"status": status, **context})
    return HttpResponse(html, status=status, headers={"Cache-Control": "no-store"})
