"""In which encoding a page is: its byte order mark, its own word, or UTF-8."""

from __future__ import annotations

import pytest

from articles.transfer.html_encoding import MAX_PAGE_BYTES, decode_page, is_page
from articles.transfer.manuscript import NotReadable

WORD = "Mühle – “fällt”"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (WORD.encode(), WORD),
        (b"\xef\xbb\xbf<meta charset=latin-1>" + WORD.encode(), "<meta charset=latin-1>" + WORD),
        (b"\xff\xfe" + WORD.encode("utf-16-le"), WORD),
        (b"\xfe\xff" + WORD.encode("utf-16-be"), WORD),
        (b"<meta charset=ISO-8859-1>" + WORD.encode("cp1252"), "<meta charset=ISO-8859-1>" + WORD),
        (b"<meta charset='utf-16'>" + WORD.encode(), "<meta charset='utf-16'>" + WORD),
        (
            b'<META http-equiv=Content-Type content="text/html; charset=koi8-r">' + "мельница".encode("koi8-r"),
            '<META http-equiv=Content-Type content="text/html; charset=koi8-r">мельница',
        ),
        (b"<meta charset=windows-1252>\x81\x80", "<meta charset=windows-1252>€"),
    ],
)
def test_page_is_read_in_its_encoding(data: bytes, text: str) -> None:
    assert decode_page(data) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<meta charset=unicode_escape>x", "“unicode_escape”, an encoding we do not know"),
        (b"<meta charset=windows-9999>x", "We cannot read the encoding “windows-9999”"),
        (b"one\ntwo \xfc", "Line 2 is not in UTF-8 \\(byte 0xFC\\)"),
        (b"x" * (MAX_PAGE_BYTES + 1), "larger than"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, message: str) -> None:
    with pytest.raises(NotReadable, match=message):
        decode_page(data)


def test_page_is_known_by_its_beginning() -> None:
    assert is_page(b"\xef\xbb\xbf \n<!-- saved --><!DOCTYPE html><p>x")
    assert is_page(b"\xff\xfe" + "<html lang=en>".encode("utf-16-le"))
    assert not is_page(b"# Title\n\n<html>")
