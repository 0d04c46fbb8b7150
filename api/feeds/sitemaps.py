"""Which sitemaps there are, and what stands in each: articles by the month (in UTC) of their first publication, so that
old files stay as they are, and the news of two days. All through the one door, `live(at=…)`.

Limits: sitemaps.org 0.9 (50,000 addresses a file), Google's news sitemap (two days, 1,000 a file).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Final, Self
from uuid import UUID

from django.conf import settings
from django.db.models import CharField, Count, Max, Min, Value

from api.documents.addresses import article_url, media_url
from articles.models.image import Rendition
from articles.models.published_version import PublishedVersion, PublishedVersionQuerySet, VersionImage, keys_of_several

URLS: Final = 50_000
NEWS_URLS: Final = 1_000
NEWS_AGE: Final = timedelta(days=2)
CHUNK: Final = 1_000
"""Addresses that are held at once."""
MONTHS: Final = 120
"""Counted in one query."""
NAME: Final = re.compile(r"(?:articles-(?P<month>[0-9]{4}-(?:0[1-9]|1[0-2]))|news)(?:-(?P<part>[1-9][0-9]{0,3}))?\.xml")


@dataclass(frozen=True)
class File:
    """One sitemap: articles of a month, or news where there is none; the first part of it or a later one."""

    month: str = ""
    part: int = 1

    @classmethod
    def named(cls, name: str) -> Self | None:
        """None for what is no name of a file; each has one name only."""
        found = NAME.fullmatch(name)
        if found is None or found["part"] == "1" or (found["month"] or "").startswith(("0000", "9999")):
            return None
        return cls(found["month"] or "", int(found["part"] or 1))

    @property
    def url(self) -> str:
        kind = f"articles-{self.month}" if self.month else "news"
        return f"{settings.PUBLIC_URL}/sitemaps/{kind}{f'-{self.part}' if self.part > 1 else ''}.xml"

    def versions(self, *, at: datetime) -> PublishedVersionQuerySet:
        """What stands in it, in order: in a month the oldest first, so that what is new comes at the end of the last
        part; of news the newest."""
        most = URLS if self.month else NEWS_URLS
        place = slice((self.part - 1) * most, self.part * most)
        return (_of_month(self.month, at=at) if self.month else news(at=at))[place]


@dataclass(frozen=True)
class Listed:
    """An article in a sitemap."""

    url: str
    updated_at: datetime
    locale: str
    alternates: Mapping[str, str]
    """Addresses by locale, itself included; empty where it stands alone, and in news, as the next."""
    images: Sequence[str]
    """Addresses, the whole picture of each."""
    published_at: datetime | None = None
    """In news alone, as the next."""
    title: str = ""


def listed(*, at: datetime) -> PublishedVersionQuerySet:
    """All that search engines may list of what is live."""
    return PublishedVersion.objects.live(at=at).for_search_engines().filter(locale__in=settings.LOCALES)


def news(*, at: datetime) -> PublishedVersionQuerySet:
    return listed(at=at).filter(published_at__gt=at - NEWS_AGE).newest_first()


def list_files(*, at: datetime) -> list[tuple[File, datetime | None]]:
    """Every sitemap that is not empty, and the one of news, each with the newest date in it.

    Two queries, one for each ten years of articles, and one for each part of a month that needs several.
    """
    recent = news(at=at).order_by().aggregate(count=Count("pk"), newest=Max("updated_at"))
    files = [(File(part=part), recent["newest"]) for part in _parts(recent["count"], NEWS_URLS)] or [(File(), None)]
    for month, count, newest in _counted(at=at):
        parts = [File(month, part) for part in _parts(count, URLS)]
        files += [(one, newest if len(parts) == 1 else _newest(one, at=at)) for one in parts]
    return files


def entries(file: File, *, at: datetime) -> Iterator[Listed]:
    """What stands in the file, in order, a thousand at a time: three queries for each of these."""
    # No more of a month than its index has: rows with their texts are far apart.
    columns = [
        "pk",
        "locale",
        "slug",
        "translation_key",
        "updated_at",
        *([] if file.month else ["published_at", "title"]),
    ]
    rows = file.versions(at=at).values_list(*columns).iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        images = _images([row[0] for row in chunk]) if file.month else {}
        alternates = _alternates({row[3] for row in chunk}, at=at) if file.month else {}
        for pk, locale, slug, key, updated_at, *more in chunk:
            url = article_url(slug, locale)
            yield Listed(url, updated_at, locale, alternates.get(key, {}), images.get(pk, ()), *more)


def _counted(*, at: datetime) -> Iterator[tuple[str, int, datetime]]:
    """Of each month that has any, the newest first: how many articles, and the newest date.

    Month by month, which walks through an index: to group them all the database would sort them first.
    """
    ends = listed(at=at).order_by().aggregate(first=Min("published_at"), last=Max("published_at"))
    months = list(_months(ends["first"], ends["last"]))[::-1] if ends["first"] else []
    for start in range(0, len(months), MONTHS):
        first, *others = [_count_of(month, at=at) for month in months[start : start + MONTHS]]
        found = {month: (count, newest) for month, count, newest in first.union(*others, all=True)}
        yield from ((month, *found[month]) for month in months if month in found)


def _count_of(month: str, *, at: datetime) -> Any:
    named = _of_month(month, at=at).order_by().annotate(month=Value(month, CharField())).values("month")
    return named.annotate(count=Count("pk"), newest=Max("updated_at")).values_list("month", "count", "newest")


def _months(first: datetime, last: datetime) -> Iterator[str]:
    """In UTC, both ends included."""
    numbers = [12 * moment.year + moment.month - 1 for moment in (first.astimezone(UTC), last.astimezone(UTC))]
    for number in range(numbers[0], numbers[1] + 1):
        yield f"{number // 12:04}-{number % 12 + 1:02}"


def _of_month(month: str, *, at: datetime) -> PublishedVersionQuerySet:
    start = datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC)
    after = (start + timedelta(days=31)).replace(day=1)
    return listed(at=at).filter(published_at__gte=start, published_at__lt=after).order_by("published_at", "id")


def _parts(count: int, most: int) -> Iterable[int]:
    return range(1, -(-count // most) + 1)


def _newest(file: File, *, at: datetime) -> datetime | None:
    return file.versions(at=at).aggregate(newest=Max("updated_at"))["newest"]


def _alternates(keys: set[UUID], *, at: datetime) -> dict[UUID, dict[str, str]]:
    """Of the translation sets with more than one member that engines may list, the addresses by locale."""
    several = keys_of_several(keys)
    if not several:
        return {}
    sets: dict[UUID, dict[str, str]] = defaultdict(dict)
    for key, locale, slug in listed(at=at).translations_of(several).values_list("translation_key", "locale", "slug"):
        sets[key][locale] = article_url(slug, locale)
    return {
        key: {one: urls[one] for one in settings.LOCALES if one in urls} for key, urls in sets.items() if len(urls) > 1
    }


def _images(versions: Sequence[int]) -> dict[int, list[str]]:
    """By version, of each of its pictures the largest JPEG of the whole."""
    shown = VersionImage.objects.filter(
        version__in=versions,
        image__renditions__crop=Rendition.Crop.AS_IS,
        image__renditions__format=Rendition.Format.JPEG,
        image__renditions__retired_at=None,
    )
    rows = shown.order_by("pk", "image__renditions__width").values_list("version", "image", "image__renditions__name")
    names: dict[int, dict[int, str]] = defaultdict(dict)
    for version, image, name in rows:
        names[version][image] = name
    return {version: [media_url(name) for name in found.values()] for version, found in names.items()}
