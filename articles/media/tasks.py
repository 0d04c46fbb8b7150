"""What the worker does for pictures, a little at each turn: missing renditions, and files that nobody names.

Any number of workers may run, and any may be killed: an image is claimed for a while by UPDATE … WHERE, and what is
missing is seen from the rows, so whoever comes next goes on where the other ended.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.media import files
from articles.media.decoding import decode
from articles.media.renditions import Wanted, make, missing, put_in_place
from articles.media.uploads import refuse_transaction
from articles.models.image import Image, Rendition
from articles.models.public_log import Touched, tell

CLAIMED_FOR: Final = timedelta(minutes=1)
TRIED_AGAIN_AFTER: Final = timedelta(minutes=10)
"""A picture that cannot be made (its file is gone) holds up no other."""
KEPT_RETIRED: Final = timedelta(days=7)
"""As long as a page, a feed or a cache may still name a rendition that was replaced."""
ORPHAN_AFTER: Final = timedelta(hours=1)
"""A file is older than that, and no row names it: whoever wrote it was killed. An upload takes seconds."""

logger = logging.getLogger("articles.media")


def make_missing_renditions(*, seconds: float = 1.0) -> int:
    """Make renditions of one image for about that long, and put them in place. Gives how many; 0: none are missing.

    Answers change with each: ContentState moves in the same transaction.
    """
    refuse_transaction()
    image = claim()
    if image is None:
        return 0
    try:
        made = _make(image, time.monotonic() + seconds)
    except Exception:
        logger.exception("Renditions of %s cannot be made; tried again in %s", image.uuid, TRIED_AGAIN_AFTER)
        release(image, until=TRIED_AGAIN_AFTER)
        return 0
    release(image)
    return made


def claim() -> Image | None:
    """An image that lacks renditions, for this worker alone until its claim runs out."""
    now = timezone.now()
    free = Image.objects.unfinished().filter(Q(claimed_until=None) | Q(claimed_until__lte=now))
    for image in free[:10]:
        taken = free.filter(pk=image.pk).order_by().update(claimed_until=now + CLAIMED_FOR)
        if taken:
            return Image.objects.get(pk=image.pk)
    return None


def release(image: Image, *, until: timedelta | None = None) -> None:
    free_at = timezone.now() + until if until else None
    Image.objects.filter(pk=image.pk).update(claimed_until=free_at)


def _make(image: Image, deadline: float) -> int:
    wanted = missing(image)
    rows: list[Rendition] = []
    if wanted:
        picture, _ = decode(files.read(files.ORIGINALS, image.original), read=lambda opened: None)
        rows.extend(make(image, picture, _until(deadline, wanted)))
    _publish(image, rows, is_complete=len(rows) == len(wanted))
    return len(rows)


def _until(deadline: float, ones: list[Wanted]) -> Iterator[Wanted]:
    """At least one: a slow machine gets there, too."""
    for one in ones:
        yield one
        if time.monotonic() >= deadline:
            return


@transaction.atomic
def _publish(image: Image, rows: list[Rendition], *, is_complete: bool) -> None:
    """Put the rows in place, but for what another worker has made meanwhile, after this one's claim had run out.

    If the image has changed meanwhile, they show what it was: none is put in place.
    """
    same = Image.objects.filter(pk=image.pk, edition=image.edition)
    lacking = {one.key for one in missing(image)} if same.select_for_update(no_key=True).first() else set()
    new = [row for row in rows if (row.format, row.crop, row.width) in lacking]
    files.discard(files.RENDITIONS, [row.file for row in rows if row not in new])
    put_in_place(new)
    if is_complete:
        same.update(is_complete=True)
    if new:
        tell(touched=Touched(images=[image.pk]))


def forget_retired() -> int:
    """Delete the rows of renditions that were replaced a week ago: their addresses are dead. Gives how many."""
    return Rendition.objects.filter(retired_at__lt=timezone.now() - KEPT_RETIRED).delete()[0]


def sweep(shard: int) -> int:
    """Delete the files in one of the SHARDS folders that no row names. Gives how many."""
    folder = f"{shard % files.SHARDS:02x}"
    named = {
        files.ORIGINALS: Image.objects.filter(original__startswith=f"{folder}/").values_list("original", flat=True),
        files.RENDITIONS: Rendition.objects.filter(file__startswith=f"{folder}/").values_list("file", flat=True),
    }
    return sum(_sweep(kind, folder, rows) for kind, rows in named.items())


def _sweep(kind: str, folder: str, named: Iterable[str]) -> int:
    storage = files.storage_of(kind)
    try:
        names = storage.listdir(folder)[1]
    except FileNotFoundError:
        return 0
    orphans = {f"{folder}/{name}" for name in names} - set(named)
    old = [key for key in orphans if storage.get_modified_time(key) < timezone.now() - ORPHAN_AFTER]
    files.discard(kind, old)
    return len(old)
