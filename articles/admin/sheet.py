"""All forms of the writing page as one: what it shows, what was sent, and the draft that follows from it."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from articles.admin.refusals import tell
from articles.admin.related_rows import RelatedSet, related_of, related_rows
from articles.admin.rows import BylineSet, byline_rows, bylines_of, kept
from articles.admin.term_fields import offer_terms
from articles.admin.writing_form import ArticleForm
from articles.errors import Refused, StaleRevision
from articles.models import Article, User
from articles.snapshot import Snapshot
from articles.text.figures import find_images
from articles.text.structure import is_section_id

PLACES = {"sections": "document", "highlights": "document"}
"""Names of a draft's parts that are one field here."""


class Sheet:
    """`known`: the name of the kept text that this page goes on from (articles/editing/autosaves.py)."""

    def __init__(self, article: Article, user: User, data: QueryDict | None = None, *, known: str = "") -> None:
        self.article = article
        self.data = data
        # A copy: a form writes what was typed into its instance, and that is not the draft yet.
        self.form = ArticleForm(data, instance=copy(article), initial={"known": known})
        self.bylines = BylineSet(data, prefix="authors", initial=byline_rows(article))
        locale = str(self.form["locale"].value() or "")
        self.related = RelatedSet(data, prefix="related", initial=related_rows(article), article=article, locale=locale)
        offer_terms(self.form, self.bylines, user)
        self.stale: StaleRevision | None = None

    @property
    def formsets(self) -> list[Any]:
        return [self.bylines, self.related]

    @property
    def media(self) -> Any:
        return self.form.media + self.bylines.media + self.related.media

    @property
    def pictures(self) -> set[str]:
        """Those that cover and text name, as far as they can be picture's ids."""
        named = {str(self.form["cover"].value() or ""), *find_images(self.form["document"].value() or "")}
        return {name for name in named if is_section_id(name)}

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in (self.form, *self.formsets)]  # each, so that all errors are told
        return all(valid)

    def content(self) -> Snapshot:
        return replace(
            self.form.content(), authors=bylines_of(kept(self.bylines)), related=related_of(kept(self.related))
        )

    def content_so_far(self) -> Snapshot:
        """As `content`, of forms that need not be valid: what cannot be taken as it stands counts as not touched."""
        if self.is_valid():
            return self.content()
        self.form.salvage()
        content = self.form.content()
        if self.bylines.is_valid():
            content = replace(content, authors=bylines_of(kept(self.bylines)))
        if self.related.is_valid():
            content = replace(content, related=related_of(kept(self.related)))
        return content

    def is_unchanged(self, content: Snapshot) -> bool:
        """The draft says the same already: what is derived from the text is left out of the comparison."""
        if self.form.cleaned_data["base"] != self.article.head:
            return False
        return core(self.form.frozen) == core(content) and not self.form.cleaned_data["tags"].new

    def refuse(self, refused: Refused) -> None:
        if isinstance(refused, StaleRevision):
            self.stale = refused
            # The next save says that it has been told. What it then replaces stays in the history.
            told = self.data.copy() if self.data is not None else QueryDict(mutable=True)
            told["base"] = str(refused.head)
            self.form.data = told
            return
        refused.field = PLACES.get(refused.field, refused.field)
        tell(self.form, refused)


def core(content: Snapshot) -> Snapshot:
    """What a writer decides about a snapshot; texts, passages and counts follow from it."""
    return replace(
        content,
        lead_text="",
        word_count=0,
        images=(),
        sections=tuple(replace(section, text="") for section in content.sections),
        highlights=tuple(
            sorted(
                (replace(one, section=None, exact="", start=0, end=0) for one in content.highlights),
                key=lambda one: one.id,
            )
        ),
    )
