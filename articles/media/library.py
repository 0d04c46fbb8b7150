"""Describe and delete pictures of the library. To save one moves every answer that shows it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from articles.errors import ImageInUse, Vanished
from articles.media import files
from articles.media.metadata import WRITTEN
from articles.media.usage import SHOWN, uses_of
from articles.models.content_state import ContentState
from articles.models.image import Image
from articles.models.usable import refuse_unusable
from articles.text.inline import scrub

TEXTS = ("alt", "caption", "creator", "credit", "copyright_notice")
DESCRIBED = (*TEXTS, "is_decorative", "rights_url", "digital_source_type", "rights_expire_at", "focal_x", "focal_y")
"""Fields that editors change; all others are the file's own."""
SHOWN_IN_RENDITIONS = ("focal_x", "focal_y", *WRITTEN)


@transaction.atomic
def save_image(image: Image) -> Image:
    """Save what was changed of DESCRIBED. Alt text, caption and rights show at once wherever the picture is used.

    Another focal point, or other rights, need new renditions: the worker makes them within seconds, under new names;
    until then the old ones show. Raises NotUsable.
    """
    for name in TEXTS:
        setattr(image, name, " ".join(scrub(getattr(image, name)).split()))
    refuse_unusable(image, exclude=["uploaded_by"])
    standing = Image.objects.select_for_update(no_key=True).get(pk=image.pk)
    if any(getattr(image, name) != getattr(standing, name) for name in SHOWN_IN_RENDITIONS):
        image.edition, image.is_complete = standing.edition + 1, False
    else:
        image.edition, image.is_complete = standing.edition, standing.is_complete
    image.save(update_fields=[*DESCRIBED, "edition", "is_complete"])
    ContentState.move()
    return image


@transaction.atomic
def delete_image(image: Image) -> None:
    """Delete a picture that nobody uses, and its files. Raises ImageInUse, which names where it is used."""
    if uses := uses_of(image):
        raise ImageInUse(image.label, uses.places[:SHOWN])
    original, keys = image.original, list(image.renditions.values_list("file", flat=True))
    try:
        image.delete()
        ContentState.move()
    except (ProtectedError, Vanished) as used:  # by what was saved or published at this very moment
        raise ImageInUse(image.label, [_("an article that was saved just now")]) from used
    transaction.on_commit(lambda: files.discard(files.ORIGINALS, [original]))  # else the sweep finds them
    transaction.on_commit(lambda: files.discard(files.RENDITIONS, keys))
