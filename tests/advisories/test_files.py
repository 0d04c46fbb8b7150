"""What was uploaded to other systems, or asked of their folders, uploaded and asked here. Numbers: README.md."""

from __future__ import annotations

import contextlib
import io
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pillow

from articles.media.decoding import FORMATS
from articles.models import Article, Image, Rendition, User
from articles.text.cleaning import TextRefused, clean
from articles.text.plain import plain_text
from articles.transfer.html_pictures import PictureMissing, find_file
from tests.advisories.site import ask
from tests.articles.admin.pages import address, errors, signed_in, write
from tests.articles.media.pictures import draw, encoded
from tests.factories import finish_renditions, make_article, make_image

pytestmark = pytest.mark.django_db
SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
NO_PICTURES = {
    "drawing.svg": SVG,
    "drawing.png": SVG,
    "drawing.svgz": b"\x1f\x8b" + SVG,
    "page.gif": b"GIF89a/*" + SCRIPT + b"*/=1;",
    "page.jpg": b"<!doctype html>" + SCRIPT,
    "data.avif": b"\0\0\0\x1cftypmif1" + SCRIPT,
}


def upload(user: User, data: bytes, name: str = "gull.jpg") -> Any:
    return signed_in(user).post(address("image_upload"), {"file": SimpleUploadedFile(name, data)})


@pytest.mark.parametrize("name", NO_PICTURES)
def test_case_18_a_script_in_a_picture_is_refused(name: str, editor: User) -> None:
    answer = upload(editor, NO_PICTURES[name], name)

    assert (answer.status_code, list(answer.json())) == (422, ["problem"])
    assert not Image.objects.exists()


@pytest.mark.parametrize("format", ["GIF", "PNG", "JPEG"])
def test_case_18_what_hangs_on_a_good_picture_is_not_served(format: str, editor: User) -> None:
    answer = upload(editor, encoded(draw(80, 50), format=format) + SCRIPT + b"PK\x03\x04", f"page.{format}.html")
    finish_renditions()

    served = [Client().get(f"/media/{name}") for name in Rendition.objects.values_list("name", flat=True)]

    assert answer.status_code == 201
    assert {one["Content-Type"] for one in served} == {"image/jpeg", "image/webp", "image/avif"}
    assert {(one["X-Content-Type-Options"], one["Content-Security-Policy"]) for one in served} == {
        ("nosniff", "default-src 'none'; sandbox")
    }
    assert not [one for one in served if SCRIPT in one.content or b"PK\x03\x04" in one.content]


TRAVERSALS = (
    "..%2f..%2fdb.sqlite3",
    "%2e%2e/%2e%2e/db.sqlite3",
    "%252e%252e%252fdb.sqlite3",
    "..\\db.sqlite3",
    "..%5c..%5cdb.sqlite3",
    "..%c0%afdb.sqlite3",
    "....//db.sqlite3",
    "%2fetc%2fpasswd",
    "file:%2f%2f%2fetc%2fpasswd",
    ".%00.%2fdb.sqlite3",
)


@pytest.mark.parametrize("name", TRAVERSALS)
def test_case_19_no_name_leads_out_of_the_folder(name: str) -> None:
    image = make_image()
    original, rendition = image.original, image.renditions.order_by("pk")[0]

    for asked in (name, name.replace("db.sqlite3", f"originals%2f{original}"), f"{name}%2f{rendition.name}"):
        for below in ("/media/", "/static/"):
            assert (asked, Client().get(below + asked).status_code) == (asked, 404)
    assert Client().get(f"/media/{rendition.name}").status_code == 200
    assert [Client().get(f"/media/{key}").status_code for key in (original, rendition.file)] == [404, 404]


def test_case_19_an_import_reads_nothing_outside_of_its_folder(tmp_path: Path) -> None:
    folder, evil = tmp_path / "page", tmp_path / "page-evil"
    for one in (folder, evil):
        one.mkdir()
    (evil / "secret.jpg").write_bytes(encoded())
    (folder / "link.jpg").symlink_to(evil / "secret.jpg")
    (folder / "below").symlink_to(evil)
    (folder / "gull.jpg").write_bytes(encoded())

    outside = ["../page-evil/secret.jpg", "..\\page-evil\\secret.jpg", "%2e%2e/page-evil/secret.jpg"]
    outside += ["link.jpg", "below/secret.jpg", str(evil / "secret.jpg"), (evil / "secret.jpg").as_uri()]

    assert find_file(["gull.jpg"], [folder]) == folder / "gull.jpg"
    for source in outside:
        with pytest.raises(PictureMissing):
            find_file([source], [folder])


OTHERS = ("TIFF", "BMP", "ICO", "PPM", "TGA", "JPEG2000", "PCX", "SGI", "DDS", "PDF", "EPS")


@pytest.mark.parametrize("format", OTHERS)
def test_case_28_pillow_decides_among_five_formats_alone(format: str, editor: User) -> None:
    data = encoded(draw(80, 50), format=format)

    assert set(FORMATS) == {"JPEG", "PNG", "WEBP", "GIF", "AVIF"}
    for name in ("gull.jpg", f"gull.{format.lower()}"):
        assert upload(editor, data, name).status_code == 422
    assert not Image.objects.exists()


HEADERS = {
    "PSD": b"8BPS\0\x01",
    "FITS": b"SIMPLE  =" + b" " * 20 + b"T",
    "FLI": b"\0\0\0\0\x12\xaf",
    "WMF": b"\xd7\xcd\xc6\x9a\0\0",
}


@pytest.mark.parametrize("format", HEADERS)
def test_case_28_no_other_decoder_is_even_asked(format: str, editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    Pillow.init()
    asked: list[str] = []
    monkeypatch.setitem(Pillow.OPEN, format, (lambda *_: asked.append(format), lambda _: True))

    assert upload(editor, HEADERS[format] + bytes(5000)).status_code == 422
    assert asked == []


class Body(io.RawIOBase):
    """A body without end, of which it is known how much was read."""

    def __init__(self) -> None:
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "all of it was asked for"
        self.taken += size
        return b" " * size


def send(body: Any, *, by: User, **environ: str) -> int:
    """What the site behind its door says to an upload from the desk."""
    desk = signed_in(by)
    desk.get(address("image_changelist"))
    cookies = {name: one.value for name, one in desk.cookies.items()}
    answer = ask(
        address("image_upload"),
        REQUEST_METHOD="POST",
        CONTENT_TYPE="multipart/form-data; boundary=x",
        HTTP_COOKIE="; ".join(f"{name}={value}" for name, value in cookies.items()),
        HTTP_X_CSRFTOKEN=cookies["csrf"],
        **environ,
        **{"wsgi.input": body},
    )
    return answer.status


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"CONTENT_LENGTH": "2000000000"}, 413),
        ({"CONTENT_LENGTH": "99999999999999999999999"}, 413),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, 411),
        ({"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": "10"}, 411),
        ({"CONTENT_LENGTH": "-1"}, 400),
        ({"CONTENT_LENGTH": "1e9"}, 400),
        ({"CONTENT_LENGTH": "１０"}, 400),
    ],
)
def test_case_29_a_body_beyond_measure_is_refused_unread(environ: dict[str, str], expected: int, editor: User) -> None:
    body = Body()

    assert send(body, by=editor, **environ) == expected
    assert body.taken == 0


@pytest.mark.parametrize("encoding", ["", "Content-Transfer-Encoding: base64\r\n"], ids=["plain", "base64 of blanks"])
def test_case_29_a_large_upload_takes_no_more_memory_than_the_file(encoding: str, editor: User) -> None:
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n{encoding}\r\n'.encode()
    sent = head + b" " * 20_000_000 + b"\r\n--x--\r\n"

    tracemalloc.start()
    try:
        status = send(io.BytesIO(sent), by=editor, CONTENT_LENGTH=str(len(sent)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert status == 422
    assert peak < 64_000_000
    assert not Image.objects.exists()


def test_case_29_a_form_of_blanks_is_refused(editor: User) -> None:
    desk = signed_in(editor)

    answer = desk.post(address("add"), {"title": " " * 6_000_000}, headers={"Accept": "text/html"})

    assert answer.status_code in (400, 413)
    assert not Article.objects.exists()


UNCLOSED = ("<p>", "<", "<b>", "</p", "<!--", '<a href="', "&", "<mark data-highlight-id=", "]]>", "<li>")


@pytest.mark.parametrize("piece", UNCLOSED)
def test_case_15_the_work_for_a_text_grows_with_its_length_alone(piece: str) -> None:
    """In function calls of ours: a clock would measure the machine, and quadratic work in C is in nh3's own tests."""

    def calls(length: int) -> int:
        counted = 0

        def count(frame: Any, event: str, argument: Any) -> None:
            nonlocal counted
            counted += event in ("call", "c_call")

        sys.setprofile(count)
        try:
            with contextlib.suppress(TextRefused):
                plain_text(clean(piece * length))
        finally:
            sys.setprofile(None)
        return counted

    calls(10)  # caches fill
    small, large = calls(1000), calls(2000)

    assert large < 2.5 * small + 500


def test_case_15_a_hundred_thousand_open_paragraphs_are_nothing() -> None:
    assert clean("<p>" * 100_000) == ""


@pytest.mark.parametrize(("field", "value"), [("title", "<" * 50_000), ("slug", "a-" * 50_000), ("lead", "<b>" * 9000)])
def test_case_15_a_monstrous_field_is_refused_in_words(field: str, value: str, editor: User) -> None:
    article = make_article(editor)

    answer = write(signed_in(editor), article, **{field: value})

    assert (answer.status_code, len(set(errors(answer)))) == (200, 1)
    article.refresh_from_db()
    assert (article.head, article.title) == (1, "A title")
