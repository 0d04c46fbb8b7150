"""A file of somebody becomes a picture of the library, or is refused and leaves nothing."""

from __future__ import annotations

import io
import resource
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from articles.errors import FileTooLarge, NoRoom, NotAPicture, Refused
from articles.media import files, uploads
from articles.media.uploads import label_of, receive
from articles.models import ContentState, Image, Rendition
from tests.articles.media.pictures import draw, encoded, xmp

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    """Storages of this test alone."""
    from cms.settings import local_folder

    settings.STORAGES = settings.STORAGES | {
        kind: local_folder(tmp_path / kind) for kind in ("originals", "renditions")
    }
    return tmp_path


def all_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_upload_becomes_an_image_with_its_rights_and_its_jpegs(publisher, folder):
    data = encoded(draw(1600, 1000), xmp=xmp())

    received = receive(SimpleUploadedFile("Gull at sea.JPG", data), by=publisher)

    image = Image.objects.get()
    assert (received.image, received.is_new, received.remarks) == (image, True, ())
    assert (image.width, image.height, image.byte_size, image.label) == (1600, 1000, len(data), "Gull at sea.JPG")
    assert (image.creator, image.credit) == ("Ada Penrose, Bo Quist", "Harbour Press")
    assert (image.copyright_notice, image.caption) == ("© 2026 Ada Penrose", "A gull & its shadow")
    assert (image.rights_url, image.digital_source_type) == ("https://example.org/rights", "digitalCapture")
    assert (image.alt, image.uploaded_by) == ("A gull", publisher)
    assert image.blur.startswith("data:image/webp;base64,")
    assert len(image.blur) < 300
    assert files.read(files.ORIGINALS, image.original) == data
    made = {(row.crop, row.width, row.height) for row in image.renditions.all()}
    assert made == {
        ("as_is", 320, 200), ("as_is", 640, 400), ("as_is", 960, 600), ("as_is", 1280, 800),
        ("16:9", 320, 180), ("16:9", 640, 360), ("16:9", 960, 540), ("16:9", 1280, 720),
        ("4:3", 320, 240), ("4:3", 640, 480), ("4:3", 960, 720), ("4:3", 1280, 960),
        ("1:1", 320, 320), ("1:1", 640, 640), ("1:1", 960, 960),
    }  # fmt: skip
    for row in image.renditions.all():
        assert row.format == "jpeg"
        assert len(files.read(files.RENDITIONS, row.file)) == row.byte_size
    assert len(all_files(folder)) == 1 + 15


def test_names_are_random_and_tell_nothing_of_the_file(publisher):
    image = receive(io.BytesIO(encoded()), by=publisher, name="secret-merger.jpg").image

    names = [name for row in image.renditions.all() for name in (row.name, row.file)]
    assert all(len(name.rpartition("/")[2].partition(".")[0]) == 22 for name in names)
    assert [name for name in [image.original, *names] if "secret" in name or "merger" in name] == []


def test_the_same_file_is_recognised_and_changes_nothing(publisher, editor):
    first = receive(io.BytesIO(encoded()), by=publisher, name="a.jpg").image
    stamp = ContentState.read().stamp

    again = receive(io.BytesIO(encoded()), by=editor, name="b.jpg")

    assert (again.image, again.is_new) == (first, False)
    assert (again.image.label, again.image.uploaded_by) == ("a.jpg", publisher)
    assert ContentState.read().stamp == stamp


def test_an_upload_moves_the_state(publisher):
    before = ContentState.read().stamp

    receive(io.BytesIO(encoded()), by=publisher)

    assert ContentState.read().stamp != before


def test_a_file_beyond_the_limit_is_refused_without_being_read_to_its_end(publisher, settings, folder):
    settings.MAX_UPLOAD_BYTES = 1000

    class Endless:
        given = 0

        def read(self, size: int) -> bytes:
            self.given += size
            return b"\0" * size

    with pytest.raises(FileTooLarge) as refused:
        receive(Endless(), by=publisher)

    assert refused.value.reason == "This file is larger than 0.001 MB."
    assert Endless.given == 0
    assert all_files(folder) == []


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"GIF89a", encoded()[:900]])
def test_what_is_refused_leaves_nothing(publisher, folder, data):
    with pytest.raises(Refused):
        receive(io.BytesIO(data), by=publisher)

    assert Image.objects.count() == 0
    assert all_files(folder) == []


def test_the_name_decides_nothing(publisher):
    assert receive(io.BytesIO(encoded(format="PNG")), by=publisher, name="x.svg").image.width == 800
    with pytest.raises(NotAPicture):
        receive(io.BytesIO(b"<svg onload='alert(1)'/>"), by=publisher, name="x.png")


def test_a_write_that_fails_leaves_no_file(publisher, folder, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(uploads.ContentState, "move", fail)

    with pytest.raises(OSError, match="No space"):
        receive(io.BytesIO(encoded()), by=publisher)

    assert (Image.objects.count(), Rendition.objects.count()) == (0, 0)
    assert all_files(folder) == []


def test_who_loses_a_race_for_the_same_file_gets_the_winners(publisher, folder, monkeypatch):
    """The winner's commit falls between the loser's first look and its insert."""
    winner: list[Image] = []
    describe = uploads.describe

    def slow(*args: object) -> Image:
        if not winner:
            monkeypatch.setattr(uploads, "describe", describe)
            winner.append(receive(io.BytesIO(encoded()), by=publisher).image)
        return describe(*args)

    monkeypatch.setattr(uploads, "describe", slow)

    received = receive(io.BytesIO(encoded()), by=publisher)

    assert (received.image, received.is_new) == (winner[0], False)
    assert len(all_files(folder)) == 1 + winner[0].renditions.count()


@pytest.mark.django_db(transaction=True)
def test_no_picture_is_decoded_inside_a_transaction(publisher):
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
        receive(io.BytesIO(encoded()), by=publisher)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("a.jpg", "a.jpg"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/absolute/x.png", "x.png"),
        ("C:\\Users\\me\\x.png", "x.png"),
        ("nul\0in\x07side.jpg", "nulinside.jpg"),
        ("two\nlines  here.jpg", "two lines here.jpg"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("x" * 4000 + ".jpg", "x" * 150),
        ("", "picture"),
        ("   ", "picture"),
        ("folder/", "picture"),
        ("<img src=x onerror=alert(1)>.jpg", "<img src=x onerror=alert(1)>.jpg"),
        ("-rf", "-rf"),
        ("\ud800.jpg", ".jpg"),
    ],
)
def test_a_label_is_one_line_of_the_name_and_no_path(name, label):
    assert label_of(name) == label


def test_a_full_disk_is_said_and_leaves_nothing(publisher, folder):
    """As much as this process may write of a file ends in the middle of the picture, as a disk may."""
    data = encoded(draw(900, 600))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(data) // 2, before[1]))
    try:
        with pytest.raises(NoRoom):
            receive(SimpleUploadedFile("gull.jpg", data), by=publisher)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert (Image.objects.count(), all_files(folder)) == (0, [])
