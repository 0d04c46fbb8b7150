"""The articles that were chosen in the list, each with what an act on many of them has to know before it asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from articles.admin.picture_rights import SOON
from articles.media.usage import silent_uses
from articles.models import Article, Image, PublishedVersion, Revision
from articles.publishing.actions import REACHES_BACK
from articles.publishing.states import State, with_states
from articles.snapshot import Snapshot


@dataclass(frozen=True)
class Row:
    article: Any
    """With the annotations of `with_states`, `is_known`, `was_public` and `must_confirm`; its tags are fetched."""
    live: PublishedVersion | None
    scheduled: tuple[PublishedVersion, ...]
    without_alt: tuple[Image, ...] = ()
    """Pictures of the draft that say nothing to who cannot see them."""
    rights_ending: tuple[Image, ...] = ()
    """Pictures of the draft whose rights have ended or soon will."""

    @property
    def state(self) -> str:
        return str(State(self.article.state).label)

    @property
    def seen(self) -> str:
        """What a page has shown of it: its key, its newest revision, its act counter."""
        return f"{self.article.pk}.{self.article.head}.{self.article.acts}"


def rows_of(keys: Collection[int], *, at: datetime, with_pictures: bool = False) -> list[Row]:
    """Of those of these keys that there are, in their order. `with_pictures`: the newest revisions are read, too.

    A constant number of queries: three, and three more.
    """
    articles = _articles(keys, at)
    live, scheduled = _versions(articles, at)
    silent, ending = _pictures(articles, at) if with_pictures else ({}, {})
    return [
        Row(
            articles[key],
            live.get(key),
            tuple(scheduled[key]),
            tuple(silent.get(key, ())),
            tuple(ending.get(key, ())),
        )
        for key in dict.fromkeys(keys)
        if key in articles
    ]


def _articles(keys: Collection[int], at: datetime) -> dict[int, Any]:
    versions = PublishedVersion.objects.filter(article=OuterRef("pk"))
    unsuppressed = versions.filter(suppressed_at=None)
    since = unsuppressed.filter(live_from__gt=OuterRef("withdrawn_at"))
    chosen = with_states(Article.objects.filter(pk__in=keys), at=at).annotate(
        is_known=Exists(unsuppressed.filter(live_from__lte=at)),  # to be asked what kind of change it is
        was_public=Exists(versions.begun(at=at)),  # a kill reaches it
        must_confirm=Case(When(Q(withdrawn_how__in=REACHES_BACK) & ~Exists(since), then=Value(True)), default=False),
    )
    return {article.pk: article for article in chosen.prefetch_related("tags")}


def _versions(
    articles: Collection[int], at: datetime
) -> tuple[dict[int, PublishedVersion], dict[int, list[PublishedVersion]]]:
    """The live version of each, and the scheduled ones, without their texts."""
    standing = PublishedVersion.objects.filter(article__in=articles, dropped_at=None, suppressed_at=None)
    standing = standing.filter(Q(live_until=None) | Q(live_until__gt=at)).order_by("live_from")
    live: dict[int, PublishedVersion] = {}
    scheduled: dict[int, list[PublishedVersion]] = defaultdict(list)
    for version in standing.select_related("revision").defer("snapshot", "revision__snapshot"):
        if version.live_from <= at:
            live[version.article_id] = version
        else:
            scheduled[version.article_id].append(version)
    return live, scheduled


def _pictures(articles: Collection[int], at: datetime) -> tuple[dict[int, list[Image]], dict[int, list[Image]]]:
    """By article the pictures that lack an alt text, and those whose rights end."""
    newest = Revision.objects.filter(article__in=articles, number=F("article__head"))
    contents: dict[int, Snapshot] = {one.article_id: one.content for one in newest}
    silent = {key: silent_uses(content) for key, content in contents.items()}
    shown = {key: set(content.images) for key, content in contents.items()}
    mute = Image.objects.filter(uuid__in=set().union(*silent.values()), alt="", is_decorative=False)
    ending = Image.objects.filter(uuid__in=set().union(*shown.values()), rights_expire_at__lte=at + SOON)
    return _by_article(silent, mute.order_by("pk")), _by_article(shown, ending.order_by("rights_expire_at"))


def _by_article(named: dict[int, set[str]], images: Iterable[Image]) -> dict[int, list[Image]]:
    found = list(images)
    return {key: [image for image in found if str(image.uuid) in uuids] for key, uuids in named.items()}
