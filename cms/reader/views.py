"""The reader's pages. Each answers with the status of the public API, and is made of nothing but its document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from .addresses import article_path, front_path, search_path, term_path
from .articles import article_context
from .content_api import Answer, ask
from .feeds import corrections_feed, site_feeds, term_feeds
from .kept import read_state
from .languages import Language, alternates, other_fronts, search_languages, translations
from .lists import list_articles
from .pages import message, moved, page
from .previews import preview_page
from .search import find, is_refused, search_context
from .terms import sections, term_context

View = Callable[..., HttpResponse]


def in_its_locale(view: View) -> View:
    """Speak the locale of the path, whatever the browser prefers: one address, one page."""

    @wraps(view)
    def answer(request: HttpRequest, *, locale: str | None = None, **kwargs: Any) -> HttpResponse:
        locale = locale or settings.LOCALES[0]
        with override(locale):
            return view(request, locale=locale, **kwargs)

    return answer


def readable(view: View) -> View:
    """A page of the reader. Nothing is changed here: whoever posts is told so, not asked for a token."""
    return csrf_exempt(require_safe(in_its_locale(view)))  # type: ignore[no-any-return]


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask here where no page says better: the desk, the API, a file."""
    return HttpResponseRedirect(static("reader/mark.svg"), headers={"Cache-Control": "public, max-age=86400"})


@readable
def front(request: HttpRequest, *, locale: str) -> HttpResponse:
    """The articles of a locale, the most urgent and of these the newest first, `?page=` by page."""
    listed = list_articles(request, locale=locale, ordering="priority,-published_at")
    if listed.answer.status != 200:
        return message(request, locale=locale, answer=listed.answer)
    path = front_path(locale)
    context = {
        "head": {"title": settings.SITE_NAME, "canonical": settings.PUBLIC_URL + path + listed.suffix},
        **listed.context(),
        "has_top": listed.is_first,
        **_around(request, locale, path, other_fronts(locale)),
    }
    context["feeds"].append(corrections_feed(locale))
    return page(request, "front.html", context, locale=locale, answer=listed.answer)


@readable
def article(request: HttpRequest, *, slug: str, locale: str) -> HttpResponse:
    """An article by slug. Asked for by id, or under another locale, it has its own address: 301."""
    answer = ask(request, f"articles/{slug}/", locale=locale, highlights="inline")
    if answer.status == 301:
        return moved(request, article_path(*_named_by(answer, locale)))
    if answer.status != 200:
        return message(request, locale=locale, answer=answer)
    path = article_path(answer.document["slug"], answer.document["locale"])
    if path != request.path:
        return moved(request, path)
    others = translations(answer.document, article_path)
    section = answer.document["category"]
    feeds = term_feeds("category", section, locale) if section else []
    context = article_context(answer.document) | _around(request, locale, path, others)
    context["feeds"] += feeds
    return page(request, "article.html", context, locale=locale, answer=answer)


@readable
def preview(request: HttpRequest, *, locale: str) -> HttpResponse:
    """A draft, for whoever holds a token."""
    return preview_page(request, locale=locale)


@readable
def category(request: HttpRequest, *, slug: str, locale: str) -> HttpResponse:
    """A category with its articles and those of what is below it."""
    return _term(request, "category", "categories", slug, locale)


@readable
def tag(request: HttpRequest, *, slug: str, locale: str) -> HttpResponse:
    return _term(request, "tag", "tags", slug, locale)


@readable
def author(request: HttpRequest, *, slug: str, locale: str) -> HttpResponse:
    """Who it is, and what is signed, in whatever role."""
    return _term(request, "author", "authors", slug, locale)


@readable
def search(request: HttpRequest, *, locale: str) -> HttpResponse:
    """What has the words of `?q=`, the best first. No page for search engines."""
    answer = find(request, locale)
    if answer.status != 200 and not is_refused(answer):
        return message(request, locale=locale, answer=answer)
    context = {
        "head": {"title": _("Search"), "noindex": True},
        **search_context(request, answer),
        **_around(request, locale, search_path(locale), search_languages(locale)),
    }
    return page(request, "search.html", context, locale=locale, answer=answer)


def _term(request: HttpRequest, kind: str, kinds: str, slug: str, locale: str) -> HttpResponse:
    """The newest articles of a term. Asked for by id, by a former slug or under another locale: 301."""
    answer = ask(request, f"{kinds}/{slug}/", locale=locale)
    if answer.status == 301:
        return moved(request, term_path(kind, *_named_by(answer, locale)))
    if answer.status != 200:
        return message(request, locale=locale, answer=answer)
    path_of = partial(term_path, kind)
    path = path_of(answer.document["slug"], answer.document["locale"])
    if path != request.path:
        return moved(request, path)
    listed = list_articles(request, locale=locale, ordering="-published_at", **{kind: slug})
    if listed.answer.status != 200:
        return message(request, locale=locale, answer=listed.answer)
    described = term_context(kind, answer.document)
    head = {"title": answer.document["name"], "canonical": settings.PUBLIC_URL + path + listed.suffix}
    others = translations(answer.document, path_of)
    context = {
        "head": head | {"description": described["text"]},
        **described,
        **listed.context(),
    }
    context |= _around(request, locale, path, others)
    context["feeds"] = [*term_feeds(kind, answer.document, locale), *context["feeds"]]
    return page(request, "term.html", context, locale=locale, answer=answer)


def _around(request: HttpRequest, locale: str, path: str, others: list[Language]) -> dict[str, Any]:
    """What stands around each page: the bar, the page in other languages, and the feeds of the site."""
    return {
        "here": path,
        "search_path": search_path(locale),
        "bar": sections(request, locale, read_state()),
        "languages": others,
        "alternates": alternates(locale, path, others),
        "feeds": site_feeds(locale),
    }


def _named_by(answer: Answer, locale: str) -> tuple[str, str]:
    """Slug and locale of what the API's Location names."""
    location = urlsplit(answer.headers["Location"])
    slug = location.path.rstrip("/").rsplit("/", 1)[-1]
    return slug, parse_qs(location.query).get("locale", [locale])[0]
