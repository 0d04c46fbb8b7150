"""Where pictures are used: by whom they may not be deleted, and who shows them to the public."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.errors import AltMissing
from articles.media import renditions
from articles.models.article import Article, ArticleImage
from articles.models.author import Author
from articles.models.image import Image
from articles.models.published_version import PublishedVersion, VersionImage
from articles.snapshot import Snapshot
from articles.text.figures import find_figures

SHOWN = 5
"""So many places are named."""


@dataclass(frozen=True)
class Uses:
    drafts: tuple[Article, ...]
    """Articles whose draft shows it, as cover or in the text."""
    versions: tuple[PublishedVersion, ...]
    """Versions that show it: live, ended and scheduled ones, newest first, without their texts."""
    portraits: tuple[Author, ...]

    @property
    def places(self) -> list[str]:
        """Titles and names, each once."""
        things: Iterable[Any] = (*self.versions, *self.drafts, *self.portraits)
        return list(dict.fromkeys(getattr(one, "title", None) or one.name for one in things))

    def __bool__(self) -> bool:
        return bool(self.drafts or self.versions or self.portraits)


def uses_of(image: Image) -> Uses:
    """Three queries."""
    return Uses(
        drafts=tuple(Article.objects.filter(article_images__image=image)),
        versions=tuple(image.versions.defer("snapshot").order_by("-live_from")),
        portraits=tuple(image.portrait_of.all()),
    )


def with_use_counts(images: QuerySet[Image]) -> QuerySet[Any]:
    """The images with `draft_count`, `version_count` (articles, not versions) and `face_count` (authors whose
    portrait it is), for lists of the library."""
    drafts = ArticleImage.objects.filter(image=OuterRef("pk")).order_by().values("image")
    shown = VersionImage.objects.filter(image=OuterRef("pk")).order_by().values("image")
    faces = Author.objects.filter(portrait=OuterRef("pk")).order_by().values("portrait")
    return images.annotate(
        face_count=Coalesce(Subquery(faces.annotate(number=Count("pk")).values("number")), 0),
        draft_count=Coalesce(Subquery(drafts.annotate(number=Count("pk")).values("number")), 0),
        version_count=Coalesce(
            Subquery(shown.annotate(number=Count("version__article", distinct=True)).values("number")), 0
        ),
    )


def silent_uses(content: Snapshot) -> set[str]:
    """UUIDs of the pictures that an article uses somewhere without an alt text of that use."""
    uses = [(figure.image, figure.alt) for section in content.sections for figure in find_figures(section.html)]
    if content.cover:
        uses.append((content.cover.image, content.cover.alt))
    return {image for image, alt in uses if not alt}


def without_alt(content: Snapshot) -> list[Image]:
    """Pictures of an article that say nothing to who cannot see them: a use without alt text of a picture that has none
    of its own, nor is said to be decorative. One query; none without such uses."""
    silent = silent_uses(content)
    return list(Image.objects.filter(uuid__in=silent, alt="", is_decorative=False).order_by("pk")) if silent else []


def refuse_missing_alt(content: Snapshot) -> None:
    """Raises AltMissing: what goes public must say to everybody what it shows (WCAG 2.2, 1.1.1)."""
    silent = without_alt(content)
    if silent:
        cover = content.cover
        is_cover = cover is not None and not cover.alt and cover.image in {str(image.uuid) for image in silent}
        raise AltMissing([image.label for image in silent], field="cover_alt" if is_cover else "document")


def with_rights_expired(content: Snapshot, *, at: datetime) -> list[Image]:
    """Pictures of an article whose rights will have expired at that moment. One query."""
    return list(Image.objects.filter(uuid__in=content.images, rights_expire_at__lte=at).order_by("rights_expire_at"))


def hide_images(article: Article, *, at: datetime) -> None:
    """After a kill: give what only this article has shown new names, so that its old addresses are dead at commit.

    Whatever another live article shows, or an author's portrait, keeps its address.
    """
    shown = Image.objects.filter(version_images__version__article=article, portrait_of=None)
    elsewhere = PublishedVersion.objects.live(at=at).exclude(article=article)
    public = VersionImage.objects.filter(image=OuterRef("pk"), version__in=elsewhere)
    hidden: Collection[int] = set(shown.exclude(Exists(public)).values_list("pk", flat=True))
    if hidden:
        renditions.rename(hidden)
