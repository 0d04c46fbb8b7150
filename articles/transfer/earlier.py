"""Was this file brought in before? Then a second article of it is rarely meant."""

from __future__ import annotations

from articles.errors import Refused
from articles.models import Article, Revision
from articles.snapshot import Snapshot
from articles.text.figures import fill_figures
from articles.text.plain import plain_text
from articles.transfer.importing import check_locale
from articles.transfer.manuscript import ArticleFile


class AlreadyThere(Refused):
    def __init__(self, title: str, *, slug: str) -> None:
        super().__init__(
            f"“{title}” is already there as {slug}.",
            f"Say --into {slug} to make this its newer draft, or --again to make a second article.",
        )


def refuse_second(file: ArticleFile, *, locale: str) -> None:
    """Raises AlreadyThere if an import brought the same text in, whatever became of it; or if it is the same page."""
    earlier = find_earlier(file, locale=check_locale(locale))
    if earlier is not None:
        raise AlreadyThere(file.title, slug=earlier.slug)


def find_earlier(file: ArticleFile, *, locale: str) -> Article | None:
    """The article that was imported with this title and text, or that has the page's canonical address."""
    address = file.meta.canonical_url
    if address and (same := Article.objects.filter(locale=locale, canonical_url=address).order_by("pk").first()):
        return same
    imports = Revision.objects.filter(reason=Revision.Reason.IMPORTED, snapshot__title=file.title)
    for revision in imports.filter(article__locale=locale).select_related("article").order_by("pk"):
        if _text_of(revision.content) == _text_in(file):
            return revision.article
    return None


def _text_in(file: ArticleFile) -> list[tuple[str, str]]:
    return [("", plain_text(file.lead_html)), *((part.heading, _words_of(part.html)) for part in file.sections)]


def _text_of(content: Snapshot) -> list[tuple[str, str]]:
    return [("", content.lead_text), *((part.heading, _words_of(part.html)) for part in content.sections)]


def _words_of(html: str) -> str:
    """Without figures: their pictures may have been missing the other time."""
    return plain_text(fill_figures(html, lambda _: ""))
