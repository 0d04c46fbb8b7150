"""Renditions by name, as browsers, proxies and attackers ask for them."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.media import files
from articles.models import Image, Rendition
from articles.snapshot import Cover
from tests.factories import finish_renditions, make_article, make_author, make_image, publish_now, withdraw_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Rendition:
    return make_image().renditions.order_by("pk")[0]


@pytest.fixture
def data(row: Rendition) -> bytes:
    return files.read(files.RENDITIONS, row.file)


def get(name: str, **headers: str) -> HttpResponse:
    response = Client().get(f"/media/{name}", headers=headers)
    assert isinstance(response, HttpResponse)
    return response


def test_a_rendition_is_served_with_its_type_for_ever_and_can_do_nothing(row: Rendition, data: bytes) -> None:
    answer = get(row.name)

    assert (answer.status_code, answer.content) == (200, data)
    headers = {name: answer.headers[name] for name in answer.headers if name != "ETag"}
    assert headers == {
        "Content-Type": "image/jpeg",
        "Content-Length": str(len(data)),
        "Cache-Control": "public, max-age=31536000, immutable",
        "Accept-Ranges": "bytes",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


@pytest.mark.parametrize(("format", "type"), [("webp", "image/webp"), ("avif", "image/avif")])
def test_each_format_has_its_type(format: str, type: str) -> None:
    make_image()
    finish_renditions()

    row = Rendition.objects.filter(format=format)[0]

    assert get(row.name).headers["Content-Type"] == type


def test_head_gives_the_same_headers_without_the_picture(row: Rendition, data: bytes) -> None:
    answer = Client().head(f"/media/{row.name}")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(data))
    assert answer.headers["ETag"] == get(row.name).headers["ETag"]


def test_what_one_has_is_not_sent_again(row: Rendition) -> None:
    etag = get(row.name).headers["ETag"]

    answer = get(row.name, if_none_match=etag)

    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert get(row.name, if_none_match='"another"').status_code == 200


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=5-9", 5, 10),
        ("bytes=10-", 10, None),
        ("bytes=-7", -7, None),
        ("bytes=3-999999", 3, None),
    ],
)
def test_a_range_is_cut_out(row: Rendition, data: bytes, asked: str, start: int, end: int | None) -> None:
    answer = get(row.name, range=asked)

    assert (answer.status_code, answer.content) == (206, data[start:end])
    first = start % len(data)
    assert answer.headers["Content-Range"] == f"bytes {first}-{first + len(answer.content) - 1}/{len(data)}"
    assert answer.headers["Content-Length"] == str(len(answer.content))


def test_a_longer_tail_than_there_is_is_the_whole(row: Rendition, data: bytes) -> None:
    answer = get(row.name, range="bytes=-999999")

    assert (answer.status_code, answer.content) == (206, data)


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=999999-1000000", "bytes=-0"])
def test_a_range_beyond_the_end_is_416_and_says_how_long_it_is(row: Rendition, data: bytes, asked: str) -> None:
    answer = get(row.name, range=asked)

    assert (answer.status_code, answer.content) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{len(data)}"


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-1,3-4",
        "bytes=" + ",".join(["0-0"] * 1000),
        "bytes=-",
        "bytes=5-2",
        "lines=1-2",
        "bytes=a-b",
        "bytes=٣-٤",
        "",
        "bytes=" + "9" * 4000 + "-",
    ],
)
def test_what_is_no_single_range_gets_the_whole(row: Rendition, data: bytes, asked: str) -> None:
    answer = get(row.name, range=asked)

    assert (answer.status_code, answer.content) == (200, data)


def test_a_range_of_another_file_gets_the_whole(row: Rendition, data: bytes) -> None:
    etag = get(row.name).headers["ETag"]

    assert get(row.name, range="bytes=0-0", if_range=etag).status_code == 206
    assert get(row.name, range="bytes=0-0", if_range='"another"').content == data


@pytest.mark.parametrize(
    "name",
    [
        "no-such-name.jpg",
        "..%2f..%2fdb.sqlite3",
        "%2e%2e%2fdb.sqlite3",
        "%252e%252e%252fdb.sqlite3",
        "..\\..\\db.sqlite3",
        "../secret_key",
        "a%00.jpg",
        "x" * 5000,
        "%ff%fe.jpg",
        ".",
        "..",
        "",
    ],
)
def test_what_is_no_name_is_404(row: Rendition, name: str) -> None:
    assert get(name).status_code == 404


def test_originals_are_served_by_nobody(row: Rendition) -> None:
    image = Image.objects.get()
    key = image.original.rpartition("/")[2]
    names = [key, image.original, f"originals/{image.original}", str(image.uuid), image.checksum, row.file]

    assert [get(name).status_code for name in names] == [404] * 6


def test_an_unknown_name_is_told_apart_from_nothing_and_not_kept_for_long() -> None:
    answer = get("no-such-name.jpg")

    assert answer.headers["Cache-Control"] == "public, max-age=5"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_row_whose_file_is_gone_is_404(row: Rendition) -> None:
    files.discard(files.RENDITIONS, [row.file])

    assert get(row.name).status_code == 404


def test_nothing_but_reading_is_allowed(row: Rendition) -> None:
    assert Client().post(f"/media/{row.name}").status_code == 405


def test_no_cookie_is_read_or_set(row: Rendition) -> None:
    answer = get(row.name)

    assert (answer.cookies, answer.headers.get("Vary")) == ({}, None)


# --- Withdrawals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["killed", "legal"])
def test_the_pictures_of_a_killed_article_are_dead_at_their_addresses_and_live_on_at_others(how: str) -> None:
    image = make_image()
    article = make_article(cover=Cover(str(image.uuid)))
    publish_now(article)
    old = set(image.renditions.values_list("name", flat=True))

    withdraw_now(article, how)

    new = set(image.renditions.values_list("name", flat=True))
    assert {get(name).status_code for name in old} == {404}
    assert {get(name).status_code for name in new} == {200}
    assert len(new) == len(old)


def test_renditions_that_were_replaced_die_with_a_kill_too() -> None:
    image = make_image(focal_x=0.2)
    finish_renditions()
    article = make_article(cover=Cover(str(image.uuid)))
    publish_now(article)
    old = set(image.renditions.exclude(retired_at=None).values_list("name", flat=True))
    assert {get(name).status_code for name in old} == {200}

    withdraw_now(article, "killed")

    assert {get(name).status_code for name in old} == {404}


@pytest.mark.parametrize("how", ["unpublished", "withdrawn"])
def test_a_quiet_end_moves_no_picture(how: str) -> None:
    image = make_image()
    article = make_article(cover=Cover(str(image.uuid)))
    publish_now(article)

    old = set(image.renditions.values_list("name", flat=True))
    withdraw_now(article, how)

    assert {get(name).status_code for name in old} == {200}


@pytest.mark.parametrize("other", ["live", "portrait"])
def test_what_something_else_shows_to_the_public_keeps_its_address(other: str) -> None:
    image = make_image()
    article = make_article(cover=Cover(str(image.uuid)))
    publish_now(article)
    if other == "live":
        publish_now(make_article(slug="other", cover=Cover(str(image.uuid))))
    else:
        make_author(portrait=image)
    old = set(image.renditions.values_list("name", flat=True))

    withdraw_now(article, "killed")

    assert {get(name).status_code for name in old} == {200}


def test_what_only_a_draft_or_an_ended_version_shows_besides_is_moved() -> None:
    image = make_image()
    article = make_article(cover=Cover(str(image.uuid)))
    publish_now(article)
    make_article(slug="draft", cover=Cover(str(image.uuid)))
    ended = make_article(slug="ended", cover=Cover(str(image.uuid)))
    publish_now(ended)
    withdraw_now(ended)
    old = set(image.renditions.values_list("name", flat=True))

    withdraw_now(article, "killed")

    assert {get(name).status_code for name in old} == {404}
