"""A file becomes an article's text: pure, no database. Markdown, a web page, or the plain text of one.

bytes --decode--> text --guess_kind--> kind --read_article--> ArticleFile
bytes --decode_page (html_encoding.py)--> text --read_article--> ArticleFile
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from articles.text.cleaning import TextRefused
from articles.text.inline import scrub
from articles.text.marks import new_highlight_id
from articles.transfer.front_matter import split_front_matter
from articles.transfer.html_encoding import decode_page, is_page
from articles.transfer.html_page import read_page
from articles.transfer.manuscript import ArticleFile, Kind, NotReadable
from articles.transfer.markdown import read_markdown
from articles.transfer.plain_page import read_plain_page

MAX_BYTES: Final = 1_000_000
_SUFFIXES: Final = {".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN, ".txt": Kind.TEXT, ".text": Kind.TEXT}
_PAGES: Final = {".html", ".htm", ".xhtml", ".xht"}
_MARKDOWN: Final = re.compile(r"\A---[ \t]*$|^#{1,6}[ \t]+\S|\]\([^)\s]+\)", re.MULTILINE)


def open_article(data: bytes, *, name: str = "", kind: Kind | None = None) -> ArticleFile:
    """The article in a file of that name; `kind` where it is known. Raises NotReadable."""
    suffix = PurePath(name).suffix.lower()
    if kind is None and (suffix in _PAGES or (suffix not in _SUFFIXES and is_page(data))):
        kind = Kind.HTML
    if kind is Kind.HTML:
        return read_article(decode_page(data), kind=kind)
    text = decode(data)
    return read_article(text, kind=kind or guess_kind(text, name=name))


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, with or without a byte order mark. Raises NotReadable."""
    if len(data) > MAX_BYTES:
        raise NotReadable(f"The file is larger than {MAX_BYTES:,} bytes.", "Divide it into several articles.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotReadable("The file is UTF-16.", "Save it as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise NotReadable(
            f"Line {line} is not UTF-8 (byte 0x{data[wrong.start]:02X}).", "Save the file as UTF-8."
        ) from wrong
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise NotReadable(f"Line {line} holds a NUL character: this is no text file.", "Save it as plain text.")
    return text


def guess_kind(text: str, *, name: str = "") -> Kind:
    """By the ending of the file's name, else by what it holds: front matter, `#` headings or links are Markdown."""
    known = _SUFFIXES.get(PurePath(name).suffix.lower())
    if known is not None:
        return known
    return Kind.MARKDOWN if _MARKDOWN.search(text) else Kind.TEXT


def read_article(text: str, *, kind: Kind, new_id: Callable[[], str] = new_highlight_id) -> ArticleFile:
    """The article in `text`; what has no place in one is told in `unplaced`, nothing is lost in silence.

    `new_id` names the highlights. Raises NotReadable, and nothing else, whatever the text is.
    """
    text = scrub(text)
    try:
        if kind is Kind.TEXT:
            return read_plain_page(text)
        if kind is Kind.HTML:
            return read_page(text, new_id=new_id)
        front = split_front_matter(text)
        return read_markdown(front, new_id=new_id)
    except TextRefused as refused:
        raise NotReadable(refused.reason, refused.remedy) from refused
