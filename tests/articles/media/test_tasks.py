"""What the worker does for pictures: whatever is missing gets made, once, and what nobody names goes."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from articles.media import files, tasks
from articles.media.library import save_image
from articles.media.renditions import Format, missing, wanted
from articles.media.tasks import claim, forget_retired, make_missing_renditions, sweep
from articles.models import ContentState, Image, Rendition
from cms.settings import local_folder
from tests.factories import make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    """Storages of this test alone."""
    settings.STORAGES = settings.STORAGES | {
        kind: local_folder(tmp_path / kind) for kind in ("originals", "renditions")
    }
    return tmp_path


def finish() -> int:
    """All turns of a worker, until nothing is left."""
    return sum(iter(lambda: make_missing_renditions(seconds=60), 0))


def standing(image: Image) -> set[tuple[str, str, int]]:
    rows = image.renditions.filter(retired_at=None).values_list("format", "crop", "width")
    assert len(rows) == len(set(rows))
    return set(rows)


def test_an_upload_lacks_webp_and_avif_until_the_worker_made_them():
    image = make_image()
    assert {one.format for one in missing(image)} == {Format.WEBP, Format.AVIF}

    made = finish()

    image.refresh_from_db()
    assert made == 8
    assert standing(image) == {one.key for one in wanted(image)}
    assert (image.is_complete, image.claimed_until, missing(image)) == (True, None, [])
    for row in image.renditions.all():
        assert len(files.read(files.RENDITIONS, row.file)) == row.byte_size


def test_what_became_ready_moves_the_state_and_a_look_round_does_not():
    make_image()
    before = ContentState.read().stamp

    finish()
    after = ContentState.read().stamp
    nothing = make_missing_renditions()

    assert (before != after, nothing, ContentState.read().stamp) == (True, 0, after)


def test_a_turn_is_short_and_the_next_goes_on():
    image = make_image()

    turns = [make_missing_renditions(seconds=0) for _ in range(8)]

    assert turns == [1] * 8
    image.refresh_from_db()
    assert image.is_complete


def test_another_focal_point_gets_new_renditions_under_new_names():
    image = make_image()
    finish()
    old = {row.name for row in image.renditions.all()}

    image.focal_x = 0.1
    save_image(image)
    finish()

    image.refresh_from_db()
    now = image.renditions.filter(retired_at=None)
    assert standing(image) == {one.key for one in wanted(image)}
    assert {row.edition for row in now} == {image.edition}
    assert old & {row.name for row in now} == set()
    assert {row.name for row in image.renditions.exclude(retired_at=None)} == old


def test_until_they_are_made_the_old_ones_stand():
    image = make_image()

    image.focal_x = 0.1
    save_image(image)

    assert {format for format, _, _ in standing(image)} == {"jpeg"}


def test_two_workers_never_make_the_same():
    first, second = make_image(), make_image()

    claimed = [claim(), claim(), claim()]

    assert claimed == [first, second, None]


def test_a_killed_workers_image_is_taken_over_when_its_claim_has_run_out():
    image = make_image()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert claim() == image  # and then it was killed
        assert make_missing_renditions() == 0

        clock.shift(tasks.CLAIMED_FOR)

        assert finish() == 8


def test_a_worker_that_was_overtaken_leaves_one_rendition_of_each(folder, monkeypatch):
    image = make_image()
    taken = claim()
    Image.objects.update(claimed_until=None)
    finish()

    assert taken is not None
    monkeypatch.setattr(tasks, "missing", wanted)  # it looked before the other one was done
    tasks._make(taken, deadline=0)

    image.refresh_from_db()
    assert standing(image) == {one.key for one in wanted(image)}
    assert len(list((folder / "renditions").rglob("*.*"))) == image.renditions.count()


def test_what_was_made_of_an_older_edition_is_thrown_away(folder, monkeypatch):
    """An editor moves the focal point while a worker is at it."""
    image = make_image()
    publish = tasks._publish

    def meanwhile(*args, **kwargs):  # type: ignore[no-untyped-def]
        monkeypatch.setattr(tasks, "_publish", publish)
        changed = Image.objects.get(pk=image.pk)
        changed.focal_x = 0.9
        save_image(changed)
        publish(*args, **kwargs)

    monkeypatch.setattr(tasks, "_publish", meanwhile)

    make_missing_renditions(seconds=60)

    image.refresh_from_db()
    assert {format for format, _, _ in standing(image)} == {"jpeg"}
    assert len(list((folder / "renditions").rglob("*.*"))) == image.renditions.count()
    assert not image.is_complete


def test_a_picture_whose_original_is_gone_holds_up_no_other(caplog):
    broken, whole = make_image(), make_image()
    files.discard(files.ORIGINALS, [broken.original])

    turns = [make_missing_renditions(seconds=60), make_missing_renditions(seconds=60)]

    assert turns == [0, 8]
    whole.refresh_from_db()
    assert whole.is_complete
    assert "cannot be made" in caplog.text


# --- Files that nobody names ----------------------------------------------------------------------------------------


def sweep_all() -> int:
    return sum(sweep(shard) for shard in range(files.SHARDS))


def age(folder: Path, **duration: float) -> None:
    then = (timezone.now() - timedelta(**duration)).timestamp()
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))


def test_files_without_a_row_are_swept_when_they_are_older_than_an_upload_takes(folder):
    image = make_image()
    for kind in (files.ORIGINALS, files.RENDITIONS):
        files.write(kind, files.new_key("orphan"), b"x")
    assert sweep_all() == 0

    age(folder, hours=2)

    assert sweep_all() == 2
    assert files.read(files.ORIGINALS, image.original) != b""
    assert all(files.read(files.RENDITIONS, row.file) for row in image.renditions.all())


def test_what_was_replaced_is_served_a_week_and_then_goes_with_its_file(folder):
    image = make_image()
    finish()
    image.focal_x = 0.2
    save_image(image)
    finish()
    now = timezone.now()

    with time_machine.travel(now + timedelta(days=6)):
        assert forget_retired() == 0
    with time_machine.travel(now + timedelta(days=8)):
        assert forget_retired() == 12
        assert sweep_all() == 12
    assert Rendition.objects.count() == 12
    assert all(files.read(files.RENDITIONS, row.file) for row in Rendition.objects.all())
