"""Where else an author is to be found: labelled addresses, in order."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from articles.errors import NotUsable
from articles.text.inline import one_line
from articles.text.links import safe_href

LINKS: Final = 20
"""The most that one author may have."""
LABEL_LENGTH: Final = 80


def clean_links(links: Any) -> list[dict[str, str]]:
    """Clean `[{"label", "url"}]`: web and mail addresses, a label for each. What is wholly empty is left out.

    Raises NotUsable.
    """
    if not isinstance(links, list) or not all(isinstance(link, dict) for link in links):
        raise NotUsable(_("Links are a list, each with a label and an address."), _("Write them anew."), field="links")
    cleaned = [(one_line(str(link.get("label") or "")), str(link.get("url") or "").strip()) for link in links]
    wanted = [(label, url) for label, url in cleaned if label or url]
    if len(wanted) > LINKS:
        raise NotUsable(
            _("{count} links are more than {links}.").format(count=len(wanted), links=LINKS),
            _("Remove some."),
            field="links",
        )
    return [_link(label, url) for label, url in wanted]


def _link(label: str, url: str) -> dict[str, str]:
    address = safe_href(url)
    if address is None or not address.startswith(("https://", "http://", "mailto:")):
        raise NotUsable(
            _("“{url}” is no address of the web.").format(url=url[:80]), _("Begin it with https://."), field="links"
        )
    if not label or len(label) > LABEL_LENGTH:
        raise NotUsable(
            _("The link to {url} needs a label of {label_length} characters at most.").format(
                url=url[:80], label_length=LABEL_LENGTH
            ),
            _("Write one."),
            field="links",
        )
    return {"label": label, "url": address}
