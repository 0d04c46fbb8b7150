"""The pictures of a saved page come from its folder, and from nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from articles.models import Image, User
from articles.transfer.article_file import read_article
from articles.transfer.html_pictures import (
    EMBEDDED,
    MAY_NOT,
    NOT_THERE,
    OUTSIDE,
    PictureMissing,
    find_file,
    folders_beside,
    hang_pictures,
)
from articles.transfer.manuscript import ArticleFile, Kind
from tests.articles.media.pictures import draw, encoded, xmp

LONG = "A paragraph of some length, as articles have them, about the water and the wind."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """`page` with a picture in it, and a picture beside it that no page may have."""
    inside = tmp_path / "page"
    inside.mkdir()
    (inside / "a boat.jpg").write_bytes(encoded(draw(40, 30)))
    (tmp_path / "secret.jpg").write_bytes(encoded(draw(50, 30)))
    return inside


def page(*figures: str) -> ArticleFile:
    html = "".join(figures)
    return read_article(f"<article><h1>T</h1><p>{LONG}</p><p>Text.</p>{html}</article>", kind=Kind.HTML)


@pytest.mark.parametrize(
    "source",
    [
        "a%20boat.jpg",
        "./a boat.jpg?w=400#x",
        "/images/a%20boat.jpg",
        "https://cdn.example/2026/a%20boat.jpg",
        "//cdn.example/a%20boat.jpg",
    ],
)
def test_picture_is_found_by_its_path_or_by_its_name(folder: Path, source: str) -> None:
    assert find_file([source], [folder]) == folder / "a boat.jpg"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("../secret.jpg", OUTSIDE),
        ("%2e%2e/secret.jpg", OUTSIDE),
        ("..\\secret.jpg", OUTSIDE),
        ("x/../../secret.jpg", OUTSIDE),
        ("file:///etc/passwd", OUTSIDE),
        ("link.jpg", OUTSIDE),
        ("linked/secret.jpg", OUTSIDE),
        ("/etc/passwd", NOT_THERE),
        ("ring.jpg", NOT_THERE),
        ("pipe.jpg", NOT_THERE),
        ("n" * 5000 + ".jpg", NOT_THERE),
        ("data:image/gif;base64,R0", EMBEDDED),
    ],
)
def test_nothing_outside_of_the_folder_is_read(folder: Path, source: str, why: str) -> None:
    (folder / "link.jpg").symlink_to(folder.parent / "secret.jpg")
    (folder / "linked").symlink_to(folder.parent)
    (folder / "ring.jpg").symlink_to("ring.jpg")
    os.mkfifo(folder / "pipe.jpg")

    with pytest.raises(PictureMissing, match=why[:20]):
        find_file([source], [folder])


def test_reason_is_that_of_the_best_source(folder: Path) -> None:
    with pytest.raises(PictureMissing, match=NOT_THERE):
        find_file(["gone.jpg", "data:image/gif;base64,R0"], [folder])


def test_browsers_folder_is_looked_in_before_the_one_beside(tmp_path: Path) -> None:
    for name in ("page_files", "page-Dateien", "other_files"):
        (tmp_path / name).mkdir()

    assert folders_beside(tmp_path / "page.html") == (tmp_path / "page_files", tmp_path / "page-Dateien", tmp_path)


def test_picture_comes_into_the_library_with_the_words_of_the_page(publisher: User, folder: Path) -> None:
    file = page(
        "<figure><img src='a boat.jpg' alt='A boat'><figcaption>At dawn. <small>Ana Ruiz</small></figcaption></figure>"
    )

    hung = hang_pictures(file, [folder], by=publisher)

    image = Image.objects.get()
    assert (image.alt, image.caption, image.credit, image.label) == ("A boat", "At dawn.", "Ana Ruiz", "a boat.jpg")
    assert hung.sections[0].html == (
        f'<p>Text.</p><figure data-image="{image.uuid}" data-alt="A boat"><figcaption>At dawn.</figcaption></figure>'
    )
    assert (hung.pictures, hung.unplaced) == ((), ())


def test_words_of_the_file_and_of_the_library_go_before_those_of_the_page(publisher: User, folder: Path) -> None:
    (folder / "told.jpg").write_bytes(encoded(draw(60, 40), xmp=xmp()))
    html = "<figure><img src=told.jpg alt='{}'><figcaption><small>Somebody</small></figcaption></figure>"

    hang_pictures(page(html.format("The page")), [folder], by=publisher)
    hang_pictures(page(html.format("Another page")), [folder], by=publisher)

    assert [(image.alt, image.credit) for image in Image.objects.all()] == [("A gull", "Harbour Press")]


def test_picture_that_is_said_to_be_decoration_needs_no_alt(publisher: User, folder: Path) -> None:
    hang_pictures(page("<img src='a boat.jpg' alt=''>"), [folder], by=publisher)

    assert Image.objects.get().is_decorative


def test_missing_and_refused_pictures_are_told_by_name_and_the_text_goes_on(publisher: User, folder: Path) -> None:
    (folder / "drawing.svg").write_text("<svg/>")
    file = page("<img src=gone.jpg><p>Between.</p>", "<img src=drawing.svg>", "<p>After.</p>")

    hung = hang_pictures(file, [folder], by=publisher)

    assert hung.sections[0].html == "<p>Text.</p><p>Between.</p><p>After.</p>"
    assert [each.text for each in hung.unplaced] == ["gone.jpg", "drawing.svg"]
    assert hung.unplaced[1].why.startswith("This file is no picture of a format")


def test_who_may_not_add_pictures_gets_the_text(stranger: User, folder: Path) -> None:
    hung = hang_pictures(page("<img src='a boat.jpg'>"), [folder], by=stranger)

    assert ([each.why for each in hung.unplaced], Image.objects.count()) == ([MAY_NOT], 0)
