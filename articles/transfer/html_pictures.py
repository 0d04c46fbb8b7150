"""The pictures of a saved page, or of Markdown, on their way from a folder into the library.

Only files in the folders are read, whatever the page calls its pictures: nothing is fetched from anywhere, no `..`, no
absolute path, no `file:` and no link leads out of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import BinaryIO, Final
from urllib.parse import unquote, urlsplit

from articles.errors import Refused
from articles.media.library import save_image
from articles.media.uploads import Received, receive
from articles.models import Image, User
from articles.snapshot import Cover
from articles.text.cleaning import clean
from articles.text.figures import Figure, fill_figures
from articles.text.markup import start_tag
from articles.transfer.manuscript import ArticleFile, FilePicture, Unplaced

SAVED_BESIDE: Final = ("_files", "-Dateien", "-files", ".files")
"""What browsers append to a page's name for the folder with its pictures."""
NOT_THERE: Final = "no picture of this name in the folder; the text goes on without it"
OUTSIDE: Final = "leads out of the folder, and is not read; the text goes on without it"
EMBEDDED: Final = "a picture within the page itself: save it as a file in the folder"
NO_FILE: Final = "a picture without the name of a file"
MAY_NOT: Final = "pictures are left out: this account may not add any"


class PictureMissing(Exception):
    """None of a picture's sources is a file that may be read; the message says why."""


def folders_beside(page: Path) -> tuple[Path, ...]:
    """Where the pictures of a saved page are looked for: the browser's folder for it, and the one that it is in."""
    saved = [page.with_name(page.stem + ending) for ending in SAVED_BESIDE]
    return (*(folder for folder in saved if folder.is_dir()), page.parent)


def hang_pictures(file: ArticleFile, folders: Sequence[Path], *, by: User) -> ArticleFile:
    """`file` with its pictures in the library; one that is missing or refused is told by name, and left out.

    Not inside a transaction, as every upload (articles/media/uploads.py). A picture that is in the library already is
    used, and its words are not touched.
    """
    hung: dict[str, Image] = {}
    unplaced = list(file.unplaced)
    if file.pictures and not by.has_perm("articles.add_image"):
        unplaced.append(Unplaced(0, f"{len(file.pictures)} pictures", MAY_NOT))
        return _with_images(file, hung, unplaced)
    for picture in file.pictures:
        try:
            hung[picture.id] = _hang(picture, folders, by=by)
        except PictureMissing as missing:
            unplaced.append(Unplaced(0, picture.name, str(missing)))
        except Refused as refused:
            unplaced.append(Unplaced(0, picture.name, str(refused)))
    return _with_images(file, hung, unplaced)


def without_pictures(file: ArticleFile) -> ArticleFile:
    """`file` as it is where none of its pictures is to be had."""
    return _with_images(file, {}, list(file.unplaced))


def _hang(picture: FilePicture, folders: Sequence[Path], *, by: User) -> Image:
    path = find_file(picture.sources, folders)
    try:
        with _open(path) as file:
            received = receive(file, by=by, name=path.name)
    except OSError as failure:
        raise PictureMissing(failure.strerror or NOT_THERE) from failure
    return _described(received, picture)


def _described(received: Received, picture: FilePicture) -> Image:
    """The words of the page for a picture that came without words of its own."""
    image = received.image
    if not received.is_new:
        return image
    image.alt = (image.alt or picture.alt or "")[:500]
    image.is_decorative = not image.alt and picture.alt == ""
    image.caption = (image.caption or picture.caption)[:2000]
    image.credit = (image.credit or picture.credit)[:300]
    return save_image(image)


# --- Files ----------------------------------------------------------------------------------------------------------


def find_file(sources: Iterable[str], folders: Sequence[Path]) -> Path:
    """The first of the sources that is a file in one of the folders. Raises PictureMissing: why the best one is not."""
    missing: PictureMissing | None = None
    for source in sources:
        try:
            return _find(source, folders)
        except PictureMissing as reason:
            missing = missing or reason
    raise missing or PictureMissing(NO_FILE)


def _find(source: str, folders: Sequence[Path]) -> Path:
    for name in list(_names(source)):
        for folder in folders:
            if found := _within(folder, name):
                return found
    raise PictureMissing(NOT_THERE)


def _names(source: str) -> Iterator[PurePosixPath]:
    """Paths in the folder that an address may mean: as it stands, then its last part alone."""
    try:
        parts = urlsplit(source)
    except ValueError:
        raise PictureMissing(NO_FILE) from None
    if parts.scheme == "data":
        raise PictureMissing(EMBEDDED)
    path = PurePosixPath(unquote(parts.path).replace("\\", "/"))
    if parts.scheme not in ("", "http", "https") or ".." in path.parts or "\0" in str(path):
        raise PictureMissing(OUTSIDE)
    if not path.name:
        raise PictureMissing(NO_FILE)
    if not parts.netloc and not path.is_absolute():
        yield path
    elif not parts.netloc:
        yield PurePosixPath(*path.parts[1:])
    yield PurePosixPath(path.name)


def _within(folder: Path, name: PurePosixPath) -> Path | None:
    """The file with all links followed, None where there is none. Raises PictureMissing where they lead out."""
    try:
        root, found = folder.resolve(), (folder / name).resolve()
        if not found.is_file():
            return None
    except (OSError, ValueError, RuntimeError):  # a name too long, a ring of links
        return None
    if not found.is_relative_to(root):
        raise PictureMissing(OUTSIDE)
    return found


def _open(path: Path) -> BinaryIO:
    """A plain file to read; never one that was put in its place as a link or a pipe."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileNotFoundError(NOT_THERE)
    return os.fdopen(handle, "rb")


# --- Text -----------------------------------------------------------------------------------------------------------


def _with_images(file: ArticleFile, hung: dict[str, Image], unplaced: list[Unplaced]) -> ArticleFile:
    """The file with the library's ids in place of its own."""

    def write(figure: Figure) -> str:
        image = hung.get(figure.image)
        if image is None:
            return ""
        caption = f"<figcaption>{figure.caption}</figcaption>" if figure.caption else ""
        attrs = {"data-image": str(image.uuid)} | ({"data-alt": figure.alt} if figure.alt else {})
        return f"{start_tag('figure', attrs)}{caption}</figure>"

    sections = [replace(section, html=clean(fill_figures(section.html, write))) for section in file.sections]
    shown = hung.get(file.cover.image) if file.cover else None
    cover = Cover(str(shown.uuid), file.cover.alt, file.cover.caption) if file.cover and shown else None
    return replace(
        file,
        sections=tuple(section for section in sections if section.heading or section.html),
        pictures=(),
        cover=cover,
        unplaced=tuple(unplaced),
    )
